"""When a subscription may speak: one slot a local day. Pure; instants are UTC, days are local.

A slot is (subscription, local date), so that an hour which comes twice cannot fire twice; an hour that a zone leaves
out fires at the next instant there is.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from bot.language.policy import Quiet, Schedule

_DAY = timedelta(days=1)
_LOOK = 16
"""Days looked at for a slot: two weeks and the days a zone may leave out (Apia, 2011-12-30)."""


class Slot(msgspec.Struct, frozen=True, order=True):
    """A local day and the instant (UTC) at which its turn comes."""

    day: date
    at: datetime


def local_day(moment: datetime, zone: str) -> date:
    """The local date of an instant."""
    return moment.astimezone(ZoneInfo(zone)).date()


@lru_cache(maxsize=4096)
def instant(day: date, at: time, zone: str) -> datetime | None:
    """The first instant (UTC) on this local day that is not before this local time; None when the day has none."""
    local = datetime.combine(day, at, tzinfo=ZoneInfo(zone))
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if first > second:  # a gap: the zone skips this time
        first = _transition(second, first, zone)
    return first if local_day(first, zone) == day else None


def _transition(before: datetime, after: datetime, zone: str) -> datetime:
    """The second, in (before, after], at which the zone's offset becomes that of `after`."""
    offset = after.astimezone(ZoneInfo(zone)).utcoffset()
    low, high = int(before.timestamp()), int(after.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        changed = datetime.fromtimestamp(middle, ZoneInfo(zone)).utcoffset() == offset
        low, high = (low, middle) if changed else (middle, high)
    return datetime.fromtimestamp(high, UTC)


def _slot(schedule: Schedule, zone: str, day: date) -> Slot | None:
    if day.weekday() not in schedule.days:
        return None
    at = instant(day, time.fromisoformat(schedule.at), zone)
    return Slot(day, at) if at is not None else None


def slot_at(schedule: Schedule, zone: str, now: datetime) -> Slot:
    """The latest slot whose turn has come. Raises ValueError when the schedule has no day."""
    today = local_day(now, zone)
    for back in range(_LOOK):
        slot = _slot(schedule, zone, today - back * _DAY)
        if slot is not None and slot.at <= now:
            return slot
    raise ValueError("a schedule needs a weekday")


def next_slot(schedule: Schedule, zone: str, after: datetime) -> Slot:
    """The first slot whose turn comes after this instant. Raises ValueError when the schedule has no day."""
    today = local_day(after, zone)
    for ahead in range(_LOOK):
        slot = _slot(schedule, zone, today + ahead * _DAY)
        if slot is not None and slot.at > after:
            return slot
    raise ValueError("a schedule needs a weekday")


def reach(schedule: Schedule, zone: str, slot: Slot) -> datetime:
    """Until when a slot looks ahead: to the next one when days lie between (Friday's to Monday's), else not at all."""
    following = next_slot(schedule, zone, slot.at)
    return following.at if following.day - slot.day > _DAY else slot.at


def opening(schedule: Schedule, quiet: Quiet | None, zone: str, now: datetime) -> datetime:
    """The first instant not before `now` at which something may be said: on a weekday of the schedule, outside quiet
    hours. What is due meanwhile waits; it is never dropped."""
    moment = now
    for _ in range(2 * _LOOK):
        local = moment.astimezone(ZoneInfo(zone))
        if local.weekday() not in schedule.days:
            moment = _first(local.date() + _DAY, time.min, zone)
        elif quiet is not None and quiet.holds(local.time()):
            end = time.fromisoformat(quiet.end)
            moment = _first(local.date() + (_DAY if local.time() >= end else timedelta(0)), end, zone)
        else:
            return max(moment, now)
    return now  # quiet all week long is no answer to "when"; saying it beats losing it


def _first(day: date, at: time, zone: str) -> datetime:
    found = instant(day, at, zone)
    return found if found is not None else _first(day + _DAY, time.min, zone)
