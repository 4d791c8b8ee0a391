"""Remains of a date that could not be read: what stands beside a date or a verb and would be part of one.

A number, a unit or a word of another language there is refused rather than searched for.
"""

from __future__ import annotations

import re

from bot.language.dates import FOREIGN_WORDS
from bot.language.pairing import is_verb
from bot.language.passage import Passage
from bot.language.scan import Item
from bot.language.tokens import Lattice

_COMPARED = frozenset(("past", "last", "next", "含", "比", "早", "晚", "近"))
"""Words beside a date that change it: `valid past 2027`, `比下周五早`, `12月1日(含)以后`."""


def check_beside(passage: Passage, items: list[Item], place: int) -> None:
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


def check_foreign(passage: Passage, items: list[Item], place: int) -> None:
    """`expires 3 mars`: a date word of another language beside a number or behind a verb."""
    pieces = passage.lattice.pieces
    if pieces[items[place].start].text in FOREIGN_WORDS:
        beside = [items[at] for at in (place - 1, place + 1) if 0 <= at < len(items)]
        if any(is_verb(one) or pieces[one.start].text.isdigit() for one in beside):
            raise passage.unreadable("not_a_date", items[place])


_BESIDE = frozenset((
    "CUNIT", "UNIT", "NUM", "DAYMARK", "ZMONTH", "CUNITWEAK", "CLOCK", "SHORT", "DECIMAL", "ORD", "HALF", "WEEKDAY",
    "DASH", "TILDE", "VAGUE",
))  # fmt: skip
_DOTTED = re.compile(r"[\d-]+\.[\d.-]+")
"""`12.5到期`: a day in some layout, or a version."""


def check_remainder(passage: Passage, item: Item, previous: Item | None, following: Item | None) -> None:
    """A word left over that is part of a date, between what stands before and behind it."""
    lattice = passage.lattice
    text = lattice.pieces[item.start].text
    beside = any(one is not None and one.is_time for one in (previous, following))
    part = beside and not _BESIDE.isdisjoint(lattice.categories(item.start, item.end))
    if part and (text.isascii() or _touches(lattice, item, previous, following)):
        raise passage.unreadable("not_a_date", _stretched(item, previous, following))
    if _DOTTED.fullmatch(text) and (is_verb(previous) or is_verb(following)):
        raise passage.unreadable("not_a_date", item)


def _touches(lattice: Lattice, item: Item, previous: Item | None, following: Item | None) -> bool:
    """A Chinese remainder that is written together with the date, and with nothing unknown behind it."""
    joined = following is not None and not lattice.pieces[following.start].gap
    if following is not None and following.says is None and joined:
        return False
    if previous is not None and previous.is_time and not lattice.pieces[item.start].gap:
        return True
    ahead = following is not None and following.is_time and joined
    return ahead and (previous is None or previous.says is not None)


def _stretched(item: Item, previous: Item | None, following: Item | None) -> Item:
    """The word with the date beside it."""
    if previous is not None and previous.is_time:
        return Item(previous.start, item.end, None)
    return Item(item.start, following.end, None) if following is not None else item
