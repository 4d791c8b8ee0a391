"""Stretches of time: windows, comparisons, bounds, ranges and periods over days and lengths.

Each function here makes a `Reading`: called with a direction it gives a Span, or raises Unreadable. The words that
lead to it are in rules_spans.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.certificates import Span, instants
from bot.errors import Unreadable
from bot.language.atoms import DAY, Atom, Impossible, Prefer, When, unit
from bot.language.counted_days import Ahead, ago, first_day, settled
from bot.language.durations import Duration, length, moved
from bot.language.named_days import monthly

__all__ = ["Reading", "instants"]

Reading = Callable[[Prefer], Span]

Operand = Atom | Ahead


def window(when: When, sign: int, duration: Duration) -> Reading:
    """N units from today on (1), back (−1) or by direction (0), both end days included."""

    def read(prefer: Prefer) -> Span:
        forward = sign > 0 or (sign == 0 and prefer == "future")
        if forward:
            return Span(when.today, moved(when.today, duration, 1, when) + DAY)
        return Span(moved(when.today, duration, -1, when), when.today + DAY)

    return read


def rolled(sign: int) -> Any:
    return lambda when, duration: window(when, sign, duration)


def one(sign: int) -> Any:
    """`in the next month`: a single unit that rolls."""

    def build(when: When, name: str) -> Reading:
        lengths = {"day": Duration(days=1), "week": Duration(days=7), "fortnight": Duration(days=14)}
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
        return window(when, sign, lengths.get(name) or Duration(months=months[name]))

    return build


def beyond(sign: int, *, inclusive: bool = False) -> Any:
    """More than N away: later (1), longer ago (−1) or by direction (0). `inclusive`: at least N."""

    def build(when: When, duration: Duration) -> Reading:
        def read(prefer: Prefer) -> Span:
            if sign > 0 or (sign == 0 and prefer == "future"):
                return Span(moved(when.today, duration, 1, when) + (not inclusive) * DAY, None)
            return Span(None, moved(when.today, duration, -1, when) + inclusive * DAY)

        return read

    return build


def or_more(sign: int) -> Any:
    """`10+ days ago`."""
    return lambda when, count, name: beyond(sign)(when, length(count, name))


def to_date(when: When, date: Operand) -> Reading:
    """`从去年至今`: from X up to today."""
    return lambda prefer: _ordered(settled(when, date, "past").start, when.today + DAY)


def interval(sign: int) -> Any:
    """30 to 60 days from now, or ago."""

    def build(when: When, lengths: tuple[Duration, Duration]) -> Reading:
        def read(prefer: Prefer) -> Span:
            way = sign or (1 if prefer == "future" else -1)
            near, far = (moved(when.today, length, way, when) for length in lengths)
            first, last = (near, far) if way > 0 else (far, near)
            return _ordered(first, last + DAY)

        return read

    return build


def window_at(when: When, date: Operand, duration: Duration) -> Reading:
    """Within N days of a date: from it on."""

    def read(prefer: Prefer) -> Span:
        start = settled(when, date, prefer).start
        return Span(start, moved(start, duration, 1, when) + DAY)

    return read


def window_before(when: When, duration: Duration, date: Operand) -> Reading:
    def read(prefer: Prefer) -> Span:
        period = settled(when, date, prefer)
        return Span(moved(first_day(period), duration, -1, when), period.end)

    return read


def beyond_date(sign: int) -> Any:
    """More than N before or after a date."""

    def build(when: When, duration: Duration, date: Operand) -> Reading:
        def read(prefer: Prefer) -> Span:
            period = settled(when, date, prefer)
            if sign < 0:
                return Span(None, moved(first_day(period), duration, -1, when))
            return Span(moved(period.end - DAY, duration, 1, when) + DAY, None)

        return read

    return build


def period(when: When, date: Operand) -> Reading:
    def read(prefer: Prefer) -> Span:
        found = settled(when, date, prefer)
        return _ordered(found.start, found.end)

    return read


def before(when: When, date: Operand) -> Reading:
    """Up to the start of X; before the end of a period is before it is over."""

    def read(prefer: Prefer) -> Span:
        found = settled(when, date, prefer)
        return Span(None, found.end if found.ends else found.start)

    return read


def before_or_ago(when: When, number: int) -> Reading | None:
    """`25日前`: ahead it is the day of the month, looking back so many days ago."""
    if not 1 <= number <= 31:
        return None

    def read(prefer: Prefer) -> Span:
        if prefer == "future":
            return before(when, monthly(when, number))(prefer)
        return period(when, ago(when, Duration(days=number)))(prefer)

    return read


def until(when: When, date: Operand) -> Reading:
    return lambda prefer: Span(None, settled(when, date, prefer).end)


def after(when: When, date: Operand) -> Reading:
    return lambda prefer: Span(settled(when, date, prefer).end, None)


def since(when: When, date: Operand) -> Reading:
    return lambda prefer: Span(settled(when, date, prefer).start, None)


def _ordered(start: date, end: date) -> Span:
    if start >= end:
        raise Unreadable("reversed")
    return Span(start, end)


def present(when: When, name: str) -> Atom:
    return unit(name, when.today) or Impossible("no_such_day")
