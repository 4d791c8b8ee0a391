"""Dates made of other dates: their parts, what is left of them, days counted from them. Rules for a span's operand."""

from __future__ import annotations

from typing import Any

from bot.language.atoms import DAY, Atom, Nth, Period, Prefer, Recurring, When, day, occurrence, unit
from bot.language.chart import Rule
from bot.language.combine import derive
from bot.language.counted_days import (
    ago,
    day_after,
    day_before,
    edge_days,
    hence,
    next_day,
    nth_from_now,
    offset,
    same_day,
    timed,
    to_its_end,
    week_of,
    weekday_in,
)
from bot.language.durations import Duration, checked
from bot.language.named_days import joined, moved_unit
from bot.language.named_parts import edge_of


def same(when: When, atom: Any) -> Any:
    return atom


def part(when: When, edge: str, atom: Atom) -> Atom | None:
    """The end of next month."""
    if isinstance(atom, Nth) or atom.grain == "part":
        return None
    return derive(atom, lambda period: edge_of(period, edge), "part")


def part_after(when: When, atom: Atom, edge: str) -> Atom | None:
    """`明年底`."""
    return part(when, edge, atom)


def rest(when: When, atom: Atom) -> Period | None:
    """The rest of the quarter: from today."""
    period = _present(when, atom, "future")
    if period is None or period.end <= when.today or period.grain == "day":
        return None
    return Period(max(when.today, period.start), period.end, "rest")


def so_far(when: When, atom: Atom) -> Period | None:
    """The year to date: up to today."""
    period = _present(when, atom, "past")
    return None if period is None or period.start > when.today else Period(period.start, when.today + DAY, "rest")


def _present(when: When, atom: Atom, prefer: Prefer) -> Period | None:
    if isinstance(atom, Recurring):
        return occurrence(atom, prefer, when.today)
    return atom if isinstance(atom, Period) else None


def so_far_in(when: When, name: str) -> Period | None:
    found = unit(name, when.today)
    return so_far(when, found) if found else None


def half_of(when: When, number: int, atom: Atom) -> Atom | None:
    """The second half of March, the first half of next year."""
    if isinstance(atom, Nth) or atom.grain not in ("month", "year", "quarter") or number not in (1, 2):
        return None

    def halved(period: Period) -> Period | None:
        if period.grain == "quarter":
            return None
        middle = period.start + 15 * DAY if period.grain == "month" else period.start.replace(month=7)
        bounds = (period.start, middle) if number == 1 else (middle, period.end)
        return Period(*bounds, "half" if period.grain == "year" else "part", inside=True)

    return derive(atom, halved, "half")


def the_unit(when: When, name: str) -> Period | None:
    return moved_unit(when, 0, name)


def whole(when: When, duration: Duration) -> Duration:
    return checked(duration)


DATES = [
    Rule("target", "atom", "THE? atom", same),
    Rule("target", "present_unit", "THE? =UNIT", the_unit),
    # parts
    Rule("part", "edge", "THE? =EDGE OFONLY? target", part),
    Rule("part", "edge_of_part", "THE? =EDGE OFONLY? part", lambda when, edge, atom: part(when, edge, atom)),
    Rule("part", "half", "THE? =ORD HALF OF? target", half_of),
    Rule("part", "half", "THE? =FINAL HALF OF? target", lambda when, _, atom: half_of(when, 2, atom)),
    Rule("part", "rest", "REST OF? target", rest),
    Rule("part", "so_far", "SOFAR target", so_far),
    Rule("part", "nth_of", "simple OF target", joined),
    Rule("part", "nth_of_part", "simple OF THE? part", joined),
    Rule("part", "so_far_unit", "=UTODATE", so_far_in),
    Rule("part", "edge_post", "atom OF? =EDGEPOST", part_after),
    Rule("part", "half_post", "atom OF? =HALFYEAR", lambda when, atom, number: half_of(when, number, atom)),
    Rule("part", "half_post", "atom OF? =HALFMONTH", lambda when, atom, number: half_of(when, number, atom)),
    Rule("part", "rest_post", "target OF? RESTPOST", rest),
    Rule("part", "so_far_post", "target TODATE", so_far),
    Rule("part", "half", "THE? =WHICHHALF HALF OF? target", half_of),
    Rule("offset", "day_before", "atom OF? DAYSBEFORE duration", offset(-1)),
    Rule("offset", "day_after", "atom OF? DAYSAFTER duration", offset(1)),
    Rule("offset", "next_day", "atom OF? =NEXTDAY", next_day),
    Rule("edged", "first_days", "THE? =FIRSTN|LASTN duration OF target", edge_days),
    Rule(
        "edged",
        "first_days_post",
        "atom OF? =FIRSTN|LASTN duration",
        lambda when, atom, first, duration: edge_days(when, first, duration, atom),
    ),
    # days counted from now or from a date
    Rule("counted", "ago", "duration AGO", ago),
    Rule("counted", "hence", "duration HENCE", hence),
    Rule(
        "counted",
        "ago_today",
        "duration AGO =DAYWORD",
        lambda when, duration, word: ago(when, duration) if word == 0 else None,
    ),
    Rule("counted", "same_day", "THISTIME =NEXT|LAST =UNIT", same_day),
    Rule("counted", "same_day", "=NEXT|LAST =UNIT OF? =DAYWORD", same_day),
    Rule(
        "counted",
        "same_day",
        "=PERIODWORD OF? =DAYWORD",
        lambda when, named, word: same_day(when, named[1], named[0], word),
    ),
    Rule("counted", "weekdays_from_now", "=NUM =WEEKDAY HENCE", nth_from_now(1)),
    Rule("counted", "weekdays_ago", "=NUM =WEEKDAY AGO", nth_from_now(-1)),
    Rule("counted", "hence_time", "PREPIN duration TIME", hence),
    Rule("counted", "day_after", "THE? duration FROMAFTER date", day_after),
    Rule(
        "counted",
        "day_after",
        "THE? =DAYUNIT AFTERLIT date",
        lambda when, _, date: day_after(when, Duration(days=1), date),
    ),
    Rule("counted", "day_before", "THE? duration AHEADOF date", day_before),
    Rule(
        "counted",
        "day_before",
        "THE? =DAYUNIT BEFORELIT date",
        lambda when, _, date: day_before(when, Duration(days=1), date),
    ),
    Rule(
        "counted",
        "weekday_in",
        "simple PREPIN duration|rolled TIME?",
        lambda when, atom, duration: weekday_in(when, duration, atom),
    ),
    Rule("counted", "weekday_in", "duration HENCE OF? simple", weekday_in),
    Rule("counted", "weekday_from", "duration FROMAFTER WEEKDAYS? simple", day_after),
    Rule("weekof", "week_of", "THE? WEEKUNIT WEEKOF date", week_of),
    Rule("weekof", "week_of", "WEEKOFPRE date", week_of),
    Rule("weekof", "week_of_post", "atom OF? WEEKOFPOST", week_of),
    # any operand, with a time of day that is dropped
    Rule("plain", "atom", "atom", same),
    Rule("plain", "foreign", "=FOREIGN", same),
    Rule("plain", "counted", "offset", same),
    Rule("plain", "edged", "edged", same),
    Rule("plain", "counted", "counted", same),
    Rule("plain", "week_of", "weekof", same),
    Rule("plain", "part", "part", same),
    Rule("date", "plain", "plain", same),
    Rule("date", "at_time", "plain clock", timed),
    Rule("date", "at_time", "CLOCK PREP|PREPIN? plain", timed),
    Rule("date", "at_time", "DAYPART OF|PREP? plain", timed),
    Rule("date", "at_time", "CLOSE OF|PREP? plain", timed),
    Rule("date", "at_time", "CLOSE", lambda when: to_its_end(day(when.today))),
    Rule("clock", "clock", "COMMA? AT? CLOCK", lambda when: True),
    Rule("clock", "hour_zh", "OF? DAYPART? NUM CLOCKMARK", lambda when: True),
    Rule("clock", "hour", "AT NUM", lambda when: True),
    Rule("clock", "part_of_day", "OF? DAYPART", lambda when: True),
    Rule("clock", "part_and_clock", "OF? DAYPART CLOCK", lambda when: True),
    Rule("clock", "clock_and_part", "AT? CLOCK DAYPART", lambda when: True),
]
