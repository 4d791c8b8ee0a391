"""Budgets are exact under concurrency and survive whatever stands in their keys."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import StoreUnavailable
from bot.store import keys
from bot.store.connection import Redis, connect_cache
from bot.store.gcra import Budget, spend
from tests.conftest import WaitUntil

SMALL = Budget.per_minute(keys.rate("T1", "user", "U1"), 20)
LARGE = Budget.per_minute(keys.rate("T1", "workspace"), 120)


async def test_exact_under_concurrent_hits(redis_url: str) -> None:
    """400 hits at once from two clients get exactly the burst, however they interleave."""
    clients = [connect_cache(redis_url), connect_cache(redis_url)]
    outcomes = await asyncio.gather(*(spend(client, LARGE) for client in clients for _ in range(200)))
    assert sum(outcome is None for outcome in outcomes) == 120
    for client in clients:
        await client.aclose()


async def test_a_refusal_spends_nothing(redis: Redis) -> None:
    """When one budget is empty, the other is not touched, and the wait is that of one unit."""
    for _ in range(20):
        assert await spend(redis, SMALL, LARGE) is None
    for _ in range(10):
        refusal = await spend(redis, SMALL, LARGE)
        assert refusal is not None
        assert refusal.which == 0
        assert 2 < refusal.wait <= 3
    left = [await spend(redis, LARGE) for _ in range(101)]
    assert [outcome is None for outcome in left] == [True] * 100 + [False]


async def test_a_budget_refills(redis: Redis, wait_until: WaitUntil) -> None:
    """After an interval one more unit is there, and not two."""
    quick = Budget(keys.rate("T1", "upstream", "prod"), 0.05, 2)
    assert [await spend(redis, quick) for _ in range(2)] == [None, None]
    assert await spend(redis, quick) is not None

    async def refilled() -> bool:
        return await spend(redis, quick) is None

    await wait_until(refilled)
    assert await spend(redis, quick) is not None


@pytest.mark.parametrize("value", [b"\x00\xff", b"nan", b"inf", b"1e300", b"-5", b""])
async def test_poison_is_an_empty_state(redis: Redis, value: bytes) -> None:
    """Whatever bytes stand in a budget's key, it counts from the start instead of failing or blocking for ever."""
    await redis.set(SMALL.key, value, ex=60)
    assert await spend(redis, SMALL) is None


async def test_another_type_is_an_empty_state(redis: Redis) -> None:
    """A key of another type is replaced."""
    await redis.lpush(SMALL.key, "x")
    assert await spend(redis, SMALL) is None


async def test_no_redis() -> None:
    """A Redis that is gone is our own error."""
    client = connect_cache("unix:///nowhere/redis.sock")
    with pytest.raises(StoreUnavailable):
        await spend(client, SMALL)
    await client.aclose()
