"""Turns shared by all processes: never too many in a span, in order, and bounded."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import StoreUnavailable
from bot.store import keys
from bot.store.connection import Redis, connect_cache, connect_state
from bot.store.turns import take_turn

KEY = keys.rate("T1", "upstream", "default")


async def turns_kept(redis: Redis) -> list[int]:
    """The turns as Redis has them, in microseconds."""
    return [int(turn) for turn in await redis.lrange(KEY, 0, -1)]


async def test_never_more_than_so_many_in_a_span(redis_url: str) -> None:
    """Sixty requests of three processes at once: the first ten begin now, and no second has more than ten."""
    clients = [connect_state(redis_url) for _ in range(3)]
    taken = await asyncio.gather(
        *(take_turn(client, KEY, 10, span=1.0, longest=60) for client in clients for _ in range(20))
    )
    waits = sorted(wait for _, wait in taken)
    assert all(was_taken for was_taken, _ in taken)
    assert waits[:10] == [0.0] * 10
    assert 4.5 < waits[-1] <= 5.0
    assert all(later - earlier > 0.5 for earlier, later in zip(waits, waits[10:], strict=False))
    for client in clients:
        await client.aclose()


async def test_turns_are_exactly_a_span_apart(redis: Redis) -> None:
    """The eleventh turn is one span after the first, on Redis' own clock; no more is kept than that needs."""
    await take_turn(redis, KEY, 2, span=10.0, longest=60)
    (first,) = await turns_kept(redis)
    for _ in range(3):
        await take_turn(redis, KEY, 2, span=10.0, longest=60)
    third, fourth = await turns_kept(redis)
    assert third == first + 10_000_000
    assert fourth >= third
    assert 10 < await redis.ttl(KEY) <= 20


async def test_nobody_waits_past_the_bound(redis: Redis) -> None:
    """A turn that would come too late is not taken: it says when it would be, and costs those after it nothing."""
    assert await take_turn(redis, KEY, 1, span=10.0, longest=5) == (True, 0.0)
    for _ in range(2):
        taken, wait = await take_turn(redis, KEY, 1, span=10.0, longest=5)
        assert not taken
        assert 9 < wait <= 10
    assert (await take_turn(redis, KEY, 1, span=10.0, longest=60))[0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(value=st.one_of(st.binary(max_size=30), st.sampled_from([b"nan", b"inf", b"-inf", b"9" * 40, b"0x10"])))
async def test_poison_is_no_turn(redis: Redis, value: bytes) -> None:
    """Whatever stands among the turns, the next one is at most a span away."""
    await redis.delete(KEY)
    await redis.rpush(KEY, value)
    taken, wait = await take_turn(redis, KEY, 1, span=1.0, longest=60)
    assert taken
    assert wait <= 1.0


async def test_another_type_is_no_turn(redis: Redis) -> None:
    """A key of another type is replaced."""
    await redis.set(KEY, b"\xc1", ex=60)
    assert await take_turn(redis, KEY, 1, span=1.0, longest=60) == (True, 0.0)


async def test_no_redis() -> None:
    """Without Redis it says so; what then happens is the caller's to choose."""
    client = connect_cache("unix:///nowhere/redis.sock")
    with pytest.raises(StoreUnavailable):
        await take_turn(client, KEY, 1, span=1.0, longest=1)
    await client.aclose()
