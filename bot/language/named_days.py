"""Single days, weeks, months, quarters and years as atoms of a date. The words that lead to them are in rules_days."""

from __future__ import annotations

from datetime import date

from bot.language.atoms import (
    DAY,
    Atom,
    Impossible,
    Nth,
    Period,
    Recurring,
    When,
    day,
    index_of,
    month_start,
    unit,
    week_start,
)
from bot.language.combine import combine
from bot.language.layouts import Digits

NO_DAY = Impossible("no_such_day")


def weekly(when: When, weekday: int) -> Recurring:
    return Recurring("week", lambda index: day(week_start(index) + weekday * DAY), "weekday")


def monthly(when: When, number: int, *, bare: bool = False) -> Atom:
    """A day of the month."""
    if not 1 <= number <= 31:
        return NO_DAY

    def at(index: int) -> Period | None:
        first, following = month_start(index), month_start(index + 1)
        return day(first + (number - 1) * DAY) if first + (number - 1) * DAY < following else None

    return Recurring("month", at, "day", bare=bare)


def yearly_month(when: When, number: int) -> Atom:
    if not 1 <= number <= 12:
        return NO_DAY

    def at(year: int) -> Period:
        first = year * 12 + number - 1
        return Period(month_start(first), month_start(first + 1), "month")

    return Recurring("year", at, "month")


def month_day(when: When, month: int, number: int) -> Atom | None:
    if not (1 <= month <= 12 and 1 <= number <= 99):
        return NO_DAY if month > 12 and number < 100 else None
    if number > (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return NO_DAY
    return Recurring("year", lambda year: _date(year, month, number), "day")


def day_month(when: When, number: int, month: int) -> Atom | None:
    return month_day(when, month, number)


def _date(year: int, month: int, number: int) -> Period | None:
    try:
        return day(date(year, month, number))
    except ValueError:
        return None


def year_of(when: When, number: int) -> Atom | None:
    if not 1000 <= number <= 9990:
        return None
    return Period(date(number, 1, 1), date(number + 1, 1, 1), "year")


def short_year(when: When, number: int) -> Atom | None:
    """`27年`."""
    return year_of(when, 2000 + number) if number < 60 else None


def digits(when: When, written: Digits) -> Atom:
    """A date in digits. Of two orders of day and month only the reader can choose one."""
    if written.other is not None:
        order = when.preferences.day_month
        return digits(when, Digits(written.year, *written.in_order(order))) if order else Impossible("ambiguous_date")
    if written.year is None:
        return month_day(when, written.month, written.day or 0) or NO_DAY
    if not 1 <= written.month <= 12 or not 1000 <= written.year < 9990:
        return NO_DAY
    if written.day is None:
        found = yearly_month(when, written.month)
        return (found.at(written.year) or NO_DAY) if isinstance(found, Recurring) else found
    exact = _date(written.year, written.month, written.day)
    return exact._replace(inside=True) if exact else NO_DAY


def unordered(when: When, numbers: tuple[int, int, int]) -> Atom:
    """`25/12/26`: day first, unless the first number may as well be a year that is not over."""
    first, month, last = numbers
    this = when.today.year - 2000
    if first >= this or last < this:
        return Impossible("ambiguous_date")
    return digits(when, Digits(2000 + last, month, first))


def moved_unit(when: When, offset: int, name: str) -> Period | None:
    found = None if name == "fortnight" else unit(name, when.today, offset)
    return found._replace(inside=True) if found else None


def last_unit(when: When, offset: int, name: str) -> Period | None:
    """`last week`; of something else, its last one."""
    found = moved_unit(when, offset, name)
    return found._replace(nth=Nth(-1, name)) if found else None


def named_unit(when: When, named: tuple[str, int]) -> Period | None:
    return moved_unit(when, named[1], named[0])


def weekday_in_week(when: When, offset: int, weekday: int) -> Period:
    monday = week_start(index_of("week", when.today) + offset)
    return day(monday + weekday * DAY)


def next_weekday(when: When, weekday: int) -> Period:
    """`next Friday` is next week's, but for a reader who chose the coming one."""
    coming = when.preferences.next_weekday == "coming"
    return coming_weekday(when, weekday) if coming else weekday_in_week(when, 1, weekday)


def latest_weekday(when: When, offset: int, weekday: int) -> Period:
    """`last Friday`: the latest before today; of a month, its last one."""
    back = (when.today.weekday() - weekday - 1) % 7 + 1
    return day(when.today - back * DAY)._replace(nth=Nth(-1, weekday))


def coming_weekday(when: When, weekday: int) -> Period:
    return day(when.today + ((weekday - when.today.weekday() - 1) % 7 + 1) * DAY)


def weekday_week(when: When, weekday: int) -> Period:
    """British `Friday week`: a week after the coming one."""
    coming = coming_weekday(when, weekday)
    return day(coming.start + 7 * DAY)


def after_next(when: When, name: str) -> Period | None:
    return moved_unit(when, 2, name)


def before_last(when: When, name: str) -> Period | None:
    return moved_unit(when, -2, name)


def moved_named(when: When, offset: int, atom: Atom) -> Atom | None:
    """`next June`, `last March`, `this Q4`: the first that begins later, the latest that is over, this year's."""
    if not isinstance(atom, Recurring) or atom.cycle != "year":
        return None
    if offset == 0:
        return atom.at(when.today.year)
    year = when.today.year
    for candidate in range(year - 2, year + 10) if offset > 0 else range(year + 1, year - 10, -1):
        found = atom.at(candidate)
        if found and (found.start > when.today if offset > 0 else found.end <= when.today):
            return found
    return None


def pair(when: When, offsets: tuple[int, int]) -> Period:
    return Period(when.today + offsets[0] * DAY, when.today + (offsets[1] + 1) * DAY, "days")


def ordinal(when: When, number: int, what: int | str) -> Nth:
    return Nth(number, what)


def ordinal_day(when: When, number: int) -> Atom:
    """`the 15th day`: of the month unless of something else."""
    atom = monthly(when, number)
    if isinstance(atom, Recurring):
        return atom._replace(nth=Nth(number, "day"))
    return Nth(number, "day") if 31 < number <= 366 else atom


def holiday(when: When, which: tuple[int, int]) -> Recurring:
    return Recurring("year", lambda year: _date(year, *which), "day")


def offset_day(when: When, offset: int) -> Period:
    return day(when.today + offset * DAY)


def movable(when: When, *_: object) -> Impossible:
    return Impossible("movable_date")


def same(when: When, atom: Atom) -> Atom:
    return atom


def joined(when: When, *atoms: Atom) -> Atom | None:
    """Atoms side by side, put together from the left; a pair that does not fit waits for the next one."""
    if len(atoms) == 3 and combine(atoms[0], atoms[1]) is None:
        rest = combine(atoms[1], atoms[2])
        return combine(atoms[0], rest) if rest is not None else None
    found: Atom | None = atoms[0]
    for atom in atoms[1:]:
        found = combine(found, atom) if found is not None else None
    return found


def of_its_cycle(when: When, atom: Atom, name: str) -> Atom | None:
    """`the 15th of the month` says no more than `the 15th`: which month is chosen by direction."""
    return atom if isinstance(atom, Recurring) and atom.grain == "day" and atom.cycle == name == "month" else None
