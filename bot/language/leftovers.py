"""Words left over: search text, unless they stand where they can only be part of a date.

A word is refused where a date is due (behind an operator, beside a date, before a Chinese verb), where it is an
operator or a unit without its operand, and where it is one slip away from a word of the vocabulary.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.language.alternatives import check_or
from bot.language.nearest import like_a_date, slip
from bot.language.operands import check_operands
from bot.language.operators import check_due, check_last, check_leading, check_operator, check_range
from bot.language.pairing import is_verb
from bot.language.passage import Passage
from bot.language.remains import check_beside, check_foreign, check_remainder
from bot.language.scan import Item
from bot.language.strays import check_stray
from bot.language.tokens import Lattice


def check(passage: Passage, items: list[Item]) -> None:
    """Raise Unreadable for the first words that are no search text."""
    check_operands(passage, items)
    for place, item in enumerate(items):
        if is_verb(item):
            check_due(passage, items, place)
        elif item.is_time:
            check_range(passage, items, place)
            check_beside(passage, items, place)
    dated = any(item.is_time for item in items)
    for place, item in enumerate(items):
        if item.says is None:
            _check_left_over(passage, items, place, dated)
        elif item.is_silent:
            check_or(passage, items, place)
    check_last(passage, items)


def _check_left_over(passage: Passage, items: list[Item], place: int, dated: bool) -> None:
    check_leading(passage, items, place)
    check_foreign(passage, items, place)
    check_operator(passage, items, place)
    word = _Word(items[place], _previous(items, place), items[place + 1] if place + 1 < len(items) else None)
    check_remainder(passage, *word)
    if passage.lattice.pieces[word.item.start].text.isascii():
        _check_latin(passage, word, dated)
    elif not dated:
        _check_chinese(passage, word)
    check_stray(passage, items, place)


class _Word(NamedTuple):
    """A word left over between what stands before and behind it."""

    item: Item
    previous: Item | None
    following: Item | None


def _previous(items: list[Item], place: int) -> Item | None:
    """What stands before a place; a verb also past words that say nothing."""
    said = next((one for one in reversed(items[:place]) if not one.is_silent), None)
    return said if is_verb(said) or (place and not items[place - 1].is_silent) else None


_UNITS = frozenset(("CUNIT", "UNIT", "WEEKDAY", "PLURAL", "MONTH", "VAGUE", "AGO", "MOVABLE"))


def _check_latin(passage: Passage, word: _Word, dated: bool) -> None:
    """A unit without its number, a number behind a verb, a slip of a word that is known; a part of a name is none."""
    item, due = word.item, is_verb(word.previous)
    text = passage.lattice.pieces[item.start].text
    names = passage.lattice.categories(item.start, item.end)
    if names & _UNITS:
        raise passage.unreadable("no_number" if "PLURAL" in names else "not_a_date", item)
    if _glued(passage.lattice, item):
        return
    if "NUM" in names and due:
        raise passage.unreadable("bad_number", item)
    if text.isalpha():
        _check_spelling(passage, item, text, due and not dated)


def _check_spelling(passage: Passage, item: Item, word: str, due: bool) -> None:
    near = slip(word) or (like_a_date(word) if due else None)
    if near:
        raise passage.unreadable("not_a_date" if due else "unknown_word", item, (near,))


def _glued(lattice: Lattice, item: Item) -> bool:
    """Written together with other characters: part of a name."""
    pieces = lattice.pieces
    after = item.end < len(pieces) and not pieces[item.end].gap and pieces[item.end].text not in ",."
    return after or (not pieces[item.start].gap and item.start > 0)


_DATE_ENDS = frozenset("年月日周天号季度底末初前后内旬期")


def _check_chinese(passage: Passage, word: _Word) -> None:
    """`某月到期`: what ends like a date and is written together with a verb."""
    pieces = passage.lattice.pieces
    joined = word.following is not None and is_verb(word.following) and not pieces[word.following.start].gap
    if joined and pieces[word.item.start].text[-1] in _DATE_ENDS:
        raise passage.unreadable("not_a_date", word.item)
