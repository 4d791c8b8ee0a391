"""What `certminder check` says of a master under Sentinel."""

from __future__ import annotations

from bot.checking.redis import check_redis
from bot.store.connection import Redis
from tests.topologies.servers import Sentinels


async def test_a_master_is_told(redis: Redis, redis_url: str, watched: Sentinels) -> None:
    """With its replica; and that it takes writes which a failover loses, until it is told not to."""
    findings = await check_redis(redis, redis_url, own=False, locale="en")
    assert "a master with 1 replica under Sentinel" in findings[0].said
    assert "min-replicas-to-write is 0" in findings[-1].said
    watched.master.client.config_set("min-replicas-to-write", 1)
    try:
        findings = await check_redis(redis, redis_url, own=False, locale="en")
        assert "min-replicas-to-write" not in findings[-1].said
    finally:
        watched.master.client.config_set("min-replicas-to-write", 0)
