"""What `certminder check` says of a cluster."""

from __future__ import annotations

from bot.checking.findings import State
from bot.checking.redis import check_redis
from bot.store.connection import Redis


async def test_a_cluster_is_told(redis: Redis, redis_url: str) -> None:
    """All masters are asked; three of them, without files on disk, are worth an advice."""
    findings = await check_redis(redis, redis_url, own=False, locale="en")
    assert "a cluster of 3 masters" in findings[0].said
    assert [each.state for each in findings] == [State.GOOD, State.GOOD, State.ADVICE]
