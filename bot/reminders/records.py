"""What the ledger keeps in Redis, read and written: a digest's record, and what is remembered of a subscription."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import msgspec

from bot.errors import StoreUnavailable
from bot.reminders.bands import KEPT
from bot.reminders.digest import Digest
from bot.reminders.handled import Handled
from bot.reminders.schedule import Slot
from bot.reminders.selection import end_of
from bot.store.transactions import pairs

ENTRY = ("state", "channel", "token", "ts", "code", "urgent", "at")
"""The fields of a record that make an Entry."""

_UNREADABLE = (ValueError, OverflowError, OSError)
"""What comes of a number, a date or an instant that is none."""


class State(StrEnum):
    """Where a digest stands; the order is that of the steps."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    POSTING = "posting"
    POSTED = "posted"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


class Entry(msgspec.Struct, frozen=True):
    """A digest's record as it stands, for reconciling and for explaining."""

    state: State
    channel: str
    token: int = 0
    ts: str = ""
    code: str = ""
    urgent: bool = False
    planned_at: datetime | None = None


def record_of(digest: Digest) -> dict[str, str]:
    """A digest as its record keeps it; `keep` is until when its bands are remembered."""
    ends = [end_of(epoch) or int(digest.at.timestamp()) for epoch in digest.moves] or [int(digest.at.timestamp())]
    return {
        "moves": json.dumps([part for move in digest.moves.items() for part in move]),
        "keep": str(max(ends) + int(KEPT.total_seconds())),
        "slot": digest.slot,
        "day": digest.turn.day.isoformat(),
        "turn": unix(digest.turn.at),
        "extra": "1" if digest.extra else "",
        "channel": digest.channel,
        "urgent": "1" if digest.urgent else "",
        "at": unix(digest.at),
    }


def entry_of(record: Mapping[str, Any]) -> Entry | None:
    """The record as it stands; None when there is none, or nothing that can be read."""
    try:
        return _entry({name: value.decode() for name, value in record.items() if isinstance(value, bytes)})
    except _UNREADABLE:
        return None


def _entry(found: Mapping[str, str]) -> Entry | None:
    if "state" not in found:
        return None
    return Entry(
        state=State(found["state"]),
        channel=found.get("channel", ""),
        token=int(found.get("token", 0)),
        ts=found.get("ts", ""),
        code=found.get("code", ""),
        urgent=found.get("urgent") == "1",
        planned_at=_instant(found.get("at")),
    )


def watch_of(watch: dict[Any, Any], bands: dict[Any, Any]) -> tuple[Handled, datetime | None]:
    """What is remembered of a subscription, and when to look at it again.

    Raises StoreUnavailable for what we cannot have written: better silent than twice."""
    try:
        return _handled(_texts(watch), _texts(bands)), _instant(_texts(watch).get("look"))
    except _UNREADABLE:
        raise StoreUnavailable("what was remembered cannot be read") from None


def watch_or_none(watch: Any) -> tuple[Handled, datetime | None] | None:
    """The same without the bands, of what Redis answered; None where that cannot be read."""
    try:
        return watch_of(pairs(watch), {}) if isinstance(watch, list) else None
    except StoreUnavailable:
        return None


def _handled(watch: dict[str, str], bands: dict[str, str]) -> Handled:
    day, turn, extras_day = watch.get("day"), _instant(watch.get("turn")), watch.get("extras_day")
    return Handled(
        bands={epoch: int(value.partition(" ")[0]) for epoch, value in bands.items()},
        slot=Slot(date.fromisoformat(day), turn) if day and turn else None,
        extras=int(watch.get("extras", 0)),
        extras_day=date.fromisoformat(extras_day) if extras_day else None,
        version=int(watch.get("version", 0)),
        open=watch.get("open", ""),
        may_repeat="repeats" in watch,
    )


def _texts(found: dict[Any, Any]) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in found.items()}


def unix(moment: datetime) -> str:
    """An instant as the scripts and the records have it: seconds with microseconds."""
    return f"{moment.timestamp():.6f}"


def _instant(text: str | None) -> datetime | None:
    return datetime.fromtimestamp(float(text), UTC) if text else None
