"""A breaker shared by all processes."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import keys
from bot.store.breaker import Breaker
from bot.store.connection import Redis
from tests.conftest import WaitUntil

KEY = keys.breaker("T1", "default")


async def broken(redis: Redis, pause: float) -> Breaker:
    """A breaker that three failures have opened."""
    breaker = Breaker(KEY, failures=3, pause=pause)
    for _ in range(3):
        await breaker.failed(redis)
    return breaker


async def test_failures_on_end_open_it(redis: Redis) -> None:
    """Two failures are let pass, the third opens it for its pause."""
    breaker = Breaker(KEY, failures=3, pause=30)
    for _ in range(2):
        await breaker.failed(redis)
        assert await breaker.wait(redis) == 0
    await breaker.failed(redis)
    assert 29 < await breaker.wait(redis) <= 30
    assert 0 < await redis.ttl(KEY) <= keys.BREAKER_TTL


async def test_a_success_in_between_starts_anew(redis: Redis) -> None:
    """Failures count only when they follow one another."""
    breaker = Breaker(KEY, failures=2, pause=30)
    await breaker.failed(redis)
    await breaker.succeeded(redis)
    await breaker.failed(redis)
    assert await breaker.wait(redis) == 0


async def test_one_is_let_through_after_the_pause(redis: Redis, wait_until: WaitUntil) -> None:
    """Of many who ask when the pause is over, one may try; its success lets the others in."""
    breaker = await broken(redis, pause=0.2)
    answers: list[float] = []

    async def somebody_may() -> bool:
        answers[:] = await asyncio.gather(*(breaker.wait(redis) for _ in range(20)))
        return 0 in answers

    await wait_until(somebody_may)
    assert answers.count(0) == 1
    await breaker.succeeded(redis)
    assert [await breaker.wait(redis) for _ in range(3)] == [0, 0, 0]


async def test_a_try_that_fails_opens_it_again(redis: Redis, wait_until: WaitUntil) -> None:
    """The one who tries and fails needs no company: a single failure is another pause."""
    breaker = await broken(redis, pause=0.05)

    async def may_try() -> bool:
        return await breaker.wait(redis) == 0

    await wait_until(may_try)
    longer = Breaker(KEY, failures=3, pause=30)
    await longer.failed(redis)
    assert await longer.wait(redis) > 29


async def test_a_try_that_never_ends_holds_nobody_up(redis: Redis, wait_until: WaitUntil) -> None:
    """When the one who tries dies, the next one tries after another pause."""
    breaker = await broken(redis, pause=0.05)
    for _ in range(2):

        async def may_try() -> bool:
            return await breaker.wait(redis) == 0

        await wait_until(may_try)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    field=st.sampled_from(["failures", "until"]),
    value=st.one_of(st.binary(max_size=30), st.sampled_from([b"nan", b"inf", b"-inf", b"-5", b"9" * 40])),
)
async def test_poison_holds_nobody_up(redis: Redis, field: str, value: bytes) -> None:
    """Random bytes leave a source alone for no longer than a pause, and failures still open the breaker."""
    await redis.delete(KEY)
    await redis.hset(KEY, field, value)
    await redis.expire(KEY, 60)
    breaker = Breaker(KEY, failures=2, pause=30)
    assert await breaker.wait(redis) <= 30
    for _ in range(2):
        await breaker.failed(redis)
    assert 0 < await breaker.wait(redis) <= 30


@pytest.mark.parametrize("value", [b"", b"\xc1", b"17"])
async def test_another_type_is_closed(redis: Redis, value: bytes) -> None:
    """A key of another type is a closed breaker, and is replaced by the first failure."""
    await redis.set(KEY, value, ex=60)
    breaker = Breaker(KEY, failures=1, pause=30)
    assert await breaker.wait(redis) == 0
    await breaker.failed(redis)
    assert await breaker.wait(redis) > 0


async def test_a_look_changes_nothing(redis: Redis) -> None:
    """How long it stays open is told without letting anybody through; what is no breaker is not open."""
    breaker = Breaker("certminder:{T1}:breaker:a", failures=1, pause=30)
    assert await breaker.left(redis) == 0
    await breaker.failed(redis)
    assert 29 < await breaker.left(redis) <= 30
    assert 29 < await breaker.wait(redis) <= 30
    await redis.set("certminder:{T1}:breaker:b", "no breaker", ex=60)
    assert await Breaker("certminder:{T1}:breaker:b").left(redis) == 0
