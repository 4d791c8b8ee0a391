"""A result under a short id, so that its buttons work days later and after a restart."""

from __future__ import annotations

import secrets
from datetime import datetime

import msgspec

from bot.certificates import Query
from bot.errors import ResultExpired
from bot.store import keys
from bot.store.connection import Redis, translated

FORMAT = 1
"""Raised when a change makes older values unreadable; they are then as good as gone."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A question that was answered: enough to ask it again. `zone` is the one its days were read in."""

    workspace: str
    channel: str
    user: str
    query: Query
    text: str
    locale: str
    zone: str
    created_at: datetime


class _Kept(msgspec.Struct, frozen=True):
    format: int
    id: str
    result: Result


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


class Results:
    """Results of all workspaces, each readable in its own workspace only."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def save(self, result: Result) -> str:
        """Keep a result for `keys.RESULT_TTL` and give its id: 12 characters that nobody guesses.

        Raises StoreUnavailable; the answer is then worth sending without buttons.
        """
        result_id = secrets.token_urlsafe(9)
        value = _encode(_Kept(FORMAT, result_id, result))
        with translated():
            await self._redis.set(keys.result(result.workspace, result_id), value, ex=keys.RESULT_TTL)
        return result_id

    async def load(self, workspace: str, result_id: str) -> Result:
        """The result that this workspace kept under this id, which may be any text.

        Raises ResultExpired when there is none (any more), or when what is kept is not ours; StoreUnavailable.
        """
        with translated():
            (value,) = await self._redis.mget(keys.result(workspace, result_id))  # unlike GET, None for another type
        try:
            kept = _decode(value) if isinstance(value, bytes) else None
        except (msgspec.DecodeError, RecursionError):
            kept = None
        if kept is None or (kept.format, kept.id, kept.result.workspace) != (FORMAT, result_id, workspace):
            raise ResultExpired(result_id)
        return kept.result
