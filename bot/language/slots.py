"""The conditions of a query that are not dates: names, ids, status, kind, filters, order and size; each a rule."""

from __future__ import annotations

from typing import Any, NamedTuple

from bot.certificates import Span
from bot.language.atoms import Prefer, When
from bot.language.chart import Rule
from bot.language.counted_days import hence, settled
from bot.language.durations import Duration, moved
from bot.language.meanings import VALID
from bot.language.spans import since
from bot.language.vocabulary import KNOWN


class Slot(NamedTuple):
    """One condition. `name` is a slot of language.md, `value` what it is set to."""

    name: str
    value: Any


class Group(NamedTuple):
    """Several conditions said together; `negated`: what is taken away."""

    slots: tuple[Slot, ...]
    negated: bool = False


def slot(name: str) -> Any:
    return lambda when, value: Group((Slot(name, value),))


def _labelled(name: str) -> Any:
    return lambda when, label: Group((Slot(name, _bare(label)),))


def _bare(label: Any) -> str:
    return str(label).strip("\"' ")


def _limit(when: When, number: int) -> Group:
    return Group((Slot("limit", number),))


def _counted(when: When, number: int) -> Group | None:
    """`5 certs`; `2027 certs` is a year."""
    return _limit(when, number) if number < 1000 else None


def _sort(when: When, sort: Any, *_: Any) -> Group:
    return Group((Slot("sort", sort),))


def _limited_sort(when: When, sort: Any, number: int) -> Group:
    return Group((Slot("sort", sort), Slot("limit", number)))


def _turned(descending: bool) -> Any:
    return lambda when, sort: Group((Slot("sort", (sort[0], descending)),))


def _under(when: When, name: str) -> Group:
    """`under shop.example`: every host below it."""
    return Group((Slot("name", name if name.startswith("*.") else f"*.{name}"),))


def _both(when: When, first: Group, second: Group) -> Group | None:
    """A list: conditions of one kind."""
    return (
        Group(first.slots + second.slots) if {s.name for s in first.slots} == {s.name for s in second.slots} else None
    )


def _negated(when: When, group: Group) -> Group:
    """Taken away; of two possibilities (renewed, expired) the other one."""
    slots = group.slots
    if len(slots) == 1 and slots[0].name == "flag":
        name, value = slots[0].value
        return Group((Slot("flag", (name, not value)),))
    if slots == (Slot("expired", True),):
        return Group((Slot("status", VALID),))
    return Group(slots, negated=True)


def _negated_text(when: When, label: str) -> Group | None:
    if str(label).lower() in KNOWN:
        return None
    return Group((Slot("text", _bare(label)),), negated=True)


def _quoted(when: When, words: str) -> Group:
    """Several words in quotes stay one; a single word needs none."""
    return Group((Slot("text", f'"{words}"' if " " in words else words),))


def _negated_date(when: When, field: str | None, reading: Any) -> Group:
    return Group((Slot("dated", (field, reading)),), negated=True)


def _negated_field(when: When, field: str) -> Group:
    return Group((Slot("not_field", field),))


def _valid_then(when: When, date: Any) -> Group:
    """`still valid in three months`: valid, and no end before that day."""
    return Group((Slot("status", VALID), Slot("dated", ("expires", since(when, date)))))


SLOTS = [
    Rule("slot", "listed", "listed", lambda when, group: group),
    Rule("slot", "not", "NOT COLON? listed NOTPOST?", _negated),
    Rule("slot", "not_after", "listed NOTPOST", _negated),
    Rule("slot", "not_dated", "NOT =EXPIRING|ISSUED|CREATED|BEGINS span", _negated_date),
    Rule(
        "slot",
        "not_dated",
        "NOT span =EXPIRING|ISSUED|CREATED|BEGINS",
        lambda when, span, field: _negated_date(when, field, span),
    ),
    Rule(
        "slot",
        "not_dated",
        "span NOTVERB =EXPIRING|ISSUED|CREATED|BEGINS",
        lambda when, span, field: _negated_date(when, field, span),
    ),
    Rule("slot", "not_dated", "NOT span", lambda when, span: _negated_date(when, None, span)),
    Rule("slot", "not_field", "NOT =EXPIRING|ISSUED|CREATED|BEGINS", _negated_field),
    Rule("slot", "limit", "SORTED? =NUM TOPPOST", _limit),
    Rule("slot", "limited_sort", "THE? =SORT OF? =NUM GE?", _limited_sort),
    Rule("slot", "limited_sort", "THE? =NUM =SORT", lambda when, number, sort: _limited_sort(when, sort, number)),
    Rule("slot", "limited_sort", "=SORT OF? TOP =NUM GE?", _limited_sort),
    Rule("slot", "limit", "TOP =NUM GE?", _limit),
    Rule("slot", "counted", "=NUM GE? CERTIFICATES", _counted),
    Rule("slot", "sort", "THE? =SORT ASCENDING?", _sort),
    Rule("slot", "sort_descending", "=SORT COMMA? DESCENDING", _turned(True)),
    Rule("slot", "sort_ascending", "=SORT ASCENDING", _turned(False)),
    Rule("listed", "one", "one", lambda when, group: group),
    Rule("listed", "list", "one AND|OR|COMMA? listed", _both),
    Rule("listed", "list", "one COMMA AND|OR listed", _both),
    Rule("slot", "not_text", "NOT COLON? =LABEL NOTPOST?", _negated_text),
    Rule("one", "name", "FOR? COLON? =NAME", slot("name")),
    Rule("one", "name", "=NAME UNDERPOST", slot("name")),
    Rule("one", "under", "UNDER =NAME", _under),
    Rule("one", "quoted", "TEXTWORD? COLON? =QUOTED", _quoted),
    Rule("one", "text", "TEXTWORD COLON? =LABEL", _labelled("text")),
    Rule("one", "id", "=IDENT", slot("id")),
    Rule("one", "id", "ID COLON? HASH? =LABEL|QUOTED|IDENT", _labelled("id")),
    Rule("one", "project", "PROJECT COLON? =LABEL|QUOTED|NAME", _labelled("project")),
    Rule("one", "project", "=QUOTED PROJECTPOST", _labelled("project")),
    Rule("one", "account", "ACCOUNT COLON? =LABEL|QUOTED|NAME", _labelled("account")),
    Rule("one", "account", "=QUOTED ACCOUNTPOST", _labelled("account")),
    Rule("one", "accounts", "=ACCOUNTS", slot("account")),
    Rule("one", "source", "=SOURCE", slot("source")),
    Rule("one", "source", "FROMWORD COLON? =SOURCE|UPLOADS BYPOSTISSUED?", slot("source")),
    Rule("one", "source", "=SOURCE BYPOSTISSUED", slot("source")),
    Rule("one", "status", "STATUSWORD? COLON? =STATUS", slot("status")),
    Rule("one", "status", "STATUSWORD COLON? ISSUED", lambda when: Group((Slot("status", VALID),))),
    Rule("one", "status", "STATUSWORD? COLON? EXPIRED", lambda when: Group((Slot("expired", True),))),
    Rule("one", "kind", "=KIND", slot("kind")),
    Rule("one", "validation", "=VALIDATION", slot("validation")),
    Rule("one", "flag", "=FLAG", slot("flag")),
    Rule("slot", "valid_then", "STILLVALID PREP|PREPIN|AT date", _valid_then),
    Rule("slot", "valid_then", "STILLVALID PREPIN duration", lambda when, one: _valid_then(when, hence(when, one))),
    Rule("slot", "valid_then", "PREP? date STILLVALID", _valid_then),
    Rule("slot", "soon", "SOON =EXPIRING", slot("field")),
    Rule("slot", "soon", "=EXPIRING SOON", slot("field")),
    Rule("slot", "soon", "NEARLY =EXPIRED", slot("field")),
    Rule("slot", "field", "=EXPIRING|BEGINS|ISSUED|CREATED|UPLOADED", slot("field")),
]


def _at(when: When, clock: str) -> Group:
    return Group((Slot("at", clock),))


def _days(when: When, *days: Any) -> Group:
    chosen: set[int] = set()
    for day in days:
        chosen.update(day if isinstance(day, tuple) else (day,))
    return Group((Slot("days", tuple(sorted(chosen))),))


def _hour(when: When, hour: int, *_: Any) -> Group | None:
    return Group((Slot("at", f"{hour:02}:00"),)) if 0 <= hour < 24 else None


def _later_half(when: When, clock: str) -> Group:
    hour = int(clock[:2])
    return Group((Slot("at", f"{hour + 12 if hour < 12 else hour:02}{clock[2:]}"),))


def _timed(when: When, days: Group, at: Group) -> Group:
    return Group(days.slots + at.slots)


def until_start(when: When, date: Any) -> Any:
    """Speak again on the day that is named, or when the period that is named is over."""

    def read(prefer: Prefer) -> Span:
        found = settled(when, date, prefer)
        return Span(found.start, found.start if found.grain == "day" else found.end)

    return read


def for_length(when: When, duration: Duration) -> Any:
    def read(prefer: Prefer) -> Span:
        day = moved(when.today, duration, 1, when)
        return Span(day, day)

    return read


TIMINGS = [
    Rule("timing", "days_at", "days at", _timed),
    Rule("timing", "at_days", "at days", lambda when, at, days: _timed(when, days, at)),
    Rule("timing", "at", "at", lambda when, at: at),
    Rule("timing", "days", "days", lambda when, days: days),
    Rule("at", "afternoon", "AFTERNOON =CLOCK", _later_half),
    Rule("at", "clock", "AT? =CLOCK DAYPART?", _at),
    Rule("at", "clock", "DAYPART? AT? =CLOCK", _at),
    Rule("at", "hour", "AT =NUM", _hour),
    Rule("at", "hour_zh", "DAYPART? =NUM CLOCKMARK", _hour),
    Rule("days", "set", "=DAILY|WORKDAYS|WEEKENDS", _days),
    Rule("days", "weekdays", "EVERY =WEEKDAY", _days),
    Rule("days", "weekdays", "EVERY? =PLURALDAY", _days),
    Rule("days", "weekdays", "EVERY =WEEKDAY AND|COMMA|OR? EVERY? =WEEKDAY", _days),
    Rule("days", "weekdays", "EVERY =WEEKDAY COMMA|AND? =WEEKDAY AND|COMMA|OR? AND? =WEEKDAY", _days),
    Rule("days", "weekly_on", "=WEEKLY", _days),
    Rule("target_of_verb", "id", "ID? COLON? HASH? =IDENT|NAME|QUOTED|WORD|LABEL", lambda when, target: _bare(target)),
    Rule("details_last", "details", "target_of_verb OF? NOISE? DETAILS", lambda when, target: target),
    Rule("per", "per", "=PER", lambda when, unit: Group((Slot("per", unit),))),
    Rule("format", "format", "=CSV", lambda when, name: Group((Slot("format", name),))),
    Rule("snoozing", "until", "SNOOZEUNTIL date", lambda when, date: until_start(when, date)),
    Rule("snoozing", "for", "SNOOZEUNTIL? duration", lambda when, duration: for_length(when, duration)),
    Rule("snoozing", "date", "date", lambda when, date: until_start(when, date)),
]
