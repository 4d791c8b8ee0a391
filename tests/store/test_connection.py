"""Clients that fail fast where that is wanted, and never hand one caller another's answer."""

from __future__ import annotations

import asyncio
import random
import time

import pytest

from bot.errors import StoreUnavailable
from bot.store.connection import Redis, connect_cache, connect_state, translated

NOWHERE = "unix:///nowhere/redis.sock"


async def test_a_dead_redis_is_told_within_a_second() -> None:
    """The cache's client gives up at once when nothing listens, with our own error and no address in it."""
    client = connect_cache(NOWHERE)
    begun = time.monotonic()
    with pytest.raises(StoreUnavailable) as caught, translated():
        await client.get("key")
    assert time.monotonic() - begun < 1
    assert "nowhere" not in str(caught.value)
    await client.aclose()


async def test_a_refusal_keeps_its_code_only(redis: Redis) -> None:
    """What Redis refuses is named by its code; the command, which may hold a secret, is not quoted."""
    await redis.set("text", "canary", ex=60)
    with pytest.raises(StoreUnavailable, match=r"^ResponseError WRONGTYPE$") as caught, translated():
        await redis.lpush("text", "canary")
    assert caught.value.__cause__ is None


async def test_a_cancelled_caller_leaves_no_answer_behind(redis_url: str) -> None:
    """After a storm of cancelled commands every answer still belongs to its own question (CVE-2023-28858)."""
    client = connect_state(redis_url)
    chance = random.Random(7)
    await client.mset({f"key:{number}": number for number in range(50)})
    for number in range(50):
        await client.expire(f"key:{number}", 60)

    async def read(number: int) -> bool:
        return await client.get(f"key:{number}") == str(number).encode()

    for _ in range(40):
        tasks = [asyncio.create_task(read(number)) for number in range(50)]
        await asyncio.sleep(chance.random() / 500)
        for task in chance.sample(tasks, 25):
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(outcome is True or isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
    await client.aclose()
