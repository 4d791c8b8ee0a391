"""A text cut into what it says: conditions, stretches of time, and the words left over, from left to right.

Words that say nothing are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.language.atoms import When
from bot.language.chart import Chart, Grammar
from bot.language.durations import DURATIONS
from bot.language.rules_dates import DATES
from bot.language.rules_days import DAYS
from bot.language.rules_policies import POLICIES
from bot.language.rules_spans import SPANS
from bot.language.slots import SLOTS, TIMINGS, Group
from bot.language.spans import Reading
from bot.language.tokens import Lattice

GRAMMAR = Grammar([*DURATIONS, *DAYS, *DATES, *SPANS, *SLOTS, *TIMINGS, *POLICIES])


SILENT = Group(())
"""What words say that say nothing."""


class Item(NamedTuple):
    """Pieces [start, end) and what they say: a Group of conditions, a Reading of time, or None for words left over."""

    start: int
    end: int
    says: Group | Reading | None
    rules: tuple[str, ...] = ()

    @property
    def is_time(self) -> bool:
        return self.says is not None and not isinstance(self.says, Group)

    @property
    def is_silent(self) -> bool:
        return self.says is SILENT


def chart(lattice: Lattice, when: When) -> Chart:
    return Chart(GRAMMAR, lattice.nodes, when)


def scan(lattice: Lattice, reader: Chart, start: int = 0, heads: Sequence[str] = ("slot", "span")) -> list[Item]:
    """What the pieces from `start` on say, in order: the way through with the fewest words left over, then the fewest
    steps, then the longest first."""
    count = len(lattice.pieces)
    best: list[tuple[int, int, Item, int]] = [(0, 0, Item(count, count, None), count)] * (count + 1)
    for at in range(count - 1, start - 1, -1):
        options = list(_ways_on(lattice, reader, at, heads))
        left, steps = best[at + 1][:2]
        choice = left + 1, steps, Item(at, at + 1, None), at + 1
        for item, end in sorted(options, key=lambda option: (-option[1], not option[0].is_time)):
            unknown = item.says is None or item.rules[:1] == _OF_UNKNOWN or item.rules[:3] == _OF_LABEL
            clock_lost = "timing" in heads and "at_time" in item.rules
            cost = best[end][0] + unknown, best[end][1] + 1 + 2 * clock_lost
            if cost < choice[:2]:
                choice = (*cost, item, end)
        best[at] = choice
    items, at = [], start
    while at < count:
        item, at = best[at][2:]
        items.append(item)
    return _with_names_whole(lattice, items)


_LEFT_EDGE = frozenset("的了吗呢吧啊有查看找列给在是把请想要我与和及也都还就将按从由于")
_RIGHT_EDGE = frozenset("的了吗呢吧啊呀么里中在有是上下")
"""Chinese words of one character that are no part of a name where they stand before or behind it."""


def _with_names_whole(lattice: Lattice, items: list[Item]) -> list[Item]:
    """Characters that say nothing elsewhere belong to a name that they are written into: `中` of `中信银行`, 订单 of
    `订单系统`."""
    whole = list(items)
    for place, item in enumerate(items):
        if item.rules[:1] == ("counted",) and place and items[place - 1].says is None:
            whole[place] = Item(item.start, item.start + 1, None)
        noun = any(end == item.end for end, _ in lattice.nodes[item.start].get("NOUN", ()))
        if (item.is_silent or noun) and "CHARACTER" in lattice.pieces[item.start].categories:
            left = place > 0 and items[place - 1].says is None and not lattice.pieces[item.start].gap
            right = place + 1 < len(items) and items[place + 1].says is None and not lattice.pieces[item.end].gap
            alone = lattice.pieces[item.start].text if item.end == item.start + 1 else ""
            before = right and (noun or (alone and alone not in _LEFT_EDGE))
            behind = left and (alone not in _RIGHT_EDGE if alone else _words(lattice, item) in _SITES)
            before = before or (right and lattice.pieces[item.start].gap and _words(lattice, item) in ("证书", "凭证"))
            if (left and right and alone != "的") or before or behind:
                whole[place] = item._replace(says=None)
    return whole


_SITES = frozenset(("网站", "站点", "主机"))
"""Nouns that end a name that they are written to: `支付网站`."""


def _words(lattice: Lattice, item: Item) -> str:
    return lattice.words(item.start, item.end)


_OF_UNKNOWN = ("not_text",)
_OF_LABEL = ("listed", "one", "text")
"""Conditions of words that are not known cost as much as a word left over."""


def _ways_on(lattice: Lattice, reader: Chart, at: int, heads: Sequence[str]) -> Iterator[tuple[Item, int]]:
    for head in heads:
        for found in reader.read(head, at):
            yield Item(at, found.end, found.value, found.rules), found.end
    node = lattice.nodes[at]
    for end, _ in node.get("NAMED", ()):
        yield Item(at, end, None), end
    for end in {end for category in _SILENT for end, _ in node.get(category, ())}:
        yield Item(at, end, SILENT), end


_SILENT = ("NOISE", "COMMA", "COLON", "AND", "GREETING", "QUESTION")
