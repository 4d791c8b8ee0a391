"""Who did what: an append-only stream a workspace, of a bounded length, the newest kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import msgspec

from bot.store import keys
from bot.store.connection import Redis, translated

LENGTH = 10_000
_FIELD = b"entry"


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One act that changed something. `before` and `after` say what, without secrets; `request_id` leads to the log."""

    actor: str
    action: str
    subject: str = ""
    before: str = ""
    after: str = ""
    request_id: str = ""


class Record(msgspec.Struct, frozen=True):
    """An entry as it stands in the trail, with the instant (UTC) of Redis' own clock."""

    at: datetime
    entry: Entry


class _Kept(msgspec.Struct, frozen=True):
    """Never an entry without whose trail it is in."""

    workspace: str
    entry: Entry


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Kept).decode


class Audit:
    """The trails of all workspaces. There is no way to change or remove an entry. Raises StoreUnavailable."""

    def __init__(self, redis: Redis, *, length: int = LENGTH) -> None:
        self._redis = redis
        self._length = length

    async def write(self, workspace: str, entry: Entry) -> None:
        """Append an entry; beyond the length the oldest go."""
        with translated():
            fields: dict[Any, Any] = {_FIELD: _encode(_Kept(workspace, entry))}
            await self._redis.xadd(keys.audit(workspace), fields, maxlen=self._length, approximate=False)

    async def latest(self, workspace: str, count: int = 50) -> list[Record]:
        """The newest entries, newest first; what is none of this workspace's is passed over."""
        with translated():
            found = cast(
                "list[tuple[bytes, dict[bytes, bytes]]]",
                await self._redis.xrevrange(keys.audit(workspace), count=count),
            )
        read = ((number, _read(workspace, fields.get(_FIELD))) for number, fields in found)
        return [Record(_instant(number), entry) for number, entry in read if entry is not None]


def _read(workspace: str, value: bytes | None) -> Entry | None:
    try:
        kept = None if value is None else _decode(value)
    except (msgspec.DecodeError, RecursionError):
        return None
    return kept.entry if kept is not None and kept.workspace == workspace else None


def _instant(number: bytes) -> datetime:
    """A stream's number is `<Unix milliseconds>-<sequence>`."""
    return datetime.fromtimestamp(int(number.partition(b"-")[0]) / 1000, UTC)
