"""A value is replaced while it is the one that was read, and never otherwise."""

from __future__ import annotations

from bot.store.connection import Redis
from bot.store.swapping import swap, swap_and_drop, swap_field


async def test_the_value_that_was_read_is_replaced(redis: Redis) -> None:
    """Its time to live stays; another value, or none, is left as it is."""
    await redis.set("k", b"one", ex=60)
    assert await swap(redis, "k", b"one", b"two")
    assert not await swap(redis, "k", b"one", b"three")
    assert not await swap(redis, "nothing", b"one", b"three")
    assert (await redis.get("k"), await redis.get("nothing")) == (b"two", None)
    assert 0 < await redis.ttl("k") <= 60


async def test_fields_go_with_the_value_or_stay_with_it(redis: Redis) -> None:
    """What belongs to a value in another key is dropped by whoever replaces it, and by nobody else."""
    await redis.set("{k}", b"one", ex=60)
    await redis.hset("{k}:of", mapping={"a": "1", "b": "2"})
    await redis.expire("{k}:of", 60)
    assert not await swap_and_drop(redis, "{k}", b"other", b"two", of="{k}:of", fields=[b"a"])
    assert await redis.hkeys("{k}:of") == [b"a", b"b"]
    assert await swap_and_drop(redis, "{k}", b"one", b"two", of="{k}:of", fields=[b"a"])
    assert (await redis.get("{k}"), await redis.hkeys("{k}:of")) == (b"two", [b"b"])


async def test_a_field_is_replaced_while_it_is_the_one_that_was_read(redis: Redis) -> None:
    """Also one that was not there; the hash lives on as long as is said."""
    assert await swap_field(redis, "h", "f", None, b"one", ttl=60)
    assert not await swap_field(redis, "h", "f", None, b"two")
    assert not await swap_field(redis, "h", "g", b"one", b"two")
    assert await swap_field(redis, "h", "f", b"one", b"three")
    assert await redis.hgetall("h") == {b"f": b"three"}
    assert 0 < await redis.ttl("h") <= 60
