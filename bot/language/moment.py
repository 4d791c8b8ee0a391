"""One instant said in words: `next Monday 09:00`, `下周一 9点`, `in three days`, `18:30`. Pure."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.certificates import Span
from bot.errors import Unreadable
from bot.language.normalise import normalise
from bot.language.parse import when
from bot.language.passage import Passage
from bot.language.scan import Item, chart, scan
from bot.language.slots import Group
from bot.language.tokens import lattice

UNSAID = time(9)
"""The time of a day that is named without one."""
_DAY = timedelta(days=1)


def read_moment(text: str, *, now: datetime, zone: str) -> datetime:
    """The instant (UTC) that all of the text names in this zone; a time alone is the next one. Raises Unreadable or
    TooLong."""
    with contextlib.suppress(ValueError):
        if len(text.strip()) > len("2026-11-30"):
            return datetime.fromisoformat(text.strip()).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    local = when(now, zone)
    pieces = lattice(normalise(text))
    items = [item for item in scan(pieces, chart(pieces, local), heads=("timing", "span")) if not item.is_silent]
    days = [item for item in items if item.is_time]
    clocks = [at for item in items if (at := _clock(item)) is not None]
    if len(days) > 1 or len(clocks) > 1 or len(days) + len(clocks) != len(items) or not items:
        raise Unreadable("not_a_date", text, start=0, end=len(text))
    day = _day(Passage(pieces, local).span(days[0], "future"), local.today) if days else local.today
    named = datetime.combine(day, clocks[0] if clocks else UNSAID, ZoneInfo(zone))
    return (named if days or named > now else named + _DAY).astimezone(UTC)


def _day(span: Span, today: date) -> date:
    """The first day of a stretch; of a window from today on (`in three days`) the last."""
    if span.end is not None and (span.start is None or span.start == today):
        return span.end - _DAY
    return span.start or today


def _clock(item: Item) -> time | None:
    """The time that a timing says, where that is all it says."""
    slots = item.says.slots if isinstance(item.says, Group) else ()
    return time.fromisoformat(str(slots[0].value)) if len(slots) == 1 and slots[0].name == "at" else None
