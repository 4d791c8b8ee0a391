"""A circuit breaker for all processes: after failures on end nobody tries for a while, then one does."""

from __future__ import annotations

from typing import cast

import msgspec

from bot.store import keys
from bot.store.connection import Redis, translated

_WAIT = """
-- KEYS: the breaker. ARGV: its pause in microseconds. Answers the microseconds to leave the thing alone; 0: try.
if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then return 0 end
local time = redis.call('TIME')
local now, pause = time[1] * 1000000 + time[2], tonumber(ARGV[1])
local closed = tonumber(redis.call('HGET', KEYS[1], 'until') or '')
-- nobody of ours writes a later time, so that a strange one does not hold for ever
if not closed or not (closed <= now + pause) then return 0 end
if closed > now then return closed - now end
-- half open: this one tries, and the others wait for what comes of it, or for its pause when nothing does
redis.call('HSET', KEYS[1], 'until', string.format('%.0f', now + pause))
return 0
"""
_LEFT = """
-- KEYS: the breaker. Answers the microseconds to its end; 0 or less: it is not open.
if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then return 0 end
local time = redis.call('TIME')
return (tonumber(redis.call('HGET', KEYS[1], 'until') or '') or 0) - time[1] * 1000000 - time[2]
"""
_FAILED = """
-- KEYS: the breaker. ARGV: failures on end that open it, its pause in microseconds, time to live in seconds.
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'hash' and kind ~= 'none' then redis.call('UNLINK', KEYS[1]) end
local kept = tonumber(redis.call('HGET', KEYS[1], 'failures') or '')
local limit = tonumber(ARGV[1])
local failures = 1 + (kept and kept > 0 and math.min(kept, limit) or 0)
redis.call('HSET', KEYS[1], 'failures', string.format('%d', failures))
if failures >= limit then
    local time = redis.call('TIME')
    local closed = time[1] * 1000000 + time[2] + tonumber(ARGV[2])
    redis.call('HSET', KEYS[1], 'until', string.format('%.0f', closed))
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
"""


class Breaker(msgspec.Struct, frozen=True):
    """Opened under `key` by so many `failures` on end, for `pause` seconds. Its methods raise StoreUnavailable."""

    key: str
    failures: int = 3
    pause: float = 30.0

    async def wait(self, redis: Redis) -> float:
        """Seconds for which nobody should try; 0: try now, and say how it ended. When the pause is over one is let
        through, and the others once that one succeeded or another pause is over."""
        with translated():
            waiting = cast("int", await redis.register_script(_WAIT)([self.key], [round(self.pause * 1e6)]))
        return waiting / 1e6

    async def left(self, redis: Redis) -> float:
        """Seconds for which nobody tries, as `wait`, of which this is only a look."""
        with translated():
            left = cast("int", await redis.register_script(_LEFT)([self.key]))
        return min(max(0.0, left / 1e6), self.pause)

    async def failed(self, redis: Redis) -> None:
        """Count a failure."""
        arguments = [self.failures, round(self.pause * 1e6), keys.BREAKER_TTL]
        with translated():
            await redis.register_script(_FAILED)([self.key], arguments)

    async def succeeded(self, redis: Redis) -> None:
        """Forget all failures."""
        with translated():
            await redis.unlink(self.key)
