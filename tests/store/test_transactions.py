"""Commands that run together, on one server and on a cluster."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import StoreUnavailable
from bot.store import keys
from bot.store.connection import Redis
from bot.store.transactions import pairs, transaction

KEY, OTHER = keys.choices("T1", "U1"), keys.choices("T1", "U2")


async def test_all_answers_come_in_order(redis: Redis) -> None:
    """Each command has its answer, bytes of any kind stay as they are, and what is not there is nothing."""
    written = await transaction(redis, ("HSET", KEY, b"\xff\x00", "x", "b", 2), ("EXPIRE", KEY, 60))
    found, missing, empty = await transaction(redis, ("HGETALL", KEY), ("HGET", KEY, "c"), ("HGETALL", OTHER))
    assert written == [2, 1]
    assert pairs(found) == {b"\xff\x00": b"x", b"b": b"2"}
    assert (missing, empty) == (None, [])
    assert await transaction(redis) == []


async def test_it_stops_at_what_is_refused(redis: Redis) -> None:
    """A key of another type ends it with the server's own code; what would come after it does not happen."""
    await redis.set(KEY, "text", ex=60)
    with pytest.raises(StoreUnavailable, match=r"^ResponseError WRONGTYPE$"):
        await transaction(redis, ("HGETALL", KEY), ("SET", OTHER, "x"))
    assert not await redis.exists(OTHER)


async def test_it_goes_on_where_that_is_asked_for(redis: Redis) -> None:
    """Then the error stands in the place of its answer, and the others have theirs."""
    await redis.set(KEY, "text", ex=60)
    refused, answered = await transaction(redis, ("HGETALL", KEY), ("HGETALL", OTHER), go_on=True)
    assert isinstance(refused, Exception)
    assert answered == []


async def test_nothing_comes_between(redis: Redis) -> None:
    """Of many callers at once each has both of its commands run before another's."""

    async def add() -> list[object]:
        return await transaction(redis, ("HINCRBY", KEY, "a", 1), ("HINCRBY", KEY, "b", 1), ("EXPIRE", KEY, 60))

    assert all(a == b for a, b, _ in await asyncio.gather(*(add() for _ in range(100))))
