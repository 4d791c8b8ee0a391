"""Which messages are to be edited, and what is to be told of them: many changes in a few seconds are one edit.

The queue is one sorted set on Redis' clock, so that several processes debounce together and any worker may edit.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec

from bot.store import keys
from bot.store.connection import Redis, translated
from bot.store.naming import workspaces_in
from bot.store.transactions import Command, transaction

QUIET = timedelta(seconds=3)
"""An edit waits so long for more changes."""
LEASE = timedelta(seconds=45)
"""After so long the edit of a worker that died is another one's."""
TOLD = 200
"""Changes that are kept for a thread; a flood of clicks does not fill the store."""

_NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
"""
_CHANGED = (
    _NOW
    + """
-- KEYS: edits. ARGV: message, ms to wait. An edit that waits is kept; one that has begun is followed by another.
local due = redis.call('ZSCORE', KEYS[1], ARGV[1])
if due and tonumber(due) <= now + ARGV[2] then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
return 1
"""
)
_CLAIM = (
    _NOW
    + """
-- KEYS: edits. ARGV: ms of a lease, most messages. Those whose time has come, each followed by the end of its lease.
-- What lies further ahead than a lease was put there before the clock was set back.
local claimed, lease = {}, now + ARGV[1]
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[2])
if #due == 0 then due = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. lease + 60000, '+inf', 'LIMIT', 0, ARGV[2]) end
for _, message in ipairs(due) do
    redis.call('ZADD', KEYS[1], lease, message)
    table.insert(claimed, message)
    table.insert(claimed, tostring(lease))
end
return claimed
"""
)
_DONE = """
-- KEYS: edits. ARGV: message, end of its lease. What changed meanwhile stays in the queue.
local due = redis.call('ZSCORE', KEYS[1], ARGV[1])
if due and tonumber(due) == tonumber(ARGV[2]) then return redis.call('ZREM', KEYS[1], ARGV[1]) end
return 0
"""


class Kind(StrEnum):
    """What happened to a certificate."""

    TAKEN = "taken"
    GIVEN_BACK = "given_back"
    SNOOZED = "snoozed"
    WOKEN = "woken"
    CONFIRMED = "confirmed"
    RENEWED = "renewed"
    PARTLY_RENEWED = "partly_renewed"
    UNRENEWED = "unrenewed"


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a thread: `title` is the certificate's name (foreign), `by` a user's id or the id of the certificate
    that renews it, `until` the end (UTC) of a snooze or of the new certificate."""

    kind: Kind
    title: str
    by: str = ""
    until: datetime | None = None
    reason: str = ""
    missing: tuple[str, ...] = ()


class _Kept(msgspec.Struct, frozen=True):
    workspace: str
    change: Change


class Edit(msgspec.Struct, frozen=True):
    """A message whose edit is ours until the lease ends."""

    workspace: str
    subscription: str
    slot: str
    lease: int = 0


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Kept).decode


class Edits:
    """The queue of edits of all workspaces, in Redis."""

    def __init__(self, redis: Redis, *, quiet: timedelta = QUIET, lease: timedelta = LEASE) -> None:
        self._redis = redis
        self._quiet = quiet
        self._lease = lease

    async def changed(self, workspace: str, subscription: str, slot: str, *changes: Change) -> None:
        """The message of this digest no longer shows how things are."""
        key, message = keys.changes(workspace, subscription, slot), " ".join((workspace, subscription, slot))
        if changes:
            told: Command = ("RPUSH", key, *(_encode(_Kept(workspace, change)) for change in changes))
            await transaction(self._redis, told, ("LTRIM", key, -TOLD, -1), ("EXPIRE", key, keys.CHANGES_TTL))
        await self._run(_CHANGED, [message, _ms(self._quiet)])

    async def claim(self, most: int = 50) -> list[Edit]:
        """The edits whose time has come; each is ours for the length of the lease. What is none is thrown away."""
        found = await self._run(_CLAIM, [_ms(self._lease), most])
        edits = [_edit(message, lease) for message, lease in zip(found[::2], found[1::2], strict=True)]
        if none := [message for message, edit in zip(found[::2], edits, strict=True) if edit is None]:
            with translated():
                await self._redis.zrem(keys.edits(), *none)
        return [edit for edit in edits if edit is not None]

    async def changes(self, edit: Edit) -> list[Change]:
        """What is to be told of the digest, oldest first. What is none is thrown away: `done` counts the others."""
        key = keys.changes(edit.workspace, edit.subscription, edit.slot)
        with translated():
            found: list[Any] = await self._redis.lrange(key, 0, -1)
            read = [(each, _read(edit.workspace, each)) for each in found]
            for none in {each for each, change in read if change is None}:
                await self._redis.lrem(key, 0, none)
        return [change for _, change in read if change is not None]

    async def done(self, edit: Edit, told: int) -> None:
        """The message is edited and the first `told` changes are told; what came meanwhile has its own edit."""
        with translated():
            await self._redis.ltrim(keys.changes(edit.workspace, edit.subscription, edit.slot), told, -1)
        await self._run(_DONE, [" ".join((edit.workspace, edit.subscription, edit.slot)), edit.lease])

    async def _run(self, script: str, arguments: list[Any]) -> Any:
        with translated():
            return await self._redis.register_script(script)([keys.edits()], arguments)


def _edit(message: bytes, lease: bytes) -> Edit | None:
    workspace, _, rest = message.decode(errors="replace").partition(" ")
    subscription, _, slot = rest.partition(" ")
    is_one = bool(workspaces_in([workspace]) and subscription and slot and " " not in slot)
    return Edit(workspace, subscription, slot, int(float(lease))) if is_one else None


def _read(workspace: str, value: bytes | str) -> Change | None:
    try:
        kept = _decode(value)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return kept.change if kept.workspace == workspace else None


def _ms(time: timedelta) -> int:
    return int(time.total_seconds() * 1000)
