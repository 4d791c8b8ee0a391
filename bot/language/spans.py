"""A stretch of time: windows, comparisons, bounds, ranges and periods, each a rule over days and lengths.

Every rule of head `span` gives a `Reading`: called with a direction it gives a Span, or raises Unreadable.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.certificates import Span, instants
from bot.errors import Unreadable
from bot.language.atoms import DAY, Atom, Impossible, Nth, Period, Prefer, Recurring, When, combine, index_of, unit
from bot.language.chart import Rule
from bot.language.durations import Duration, moved
from bot.language.rules_dates import Ahead, settled
from bot.language.rules_days import half, half_month, monthly, year_of, yearly_month

__all__ = ["SPANS", "Reading", "instants"]

Reading = Callable[[Prefer], Span]
Operand = Atom | Ahead


# ── windows and comparisons: lengths counted from today ──


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
        return Span(moved(period.start, duration, -1, when), period.end)

    return read


def beyond_date(sign: int) -> Any:
    """More than N before or after a date."""

    def build(when: When, duration: Duration, date: Operand) -> Reading:
        def read(prefer: Prefer) -> Span:
            period = settled(when, date, prefer)
            if sign < 0:
                return Span(None, moved(period.start, duration, -1, when))
            return Span(moved(period.end - DAY, duration, 1, when) + DAY, None)

        return read

    return build


# ── bounds and periods ──


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


# ── ranges ──


def between(when: When, first: Operand, last: Operand) -> Reading | None:
    """A to B with all of B. What is said once, a year or a month, holds for both."""
    if isinstance(first, Nth) or isinstance(last, Nth):
        return None

    def read(prefer: Prefer) -> Span:
        start, end = _both(when, first, last, prefer)
        if start.start >= end.end:
            raise Unreadable("reversed")
        return Span(start.start, end.end)

    return read


def _both(when: When, first: Operand, last: Operand, prefer: Prefer) -> tuple[Period, Period]:
    for operand in (first, last):
        if isinstance(operand, Impossible):
            settled(when, operand, prefer)
    if isinstance(first, Recurring) and isinstance(last, Recurring):
        return _recurring(when, first, last, prefer)
    if isinstance(first, Recurring):
        end = settled(when, last, prefer)
        shared = end.inside or first.bare
        start = None if shared else settled(when, first, prefer)
        if start is None or start.start > end.start:
            start = _latest(first, end.start)
        return start or settled(when, first, prefer), end
    start = settled(when, first, prefer)
    if isinstance(last, Recurring):
        return start, _earliest(last, start.start) or settled(when, last, prefer)
    return start, settled(when, last, prefer)


_COARSE = {"year": 2, "month": 1, "week": 0}


def _recurring(when: When, first: Recurring, last: Recurring, prefer: Prefer) -> tuple[Period, Period]:
    """Both ends come back: the whole range is chosen by direction, the coarser end leading."""
    leads = _COARSE[first.cycle] >= _COARSE[last.cycle]
    leader = first if leads else last
    now = index_of(leader.cycle, when.today)
    for offset in range(-1, 9) if prefer == "future" else range(1, -10, -1):
        anchor = leader.at(now + offset)
        other = (_earliest(last, anchor.start) if leads else _latest(first, anchor.start)) if anchor else None
        if anchor is None or other is None:
            continue
        start, end = (anchor, other) if leads else (other, anchor)
        if end.end > when.today if prefer == "future" else start.start <= when.today:
            return start, end
    raise Unreadable("no_such_day")


def _earliest(atom: Recurring, start: date) -> Period | None:
    """The first occurrence that ends after a day."""
    now = index_of(atom.cycle, start)
    for offset in range(10):
        found = atom.at(now + offset)
        if found and found.end > start:
            return found
    return None


def _latest(atom: Recurring, start: date) -> Period | None:
    """The last occurrence that begins on or before a day."""
    now = index_of(atom.cycle, start)
    for offset in range(10):
        found = atom.at(now - offset)
        if found and found.start <= start:
            return found
    return None


def bare_first(when: When, number: int, last: Operand) -> Reading | None:
    """`10 - 22 August`, `3-5月`: the first number is what the second one is."""
    if isinstance(last, Ahead | Nth):
        return None
    if last.grain == "day":
        return between(when, monthly(when, number, bare=True), last)
    return None


def bare_month_first(when: When, number: int, last: int) -> Reading | None:
    return between(when, yearly_month(when, number), yearly_month(when, last))


def both_months(when: When, outer: Operand, first: int, last: int) -> Reading | None:
    """`2027年3-5月`."""
    if not isinstance(outer, Period) or outer.grain != "year":
        return None
    return between(when, *(_within(outer, yearly_month(when, number)) for number in (first, last)))


def both_years(when: When, first: int, last: int) -> Reading | None:
    start, end = year_of(when, first), year_of(when, last)
    return between(when, start, end) if start and end else None


def and_next_day(when: When, date: Operand) -> Reading:
    """`tomorrow or the day after`."""

    def read(prefer: Prefer) -> Span:
        found = settled(when, date, prefer)
        return Span(found.start, found.end + DAY)

    return read


def this_and_next(when: When, offset: int, name: str) -> Reading | None:
    present, following = unit(name, when.today, offset), unit(name, when.today, offset + 1)
    return (lambda prefer: Span(present.start, following.end)) if present and following else None


def both_days(when: When, outer: Operand | None, first: int, last: int) -> Reading | None:
    """`12月3-5日`, `March 3-5 2027`, `4 to 22 of this month`."""
    if outer is None or isinstance(outer, Ahead | Nth | Impossible) or outer.grain != "month":
        return None
    from_day, to_day = monthly(when, first), monthly(when, last)
    ends = [_within(outer, one) for one in (from_day, to_day)]
    return between(when, *ends) if len(ends) == 2 else None


def _within(outer: Atom, inner: Atom) -> Atom:
    return combine(outer, inner) or Impossible("no_such_day")


def either(when: When, first: Operand, last: Operand) -> Reading | None:
    """`today or tomorrow`, `this and next week`: only where one follows the other."""
    if isinstance(first, Nth) or isinstance(last, Nth):
        return None

    def read(prefer: Prefer) -> Span:
        start, end = _both(when, first, last, prefer)
        if start.start > end.start:
            start, end = end, start
        if start.end != end.start:
            raise Unreadable("not_adjacent")
        return Span(start.start, end.end)

    return read


SPANS = [
    Rule("span", "half_year", "PREP|PREPIN? =HALFYEAR", lambda when, number: period(when, half(when, number))),
    Rule("span", "half_month", "PREP|PREPIN? =HALFMONTH", lambda when, number: period(when, half_month(when, number))),
    # windows
    Rule("span", "window_next", "PREP|PREPIN? THE? ROLLF LESS? rolled WITHINPOST?", rolled(1)),
    Rule("span", "window_last", "PREP|PREPIN? THE? ROLLP LESS? rolled WITHINPOST?", rolled(-1)),
    Rule("span", "window_next", "PREP? ROLLF2 several WITHINPOST?", rolled(1)),
    Rule("span", "window_last", "PREP? ROLLP2 several WITHINPOST?", rolled(-1)),
    Rule("span", "window_recent", "PREP|PREPIN? THE? ROLLR LESS? rolled WITHINPOST?", rolled(0)),
    Rule("span", "one_past", "PREPIN|PREP? THE? PAST =UNIT", one(-1)),
    Rule("span", "one_next", "PREPIN THE? ROLLF1 =UNIT", one(1)),
    Rule("span", "one_last", "PREPIN THE? ROLLP1 =UNIT", one(-1)),
    Rule("span", "one_next", "PREP? THE ROLLF1 =UNIT", one(1)),
    Rule("span", "one_last", "PREP? THE ROLLP1 =UNIT", one(-1)),
    Rule("span", "one_next", "PREP|PREPIN? THE? ROLLF1 =FORTNIGHT", one(1)),
    Rule("span", "one_last", "PREP|PREPIN? THE? ROLLP1 =FORTNIGHT", one(-1)),
    # comparisons
    Rule("span", "older", "PREPIN? MORE|OLDER duration AGO", beyond(-1)),
    Rule("span", "older", "MORE duration OLD", beyond(-1)),
    Rule("span", "older", "OLDERLIT|OLDERZ duration", beyond(-1)),
    Rule("span", "older", "duration MOREPOST AGO", beyond(-1)),
    Rule("span", "at_least_ago", "LEAST duration AGO|OLD", beyond(-1, inclusive=True)),
    Rule("span", "newer", "NEWER duration OLD?", rolled(-1)),
    Rule("span", "newer", "PREPIN? LESS duration AGO|OLD", rolled(-1)),
    Rule("span", "later_than", "PREPIN|PREP|LEFTPRE? MORE duration HENCE|LEFT|TIME", beyond(1)),
    Rule("span", "later_than", "PREPIN|LEFTPRE MORE duration", beyond(1)),
    Rule("span", "later_than", "LEFTPRE duration MOREPOST", beyond(1)),
    Rule("span", "at_least_from_now", "PREPIN|PREP|LEFTPRE? LEAST duration HENCE|LEFT|TIME", beyond(1, inclusive=True)),
    Rule("span", "at_least_from_now", "PREPIN|LEFTPRE LEAST duration", beyond(1, inclusive=True)),
    Rule("span", "within", "PREPIN|PREP|LEFTPRE? LESS duration HENCE|LEFT|TIME", rolled(1)),
    Rule("span", "within", "PREPIN|LEFTPRE LESS duration WITHINPOST?", rolled(1)),
    Rule("span", "left", "LEFTPRE duration LESSPOST|WITHINPOST?", rolled(1)),
    Rule("span", "left", "duration LEFT", rolled(1)),
    Rule("span", "older_than_date", "MORE duration AHEADOF date", beyond_date(-1)),
    Rule("span", "later_than_date", "MORE duration FROMAFTER date", beyond_date(1)),
    Rule("span", "interval_ahead", "PREPIN? interval HENCE|LEFT|TIME", interval(1)),
    Rule("span", "interval_ago", "interval AGO|OLD", interval(-1)),
    Rule("span", "interval_ahead", "PREPIN|WITHIN interval", interval(1)),
    Rule("span", "interval_ahead", "interval WITHINPOST", interval(1)),
    Rule("span", "interval", "interval", interval(0)),
    Rule("span", "more", "MORE duration", beyond(0)),
    Rule("span", "more", "duration MOREPOST", beyond(0)),
    Rule("span", "at_least", "LEAST duration", beyond(0, inclusive=True)),
    Rule("span", "less", "LESS duration WITHINPOST?", rolled(0)),
    Rule("span", "less", "duration LESSPOST", rolled(0)),
    # windows at a date
    Rule("span", "window_from", "STARTPRE? date STARTPOST OF? duration WITHINPOST", window_at),
    Rule(
        "span",
        "window_from",
        "PREPIN duration OFAFTER date",
        lambda when, duration, date: window_at(when, date, duration),
    ),
    Rule("span", "window_before", "WITHIN duration AHEADOF date", window_before),
    Rule("span", "window_in", "PREPIN duration LEFT|ORSO?", rolled(1)),
    Rule("span", "window_within", "PREP? duration WITHINPOST", rolled(0)),
    # ranges
    Rule("span", "range_bare", "BETWEEN|FROM? =NUM TO date INCLUSIVE?", bare_first),
    Rule("span", "range_bare", "BETWEEN|FROM? =NUM AND date AMONG?", bare_first),
    Rule("span", "range_days", "BETWEEN|FROM|PREP? atom =NUM|ORD TO =NUM|ORD DAYMARK? AMONG|INCLUSIVE?", both_days),
    Rule(
        "span",
        "range_days",
        "BETWEEN|FROM? THE? =NUM|ORD TO|AND THE? =NUM|ORD OF? atom",
        lambda when, first, last, outer: both_days(when, outer, first, last),
    ),
    Rule(
        "span",
        "range_days",
        "BETWEEN|FROM? THE? =NUM|ORD TO|AND THE? =NUM|ORD OF target",
        lambda when, first, last, outer: both_days(when, outer, first, last),
    ),
    Rule(
        "span",
        "range_days",
        "BETWEEN|FROM|PREP? atom =NUM|ORD TO =NUM|ORD COMMA? =YEAR",
        lambda when, month, first, last, year: both_days(when, combine(month, year_of(when, year)), first, last),
    ),
    Rule("span", "range_months", "FROM|BETWEEN|PREP? atom OF? =NUM TO =NUM ZMONTH AMONG?", both_months),
    Rule("span", "range_years", "FROM|BETWEEN? =YEAR TO =YEAR ZYEAR? AMONG?", both_years),
    Rule("span", "or_after", "PREP? date OR|AND THE? DAYUNIT AFTERLIT", and_next_day),
    Rule("span", "this_and_next", "=THIS =UNIT OR|AND NEXTLIT", this_and_next),
    Rule("span", "this_and_next", "=THIS OR|AND NEXTLIT =UNIT", this_and_next),
    Rule("span", "range_months", "FROM|BETWEEN? =NUM TO =NUM ZMONTH AMONG?", bare_month_first),
    Rule("span", "range", "FROM|BETWEEN|PREP? date TO date AMONG|INCLUSIVE|BYPOST?", between),
    Rule("span", "range", "BETWEEN|FROM date SINCEPOST? TO|BY date AMONG|INCLUSIVE|BYPOST?", between),
    Rule("span", "range", "date SINCEPOST? TO|BY date AMONG|INCLUSIVE?", between),
    Rule("span", "range", "BETWEEN THE? date AND date AMONG|INCLUSIVE?", between),
    Rule("span", "range", "date AND date AMONG", between),
    Rule("span", "either", "PREP? date OR|AND date", either),
    Rule("span", "counted_day", "PREP? counted", period),
    # bounds
    Rule("span", "until", "BY date BEFOREPOST|BYPOST?", until),
    Rule("span", "until", "PREP? date BYPOST", until),
    Rule("span", "since", "SINCE date SINCEPOST?", since),
    Rule("span", "since", "PREP|FROM? date SINCEPOST", since),
    Rule("span", "before", "BEFORE|OLDERLIT date BEFOREPOST?", before),
    Rule("span", "before", "PREP? date BEFOREPOST", before),
    Rule("span", "after", "AFTER|NEWER date", after),
    Rule("span", "after", "SINCE|PREP? date AFTERPOST", after),
    # periods
    Rule("span", "period", "date", period),
    Rule("span", "period", "PREP|PREPIN|AT date WITHINPOST?", period),
    Rule("span", "period", "date WITHINPOST", period),
    Rule("span", "window_bare", "duration ORSO?", rolled(0)),
    Rule(
        "span",
        "present_unit",
        "=UNIT WITHINPOST",
        lambda when, name: None if name == "day" else period(when, _present(when, name)),
    ),
]


def _present(when: When, name: str) -> Atom:
    return unit(name, when.today) or Impossible("no_such_day")
