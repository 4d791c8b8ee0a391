"""A workspace that leaves takes everything with it, and nothing of others."""

from __future__ import annotations

import pytest

from bot.store import keys
from bot.store.connection import Redis
from bot.store.erasure import erase


async def test_it_takes_everything(redis: Redis) -> None:
    """All keys of the workspace go, of whatever kind and name; a workspace with a longer id keeps its own."""
    for number in range(1_200):
        await redis.set(keys.result("T1", f"odd*[name] {number}"), b"x", ex=60)
    await redis.set(keys.result("T12", "other"), b"x", ex=60)
    assert await erase(redis, "T1") == 1_200
    assert {key async for key in redis.scan_iter()} == {keys.result("T12", "other").encode()}
    assert await erase(redis, "T1") == 0


async def test_a_pattern_is_no_workspace(redis: Redis) -> None:
    """What is not a workspace id, such as a pattern, deletes nothing."""
    await redis.set(keys.result("T1", "a"), b"x", ex=60)
    with pytest.raises(ValueError, match="not a workspace id"):
        await erase(redis, "*")
    assert {key async for key in redis.scan_iter()} == {keys.result("T1", "a").encode()}
