"""Of many processes one holds the lease, as long as it lives."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import StoreUnavailable
from bot.store import keys
from bot.store.connection import Redis, connect_cache
from bot.store.lease import lease
from tests.conftest import WaitUntil

KEY = keys.listing_lock("T1", "default")


async def test_one_of_many(redis: Redis) -> None:
    """While one holds it nobody else does; afterwards the next one may."""
    async with lease(redis, KEY, 5) as first, lease(redis, KEY, 5) as second:
        assert (first, second) == (True, False)
    async with lease(redis, KEY, 5) as third:
        assert third


async def test_it_is_renewed(redis: Redis, wait_until: WaitUntil) -> None:
    """A holder that works longer than the time to live keeps it."""
    async with lease(redis, KEY, 0.3):
        await redis.pexpire(KEY, 150)

        async def renewed() -> bool:
            return await redis.pttl(KEY) > 200

        await wait_until(renewed)


async def test_a_dead_holder_loses_it(redis: Redis, wait_until: WaitUntil) -> None:
    """A key that nobody renews is free after its time to live."""
    await redis.set(KEY, "somebody who died", px=60)

    async def free() -> bool:
        async with lease(redis, KEY, 5) as held:
            return held

    await wait_until(free)


@pytest.mark.parametrize("px", [None, 86_400_000])
async def test_a_strange_value_does_not_stay(redis: Redis, px: int | None) -> None:
    """A key that somebody left for ever, or for far too long, is free after the lease's own time."""
    await redis.set(KEY, b"\xff", px=px)
    async with lease(redis, KEY, 5) as held:
        assert not held
    assert 0 < await redis.pttl(KEY) <= 5_000


async def test_what_was_lost_is_not_released(redis: Redis) -> None:
    """A holder that lost its lease to another one leaves that one's alone."""
    async with lease(redis, KEY, 5):
        await redis.set(KEY, "another one", px=5000)
    assert await redis.get(KEY) == b"another one"


async def test_a_cancelled_holder_releases_it(redis: Redis) -> None:
    """Cancelling the holder frees the lease at once."""
    entered = asyncio.Event()

    async def hold() -> None:
        async with lease(redis, KEY, 60):
            entered.set()
            await asyncio.Event().wait()

    holder = asyncio.create_task(hold())
    await entered.wait()
    holder.cancel()
    await asyncio.wait([holder])
    assert await redis.exists(KEY) == 0


async def test_no_redis() -> None:
    """Where it cannot be asked for, that is an error and not a lease."""
    client = connect_cache("unix:///nowhere/redis.sock")
    with pytest.raises(StoreUnavailable):
        async with lease(client, KEY, 5):
            pass
    await client.aclose()
