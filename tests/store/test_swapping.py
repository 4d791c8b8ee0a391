"""A value is replaced while it is the one that was read, and never otherwise."""

from __future__ import annotations

from bot.store.connection import Redis
from bot.store.swapping import swap


async def test_the_value_that_was_read_is_replaced(redis: Redis) -> None:
    """Its time to live stays; another value, or none, is left as it is."""
    await redis.set("k", b"one", ex=60)
    assert await swap(redis, "k", b"one", b"two")
    assert not await swap(redis, "k", b"one", b"three")
    assert not await swap(redis, "nothing", b"one", b"three")
    assert (await redis.get("k"), await redis.get("nothing")) == (b"two", None)
    assert 0 < await redis.ttl("k") <= 60
