"""A text on its way to a Request, and what every verb needs of it: its verb, its target, its items."""

from __future__ import annotations

from typing import NamedTuple

from bot.errors import Unreadable
from bot.language.atoms import When
from bot.language.chart import Chart
from bot.language.passage import Passage
from bot.language.scan import Item, scan
from bot.language.tokens import Lattice


class Sentence(NamedTuple):
    """A text on its way to a Request: its lattice, its chart, the moment, and the words of the verb."""

    lattice: Lattice
    chart: Chart
    when: When
    typed: str

    @property
    def passage(self) -> Passage:
        return Passage(self.lattice, self.when)

    def items(self, start: int, *heads: str) -> list[Item]:
        return scan(self.lattice, self.chart, start, heads or ("slot", "span"))

    def rest(self, start: int, end: int | None = None) -> str:
        """The words as typed from a piece on."""
        return self.lattice.words(start, len(self.lattice.pieces) if end is None else end).strip()

    def fault(self, reason: str, start: int = 0, end: int | None = None) -> Unreadable:
        """An error at pieces [start, end)."""
        stop = len(self.lattice.pieces) if end is None else end
        if not self.lattice.pieces or stop <= start:
            return Unreadable(reason, self.typed.strip(), start=0, end=len(self.typed))
        return self.passage.unreadable(reason, Item(start, stop, None))


def verb(sentence: Sentence) -> tuple[str, int] | None:
    """The verb that a text begins with, and the place behind it; words that say nothing may stand before it."""
    lattice = sentence.lattice
    at = 0
    while at < len(lattice.pieces):
        ways = lattice.nodes[at].get("VERB", ())
        if ways:
            end, name = max(ways, key=lambda way: way[0])
            longer = any(way[0] > end for other in _STRONGER for way in lattice.nodes[at].get(other, ()))
            return None if longer else (str(name), end)
        greeted = [end for end, _ in lattice.nodes[at].get("GREETING", ())]
        if greeted and nothing_but_silence(sentence, max(greeted)):
            return "help", len(lattice.pieces)
        silent = greeted + [end for name in ("POLITE", "QUESTION") for end, _ in lattice.nodes[at].get(name, ())]
        silent += [found.end for found in sentence.chart.read("timing", at)]
        if not silent:
            return None
        at = max(silent)
    return None


_STRONGER = ("FLAG", "STATUS", "SORT", "EXPIRING")
"""Longer words that begin with a verb's: `静默中` is no `静默`."""


def target(sentence: Sentence, start: int) -> tuple[str, int] | None:
    """An id or name, alone or with the word for it; and the place behind it."""
    for found in sentence.chart.read("target_of_verb", start):
        return str(found.value), found.end
    return None


def nothing_but_silence(sentence: Sentence, start: int) -> bool:
    """Whether the rest of a text says nothing."""
    return all(item.is_silent for item in sentence.items(start))


def is_quoted(sentence: Sentence, start: int) -> bool:
    """Whether the rest of a text stands in quotes."""
    name = sentence.rest(start)
    return len(name) > 1 and (name[0], name[-1]) in _QUOTES


_QUOTES = {('"', '"'), ("'", "'"), ("“", "”"), ("「", "」")}


def name_of(sentence: Sentence, start: int) -> str:
    """The rest of a text as a name, without quotes around it. Raises Unreadable where there is none."""
    name = sentence.rest(start)
    name = " ".join((name[1:-1] if is_quoted(sentence, start) else name).split())
    if not name:
        raise sentence.fault("missing_target")
    return name
