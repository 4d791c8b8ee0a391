"""What a date word stands for: a stretch of local days, or one that comes back every year, month or week.

`resolve` chooses the occurrence by direction (language.md: forward = the first whose end is after today, back = the
latest that has begun); `combine` puts two atoms together (a weekday in a week, a day in a month, a month in a year).
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
    """The reader's local wall time, `today` being its day, and what this person chose."""

    local: datetime
    today: date
    preferences: Preferences = NONE


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


def checked(period: Period | None) -> Period:
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
    return checked(occurrence(atom, prefer, today) if isinstance(atom, Recurring) else atom)


def derive(atom: Atom, part: Callable[[Period], Period | None], grain: str) -> Atom:
    """A part of each occurrence: the end of March, the first Friday of a month."""
    if isinstance(atom, Period):
        inner = part(atom)
        return Impossible("no_such_day") if inner is None else inner._replace(weekday=None)
    if not isinstance(atom, Recurring):
        return atom

    def at(index: int, outer: Callable[[int], Period | None] = atom.at) -> Period | None:
        period = outer(index)
        return part(period) if period else None

    return atom._replace(at=at, grain=grain, bare=False, nth=None)


def combine(first: Atom, second: Atom) -> Atom | None:
    """Two atoms said together, in either order; None where they do not belong together."""
    return _inside(first, second) or _inside(second, first)


def _inside(outer: Atom, inner: Atom) -> Atom | None:
    if isinstance(outer, Impossible) or isinstance(inner, Impossible):
        bad = outer if isinstance(outer, Impossible) else inner
        return bad if outer.__class__ is not Nth and inner.__class__ is not Nth else None
    if isinstance(outer, Nth):
        return None
    nth = inner if isinstance(inner, Nth) else inner.nth
    if nth is not None:
        return _nth_of(outer, nth)
    if not isinstance(inner, Recurring):
        return None
    if inner.grain == "weekday" and outer.grain == "day":
        return _with_weekday(outer, inner)
    if outer.grain != inner.cycle or (isinstance(outer, Recurring) and outer.bare):
        return None

    def part(period: Period, rule: Recurring = inner) -> Period | None:
        found = rule.at(index_of(rule.cycle, period.start))
        return found._replace(inside=True, weekday=rule.weekday) if found else None

    weekday = inner.weekday
    made = derive(outer, part, "day" if inner.grain == "weekday" else inner.grain)
    if isinstance(made, Period):
        return made._replace(weekday=weekday)
    return made._replace(weekday=weekday) if isinstance(made, Recurring) else made


def _with_weekday(outer: Period | Recurring, inner: Recurring) -> Atom | None:
    """Friday the 5th: the weekday must be right for the day that is chosen."""
    weekday = week_day(inner)
    if isinstance(outer, Period):
        return None if outer.weekday is not None else outer._replace(weekday=weekday)
    if outer.grain == "weekday" or outer.weekday is not None:
        return None
    found = derive(outer, lambda period: period._replace(weekday=weekday), outer.grain)
    return found._replace(weekday=weekday) if isinstance(found, Recurring) else found


def week_day(weekly: Recurring) -> int:
    """Which weekday a weekly atom is."""
    period = weekly.at(1)
    return period.start.weekday() if period else 0


def _nth_of(outer: Period | Recurring, nth: Nth) -> Atom | None:
    sizes = ("day", "week", "month", "quarter", "half", "year", "decade")
    what = "day" if isinstance(nth.what, int) or nth.what == "weekend" else nth.what
    grain = outer.grain
    if grain not in sizes or what not in sizes or sizes.index(grain) <= sizes.index(what):
        return None
    return derive(outer, lambda period: nth_in(period, nth), what)


def nth_in(period: Period, nth: Nth) -> Period | None:
    """The nth weekday, day, week, month or quarter that lies in a period. Weeks are those that begin in it; counted
    from the end, those that end in it. Weeks of a year are the numbered ones (ISO 8601)."""
    if isinstance(nth.what, int):
        return _nth_day(period, nth)
    if nth.what == "weekend":
        saturday = _nth_day(period, nth._replace(what=5))
        return saturday and Period(saturday.start, saturday.start + 2 * DAY, "weekend", inside=True)
    if nth.what == "week" and period.grain == "year" and nth.number > 0:
        return iso_week(period.start.year, nth.number)
    found = _first_unit(period, nth) if nth.number > 0 else _last_unit(period, nth)
    if found is None or not (period.start <= found.start and found.end <= period.end):
        late_week = (
            found is not None and nth.what == "week" and nth.number > 0 and period.start <= found.start < period.end
        )
        return found._replace(inside=True) if found and late_week else None
    return found._replace(inside=True)


def _nth_day(period: Period, nth: Nth) -> Period | None:
    assert isinstance(nth.what, int)
    if nth.number > 0:
        start = period.start + ((nth.what - period.start.weekday()) % 7 + 7 * (nth.number - 1)) * DAY
    else:
        last = period.end - DAY
        start = last - ((last.weekday() - nth.what) % 7 + 7 * (-nth.number - 1)) * DAY
    return day(start)._replace(inside=True) if period.start <= start < period.end else None


def _first_unit(period: Period, nth: Nth) -> Period | None:
    first = unit(str(nth.what), period.start)
    late = first is not None and first.start < period.start
    return unit(str(nth.what), period.start, nth.number - 1 + late)


def _last_unit(period: Period, nth: Nth) -> Period | None:
    final = period.end - DAY
    last = unit(str(nth.what), final)
    early = last is not None and last.end > period.end
    return unit(str(nth.what), final, nth.number + 1 - early)


def iso_week(year: int, number: int) -> Period | None:
    """Week `number` of a year, Monday to Sunday."""
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return Period(monday, monday + 7 * DAY, "week", inside=True)
