"""Days counted from now or from another date, and days with a time of day: operands that need the direction."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.errors import Unreadable
from bot.language.atoms import DAY, Atom, Nth, Period, Prefer, Recurring, When, day, resolve, unit
from bot.language.combine import combine
from bot.language.durations import Duration, length, moved
from bot.language.named_days import NO_DAY


class Ahead:
    """A value that needs the direction: called with it, it gives a Period."""

    __slots__ = ("of",)

    def __init__(self, of: Any) -> None:
        self.of = of

    def __call__(self, prefer: Prefer) -> Period:
        found: Period = self.of(prefer)
        return found


def edge_days(when: When, first: int, duration: Duration, atom: Atom) -> Ahead | None:
    """The first 10 days of December, the last week of … as a length."""
    if isinstance(atom, Nth) or duration.workdays or duration.hours:
        return None

    def days(prefer: Prefer) -> Period:
        outer = resolve(atom, prefer, when.today)
        if first > 0:
            return Period(outer.start, min(outer.end, moved(outer.start, duration, 1, when)), "days")
        return Period(max(outer.start, moved(outer.end, duration, -1, when)), outer.end, "days")

    return Ahead(days)


def day_after(when: When, duration: Duration, atom: Atom | Ahead) -> Ahead | None:
    """`3 days after January 12th`, `two weeks from Friday`."""
    return Ahead(lambda prefer: day(moved(settled(when, atom, prefer).end - DAY, duration, 1, when)))


def day_before(when: When, duration: Duration, atom: Atom | Ahead) -> Ahead | None:
    return Ahead(lambda prefer: day(moved(first_day(settled(when, atom, prefer)), duration, -1, when)))


def first_day(period: Period) -> date:
    """What is counted back from: the first day, of the end of a period its last."""
    return period.end - DAY if period.ends else period.start


def offset(sign: int) -> Any:
    """`12月25日前三天`: that one day; of a month the same words are its first days (edge_days)."""

    def build(when: When, atom: Atom, duration: Duration) -> Ahead | None:
        if isinstance(atom, Nth) or atom.grain not in ("day", "weekday", "part"):
            return None
        counted = _of_a_day(when, atom)
        return day_before(when, duration, counted) if sign < 0 else day_after(when, duration, counted)

    return build


def _of_a_day(when: When, atom: Atom) -> Ahead:
    """A day, or the end of something; ten days (`下旬前三天`) may be counted from either side and are refused."""

    def read(prefer: Prefer) -> Period:
        found = settled(when, atom, prefer)
        if found.grain == "part" and not found.ends:
            raise Unreadable("not_a_date")
        return found

    return Ahead(read)


def next_day(when: When, atom: Atom, _: Any) -> Ahead | None:
    return offset(1)(when, atom, Duration(days=1))  # type: ignore[no-any-return]


def timed(when: When, said: Atom | Ahead, *_: Any) -> Atom | Ahead | None:
    """A day with a time of day, which is dropped: before that time is still on that day."""
    if isinstance(said, Ahead):
        return Ahead(lambda prefer: to_its_end(said(prefer)))
    if isinstance(said, Period) and said.grain == "day":
        return to_its_end(said)
    if not isinstance(said, Recurring) or said.grain not in ("day", "weekday"):
        return None

    def at(index: int) -> Period | None:
        found = said.at(index)
        return to_its_end(found) if found else None

    return said._replace(at=at)


def to_its_end(period: Period) -> Period:
    """Before it, said with a time of day, is still on it."""
    return period._replace(ends=True)


def nth_from_now(sign: int) -> Any:
    """`three Fridays from now`, `two Mondays ago`."""

    def build(when: When, count: int, weekday: int, *_: Any) -> Period | None:
        if count < 1 or count > 500:
            return None
        ahead = (weekday - when.today.weekday() - 1) % 7 + 1 + 7 * (count - 1)
        back = (when.today.weekday() - weekday - 1) % 7 + 1 + 7 * (count - 1)
        return day(when.today + ahead * DAY if sign > 0 else when.today - back * DAY)

    return build


def ago(when: When, duration: Duration, *_: Any) -> Ahead:
    return Ahead(lambda prefer: day(moved(when.today, duration, -1, when)))


def hence(when: When, duration: Duration, *_: Any) -> Ahead:
    return Ahead(lambda prefer: day(moved(when.today, duration, 1, when)))


def same_day(when: When, offset: int, name: str, word: int = 0) -> Ahead | None:
    """`this time next year`, `去年今天`: today's date in another year, month or week."""
    if word or not offset or name == "day":
        return None
    sign = 1 if offset > 0 else -1
    return Ahead(lambda prefer: day(moved(when.today, length(abs(offset), name), sign, when)))


def settled(when: When, said: Atom | Ahead, prefer: Prefer) -> Period:
    """The days of any operand. Raises Unreadable."""
    return said(prefer) if isinstance(said, Ahead) else resolve(said, prefer, when.today)


def week_of(when: When, atom: Atom | Ahead) -> Ahead | None:
    """`the week of 5 December`: Monday to Sunday around it."""
    if not isinstance(atom, Ahead) and getattr(atom, "grain", "") not in ("day", "weekday", "days"):
        return None

    def week(prefer: Prefer) -> Period:
        found = unit("week", settled(when, atom, prefer).start)
        assert found is not None
        return found

    return Ahead(week)


def weekday_in(when: When, duration: Duration, weekday: Atom) -> Ahead | None:
    """`Friday in two weeks`, `两周后的周五`: that weekday of the week that is so far away."""
    if not isinstance(weekday, Recurring) or weekday.grain != "weekday" or checked_weeks(duration) is None:
        return None

    def found(prefer: Prefer) -> Period:
        week = unit("week", moved(when.today, duration, 1, when))
        inner = combine(week, weekday) if week else None
        return resolve(inner or NO_DAY, prefer, when.today)

    return Ahead(found)


def checked_weeks(duration: Duration) -> Duration | None:
    return duration if duration.days and duration.days % 7 == 0 and not duration.months else None
