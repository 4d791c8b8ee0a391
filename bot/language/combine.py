"""Two atoms said together: a weekday in a week, a day in a month, a month in a year, the first Friday of something."""

from __future__ import annotations

from collections.abc import Callable

from bot.language.atoms import DAY, Atom, Impossible, Nth, Period, Recurring, day, index_of, iso_week, unit


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
    return _one_of(outer, inner)


def _one_of(outer: Period | Recurring, inner: Recurring) -> Atom:
    """March of a year, Friday of a week: what comes back, in each of these."""

    def part(period: Period) -> Period | None:
        found = inner.at(index_of(inner.cycle, period.start))
        return found._replace(inside=True, weekday=inner.weekday) if found else None

    made = derive(outer, part, "day" if inner.grain == "weekday" else inner.grain)
    return made._replace(weekday=inner.weekday) if isinstance(made, Period | Recurring) else made


def _with_weekday(outer: Period | Recurring, inner: Recurring) -> Atom | None:
    """Friday the 5th: the weekday must be right for the day that is chosen."""
    weekday = _weekday_of(inner)
    if isinstance(outer, Period):
        return None if outer.weekday is not None else outer._replace(weekday=weekday)
    if outer.grain == "weekday" or outer.weekday is not None:
        return None
    found = derive(outer, lambda period: period._replace(weekday=weekday), outer.grain)
    return found._replace(weekday=weekday) if isinstance(found, Recurring) else found


def _weekday_of(weekly: Recurring) -> int:
    """Which weekday a weekly atom is."""
    period = weekly.at(1)
    return period.start.weekday() if period else 0


def _nth_of(outer: Period | Recurring, nth: Nth) -> Atom | None:
    sizes = ("day", "week", "month", "quarter", "half", "year", "decade")
    what = "day" if isinstance(nth.what, int) or nth.what == "weekend" else nth.what
    grain = outer.grain
    if grain not in sizes or what not in sizes or sizes.index(grain) <= sizes.index(what):
        return None
    return derive(outer, lambda period: _nth_in(period, nth), what)


def _nth_in(period: Period, nth: Nth) -> Period | None:
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
    if found is None:
        return None
    begins_in_it = nth.what == "week" and nth.number > 0 and found.start < period.end
    lies_in_it = period.start <= found.start and (found.end <= period.end or begins_in_it)
    return found._replace(inside=True) if lies_in_it else None


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
