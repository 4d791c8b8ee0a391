"""Questions a minute, per person and per workspace."""

from __future__ import annotations

import logging

import pytest

from bot import observability
from bot.errors import RateLimited
from bot.inventory.limits import Limits
from bot.store.connection import Redis, connect_cache


async def spent(limits: Limits, workspace: str, user: str, times: int) -> None:
    """Ask so many times."""
    for _ in range(times):
        await limits.spend(workspace, user)


async def test_a_person_has_a_limit(redis: Redis) -> None:
    """The 21st question within a minute is refused with the seconds to wait; another person may still ask."""
    limits = Limits(redis)
    await spent(limits, "T1", "U1", 20)
    with pytest.raises(RateLimited) as caught:
        await limits.spend("T1", "U1")
    assert caught.value.whose == "user"
    assert 2 < caught.value.retry_after <= 3
    await limits.spend("T1", "U2")


async def test_a_workspace_has_a_limit(redis: Redis) -> None:
    """Many people together reach their workspace's limit, and no other workspace notices."""
    limits = Limits(redis, user_per_minute=20, workspace_per_minute=30)
    await spent(limits, "T1", "U1", 20)
    await spent(limits, "T1", "U2", 10)
    with pytest.raises(RateLimited) as caught:
        await limits.spend("T1", "U2")
    assert caught.value.whose == "workspace"
    assert b'certminder_rate_limited_total{whose="workspace"}' in observability.metrics()[0]
    await limits.spend("T2", "U2")


async def test_without_redis_everybody_may_ask(caplog: pytest.LogCaptureFixture) -> None:
    """Limits fail open, and the log says so."""
    client = connect_cache("unix:///nowhere/redis.sock")
    with caplog.at_level(logging.WARNING):
        await Limits(client, user_per_minute=1).spend("T1", "U1")
        await Limits(client, user_per_minute=1).spend("T1", "U1")
    assert "rate limits are off" in caplog.text
    await client.aclose()
