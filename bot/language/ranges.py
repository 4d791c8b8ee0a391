"""Ranges: from one date to another, with all of both. What is said once, a year or a month, holds for both ends."""

from __future__ import annotations

from datetime import date

from bot.certificates import Span
from bot.errors import Unreadable
from bot.language.atoms import Atom, Impossible, Nth, Period, Prefer, Recurring, When, index_of, unit
from bot.language.combine import combine
from bot.language.counted_days import Ahead, settled
from bot.language.named_days import monthly, year_of, yearly_month
from bot.language.spans import Operand, Reading


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
        if first.bare:
            _in_order(end, first, end)
        start = None if shared else settled(when, first, prefer)
        if start is None or start.start > end.start:
            start = _latest(first, end.start)
        _not_a_year(first, start, end)
        return start or settled(when, first, prefer), end
    start = settled(when, first, prefer)
    if isinstance(last, Recurring):
        if start.inside:
            _in_order(start, last, start)
        return start, _earliest(last, start.start) or settled(when, last, prefer)
    return start, settled(when, last, prefer)


_OVER_NEW_YEAR = 184
"""Days up to which `15 Dec 2026 to 10 Jan` goes on in the next year."""


def _in_order(said: Period, other: Recurring, limit: Period) -> None:
    """What is said once holds for both ends; where they are then the wrong way round nothing is guessed."""
    if other.grain == "weekday":
        return
    found = other.at(index_of(other.cycle, said.start))
    wrapped = _earliest(other, said.start) if other.cycle == "year" else None
    if wrapped and (wrapped.end - said.start).days <= _OVER_NEW_YEAR:
        return
    if found is None or (found.start > limit.start if other.bare else found.end <= limit.start):
        raise Unreadable("reversed")


_NEARLY_A_YEAR = 300
"""Days from which `from 20 Dec to 10 Dec`, `from May to March` is the wrong way round rather than over New Year."""


def _not_a_year(first: Recurring, start: Period | None, end: Period) -> None:
    wraps = start is not None and first.cycle == "year" and start.start.year < end.start.year
    if start and wraps and (end.end - start.start).days > _NEARLY_A_YEAR:
        raise Unreadable("reversed")


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
        inner, bare = (last, False) if leads else (first, first.bare)
        if bare or (inner.cycle == "month" and leader.cycle == "year" and leader.grain == "day"):
            _in_order(anchor, inner, anchor)
        start, end = (anchor, other) if leads else (other, anchor)
        _not_a_year(first, start, end)
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


def of_year(when: When, month: Operand, year: int) -> Atom | None:
    whole = year_of(when, year)
    return combine(month, whole) if whole and not isinstance(month, Ahead) else None


def and_next(when: When, date: Operand, name: str) -> Reading | None:
    """`tomorrow or the day after`, `next week or the week after`."""

    def read(prefer: Prefer) -> Span:
        found = settled(when, date, prefer)
        following = unit(name, found.start, 1)
        if following is None or following.start != found.end:
            raise Unreadable("not_adjacent")
        return Span(found.start, following.end)

    return read


def this_and_next(when: When, offset: int, name: str) -> Reading | None:
    present, following = unit(name, when.today, offset), unit(name, when.today, offset + 1)
    return (lambda prefer: Span(present.start, following.end)) if present and following else None


def bare_days(when: When, first: int, last: int) -> Reading | None:
    """`1日到15日`: days of the month."""
    return between(when, monthly(when, first), monthly(when, last)) if max(first, last) <= 31 else None


def both_days(when: When, outer: Operand | None, first: int, last: int) -> Reading | None:
    """`12月3-5日`, `March 3-5 2027`, `4 to 22 of this month`."""
    if outer is None or isinstance(outer, Ahead | Nth | Impossible) or outer.grain != "month":
        return None
    if first > last:
        return between(when, Impossible("reversed"), outer)
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


def written_interval(when: When, first: Operand, last: Operand) -> Reading | None:
    """`2026-11-25/2026-11-30`, as in ISO 8601: days with their years."""
    whole = all(isinstance(one, Period) and one.grain == "day" and one.inside for one in (first, last))
    return between(when, first, last) if whole else None
