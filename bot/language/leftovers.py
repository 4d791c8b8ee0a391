"""Words left over: search text, or the remains of a date that could not be read, which are refused.

A word is refused where a date is due (behind an operator, beside a date, before a Chinese verb), where it is an
operator or a unit without its operand, and where it is one slip away from a word of the vocabulary.
"""

from __future__ import annotations

import re

from bot.errors import Unreadable
from bot.language.dates import FOREIGN_WORDS
from bot.language.nearest import closest_date, like_a_date, slip
from bot.language.operands import check_operands
from bot.language.passage import Passage
from bot.language.scan import Item
from bot.language.slots import Group
from bot.language.strays import check_stray
from bot.language.tokens import Lattice

_OPERATORS = frozenset(
    (
        "BEFORE",
        "AFTER",
        "BETWEEN",
        "OLDERLIT",
        "NEWER",
        "MORE",
        "LESS",
        "LEAST",
        "BEFOREPOST",
        "AFTERPOST",
        "SINCE",
        "BY",
        "TO",
        "WITHIN",
    )
)
_PREFIXES = ("BEFORE", "AFTER", "MORE", "LESS", "LEAST", "BY")
"""Chinese operators that stand before their operand; only those of two characters and more are looked for."""
_UNITS = frozenset(("CUNIT", "UNIT", "WEEKDAY", "PLURAL", "MONTH", "VAGUE", "AGO", "MOVABLE"))
_BESIDE = frozenset(
    (
        "CUNIT",
        "UNIT",
        "NUM",
        "DAYMARK",
        "ZMONTH",
        "CUNITWEAK",
        "CLOCK",
        "SHORT",
        "DECIMAL",
        "ORD",
        "HALF",
        "WEEKDAY",
        "DASH",
        "TILDE",
        "VAGUE",
    )
)
_DOTTED = re.compile(r"[\d-]+\.[\d.-]+")
"""`12.5到期`: a day in some layout, or a version."""
_DATE_ENDS = frozenset("年月日周天号季度底末初前后内旬期")


def check(passage: Passage, items: list[Item]) -> None:
    """Raise Unreadable for the first words that are no search text."""
    lattice = passage.lattice
    dated = any(item.is_time for item in items)
    check_operands(passage, items)
    for place in range(len(items)):
        if _is_field(items[place]):
            _check_due(passage, items, place)
        elif items[place].is_time:
            _check_range(passage, items, place)
            _check_beside(passage, items, place)
    for place, item in enumerate(items):
        if item.says is None:
            _check_word(passage, items, place)
            following = items[place + 1] if place + 1 < len(items) else None
            said = next((one for one in reversed(items[:place]) if not one.is_silent), None)
            previous = (
                items[place - 1] if place and not items[place - 1].is_silent else said if _is_field(said) else None
            )
            operand = next((one for one in items[place:] if one.start >= _operator_end(lattice, item)), None)
            _check(passage, item, previous, following, operand, dated)
            check_stray(passage, items, place)
        elif item.is_silent and "OR" in lattice.nodes[item.start] and 0 < place < len(items) - 1:
            _check_or(passage, item, items[place - 1], items[place + 1])
    if items and items[-1].is_silent and _is_field(items[-2] if len(items) > 1 else None):
        last = lattice.nodes[items[-1].start]
        ends = [end for name in ("PREPIN", "BY", "SINCE", "FROM", "AT") for end, _ in last.get(name, ())]
        if len(lattice.pieces) in ends:
            raise passage.unreadable("missing_operand", Item(items[-2].start, len(lattice.pieces), None))


_DUE = frozenset(["NEXT", "LAST", "THIS", "WITHIN", "BY", "SINCE", "BEFORE", "AFTER", "BETWEEN", "ROLLF", "ROLLP"])
"""Words behind a verb that a date must follow."""
_DUE_AT_END = _DUE | {"PREPIN", "FROM", "AT", "TO"}
_PASSED = frozenset(("THE", "ONE", "PREP"))


def _names(lattice: Lattice, item: Item) -> set[str]:
    """Categories of the whole of a silent or unknown item."""
    return {name for name, ways in lattice.nodes[item.start].items() if any(end >= item.end for end, _ in ways)}


def _check_due(passage: Passage, items: list[Item], place: int) -> None:
    """`expiring next flurbsday`, `expiring in the next`: a verb, words that lead to a date, and none."""
    lattice, at, due, opened = passage.lattice, place + 1, False, None
    by_whom = "EXPIRING" not in lattice.nodes[items[place].start]
    while at < len(items) and (items[at].says is None or items[at].is_silent):
        names = _names(lattice, items[at])
        if not lattice.pieces[items[at].start].text.isalpha() or not names & (_DUE_AT_END | _PASSED):
            break
        if names & _DUE_AT_END:
            opened = items[at]
            due = due or bool(names & _DUE and not (by_whom and "FROMWORD" in names))
        stop = max(_operator_end(lattice, items[at]), items[at].end)
        while at < len(items) and items[at].start < stop:
            at += 1
    if opened is None:
        return
    if at == len(items):
        raise passage.unreadable("missing_operand", Item(opened.start, items[-1].end, None))
    if due and items[at].says is None:
        word = lattice.words(items[at].start, items[at].end).lower()
        raise passage.unreadable("not_a_date", items[at], (closest_date(word),) if word.isascii() else ())


def _check_range(passage: Passage, items: list[Item], place: int) -> None:
    """`from Monday to`, `从周一到`: a range without its end."""
    if place + 1 >= len(items) or (items[place + 1].says is not None and not items[place + 1].is_silent):
        return
    word = passage.lattice.pieces[items[place + 1].start].text
    if word.isalpha() and "TO" in _names(passage.lattice, items[place + 1]):
        raise passage.unreadable("missing_operand", Item(items[place].start, items[place + 1].end, None))


_COMPARED = frozenset(("past", "last", "next", "含", "比", "早", "晚", "近"))
"""Words beside a date that change it: `valid past 2027`, `比下周五早`, `12月1日(含)以后`."""


def _check_beside(passage: Passage, items: list[Item], place: int) -> None:
    """`le 3 mars 2027`: a number or a date word of another language in the words beside a date belongs to it."""
    lattice = passage.lattice
    for step in (-1, 1):
        at, run = place + step, 0
        if 0 <= at < len(items) and lattice.pieces[items[at].start].text == "(":
            at += step
        while 0 <= at < len(items) and items[at].says is None and run < 4:
            text = lattice.pieces[items[at].start].text
            near = (run < 2 and text.isdigit() and text.isascii()) or (not run and text in _COMPARED)
            if near or text in FOREIGN_WORDS or "foreign" in items[place].rules:
                first, last = sorted((items[at], items[place]), key=lambda one: one.start)
                raise passage.unreadable("not_a_date", Item(first.start, last.end, None))
            at, run = at + step, run + 1


def _check_word(passage: Passage, items: list[Item], place: int) -> None:
    """A word that is no search text whatever else the sentence says."""
    if _leads_nowhere(passage.lattice, items, place):
        raise passage.unreadable("missing_operand", items[place])
    if _is_foreign(passage.lattice, items, place):
        raise passage.unreadable("not_a_date", items[place])


def _leads_nowhere(lattice: Lattice, items: list[Item], place: int) -> bool:
    """`下到期`, `未来到期`: a Chinese word that leads to a date, and the verb instead of it."""
    start = items[place].start
    ends = [end for name in ("NEXT", "LAST", "ROLLF", "ROLLP") for end, _ in lattice.nodes[start].get(name, ())]
    following = next((item for item in items[place + 1 :] if item.start >= max(ends, default=start)), None)
    stands_alone = place == 0 or items[place - 1].says is not None
    return bool(ends) and stands_alone and not lattice.pieces[start].text.isascii() and _is_field(following)


def _is_foreign(lattice: Lattice, items: list[Item], place: int) -> bool:
    """`expires 3 mars`: a date word of another language beside a number or behind a verb."""
    if lattice.pieces[items[place].start].text not in FOREIGN_WORDS:
        return False
    beside = [items[at] for at in (place - 1, place + 1) if 0 <= at < len(items)]
    return any(_is_field(one) or lattice.pieces[one.start].text.isdigit() for one in beside)


_ALIKE = {"expired": "status", "field": "date"}


def _check_or(passage: Passage, item: Item, first: Item, second: Item) -> None:
    """*or* between conditions of two kinds can't be asked."""
    kinds = {_kind(first), _kind(second)}
    if None not in kinds and len(kinds) > 1 and kinds != {"status", "date"}:
        raise passage.unreadable("mixed_or", Item(first.start, second.end, None))


def _kind(item: Item) -> str | None:
    if item.is_time:
        return "date"
    if not isinstance(item.says, Group) or not item.says.slots or item.says.negated:
        return None
    return _ALIKE.get(item.says.slots[0].name, item.says.slots[0].name)


def _operator_end(lattice: Lattice, item: Item) -> int:
    """Where the operator ends that begins at an item, or the item itself."""
    node = lattice.nodes[item.start]
    return max((end for name in _OPERATORS for end, _ in node.get(name, ())), default=item.end)


def _check(
    passage: Passage, item: Item, previous: Item | None, following: Item | None, operand: Item | None, dated: bool
) -> None:
    lattice = passage.lattice
    node, piece = lattice.nodes[item.start], lattice.pieces[item.start]
    latin = piece.text.isascii()
    names = {name for name, ways in node.items() if any(end >= item.end for end, _ in ways)}
    if latin and _OPERATORS & names and piece.text[0] != "-" and piece.text not in "/~":
        raise _without_operand(passage, item, operand)
    if not latin and any(end > item.end for name in _PREFIXES for end, _ in node.get(name, ())):
        raise _without_operand(passage, item, operand)
    beside = (previous is not None and previous.is_time) or (following is not None and following.is_time)
    if beside and _BESIDE & names and (latin or _touches(lattice, item, previous, following)):
        raise passage.unreadable("not_a_date", _stretched(item, previous, following))
    if _DOTTED.fullmatch(piece.text) and (_is_field(previous) or _is_field(following)):
        raise passage.unreadable("not_a_date", item)
    if latin and _glued(lattice, item) and not (names & _UNITS):
        return
    if latin and names & _UNITS:
        raise passage.unreadable("no_number" if "PLURAL" in names else "not_a_date", item)
    if latin and "NUM" in names and _is_field(previous):
        raise passage.unreadable("bad_number", item)
    if latin and piece.text.isalpha():
        _check_spelling(passage, item, piece.text, _is_field(previous) and not dated)
    elif (
        not latin
        and not dated
        and _is_field(following)
        and piece.text[-1] in _DATE_ENDS
        and not _gap(lattice, following)
    ):
        raise passage.unreadable("not_a_date", item)


def _check_spelling(passage: Passage, item: Item, word: str, due: bool) -> None:
    near = slip(word) or (like_a_date(word) if due else None)
    if near:
        raise passage.unreadable("not_a_date" if due else "unknown_word", item, (near,))


def _without_operand(passage: Passage, item: Item, following: Item | None) -> Unreadable:
    """`before`, and nothing or no date behind it."""
    if following is None or following.says is not None:
        return passage.unreadable("missing_operand", item)
    word = passage.lattice.words(following.start, following.end)
    return passage.unreadable("not_a_date", following, (closest_date(word.lower()),))


def _is_field(item: Item | None) -> bool:
    return (
        item is not None
        and isinstance(item.says, Group)
        and any(slot.name in ("field", "expired") for slot in item.says.slots)
    )


def _glued(lattice: Lattice, item: Item) -> bool:
    """Written together with other characters: part of a name."""
    pieces = lattice.pieces
    after = item.end < len(pieces) and not pieces[item.end].gap and pieces[item.end].text not in ",."
    return after or (not pieces[item.start].gap and item.start > 0)


def _gap(lattice: Lattice, item: Item | None) -> bool:
    return item is None or lattice.pieces[item.start].gap


def _touches(lattice: Lattice, item: Item, previous: Item | None, following: Item | None) -> bool:
    """A Chinese remainder that is written together with the date, and with nothing unknown behind it."""
    if following is not None and following.says is None and not lattice.pieces[following.start].gap:
        return False
    before = previous is not None and previous.is_time and not lattice.pieces[item.start].gap
    return before or (
        following is not None
        and following.is_time
        and not lattice.pieces[following.start].gap
        and (previous is None or previous.says is not None)
    )


def _stretched(item: Item, previous: Item | None, following: Item | None) -> Item:
    if previous is not None and previous.is_time:
        return Item(previous.start, item.end, None)
    return Item(item.start, following.end, None) if following is not None else item
