"""Words that lead to a date (`before`, `in the next`, 未来): an error where no date follows.

Only those that no rule took up, together with a date, come here.
"""

from __future__ import annotations

from bot.errors import Unreadable
from bot.language.nearest import closest_date
from bot.language.pairing import is_verb
from bot.language.passage import Passage
from bot.language.scan import Item
from bot.language.tokens import Lattice

_OPERATORS = frozenset((
    "BEFORE", "AFTER", "BETWEEN", "OLDERLIT", "NEWER", "MORE", "LESS", "LEAST", "BEFOREPOST", "AFTERPOST", "SINCE",
    "BY", "TO", "WITHIN",
))  # fmt: skip
_PREFIXES = ("BEFORE", "AFTER", "MORE", "LESS", "LEAST", "BY")
"""Chinese operators that stand before their operand; only those of two characters and more are looked for."""


def check_operator(passage: Passage, items: list[Item], place: int) -> None:
    """A word left over that is an operator, or the first character of one."""
    lattice, item = passage.lattice, items[place]
    if _leads_on(lattice, item):
        stop = _operator_end(lattice, item)
        raise _without_operand(passage, item, next((one for one in items[place:] if one.start >= stop), None))


def _leads_on(lattice: Lattice, item: Item) -> bool:
    text, node = lattice.pieces[item.start].text, lattice.nodes[item.start]
    if not text.isascii():
        return any(end > item.end for name in _PREFIXES for end, _ in node.get(name, ()))
    named = not _OPERATORS.isdisjoint(lattice.categories(item.start, item.end))
    return named and text[0] != "-" and text not in "/~"


def _operator_end(lattice: Lattice, item: Item) -> int:
    """Where the operator ends that begins at an item, or the item itself."""
    node = lattice.nodes[item.start]
    return max((end for name in _OPERATORS for end, _ in node.get(name, ())), default=item.end)


def _without_operand(passage: Passage, item: Item, following: Item | None) -> Unreadable:
    """`before`, and nothing or no date behind it."""
    if following is None or following.says is not None:
        return passage.unreadable("missing_operand", item)
    word = passage.lattice.words(following.start, following.end)
    return passage.unreadable("not_a_date", following, (closest_date(word.lower()),))


_DUE = frozenset(["NEXT", "LAST", "THIS", "WITHIN", "BY", "SINCE", "BEFORE", "AFTER", "BETWEEN", "ROLLF", "ROLLP"])
"""Words behind a verb that a date must follow."""
_DUE_AT_END = _DUE | {"PREPIN", "FROM", "AT", "TO"}
_PASSED = frozenset(("THE", "ONE", "PREP"))


def check_due(passage: Passage, items: list[Item], place: int) -> None:
    """`expiring next flurbsday`, `expiring in the next`: a verb, words that lead to a date, and none."""
    lattice = passage.lattice
    opening, at = _opening(lattice, items, place)
    if not opening:
        return
    if at == len(items):
        raise passage.unreadable("missing_operand", Item(opening[-1].start, items[-1].end, None))
    by_whom = "EXPIRING" not in lattice.nodes[items[place].start]
    if items[at].says is None and any(_is_due(lattice, item, by_whom) for item in opening):
        word = lattice.words(items[at].start, items[at].end).lower()
        raise passage.unreadable("not_a_date", items[at], (closest_date(word),) if word.isascii() else ())


def _opening(lattice: Lattice, items: list[Item], place: int) -> tuple[list[Item], int]:
    """Behind a verb, the words in a row that lead to a date, and the place behind them and what belongs to them."""
    at, opening = place + 1, []
    while at < len(items) and (items[at].says is None or items[at].is_silent):
        item = items[at]
        names = lattice.categories(item.start, item.end)
        if not lattice.pieces[item.start].text.isalpha() or not names & (_DUE_AT_END | _PASSED):
            break
        if names & _DUE_AT_END:
            opening.append(item)
        stop = max(_operator_end(lattice, item), item.end)
        while at < len(items) and items[at].start < stop:
            at += 1
    return opening, at


def _is_due(lattice: Lattice, item: Item, by_whom: bool) -> bool:
    """Whether a date must follow: behind `issued`, *by* and *from* may name who did it."""
    names = lattice.categories(item.start, item.end)
    return bool(names & _DUE) and not (by_whom and "FROMWORD" in names)


def check_range(passage: Passage, items: list[Item], place: int) -> None:
    """`from Monday to`, `从周一到`: a range without its end."""
    if place + 1 >= len(items) or (items[place + 1].says is not None and not items[place + 1].is_silent):
        return
    lattice, following = passage.lattice, items[place + 1]
    if lattice.pieces[following.start].text.isalpha() and "TO" in lattice.categories(following.start, following.end):
        raise passage.unreadable("missing_operand", Item(items[place].start, following.end, None))


def check_leading(passage: Passage, items: list[Item], place: int) -> None:
    """`下到期`, `未来到期`: a Chinese word that leads to a date, and the verb instead of it."""
    lattice, start = passage.lattice, items[place].start
    ends = [end for name in ("NEXT", "LAST", "ROLLF", "ROLLP") for end, _ in lattice.nodes[start].get(name, ())]
    following = next((item for item in items[place + 1 :] if item.start >= max(ends, default=start)), None)
    stands_alone = place == 0 or items[place - 1].says is not None
    if ends and stands_alone and not lattice.pieces[start].text.isascii() and is_verb(following):
        raise passage.unreadable("missing_operand", items[place])


def check_last(passage: Passage, items: list[Item]) -> None:
    """`expiring in`: a verb, a preposition that says nothing by itself, and the end of the text."""
    if len(items) < 2 or not items[-1].is_silent or not is_verb(items[-2]):
        return
    lattice = passage.lattice
    node = lattice.nodes[items[-1].start]
    ends = [end for name in ("PREPIN", "BY", "SINCE", "FROM", "AT") for end, _ in node.get(name, ())]
    if len(lattice.pieces) in ends:
        raise passage.unreadable("missing_operand", Item(items[-2].start, len(lattice.pieces), None))
