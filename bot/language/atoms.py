"""What a date word stands for: a stretch of local days, or one that comes back every year, month or week.

`resolve` chooses the occurrence by direction (language.md: forward = the first whose end is after today, back = the
latest that has begun). Two atoms said together are put together by combine.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from bot.errors import Unreadable
from bot.language.preferences import NONE, Preferences

Prefer = Literal["future", "past"]
Cycle = Literal["year", "month", "week"]
DAY = timedelta(days=1)


class When(NamedTuple):
    """The reader's local wall time, `today` being its day, what this person chose, and their locale, which says in
    which language something is spelled out where the text does not."""

    local: datetime
    today: date
    preferences: Preferences = NONE
    locale: str = ""


class Nth(NamedTuple):
    """The first Friday, the last day, the 20th day: of something.

    `what` is a weekday or a unit; `number` counts from the end below 0."""

    number: int
    what: int | str


class Period(NamedTuple):
    """Half-open local days. `ends`: the end of something, so that *before* it means before that is over. `inside`: said
    with its year, month or week, which the other end of a range shares. `nth`: its reading inside something else."""

    start: date
    end: date
    grain: str
    ends: bool = False
    inside: bool = False
    nth: Nth | None = None
    weekday: int | None = None


class Recurring(NamedTuple):
    """`at(n)` is the occurrence in year n, month year×12+month−1, or week n; None where there is none (31 April).
    `this`: without more words the present one is meant, whatever the direction. `bare`: a number without month."""

    cycle: Cycle
    at: Callable[[int], Period | None]
    grain: str
    this: bool = False
    bare: bool = False
    weekday: int | None = None
    nth: Nth | None = None


class Impossible(NamedTuple):
    """Words of a date that stand for no day. `suggestions` are readings of the same words."""

    reason: str
    suggestions: tuple[str, ...] = ()
    grain: str = "none"


Atom = Period | Recurring | Nth | Impossible


def day(start: date) -> Period:
    return Period(start, start + DAY, "day")


def index_of(cycle: Cycle, of: date) -> int:
    """The number of the year, month or week that a day is in."""
    if cycle == "year":
        return of.year
    return of.year * 12 + of.month - 1 if cycle == "month" else (of.toordinal() - 1) // 7


def month_start(index: int) -> date:
    """The first day of month year×12+month−1."""
    year, month = divmod(index, 12)
    return date(year, month + 1, 1)


def week_start(index: int) -> date:
    """The Monday of a numbered week."""
    return date.fromordinal(index * 7 + 1)


def unit(name: str, today: date, offset: int = 0) -> Period | None:
    """The calendar unit `offset` units away from the one that today is in."""
    if name == "day":
        return day(today + offset * DAY)
    if name in ("week", "fortnight"):
        week = index_of("week", today) + offset
        return Period(week_start(week), week_start(week + 1), "week")
    if name == "decade":
        first = (today.year // 10 + offset) * 10
        return Period(date(first, 1, 1), date(first + 10, 1, 1), "decade")
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(name)
    if months is None:
        return None
    first = (index_of("month", today) // months + offset) * months
    return Period(month_start(first), month_start(first + months), name)


def iso_week(year: int, number: int) -> Period | None:
    """Week `number` of a year, Monday to Sunday."""
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return Period(monday, monday + 7 * DAY, "week", inside=True)


def occurrence(atom: Recurring, prefer: Prefer, today: date) -> Period | None:
    """The occurrence that a direction means."""
    now = index_of(atom.cycle, today)
    if atom.this:
        return atom.at(now)
    for offset in range(-1, 41) if prefer == "future" else range(1, -42, -1):
        period = _at(atom, now + offset)
        if period and (period.end > today if prefer == "future" else period.start <= today):
            return period
    return None


def _at(atom: Recurring, index: int) -> Period | None:
    try:
        return atom.at(index)
    except (ValueError, OverflowError):
        return None


def _checked(period: Period | None) -> Period:
    """The period, if it is one and its weekday, where one was said, is right."""
    if period is None:
        raise Unreadable("no_such_day")
    if period.weekday is not None and period.start.weekday() != period.weekday:
        raise Unreadable("weekday_mismatch")
    return period


def resolve(atom: Atom, prefer: Prefer, today: date) -> Period:
    """The days an atom stands for. Raises Unreadable."""
    if isinstance(atom, Impossible):
        raise Unreadable(atom.reason, suggestions=atom.suggestions)
    if isinstance(atom, Nth):
        raise Unreadable("not_a_date")
    return _checked(occurrence(atom, prefer, today) if isinstance(atom, Recurring) else atom)
