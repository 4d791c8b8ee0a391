"""Since when a digest is late: the first turn at which it should have told what it tells. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.certificates import Certificate
from bot.reminders.bands import band_at
from bot.reminders.handled import Handled
from bot.reminders.schedule import Slot, next_slot, opening, reach
from bot.reminders.selection import Read, Row, Search
from bot.reminders.subscription import Subscription

ON_TIME = timedelta(minutes=15)
"""A digest so long after its turn is still on time: 2 500 of them take five minutes."""


def late_since(
    rows: Sequence[Row],
    slot: Slot,
    subscription: Subscription,
    handled: Handled,
    now: datetime,
    *,
    search: Search,
    read: Read,
) -> datetime | None:
    """The turn of the first slot that was missed and should have told one of the rows, or of this one when it is
    answered late. A pause is nobody's lateness."""

    def should_have_told(turn: Slot) -> bool:
        due = _due_at(turn, rows, subscription, handled)
        return bool(due and search(due, read(subscription, turn.at), now=turn.at, zone=subscription.zone))

    since, resumed = handled.slot.at if handled.slot else subscription.created_at, subscription.resumed_at
    if resumed is not None and resumed > since:
        if slot.at <= resumed:
            return None
        since = resumed
    for missed in _missed(since, slot, subscription, handled):
        if should_have_told(missed):
            return missed.at
    late = now - opening(subscription.schedule, subscription.quiet, subscription.zone, slot.at) > ON_TIME
    return slot.at if late and should_have_told(slot) else None


def _missed(since: datetime, slot: Slot, subscription: Subscription, handled: Handled) -> Iterator[Slot]:
    """The slots from `since` to this one that nobody dealt with."""
    schedule, zone = subscription.schedule, subscription.zone
    passed = next_slot(schedule, zone, since)
    while passed.at < slot.at:
        if handled.slot is None or passed.day > handled.slot.day:
            yield passed
        passed = next_slot(schedule, zone, passed.at)


def _due_at(turn: Slot, rows: Sequence[Row], subscription: Subscription, handled: Handled) -> list[Certificate]:
    """Which of the rows were in a band then that was not handled."""
    ahead = reach(subscription.schedule, subscription.zone, turn)
    bands = ((row, band_at(row.certificate, ahead, subscription.zone, subscription.bands)) for row in rows)
    return [row.certificate for row, band in bands if band is not None and band < handled.band(row.epoch)]
