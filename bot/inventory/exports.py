"""A question under a link that nobody guesses: for a file, until it expires or is revoked.

The link holds the workspace's id and 128 random bits. Redis holds only their hash, so that neither a dump of it nor a
log of its commands opens anything.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime

import msgspec

from bot.certificates import Query
from bot.errors import NotAllowed, NotFound
from bot.store import keys
from bot.store.connection import Redis, translated

FORMAT = 1
_TOKEN = re.compile(r"([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{22})")
_ID = re.compile(r"[0-9a-f]{64}")


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """A question whose certificates are to be had as a file. `zone` is the one its days are those of."""

    workspace: str
    user: str
    query: Query
    text: str
    locale: str
    zone: str
    created_at: datetime


class Issued(msgspec.Struct, frozen=True):
    """A link's secret part, and the id under which it can be revoked, which opens nothing."""

    token: str
    id: str

    def __repr__(self) -> str:
        return f"Issued(id={self.id!r})"


class _Kept(msgspec.Struct, frozen=True):
    format: int
    id: str
    export: Export


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


class Exports:
    """The links of all workspaces; each lives for `keys.EXPORT_TTL`. Raises StoreUnavailable."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def issue(self, export: Export) -> Issued:
        """A new link for a question."""
        secret = secrets.token_urlsafe(16)
        identity = _identity(secret)
        value = _encode(_Kept(FORMAT, identity, export))
        with translated():
            await self._redis.set(keys.export(export.workspace, identity), value, ex=keys.EXPORT_TTL)
        return Issued(f"{export.workspace}.{secret}", identity)

    async def redeem(self, token: str) -> Export:
        """The question of a link. Raises NotFound for one that is wrong, expired, revoked or another workspace's: which
        of them is not said."""
        found = _TOKEN.fullmatch(token)
        kept = await self._load(found[1], _identity(found[2])) if found else None
        if kept is None:
            raise NotFound("export", "")
        return kept

    async def revoke(self, workspace: str, identity: str, user: str) -> Export:
        """End a link. Raises NotFound, and NotAllowed for anybody but who asked for it."""
        kept = await self._load(workspace, identity) if _ID.fullmatch(identity) else None
        if kept is None:
            raise NotFound("export", "")
        if kept.user != user:
            raise NotAllowed("revoke")
        with translated():
            await self._redis.delete(keys.export(workspace, identity))
        return kept

    async def _load(self, workspace: str, identity: str) -> Export | None:
        with translated():
            value = await self._redis.get(keys.export(workspace, identity))
        try:
            kept = _decode(value) if isinstance(value, bytes) else None
        except (msgspec.DecodeError, RecursionError):
            return None
        if kept is None or (kept.format, kept.id, kept.export.workspace) != (FORMAT, identity, workspace):
            return None
        return kept.export


def _identity(secret: str) -> str:
    """Random bits need neither salt nor a slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
