"""A digest: one message of what is due, its rows grouped by urgency. Plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from bot.certificates import Status
from bot.reminders.schedule import Slot
from bot.reminders.selection import UNKNOWN_BAND, Row

GROUPS = ("expired", "days3", "days7", "days14", "later", "stalled", "unknown")
"""Most urgent first; "stalled" are orders that wait for somebody, listed apart."""

_DAY = timedelta(days=1)


class Group(msgspec.Struct, frozen=True):
    """Rows of like urgency, soonest first; `name` is one of GROUPS."""

    name: str
    rows: tuple[Row, ...]


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """One message: what to say where, and which bands are handled once it is posted. No groups: all clear.

    `slot` is the slot's name: its local date, with "+n" for an extra, where n never comes again. `late_since` is the
    turn (UTC) that was missed or is answered late. `urgent`: a row ends within three days; such a digest rather repeats
    than is lost, and `may_repeat` says that it may have.
    """

    workspace: str
    subscription: str
    channel: str
    slot: str
    turn: Slot
    groups: tuple[Group, ...]
    moves: Mapping[str, int]
    version: int
    at: datetime
    as_of: datetime
    complete: bool = True
    stale: bool = False
    first: bool = False
    extra: bool = False
    urgent: bool = False
    may_repeat: bool = False
    late_since: datetime | None = None
    suppressed: int = 0
    """How many are due but snoozed; the footer counts them."""

    @property
    def total(self) -> int:
        """Certificates that are due; stalled orders are apart."""
        return sum(len(group.rows) for group in self.groups if group.name != "stalled")


def group_of(row: Row, now: datetime) -> str:
    """The group that a row with a band belongs to: the same one becomes more urgent while its message stands."""
    left = row.left(now)
    if left is None or row.band == UNKNOWN_BAND:
        return "unknown"
    if left <= timedelta(0) or row.certificate.status is Status.EXPIRED:
        return "expired"
    return next((f"days{days}" for days in (3, 7, 14) if left <= days * _DAY), "later")


def grouped(rows: Sequence[Row], stalled: Sequence[Row], now: datetime) -> tuple[Group, ...]:
    """The rows in their groups, each soonest first; stalled orders apart."""
    sorted_in: dict[str, list[Row]] = {name: [] for name in GROUPS}
    sorted_in["stalled"].extend(stalled)
    for row in rows:
        sorted_in[group_of(row, now)].append(row)
    for members in sorted_in.values():
        members.sort(key=lambda row: (row.left(now) or timedelta(0), row.epoch))
    return tuple(Group(name, tuple(members)) for name, members in sorted_in.items() if members)
