"""A client of a cluster never hands one caller another's answer."""

from __future__ import annotations

from bot.store.connection import Redis, connect_state
from tests.store.test_connection import storm


async def test_a_cancelled_caller_leaves_no_answer_behind(redis: Redis, redis_url: str) -> None:
    """Cancelled commands on three nodes at once."""
    client = connect_state(redis_url)
    assert await storm(redis, client, 0.004) > 20
    await client.aclose()
