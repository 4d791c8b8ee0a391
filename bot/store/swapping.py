"""Replace a value only while it is still the one that was read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.store.connection import Redis, translated

_SWAP = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return 1
"""
_SWAP_AND_DROP = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for at = 3, #ARGV do redis.call('HDEL', KEYS[2], ARGV[at]) end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return 1
"""
_SWAP_FIELD = """
local kept = redis.call('HGET', KEYS[1], ARGV[1])
if (kept or '') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
if ARGV[4] ~= '0' then redis.call('EXPIRE', KEYS[1], ARGV[4]) end
return 1
"""


async def swap(redis: Redis, key: str, old: bytes | None, new: bytes) -> bool:
    """Whether `new` stands in the place of `old` now (None: of nothing); its time to live stays. Raises
    StoreUnavailable."""
    with translated():
        if old is None:
            return bool(await redis.set(key, new, nx=True))
        return bool(await redis.register_script(_SWAP)([key], [old, new]))


async def swap_and_drop(
    redis: Redis, key: str, old: bytes | None, new: bytes, *, of: str, fields: Sequence[bytes]
) -> bool:
    """The same, and these fields of the hash `of` go with the old value or not at all. The keys must share a hash tag.
    Raises StoreUnavailable."""
    if old is None or not fields:
        return await swap(redis, key, old, new)
    with translated():
        return bool(await redis.register_script(_SWAP_AND_DROP)([key, of], [old, new, *fields]))


async def swap_field(redis: Redis, key: str, field: str, old: bytes | None, new: bytes, *, ttl: int = 0) -> bool:
    """The same for a field of a hash, which lives for `ttl` seconds from now on (0: as long as before). An empty field
    counts as none. Raises StoreUnavailable."""
    with translated():
        return bool(await redis.register_script(_SWAP_FIELD)([key], [field, old or b"", new, ttl]))
