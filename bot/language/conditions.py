"""A query, gathered condition by condition, with the reading that says which words gave what."""

from __future__ import annotations

from typing import Any

from bot.certificates import Query, Sort
from bot.errors import Unreadable
from bot.language.meanings import EXPIRED
from bot.language.passage import Passage
from bot.language.request import Piece
from bot.language.scan import Item
from bot.language.slots import Group, Slot
from bot.language.spans import Reading


class Conditions:
    """A query in the making. `values` are the fields of a Query so far; `main_field` is the date that the whole
    question is about."""

    def __init__(self, passage: Passage, main_field: str) -> None:
        self.passage = passage
        self.main_field = main_field
        self.values: dict[str, Any] = {}
        self.excluded: list[Query] = []
        self._pieces: list[Piece] = []
        self._texts: list[tuple[int, str]] = []

    def query(self) -> Query:
        """What was gathered."""
        if text := " ".join(words for _, words in sorted(self._texts, key=lambda text: text[0])).strip():
            self.values["text"] = text
        if "statuses" in self.values:
            self.values["statuses"] = tuple(sorted(self.values["statuses"]))
        return Query(**self.values, excluding=tuple(self.excluded))

    @property
    def reading(self) -> tuple[Piece, ...]:
        """Which words gave what, in the order of the text."""
        return tuple(sorted(self._pieces, key=lambda piece: piece.start))

    def note(self, slot: str, item: Item, rule: str, *, certain: bool = True) -> None:
        """The words of an item gave this."""
        self._pieces.append(self.passage.piece(slot, item.start, item.end, rule, certain=certain))

    def add(self, item: Item, group: Group) -> None:
        """What an item says. Raises Unreadable where it contradicts what was said before."""
        if group.negated:
            inner = Conditions(self.passage, self.main_field)
            inner.add(item, Group(group.slots))
            self.exclude(item, inner.query())
            return
        for slot in group.slots:
            self._condition(item, slot)
        self.note(group.slots[0].name, item, item.rules[-1] if item.rules else "")

    def exclude(self, item: Item, query: Query) -> None:
        """Take away what a query of its own finds."""
        self.excluded.append(query)
        self.note("not", item, "not")

    def add_statuses(self, statuses: tuple[Any, ...]) -> None:
        """One more way to be asked for: statuses are alternatives."""
        known = self.values.get("statuses", ())
        self.values["statuses"] = (*known, *(status for status in statuses if status not in known))

    def add_to(self, name: str, value: Any) -> None:
        """One more of several names, ids, sources …"""
        known = self.values.get(name, ())
        self.values[name] = known if value in known else (*known, value)

    def add_words(self, items: list[Item]) -> None:
        """Words left over are searched for, those that stand together as they stand."""
        for run in _runs(items):
            words = " ".join(unquoted(self.passage.lattice.words(run.start, run.end)).split())
            if any(one.isalnum() for one in words):
                self._texts.append((run.start, words))
                self.note("text", run, "left_over")

    def _condition(self, item: Item, slot: Slot) -> None:
        if slot.name in _LISTS:
            self.add_to(_LISTS[slot.name], slot.value)
        elif slot.name in ("status", "expired"):
            self.add_statuses(slot.value if slot.name == "status" else EXPIRED)
        elif slot.name == "flag":
            self._once(item, *slot.value)
        elif slot.name == "dated":
            self._dated(item, *slot.value)
        elif slot.name == "sort":
            self._sort(item, *slot.value)
        elif slot.name == "text":
            self._texts.append((item.start, str(slot.value)))
        elif slot.name == "limit" and slot.value < 1:
            raise self._unreadable("bad_number", item)
        else:
            self._once(item, slot.name, slot.value)

    def _dated(self, item: Item, field: str | None, reading: Reading) -> None:
        """A stretch of time inside a negation, of its own field or of the question's."""
        name = field or self.main_field
        self.values[name] = self.passage.span(item._replace(says=reading), "future" if name == "expires" else "past")

    def _sort(self, item: Item, sort: Sort, descending: bool) -> None:
        self._once(item, "sort", sort)
        if descending:
            self.values["descending"] = True

    def _once(self, item: Item, name: str, value: Any) -> None:
        if self.values.get(name, value) != value:
            raise self._unreadable("conflict", item)
        self.values[name] = value

    def _unreadable(self, reason: str, item: Item) -> Unreadable:
        return self.passage.unreadable(reason, item)


def _runs(items: list[Item]) -> list[Item]:
    """Words left over that follow each other, as one item each."""
    runs: list[Item] = []
    for item in items:
        if item.says is None and runs and runs[-1].end == item.start:
            runs[-1] = runs[-1]._replace(end=item.end)
        elif item.says is None:
            runs.append(item)
    return runs


_QUOTES = dict.fromkeys(map(ord, '"“”„«»「」『』《》'), " ")


def unquoted(words: str) -> str:
    """Words left over without the quotes that never closed: in a query's text quotes hold a phrase together."""
    return words.translate(_QUOTES)


_LISTS = {"name": "names", "id": "ids", "source": "sources", "project": "projects", "validation": "validations"}
