"""Questions that a workspace saved under a name, for everybody in it. Names differ in more than case and spaces."""

from __future__ import annotations

import unicodedata
from datetime import datetime

import msgspec

from bot.errors import NotFound, TooMany
from bot.store import keys
from bot.store.connection import Redis, translated

MOST = 100
"""Of a workspace; more is a list nobody reads."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A question by its text, which is read anew whenever it is opened: "within 30 days" moves with the days. `locale`
    is the one it was written under."""

    workspace: str
    name: str
    text: str
    user: str
    locale: str
    created_at: datetime


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(View).decode


class Views:
    """The views of all workspaces, in Redis. Raises StoreUnavailable."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def save(self, view: View) -> View | None:
        """Keep a view; gives the one it replaces. Raises TooMany."""
        key, field = keys.views(view.workspace), folded(view.name)
        with translated():
            before = _read(view.workspace, await self._redis.hget(key, field))
            if before is None and await self._redis.hlen(key) >= MOST:
                raise TooMany("view", MOST)
            await self._redis.hset(key, field, _encode(view))
        return before

    async def get(self, workspace: str, name: str) -> View:
        """Raises NotFound."""
        with translated():
            found = _read(workspace, await self._redis.hget(keys.views(workspace), folded(name)))
        if found is None:
            raise NotFound("view", name)
        return found

    async def of_workspace(self, workspace: str) -> list[View]:
        """All of them, by name."""
        with translated():
            values = await self._redis.hvals(keys.views(workspace))
        found = (_read(workspace, value) for value in values)
        return sorted((view for view in found if view), key=lambda view: folded(view.name))

    async def remove(self, workspace: str, name: str) -> View:
        """Delete a view; gives what it was. Raises NotFound."""
        removed = await self.get(workspace, name)
        with translated():
            await self._redis.hdel(keys.views(workspace), folded(name))
        return removed


def folded(name: str) -> str:
    """What makes two names one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _read(workspace: str, value: bytes | str | None) -> View | None:
    """What Redis holds, or None when it is no view of this workspace."""
    try:
        found = _decode(value) if value is not None else None
    except (msgspec.DecodeError, RecursionError):
        return None
    return found if found is not None and found.workspace == workspace else None
