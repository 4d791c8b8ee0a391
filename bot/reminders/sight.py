"""Whether an account's inventory can be seen: a stale one is news, told once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from bot.certificates import Part
from bot.store import keys
from bot.store.connection import Redis, translated
from bot.store.transactions import transaction

BLIND_AFTER = timedelta(hours=26)
"""Without a complete listing for so long, a day's round was missed."""
TELLING = timedelta(minutes=10)
"""How long one who is to tell it is waited for, before another round may."""
FAILURES = 2
"""Rounds on end that failed make blind before that."""
APART = timedelta(seconds=50)
"""Failures closer to each other are those of one round: many subscriptions look at once."""

_FAILED = """
-- KEYS: sight. ARGV: now, how far apart failures count (both Unix seconds), ttl.
local last = tonumber(redis.call('HGET', KEYS[1], 'failed_at') or 0)
if math.abs(ARGV[1] - last) < tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], 'failed_at', ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return redis.call('HINCRBY', KEYS[1], 'failures', 1)
"""
_TELL = """
-- KEYS: sight. ARGV: when it was last complete, as far as the caller knows, now, how long another is waited for (all in
-- Unix seconds). Not where it was seen since, or forgotten with its account.
if redis.call('EXISTS', KEYS[1]) == 0 or redis.call('HEXISTS', KEYS[1], 'told') == 1 then return 0 end
if (tonumber(redis.call('HGET', KEYS[1], 'complete_at') or '') or 0) > tonumber(ARGV[1]) then return 0 end
local begun = tonumber(redis.call('HGET', KEYS[1], 'telling') or '') or 0
if math.abs(ARGV[2] - begun) < tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[1], 'telling', ARGV[2])
return 1
"""
_TOLD = """
-- KEYS: sight. ARGV: when the caller began to tell it (Unix seconds). Not where it was seen since: the next is news.
if redis.call('HGET', KEYS[1], 'telling') == ARGV[1] then redis.call('HSET', KEYS[1], 'told', '1') end
"""


class Sight(msgspec.Struct, frozen=True):
    """How an account was seen: the last complete listing (UTC), rounds failed since, and whether that was told."""

    complete_at: datetime | None = None
    failures: int = 0
    told: bool = False

    def blind_since(self, now: datetime) -> datetime | None:
        """Since when nothing complete was seen, when that is too long."""
        if self.complete_at is None:
            return now if self.failures >= FAILURES else None
        blind = self.failures >= FAILURES or now - self.complete_at > BLIND_AFTER
        return self.complete_at if blind else None


class Sights:
    """The sight of every account, in Redis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def of(self, workspace: str, account: str) -> Sight:
        with translated():
            found = await self._redis.hmget(keys.sight(workspace, account), ["complete_at", "failures", "told"])
        complete_at, failures, told = (value if isinstance(value, bytes) else b"" for value in found)
        return Sight(_instant(complete_at), int(failures) if failures.isdigit() else 0, bool(told))

    async def saw(self, workspace: str, part: Part, now: datetime) -> None:
        """A round had this account's listing; only a fresh and complete one is sight."""
        if part.absent:
            await self.failed(workspace, part.account, now)
        if not part.is_whole:
            return
        key, seen = keys.sight(workspace, part.account), f"{part.fetched_at.timestamp():.6f}"
        saw = ("HSET", key, "complete_at", seen)
        await transaction(self._redis, ("DEL", key), saw, ("EXPIRE", key, keys.SIGHT_TTL))

    async def failed(self, workspace: str, account: str, now: datetime) -> None:
        """A round had no listing at all."""
        arguments: list[Any] = [f"{now.timestamp():.6f}", APART.total_seconds(), keys.SIGHT_TTL]
        with translated():
            await self._redis.register_script(_FAILED)([keys.sight(workspace, account)], arguments)

    async def tell(self, workspace: str, account: str, now: datetime) -> datetime | None:
        """Since when the account is blind, to the one caller who is to tell it and then says so by `told`; None for all
        others, until that is so long ago that it failed."""
        sight = await self.of(workspace, account)
        since = sight.blind_since(now)
        if since is None:
            return None
        known = f"{sight.complete_at.timestamp():.6f}" if sight.complete_at else "0"
        with translated():
            first = await self._redis.register_script(_TELL)(
                [keys.sight(workspace, account)], [known, f"{now.timestamp():.6f}", TELLING.total_seconds()]
            )
        return since if first else None

    async def told(self, workspace: str, account: str, now: datetime) -> None:
        """What `tell` gave out at `now` was told, and is told no more until the account was seen again."""
        with translated():
            await self._redis.register_script(_TOLD)([keys.sight(workspace, account)], [f"{now.timestamp():.6f}"])


def _instant(seconds: bytes) -> datetime | None:
    """What none of us can have written is no sight."""
    try:
        return datetime.fromtimestamp(float(seconds), UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None
