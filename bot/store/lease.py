"""One of many processes does a thing: `SET NX PX` with a token, renewed as long as the holder lives."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator

from bot.errors import StoreUnavailable
from bot.store.connection import Redis, translated

_TAKE = """
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
local left = redis.call('PTTL', KEYS[1])
-- nobody of ours leaves it for longer, so that a strange value does not keep it for ever
if left < 0 or left > tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
"""
_RENEW = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0"
_RELEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"


async def _renew(redis: Redis, key: str, token: str, ttl: float) -> None:
    renew = redis.register_script(_RENEW)
    while True:
        await asyncio.sleep(ttl / 3)
        with contextlib.suppress(StoreUnavailable), translated():
            await renew([key], [token, round(ttl * 1000)])


async def _release(redis: Redis, key: str, token: str) -> None:
    with contextlib.suppress(StoreUnavailable), translated():  # it runs out by itself
        await redis.register_script(_RELEASE)([key], [token])


@contextlib.asynccontextmanager
async def lease(redis: Redis, key: str, ttl: float) -> AsyncIterator[bool]:
    """`async with lease(…) as held`: whether this process holds the key now. A holder that died loses it after `ttl`
    seconds. Good for sparing work, not for safety: a holder that was paused may not know that it lost it.

    Raises StoreUnavailable when it cannot be asked for.
    """
    token = secrets.token_hex(16)
    with translated():
        held = bool(await redis.register_script(_TAKE)([key], [token, round(ttl * 1000)]))
    if not held:
        yield False
        return
    renewing = asyncio.create_task(_renew(redis, key, token, ttl))
    try:
        yield True
    finally:
        renewing.cancel()
        await asyncio.shield(_release(redis, key, token))
