"""Dates and durations written with digits: each layout with what it means, tried in this order.

Day, month and year stay numbers here; whether the day exists is decided where it is read (rules_days).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from datetime import date
from typing import NamedTuple

from bot.language.vocabulary import ENTRIES

Match = re.Match[str]
MONTHS = {
    word: entry.meaning
    for entry in ENTRIES
    if entry.category == "MONTH" and isinstance(entry.meaning, int)
    for word in entry.spellings["en"]
}
_MON = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_END = r"(?![a-z0-9_]|-(?![qhw]\d)[a-z])"
_NOT_MORE = r"(?!\d)(?![-/.]\d{1,2}(?!\d))"


class Digits(NamedTuple):
    """A written date. `day` None: a month. `other`: the other order of day and month, where it is not known which."""

    year: int | None
    month: int
    day: int | None
    other: tuple[int, int] | None = None

    def in_order(self, way: str) -> tuple[int, int]:
        """(month, day) where the text has them by `way`: day first, else month first."""
        return self.other if self.other and way == "day" else (self.month, self.day or 0)


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _ymd(match: Match) -> dict[str, Hashable]:
    year, month, day = match[1], match[3], match[4]
    return {"DATE": Digits(int(year), int(month), int(day))}


def _ordered(first: int, second: int, year: int | None) -> Digits:
    """Two numbers that are a day and a month in either order."""
    if first > 12 or second > 12 or first == second:
        month, day = (second, first) if first > 12 else (first, second)
        return Digits(year, month, day)
    return Digits(year, first, second, (second, first))


def _dmy(match: Match) -> dict[str, Hashable]:
    first, last = int(match[1]), match[4]
    if len(last) == 2 and 20 <= first <= 31 and 20 <= int(last) <= 31 and int(match[3]) <= 12:
        return {"UNORDERED": (first, int(match[3]), int(last))}  # 26/12/25: the year may stand at either end
    return {"DATE": _ordered(int(match[1]), int(match[3]), _year(match[4]))}


def _compact(match: Match) -> dict[str, Hashable] | None:
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    return {"DATE": Digits(year, month, day)} if 1990 <= year < 2100 else None


def _clock(match: Match) -> dict[str, Hashable] | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "")[:1]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    return {"CLOCK": f"{hour:02}:{minute:02}"} if hour < 24 and minute < 60 else None


def _chinese_clock(match: Match) -> dict[str, Hashable] | None:
    hour, minute = int(match[1]), 30 if match[2] == "半" else int(match[3] or 0)
    return {"CLOCK": f"{hour:02}:{minute:02}"} if hour < 24 and minute < 60 else None


_SHORT = {
    "d": "day",
    "w": "week",
    "wk": "week",
    "wks": "week",
    "m": "month",
    "mo": "month",
    "mos": "month",
    "mth": "month",
    "mths": "month",
    "q": "quarter",
    "y": "year",
    "yr": "year",
    "yrs": "year",
    "h": "hour",
    "hr": "hour",
    "hrs": "hour",
}


def _short(match: Match) -> dict[str, Hashable]:
    return {"SHORT": (int(match[1][:9]), _SHORT[match[2]])}


def _quarter(year: str | None, number: str) -> dict[str, Hashable]:
    return {"QTR": (int(number), _year(year) if year else None)}


def _half(year: str | None, number: str) -> dict[str, Hashable]:
    return {"HALFYR": (int(number), _year(year) if year else None)}


def _iso_day(match: Match) -> dict[str, Hashable]:
    """`2027-W02-5`: the Friday of that week (ISO 8601); a 13th month stands for a week that there is not."""
    year, week, weekday = (int(group) for group in match.groups())
    try:
        found = date.fromisocalendar(year, week, weekday)
    except ValueError:
        return {"DATE": Digits(year, 13, 1)}
    return {"DATE": Digits(found.year, found.month, found.day)}


_Row = tuple[str, Callable[[Match], dict[str, Hashable] | None]]

_ROWS: tuple[_Row, ...] = (
    (
        r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})[t ]"
        r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?(?:z|utc|gmt|[+-]\d{2}:?\d{2}))?",
        _ymd,
    ),
    (r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _NOT_MORE, _ymd),
    (r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})" + _NOT_MORE, _dmy),
    (r"(\d{4})(\d{2})(\d{2})(?!\d)", _compact),
    (
        rf"(\d{{1,2}})([-/.]?){_MON}\2(\d{{4}}|\d{{2}})(?!\d)",
        lambda m: {"DATE": Digits(_year(m[4]), MONTHS[m[3]], int(m[1]))},
    ),
    (
        rf"(\d{{1,2}}) ([-/.]) {_MON} \2 (\d{{4}})(?!\d)",
        lambda m: {"DATE": Digits(_year(m[4]), MONTHS[m[3]], int(m[1]))},
    ),
    (r"(\d{1,2}) ([-/.]) (\d{1,2}) \2 (\d{4})(?!\d)", _dmy),
    (r"(\d{4}) ([-/.]) (\d{1,2}) \2 (\d{1,2})(?!\d)", _ymd),
    (
        rf"(\d{{1,2}})(?:st|nd|rd|th)? {_MON},? (2[4-9]|3\d)(?!\d| ?(?:[-/:.]|day|week|month|cert))",
        lambda m: {"DATE": Digits(_year(m[3]), MONTHS[m[2]], int(m[1]))},
    ),
    (
        rf"(\d{{1,2}})(?:st|nd|rd|th)? {_MON},? ?'(\d{{2}})(?!\d)",
        lambda m: {"DATE": Digits(_year(m[3]), MONTHS[m[2]], int(m[1]))},
    ),
    (rf"{_MON}([-/.])(\d{{1,2}})\2(\d{{4}})(?!\d)", lambda m: {"DATE": Digits(int(m[4]), MONTHS[m[1]], int(m[3]))}),
    (rf"(\d{{4}})([-/.]){_MON}\2(\d{{1,2}})(?!\d)", lambda m: {"DATE": Digits(int(m[1]), MONTHS[m[3]], int(m[4]))}),
    (rf"{_MON}[-/.']?'?(\d{{4}})(?!\d)", lambda m: {"DATE": Digits(int(m[2]), MONTHS[m[1]], None)}),
    (rf"{_MON} ?'(\d{{2}})(?!\d)", lambda m: {"DATE": Digits(_year(m[2]), MONTHS[m[1]], None)}),
    (rf"(\d{{4}})[-/.]?{_MON}(?![-/.]\d)", lambda m: {"DATE": Digits(int(m[1]), MONTHS[m[2]], None)}),
    (rf"(\d{{1,2}})[-/]{_MON}(?![-/])", lambda m: {"DATE": Digits(None, MONTHS[m[2]], int(m[1]))}),
    (rf"{_MON}[-/](\d{{1,2}})(?!\d)(?![-/])", lambda m: {"DATE": Digits(None, MONTHS[m[1]], int(m[2]))}),
    (r"(\d{4})[-/ ]?q(\d)", lambda m: _quarter(m[1], m[2])),
    (r"q(\d)(?:[-/' ]{0,2}(\d{4})|[-/']{0,2}(\d{2}))(?!\d)", lambda m: _quarter(m[2] or m[3], m[1])),
    (r"(\d)q(?:[-/' ]?(\d{4})|[-/']?(\d{2}))(?!\d)", lambda m: _quarter(m[2] or m[3], m[1])),
    (r"q([1-4]) (2[4-9]|3\d)(?!\d| ?(?:[-/:.]|day|week|month|cert))", lambda m: _quarter(m[2], m[1])),
    (r"q(\d)(?!\d)", lambda m: _quarter(None, m[1])),
    (r"([1-4])q", lambda m: _quarter(None, m[1])),
    (r"(\d{4})[-/ ]?h(\d)(?!\d)", lambda m: _half(m[1], m[2])),
    (r"h(\d)(?:[-/' ]{0,2}(\d{4})|[-/']{0,2}(\d{2}))(?!\d)", lambda m: _half(m[2] or m[3], m[1])),
    (r"h(\d)(?!\d)", lambda m: _half(None, m[1])),
    (r"(\d{4})-?w(\d{2})-?([1-7])(?!\d)", _iso_day),
    (r"(\d{4})[- ]?w(\d{1,2})(?!\d)", lambda m: {"ISOWEEK": (int(m[2]), int(m[1]))}),
    (r"(?:cw|kw|wk|w) ?(\d{1,2})(?!\d)", lambda m: {"ISOWEEK": (int(m[1]), None)}),
    (r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?(?: ?(?P<half>am|pm|a\.m\.|p\.m\.))?", _clock),
    (r"(?P<hour>\d{1,2})(?P<minute>)? ?(?P<half>am|pm|a\.m\.|p\.m\.)", _clock),
    (r"(\d{1,2})[点时](?!间)(整|半|(\d{1,2})分?)?钟?", _chinese_clock),
    (r"(\d{1,9})(wks|wk|w|d|mths|mth|mos|mo|m|q|yrs|yr|y|hrs|hr|h)", _short),
    (r"(\d{1,3})(?:st|nd|rd|th)", lambda m: {"ORD": int(m[1]), "ORDNUM": int(m[1])}),
    (r"(\d{4})[-/.](\d{1,2})(?!\d)" + _NOT_MORE, lambda m: {"DATE": Digits(int(m[1]), int(m[2]), None)}),
    (r"(\d{1,2})[-/.](\d{4})(?!\d)" + _NOT_MORE, lambda m: {"DATE": Digits(int(m[2]), int(m[1]), None)}),
    (r"(\d{1,2})/(\d{1,2})(?!\d)(?!/)", lambda m: {"DATE": _ordered(int(m[1]), int(m[2]), None), "FRACTION": 1}),
    (r"fy ?'?(?:\d{4}|\d{2})(?!\d)", lambda m: {"MOVABLE": 1}),
    (r"'(\d{2})(?!\d)", lambda m: {"YEAR": _year(m[1])}),
)
LAYOUTS = tuple((re.compile(pattern + _END), reading) for pattern, reading in _ROWS)
"""Pattern and what its match means; None where it is no date after all."""
