"""Lengths of time: how they are said, and what a day plus a length is."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from bot.errors import Unreadable
from bot.language.atoms import DAY, When
from bot.language.chart import Rule


class Duration(NamedTuple):
    """Months, then days, then working days (Monday to Friday) or hours. `bad` is why it can't be counted."""

    months: int = 0
    days: int = 0
    workdays: int = 0
    hours: int = 0
    bad: str = ""


_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_ORDER = ("decade", "year", "quarter", "month", "fortnight", "week", "day", "hour")


def length(count: int | float, unit: str) -> Duration:
    """`count` units; what can't be counted says why."""
    if count <= 0:
        return Duration(bad="bad_number")
    if unit in _MONTHS:
        whole, rest = divmod(count * _MONTHS[unit], 1)
        return Duration(int(whole), 15) if rest == 0.5 else Duration(int(whole), bad="bad_number" if rest else "")
    if unit == "minute":
        return Duration(bad="unsupported_unit")
    amount = count * _DAYS.get(unit, 1)
    if amount != int(amount):
        return Duration(bad="bad_number")
    amount = int(amount)
    if unit == "workday":
        return Duration(workdays=amount)
    return Duration(hours=amount) if unit == "hour" else Duration(days=amount)


def plus(first: Duration, second: Duration) -> Duration:
    """Both lengths one after the other."""
    bad = first.bad or second.bad
    return Duration(
        first.months + second.months,
        first.days + second.days,
        first.workdays + second.workdays,
        first.hours + second.hours,
        bad,
    )


def checked(duration: Duration) -> Duration:
    if duration.bad:
        raise Unreadable(duration.bad)
    return duration


def moved(start: date, duration: Duration, sign: int, when: When) -> date:
    """A day, `duration` later (sign 1) or earlier (−1). Months clamp: 31 January and a month is 28 February. Hours
    count from the reader's wall time. Raises Unreadable beyond the calendar."""
    checked(duration)
    try:
        day = _months(start, sign * duration.months) + sign * duration.days * DAY
        if duration.workdays:
            day = _workdays(day, sign, duration.workdays)
        if duration.hours:
            day += (when.local + sign * timedelta(hours=duration.hours)).date() - when.today
        if not 1 < day.year < 9999:
            raise Unreadable("out_of_range")
    except (OverflowError, ValueError) as error:
        raise Unreadable("out_of_range") from error
    return day


def _months(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise Unreadable("out_of_range")
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _workdays(day: date, sign: int, count: int) -> date:
    weeks, rest = divmod(count, 5)
    day += sign * 7 * weeks * DAY
    while rest or day.weekday() > 4:
        day += sign * DAY
        rest -= rest > 0 and day.weekday() < 5
    return day


def _units(when: When, count: int | float, unit: str) -> Duration:
    return length(count, unit)


def _calendar_units(when: When, count: int, unit: str) -> Duration | None:
    """`2015年` is a year, not a length."""
    return None if unit == "year" and 1900 <= count < 2200 else length(count, unit)


def _and_a_half(when: When, count: int, unit: str) -> Duration:
    return length(count + 0.5, unit)


def _half(when: When, unit: str) -> Duration:
    return length(0.5, unit)


def _falling(when: When, *parts: Duration) -> Duration | None:
    """2 years 1 month 21 days: the units fall."""
    total = parts[0]
    for earlier, later in pairwise(parts):
        if _rank(earlier) <= _rank(later) and not earlier.bad:
            return None
        total = plus(total, later)
    return total


def _rank(part: Duration) -> int:
    if part.months:
        return 40 if part.months % 12 == 0 else 30
    return (20 if part.days % 7 == 0 else 10) if part.days else 5


def _bad(reason: str) -> Any:
    return lambda when, *rest: Duration(bad=reason)


def _numbers(when: When, low: int, high: int, unit: str) -> tuple[Duration, Duration] | None:
    """`30到60天`; `2024到2026年` are years."""
    if unit == "year" and high >= 1900:
        return None
    return _interval(length(low, unit), length(high, unit))


def _interval(low: Duration, high: Duration) -> tuple[Duration, Duration]:
    return low, high


DURATIONS = [
    Rule("count", "number", "=NUM|ONE", lambda when, count: count),
    Rule("count", "decimal", "=DECIMAL", lambda when, count: count),
    Rule("length", "short", "=SHORT", lambda when, short: length(*short)),
    Rule("length", "named", "=DURATION", lambda when, named: length(named[1], named[0])),
    Rule("length", "half", "ONE? HALF OFONLY? ONE? =CUNIT|CUNITWEAK", _half),
    Rule("length", "one_and_a_half", "count AND ONE? HALF =CUNIT", _and_a_half),
    Rule("length", "one_and_a_half_zh", "=NUM HALFMORE =CUNIT|CUNITWEAK", _and_a_half),
    Rule(
        "length", "number_unit_half", "count =CUNIT AND? ONE? HALF", lambda when, count, unit: length(count + 0.5, unit)
    ),
    Rule("length", "number_unit", "count GE? =CUNIT", _calendar_units),
    Rule("length", "pair_unit", "=NUMGE =CUNITWEAK", _units),
    Rule("length", "or_so", "=NUM ORSO =CUNIT", _units),
    Rule("length", "about", "ABOUT length", lambda when, one: one),
    Rule("length", "added", "added", lambda when, one: one),
    Rule("added", "another", "ADDED length", lambda when, one: one),
    Rule("added", "another", "=NUM ADDEDPOST =CUNIT", _units),
    Rule("length", "below_zero", "MINUS count GE? CUNIT", _bad("bad_number")),
    Rule("length", "no_number", "THE? VAGUE OF? CUNIT", _bad("no_number")),
    Rule("length", "many", "=NUM MANY GE? CUNIT", _bad("no_number")),
    Rule("duration", "length", "length", lambda when, one: one),
    Rule("duration", "lengths", "length AND|COMMA|ZERO? length", _falling),
    Rule("duration", "lengths", "length AND|COMMA? length AND|COMMA? length", _falling),
    # `未来三月` after a word that rolls: there a month is a length.
    Rule("rolled", "length", "duration", lambda when, one: one),
    Rule("rolled", "or_so", "duration ORSO", lambda when, one, *_: one),
    Rule("rolled", "weak_unit", "=NUM =CUNITWEAK", _calendar_units),
    Rule(
        "interval",
        "numbers",
        "=NUM|ONE TO|OR|COMMA =NUM =CUNIT",
        _numbers,
    ),
    Rule(
        "interval",
        "numbers",
        "=NUM DASH =SHORT",
        lambda when, low, short: _interval(length(low, short[1]), length(*short)),
    ),
    Rule(
        "several",
        "number_unit",
        "=NUM GE? =CUNIT|CUNITWEAK",
        lambda when, count, unit: length(count, unit) if count > 1 else None,
    ),
    Rule("several", "half", "=DURATION", lambda when, named: length(named[1], named[0]) if named[0] == "day" else None),
    Rule("rolled", "no_number", "PLURAL", _bad("no_number")),
    Rule("interval", "lengths", "length TO|OR length AMONG?", lambda when, low, high: _interval(low, high)),
    Rule(
        "interval",
        "between",
        "BETWEEN =NUM|ONE AND|TO =NUM =CUNIT AMONG?",
        _numbers,
    ),
    Rule("interval", "between", "BETWEEN length AND|TO length AMONG?", lambda when, low, high: _interval(low, high)),
    Rule(
        "interval",
        "numbers_zh",
        "=NUM TO =NUM GE? =CUNIT AMONG?",
        _numbers,
    ),
]
