"""A subscription's slots beside what is remembered of it: which has come, and what cannot wait for the next. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.reminders.bands import URGENT
from bot.reminders.handled import Handled
from bot.reminders.schedule import Slot, local_day, next_slot, opening, slot_at
from bot.reminders.selection import Row
from bot.reminders.subscription import Subscription

EXTRAS = 5
"""Urgent messages between slots, per channel and local day."""

_DAY = timedelta(days=1)


def pending_slot(subscription: Subscription, handled: Handled, now: datetime) -> Slot | None:
    """The slot whose turn has come, if it is not dealt with and something may be said now.

    Its day must lie after the last one dealt with, as counted in the old zone and in this one: changing the zone
    cannot fire twice in a day. One that lies days ahead was dealt with while the clock was wrong, and bars nothing.
    """
    slot = slot_at(subscription.schedule, subscription.zone, now)
    last = handled.slot
    if slot.at < subscription.created_at:
        return None
    if (
        last is not None
        and last.at <= now + 2 * _DAY
        and slot.day <= max(last.day, local_day(last.at, subscription.zone))
    ):
        return None
    return slot if opening(subscription.schedule, subscription.quiet, subscription.zone, now) <= now else None


def pressing(rows: Sequence[Row], subscription: Subscription, handled: Handled, now: datetime) -> list[Row]:
    """The rows that are told between slots, none after the day's EXTRAS.

    Urgent crossings are, where something may be said now. And what would end within 24 hours of the next occasion
    is, whatever the hour; but the last day of what was told the day before waits for an occasion before the end, and
    so does all that the first summary will tell.
    """
    schedule, quiet, zone = subscription.schedule, subscription.quiet, subscription.zone
    if handled.extras_on(local_day(now, zone)) >= EXTRAS:
        return []
    occasion = opening(schedule, quiet, zone, now)
    free = occasion <= now
    if free:
        occasion = opening(schedule, quiet, zone, next_slot(schedule, zone, now).at)

    def presses(row: Row) -> bool:
        expires = row.certificate.expires
        if expires is None or expires <= now:
            return False
        if handled.slot is None or (row.band <= 0 and handled.band(row.epoch) <= 1):
            return expires <= occasion
        return expires - _DAY < occasion or (free and row.band <= URGENT)

    return [row for row in rows if presses(row)]


def all_clear(subscription: Subscription, handled: Handled, slot: Slot) -> bool:
    """Whether this is the week's first slot of somebody who asked to hear that nothing is due."""
    last = handled.slot
    return subscription.all_clear and last is not None and slot.day.isocalendar()[:2] != last.day.isocalendar()[:2]
