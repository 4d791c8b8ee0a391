"""When certificates end, by week or month. Pure: `now` and `zone` are arguments; weeks begin on Monday."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from bot.certificates import Certificate, Span, Status

PERIODS = 20
"""So many fit into a chart of Slack's."""
WEEKS_UP_TO = timedelta(weeks=13)
"""Stretches longer than a quarter are drawn by month, unless weeks are asked for."""
ENDING = {Status.ISSUED, Status.EXPIRED}
"""An order that failed or was cancelled has nothing to end."""

Per = Literal["week", "month"]
Key = tuple[str, str]
"""(account, certificate id)."""


class Period(msgspec.Struct, frozen=True):
    """Local days [start, end), and how many certificates end in them: those that are replaced, and the others."""

    start: date
    end: date
    expiring: int = 0
    renewed: int = 0


class Timeline(msgspec.Struct, frozen=True):
    """`periods` on end, empty ones included; how many end before the first and after the last; how many say no end."""

    per: Per
    periods: tuple[Period, ...]
    earlier: int = 0
    later: int = 0
    endless: int = 0


def timeline(
    found: Iterable[Certificate],
    renewed: Collection[Key],
    *,
    now: datetime,
    zone: str,
    span: Span | None = None,
    per: str = "",
) -> Timeline:
    """The ends of certificates from today on, or in the `span` that was asked for (local days); where all is over, the
    latest ends. `renewed` are those that another certificate replaces."""
    ending = [each for each in found if each.status_at(now) in ENDING]
    days = [(_local(each.expires, zone), (each.account, each.id) in renewed) for each in ending if each.expires]
    first, last = _stretch(sorted(day for day, _ in days), _local(now, zone), span or Span())
    unit: Per = "week" if per == "week" or (per != "month" and last - first <= WEEKS_UP_TO) else "month"
    starts = list(_starts(first, last, unit))
    end = _next(starts[-1], unit)
    counts = Counter((_floor(day, unit), is_renewed) for day, is_renewed in days if first <= day < end)
    return Timeline(
        per=unit,
        periods=tuple(
            Period(max(start, first), _next(start, unit), counts[start, False], counts[start, True]) for start in starts
        ),
        earlier=sum(day < first for day, _ in days),
        later=sum(day >= end for day, _ in days),
        endless=len(ending) - len(days),
    )


def _stretch(days: list[date], today: date, span: Span) -> tuple[date, date]:
    """The first and the last day to draw."""
    last = max(span.end - timedelta(days=1), date.min) if span.end else (days[-1] if days else today)
    if span.start:
        return span.start, max(last, span.start)
    if last >= today:
        return today, last
    return max(days[0] if days else last, last - timedelta(days=365)), last


def _starts(first: date, last: date, per: Per) -> Iterator[date]:
    start = _floor(first, per)
    for _ in range(PERIODS):
        yield start
        start = _next(start, per)
        if start > last:
            return


def _floor(day: date, per: Per) -> date:
    if per == "month":
        return day.replace(day=1)
    return max(day, date.min + timedelta(days=6)) - timedelta(days=day.weekday())


def _next(start: date, per: Per) -> date:
    """The first day of the next period; at the calendar's end, its last day."""
    if start >= date.max - timedelta(days=31):
        return date.max
    return start + timedelta(days=7) if per == "week" else (start + timedelta(days=31)).replace(day=1)


def _local(instant: datetime, zone: str) -> date:
    try:
        return instant.astimezone(ZoneInfo(zone)).date()
    except OverflowError:
        return instant.date()
