"""Quarters, halves, weekends, numbered weeks, and the start, middle and end of a period, as atoms of a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.language.atoms import (
    DAY,
    Atom,
    Nth,
    Period,
    Recurring,
    When,
    index_of,
    iso_week,
    month_start,
    occurrence,
    unit,
    week_start,
)
from bot.language.combine import derive
from bot.language.named_days import NO_DAY, short_year, year_of, yearly_month


def quarter(when: When, number: int) -> Atom:
    return _part_of_year("quarter", number, 4)


def half(when: When, number: int) -> Atom:
    return _part_of_year("half", number, 2)


def _part_of_year(grain: str, number: int, parts: int) -> Atom:
    if not 1 <= number <= parts:
        return NO_DAY
    months = 12 // parts

    def at(year: int) -> Period:
        first = year * 12 + (number - 1) * months
        return Period(month_start(first), month_start(first + months), grain)

    return Recurring("year", at, grain)


def written_part(build: Callable[[When, int], Atom]) -> Callable[[When, tuple[int, int | None]], Atom]:
    """`Q1`, `2027Q1`: (number, year or None)."""

    def built(when: When, written: tuple[int, int | None]) -> Atom:
        number, year = written
        atom = build(when, number)
        if year is None or not isinstance(atom, Recurring):
            return atom
        found = atom.at(year) if 1000 <= year < 9990 else None
        return found._replace(inside=True) if found else NO_DAY

    return built


def half_month(when: When, number: int) -> Atom:
    def at(index: int) -> Period:
        first, middle = month_start(index), month_start(index) + 15 * DAY
        return Period(first, middle, "part") if number == 1 else Period(middle, month_start(index + 1), "part")

    return Recurring("month", at, "part", this=True)


def numbered_week(when: When, number: int, year: int | None = None) -> Atom:
    if not 1 <= number <= 53:
        return NO_DAY
    if year is not None:
        return iso_week(year, number) or NO_DAY
    return Recurring("year", lambda year: iso_week(year, number), "week")


def weekend(when: When, *_: object) -> Recurring:
    def at(index: int) -> Period:
        saturday = week_start(index) + 5 * DAY
        return Period(saturday, saturday + 2 * DAY, "weekend")

    return Recurring("week", at, "weekend")


def moved_weekend(when: When, offset: int, *_: object) -> Period | None:
    found = weekend(when).at(index_of("week", when.today) + offset)
    return found._replace(nth=Nth(-1, "weekend")) if found and offset == -1 else found


def edge_of_unit(when: When, which: tuple[str, str]) -> Atom:
    """`月底`, `EOM`: of the present unit unless another one is said."""
    name, edge = which
    if name == "quarter":
        present = unit(name, when.today)
        return edge_of(present, edge) or NO_DAY if present else NO_DAY
    cycle = "year" if name == "year" else "month" if name == "month" else "week"

    def at(index: int) -> Period | None:
        start = date(index, 1, 1) if cycle == "year" else month_start(index) if cycle == "month" else week_start(index)
        outer = unit(name, start)
        return edge_of(outer, edge) if outer else None

    return Recurring(cycle, at, "part", this=True)  # type: ignore[arg-type]


_EDGES = {"early": "start", "mid": "middle", "late": "end"}


def edge_of(period: Period, edge: str) -> Period | None:
    """The start, middle or end of a period, by the table of language.md; None where it has no such part. The ten days
    `下旬` are a stretch of their own: before them is before the 21st."""
    ends, edge = edge == "end", _EDGES.get(edge, edge)
    start, stop = period.start, period.end
    if period.grain == "month":
        cuts = (start, start + 10 * DAY, start + 20 * DAY, stop)
    elif period.grain in ("week", "quarter", "year", "half"):
        months = index_of("month", start)
        offsets = {"quarter": (1, 2), "half": (2, 4), "year": (3, 9)}
        if period.grain == "week":
            cuts = (start, start + 3 * DAY, start + 4 * DAY, stop)
        else:
            first, second = offsets[period.grain]
            cuts = (start, month_start(months + first), month_start(months + second), stop)
    elif period.grain in ("day", "weekend", "days") and edge != "middle":
        return period._replace(ends=ends)
    else:
        return None
    place = ("start", "middle", "end").index(edge)
    return Period(cuts[place], cuts[place + 1], "part", ends=ends, inside=period.inside)


def moved_edge(when: When, offset: int, which: tuple[str, str]) -> Period | None:
    """`下月底`, `本周初`."""
    outer = unit(which[0], when.today, offset)
    return edge_of(outer, which[1]) if outer else None


def numbered_edge(when: When, number: int, which: tuple[str, str]) -> Atom | None:
    """`3月底`, `2027年末`, `二季度初`."""
    name, edge = which
    if name == "week":
        return None
    outer: Atom | None
    if name == "year":
        outer = year_of(when, number) or short_year(when, number)
    else:
        outer = yearly_month(when, number) if name == "month" else quarter(when, number)
    return derive(outer, lambda period: edge_of(period, edge), "part") if outer else None


def ordinal_week(when: When, number: int) -> Atom:
    """`第49周`: of the year unless of something else."""
    atom = numbered_week(when, number)
    return atom._replace(nth=Nth(number, "week")) if isinstance(atom, Recurring) else atom


def weekend_ahead(when: When) -> Period | None:
    return occurrence(weekend(when), "future", when.today)
