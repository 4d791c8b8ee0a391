"""Conditions and stretches of time put together into a Query, with the reading that says which words gave what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.certificates import Query, Sort, Span, Status, TimeField
from bot.errors import Unreadable
from bot.language.atoms import DAY, Prefer, When
from bot.language.meanings import EXPIRED, VALID
from bot.language.pairing import implied, is_age, paired, slot_of
from bot.language.request import Piece
from bot.language.scan import Item
from bot.language.slots import Group, Slot
from bot.language.spans import Reading
from bot.language.tokens import Lattice
from bot.language.twofold import offered, orders

SOON = timedelta(days=30)
"""`expiring soon` without a date."""
_SO_LONG = ("more", "at_least", "less")
"""Rules of lengths that, behind a verb, say for how long it has been so."""


class Assembler:
    """Collects one query from the items of a text."""

    def __init__(self, lattice: Lattice, when: When) -> None:
        self.lattice = lattice
        self.when = when
        self.values: dict[str, Any] = {}
        self.pieces: list[Piece] = []
        self.excluded: list[Query] = []
        self.main_field = TimeField.EXPIRES.value
        self.main: Item | None = None
        self.implied = TimeField.EXPIRES.value
        self.texts: list[tuple[int, str]] = []
        self.ahead = False

    # ── entry ──

    def query(self, items: list[Item]) -> Query:
        """The query of all items. Raises Unreadable with the words at fault."""
        fields = [item for item in items if slot_of(item, "field", "not_field", "expired")]
        times = [item for item in items if item.is_time]
        pairs = paired(fields, times)
        for field in pairs.values():
            slot = slot_of(field, "field")
            self.main_field = str(slot.value) if slot else self.main_field
        for item in items:
            if isinstance(item.says, Group) and item.says.slots and item not in fields:
                self._conditions(item, item.says)
        self.main = next(iter(pairs.values()), None)
        self.implied = implied(items, self.lattice)
        for time in times:
            self._time(time, pairs.get(time.start))
        self._from_today(times)
        taken = {id(field) for field in pairs.values()}
        for field in fields:
            if id(field) not in taken:
                self._field_alone(field, bool(times))
        self._text(items)
        if "statuses" in self.values:
            self.values["statuses"] = tuple(sorted(self.values["statuses"]))
        return Query(**self.values, excluding=tuple(self.excluded))

    # ── fields and their dates ──

    def _time(self, item: Item, field: Item | None) -> None:
        verb = field or self.main
        slot = slot_of(verb, "field", "not_field", "expired") if verb else None
        expired = slot.name == "expired" if slot else self.values.get("statuses") == EXPIRED
        expired = expired or (field is not None and self._is_lapsed_for(field, item))
        unsaid = TimeField.BEGINS.value if is_age(item) else self.implied
        name = TimeField.EXPIRES.value if expired else str(slot.value) if slot else unsaid
        span = self.span(item, "past" if expired or name != "expires" else "future")
        if name in self.values:
            span = self._both(self.values[name], span, item)
        if expired:
            self._add_statuses(EXPIRED)
            if span.start and span.start > self.when.today:
                raise self.unreadable("conflict", item)
        self.values[name] = span
        self.ahead = self.ahead or (name == "expires" and not expired)
        words = [item] if field is None else sorted((item, field), key=lambda one: one.start)
        self._note_time(name, item, words[0].start, words[-1].end)

    def _both(self, first: Span, second: Span, item: Item) -> Span:
        """`after 1 Dec and before 15 Dec`: two bounds that close one stretch; anything else is said twice."""
        opens = [span for span in (first, second) if span.end is None]
        closes = [span for span in (first, second) if span.start is None]
        if len(opens) != 1 or len(closes) != 1 or opens == closes:
            raise self.unreadable("twice", item)
        start, end = opens[0].start, closes[0].end
        if start is None or end is None or start >= end:
            raise self.unreadable("reversed", item)
        return Span(start, end)

    def span(self, item: Item, prefer: Prefer) -> Span:
        """The days of a stretch of time. Raises Unreadable with its words."""
        assert item.says is not None
        assert not isinstance(item.says, Group)
        try:
            return item.says(prefer)
        except Unreadable as error:
            raise self.unreadable(error.reason, item, error.suggestions) from None
        except (OverflowError, ValueError):
            raise self.unreadable("out_of_range", item) from None

    def _from_today(self, times: list[Item]) -> None:
        """*expiring* with only an upper bound starts today."""
        span = self.values.get("expires")
        if not self.ahead or span is None or span.start is not None or span.end is None:
            return
        if span.end <= self.when.today:
            raise self.unreadable("already_past", times[0])
        self.values["expires"] = Span(self.when.today, span.end)

    def _field_alone(self, item: Item, dated: bool) -> None:
        slot = slot_of(item, "field", "not_field", "expired")
        assert slot is not None
        if slot.name == "expired":
            self._expired_alone(item)
        elif slot.name == "not_field":
            self._field_negated(item, slot)
        elif slot.value == "expires" and not dated and self._is_lapsed(item):
            self._expired_alone(item)
        elif slot.value == "expires" and not dated and "expires" not in self.values:
            soon = "soon" in item.rules
            self.values["expires"] = Span(self.when.today, self.when.today + SOON + DAY if soon else None)
            self._note("expires", item.start, item.end, "expiring", certain=not soon)
        elif slot.value == "begins":
            self._add_statuses(VALID)
            self._note("status", item.start, item.end, "issued")
        elif slot.value == "created" and "upload" in self.lattice.words(item.start, item.end).lower() + (
            "upload" if "上传" in self.lattice.words(item.start, item.end) else ""
        ):
            self.values["sources"] = (*self.values.get("sources", ()), "upload")
            self._note("source", item.start, item.end, "uploaded")

    def _is_lapsed(self, item: Item) -> bool:
        """`过期` without a date is what has happened; with one it may lie ahead."""
        return any(end == item.end for end, _ in self.lattice.nodes[item.start].get("LAPSED", ()))

    def _is_lapsed_for(self, field: Item, item: Item) -> bool:
        """`过期超过30天`, `过期30天以上`, `过期不到一周`: for so long already, or for less."""
        since = item.rules[0] == "since" and "以来" in self.lattice.words(item.start, item.end)
        lasting = item.rules[0] in _SO_LONG and field.start < item.start
        return (since or lasting) and self._is_lapsed(field)

    def _expired_alone(self, item: Item) -> None:
        """A status; together with a date for *expiring* (`expired or expiring this week`) all that ends until then."""
        ahead = self.values.get("expires")
        if ahead is not None and Status.EXPIRED not in self.values.get("statuses", ()):
            self.values["expires"] = Span(None, ahead.end)
        else:
            self._add_statuses(EXPIRED)
        self._note("status", item.start, item.end, "expired")

    def _field_negated(self, item: Item, slot: Slot) -> None:
        if slot.value == "begins":
            self.excluded.append(Query(statuses=VALID))
            self._note("not", item.start, item.end, "not")

    # ── other conditions ──

    def _conditions(self, item: Item, group: Group) -> None:
        if group.negated:
            inner = Assembler(self.lattice, self.when)
            inner.main_field = self.main_field
            inner._conditions(item, Group(group.slots))
            inner._join_texts()
            self.excluded.append(Query(**inner.values))
            self._note("not", item.start, item.end, "not")
            return
        for slot in group.slots:
            self._condition(item, slot)
        self._note(group.slots[0].name, item.start, item.end, item.rules[-1] if item.rules else "")

    def _condition(self, item: Item, slot: Slot) -> None:
        if slot.name in _LISTS:
            name = _LISTS[slot.name]
            known = self.values.get(name, ())
            self.values[name] = known if slot.value in known else (*known, slot.value)
        elif slot.name in ("status", "expired"):
            self._add_statuses(slot.value if slot.name == "status" else EXPIRED)
        elif slot.name == "flag":
            self._once(item, *slot.value)
        elif slot.name == "dated":
            self._dated(item, *slot.value)
        elif slot.name == "sort":
            self._sort(item, *slot.value)
        elif slot.name == "text":
            self.texts.append((item.start, str(slot.value)))
        elif slot.name == "limit" and slot.value < 1:
            raise self.unreadable("bad_number", item)
        else:
            self._once(item, slot.name, slot.value)

    def _dated(self, item: Item, field: str | None, reading: Reading) -> None:
        """A stretch of time inside a negation, of its own field or of the question's."""
        name = field or self.main_field
        self.values[name] = self.span(item._replace(says=reading), "future" if name == "expires" else "past")

    def _sort(self, item: Item, sort: Sort, descending: bool) -> None:
        self._once(item, "sort", sort)
        if descending:
            self.values["descending"] = True

    def _once(self, item: Item, name: str, value: Any) -> None:
        if self.values.get(name, value) != value:
            raise self.unreadable("conflict", item)
        self.values[name] = value

    def _add_statuses(self, statuses: tuple[Any, ...]) -> None:
        known = self.values.get("statuses", ())
        self.values["statuses"] = (*known, *(status for status in statuses if status not in known))

    # ── what is left ──

    def _text(self, items: list[Item]) -> None:
        runs: list[list[Item]] = []
        for item in items:
            if item.says is not None:
                continue
            if runs and runs[-1][-1].end == item.start:
                runs[-1].append(item)
            else:
                runs.append([item])
        for run in runs:
            start, end = run[0].start, run[-1].end
            words = " ".join(unquoted(self.lattice.words(start, end)).split())
            if not any(one.isalnum() for one in words):
                continue
            self.texts.append((start, words))
            self._note("text", start, end, "left_over")
        self._join_texts()

    def _join_texts(self) -> None:
        if text := " ".join(words for _, words in sorted(self.texts, key=lambda text: text[0])).strip():
            self.values["text"] = text

    # ── places ──

    def _note_time(self, field: str, item: Item, start: int, end: int) -> None:
        self._note(field, start, end, item.rules[0], certain="foreign" not in item.rules and not is_age(item))

    def _note(self, slot: str, start: int, end: int, rule: str, *, certain: bool = True) -> None:
        first, last = self.place(start, end)
        piece = Piece(slot, self.lattice.words(start, end), first, last, rule, certain)
        self.pieces.append(offered(piece, self.lattice, self.when, start, end))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where pieces stand in the text as typed."""
        return self.lattice.place(start, end)

    def unreadable(self, reason: str, item: Item, suggestions: tuple[str, ...] = ()) -> Unreadable:
        """An error at an item; readings of its words become whole texts that can be asked."""
        start, end = self.place(item.start, item.end)
        typed = self.lattice.text.typed
        texts = tuple(f"{typed[:start]}{words}{typed[end:]}" for words in suggestions)
        if reason == "ambiguous_date":
            texts = orders(self.lattice, self.when)
        return Unreadable(reason, typed[start:end], start=start, end=end, suggestions=texts)

    @property
    def reading(self) -> tuple[Piece, ...]:
        return tuple(sorted(self.pieces, key=lambda piece: piece.start))


_QUOTES = dict.fromkeys(map(ord, '"“”„«»「」『』《》'), " ")


def unquoted(words: str) -> str:
    """Words left over without the quotes that never closed: in a query's text quotes hold a phrase together."""
    return words.translate(_QUOTES)


_LISTS = {"name": "names", "id": "ids", "source": "sources", "project": "projects", "validation": "validations"}
