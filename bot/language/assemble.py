"""Verbs, their stretches of time and all other conditions put together into a Query."""

from __future__ import annotations

from datetime import timedelta

from bot.certificates import Query, Span, Status, TimeField
from bot.language.atoms import DAY
from bot.language.conditions import Conditions
from bot.language.leftovers import check
from bot.language.meanings import EXPIRED, VALID
from bot.language.pairing import implied, is_age, paired, slot_of
from bot.language.passage import Passage
from bot.language.request import Piece
from bot.language.scan import Item
from bot.language.slots import Group, Slot

SOON = timedelta(days=30)
"""`expiring soon` without a date."""
_SO_LONG = ("more", "at_least", "less")
"""Rules of lengths that, behind a verb, say for how long it has been so."""


def assemble(passage: Passage, items: list[Item]) -> tuple[Query, tuple[Piece, ...]]:
    """The query of all items, and the reading that says which words gave what. Raises Unreadable with the words at
    fault."""
    check(passage, items)
    fields = [item for item in items if _verb_slot(item)]
    times = [item for item in items if item.is_time]
    pairs = paired(fields, times)
    conditions = Conditions(passage, _main_field(list(pairs.values())))
    for item in items:
        if isinstance(item.says, Group) and item.says.slots and item not in fields:
            conditions.add(item, item.says)
    dates = _Dates(conditions, next(iter(pairs.values()), None), implied(items, passage.lattice))
    for time in times:
        dates.add(time, pairs.get(time.start))
    dates.start_today(times)
    with_time = {id(field) for field in pairs.values()}
    for field in fields:
        if id(field) not in with_time:
            dates.add_alone(field, bool(times))
    conditions.add_words(items)
    return conditions.query(), conditions.reading


def _verb_slot(item: Item) -> Slot | None:
    return slot_of(item, "field", "not_field", "expired")


def _main_field(verbs: list[Item]) -> str:
    """The date that the last verb with a stretch of time is about."""
    said = [slot.value for verb in verbs if (slot := slot_of(verb, "field"))]
    return str(said[-1]) if said else TimeField.EXPIRES.value


class _Dates:
    """Sets the dates of a query. `main` is the first verb that has a stretch of time, `implied` the date that is meant
    where no verb stands."""

    def __init__(self, conditions: Conditions, main: Item | None, implied: str) -> None:
        self._conditions = conditions
        self._values = conditions.values
        self._passage = conditions.passage
        self._today = conditions.passage.when.today
        self._main = main
        self._implied = implied
        self._ahead = False

    def add(self, item: Item, field: Item | None) -> None:
        """A stretch of time, and the verb that stands nearest."""
        verb = field or self._main
        slot = _verb_slot(verb) if verb else None
        expired = slot.name == "expired" if slot else self._values.get("statuses") == EXPIRED
        expired = expired or (field is not None and self._is_lapsed_for(field, item))
        unsaid = TimeField.BEGINS.value if is_age(item) else self._implied
        name = TimeField.EXPIRES.value if expired else str(slot.value) if slot else unsaid
        span = self._passage.span(item, "past" if expired or name != "expires" else "future")
        if name in self._values:
            span = self._both(self._values[name], span, item)
        if expired:
            self._conditions.add_statuses(EXPIRED)
            if span.start and span.start > self._today:
                raise self._passage.unreadable("conflict", item)
        self._values[name] = span
        self._ahead = self._ahead or (name == "expires" and not expired)
        self._note(name, item, field)

    def _note(self, name: str, item: Item, field: Item | None) -> None:
        first, last = sorted((item, field or item), key=lambda one: one.start)
        certain = "foreign" not in item.rules and not is_age(item)
        words = item._replace(start=first.start, end=last.end)
        self._conditions.note(name, words, item.rules[0], certain=certain)

    def _both(self, first: Span, second: Span, item: Item) -> Span:
        """`after 1 Dec and before 15 Dec`: two bounds that close one stretch; anything else is said twice."""
        opens = [span for span in (first, second) if span.end is None]
        closes = [span for span in (first, second) if span.start is None]
        if len(opens) != 1 or len(closes) != 1 or opens == closes:
            raise self._passage.unreadable("twice", item)
        start, end = opens[0].start, closes[0].end
        if start is None or end is None or start >= end:
            raise self._passage.unreadable("reversed", item)
        return Span(start, end)

    def start_today(self, times: list[Item]) -> None:
        """*expiring* with only an upper bound starts today."""
        span = self._values.get("expires")
        if not self._ahead or span is None or span.start is not None or span.end is None:
            return
        if span.end <= self._today:
            raise self._passage.unreadable("already_past", times[0])
        self._values["expires"] = Span(self._today, span.end)

    def add_alone(self, item: Item, dated: bool) -> None:
        """A verb without a stretch of time of its own; `dated`: there is one elsewhere."""
        slot = _verb_slot(item)
        assert slot is not None
        if slot.name == "not_field":
            self._denied(item, slot)
        elif slot.name == "expired" or (slot.value == "expires" and not dated and self._is_lapsed(item)):
            self._expired(item)
        elif slot.value == "expires" and not dated and "expires" not in self._values:
            soon = "soon" in item.rules
            self._values["expires"] = Span(self._today, self._today + SOON + DAY if soon else None)
            self._conditions.note("expires", item, "expiring", certain=not soon)
        elif slot.value == "begins":
            self._conditions.add_statuses(VALID)
            self._conditions.note("status", item, "issued")
        elif slot.value == "created" and self._is_upload(item):
            self._conditions.add_to("sources", "upload")
            self._conditions.note("source", item, "uploaded")

    def _is_upload(self, item: Item) -> bool:
        words = self._passage.lattice.words(item.start, item.end).lower()
        return "upload" in words or "上传" in words

    def _is_lapsed(self, item: Item) -> bool:
        """`过期` without a date is what has happened; with one it may lie ahead."""
        return any(end == item.end for end, _ in self._passage.lattice.nodes[item.start].get("LAPSED", ()))

    def _is_lapsed_for(self, field: Item, item: Item) -> bool:
        """`过期超过30天`, `过期30天以上`, `过期不到一周`: for so long already, or for less."""
        since = item.rules[0] == "since" and "以来" in self._passage.lattice.words(item.start, item.end)
        lasting = item.rules[0] in _SO_LONG and field.start < item.start
        return (since or lasting) and self._is_lapsed(field)

    def _expired(self, item: Item) -> None:
        """A status; together with a date for *expiring* (`expired or expiring this week`) all that ends until then."""
        ahead = self._values.get("expires")
        if ahead is not None and Status.EXPIRED not in self._values.get("statuses", ()):
            self._values["expires"] = Span(None, ahead.end)
        else:
            self._conditions.add_statuses(EXPIRED)
        self._conditions.note("status", item, "expired")

    def _denied(self, item: Item, slot: Slot) -> None:
        """`not issued`: what is not valid; of other verbs a denial without a date says nothing."""
        if slot.value == "begins":
            self._conditions.exclude(item, Query(statuses=VALID))
