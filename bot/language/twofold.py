"""Words with two common readings, `next Friday` and `03/04/2027`: the whole text with one of the two spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from bot.language.atoms import When
from bot.language.layouts import Digits
from bot.language.preferences import DAY_MONTH, NEXT_WEEKDAY, WAYS, choice_of, other
from bot.language.request import Piece, Taken
from bot.language.tokens import Lattice
from bot.language.vocabulary import spellings

_NEXT = re.compile(r"\bnext\b", re.IGNORECASE)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_SPELT = {"week": "next week", "coming": "coming"}
_USUAL = WAYS[NEXT_WEEKDAY][0]

Edit = tuple[int, int, str]
"""Pieces [start, end) and the words that stand there instead."""


def offered(piece: Piece, lattice: Lattice, when: When, start: int, end: int) -> Piece:
    """A piece of a reading, with the other reading of its words [start, end), and by whose choice this one was
    taken."""
    for name, own in ((NEXT_WEEKDAY, when.preferences.next_weekday), (DAY_MONTH, when.preferences.day_month)):
        way = own or (_USUAL if name == NEXT_WEEKDAY else "")
        if way and any(_PLACES[name](lattice, when, way, range(start, end))):
            turned = other(name, way)
            text = rewritten(lattice, list(_PLACES[name](lattice, when, turned, _all(lattice))))
            taken = Taken(choice_of(name, own), _spelt_out(lattice, when)) if own else None
            return structs.replace(piece, alternative=text, choice=choice_of(name, turned), taken=taken)
    return piece


def orders(lattice: Lattice, when: When) -> tuple[str, ...]:
    """The text with its dates in digits spelled out, by each of the two orders of day and month."""
    return tuple(rewritten(lattice, list(_dates(lattice, when, way, _all(lattice)))) for way in WAYS[DAY_MONTH])


def _spelt_out(lattice: Lattice, when: When) -> str:
    """The text as this person reads it, so that everybody does."""
    chosen = when.preferences
    edits = [*_dates(lattice, when, chosen.day_month, _all(lattice))] if chosen.day_month else []
    return rewritten(lattice, sorted((*edits, *_weekdays(lattice, when, chosen.next_weekday or _USUAL, _all(lattice)))))


def rewritten(lattice: Lattice, edits: list[Edit]) -> str:
    """The text as typed, with other words at some places."""
    typed, text, at = lattice.text.typed, "", 0
    for start, end, words in edits:
        first, last = lattice.place(start, end)
        text, at = f"{text}{typed[at:first]}{words}", last
    return text + typed[at:]


def _all(lattice: Lattice) -> range:
    return range(len(lattice.nodes))


def _weekdays(lattice: Lattice, when: When, way: str, places: range) -> Iterator[Edit]:
    """`next` before a weekday of this week that is still ahead: on any other both readings are the same day."""
    done = 0
    for start in places:
        for end, _ in lattice.nodes[start].get("NEXTLIT", ()) if start >= done else ():
            after = lattice.nodes[end] if end < len(lattice.nodes) else {}
            days = [day for _, day in after.get("WEEKDAY", ()) if isinstance(day, int)]
            if any(day > when.today.weekday() for day in days):
                yield start, end, _NEXT.sub(_SPELT[way], lattice.words(start, end), count=1)
                done = end
                break


def _dates(lattice: Lattice, when: When, way: str, places: range) -> Iterator[Edit]:
    for start in places:
        for end, written in lattice.nodes[start].get("DATE", ()):
            if isinstance(written, Digits) and written.other is not None:
                yield start, end, _date(written, way, chinese=_in_chinese(lattice.text.typed, when.locale))


def _date(written: Digits, way: str, *, chinese: bool) -> str:
    month, day = written.in_order(way)
    if written.year is not None:
        return f"{written.year}-{month:02}-{day:02}"
    return f"{month}月{day}日" if chinese else f"{day} {spellings('en', 'MONTH', month)[0].capitalize()}"


def _in_chinese(typed: str, locale: str) -> bool:
    """The language of the text; of digits alone, the reader's."""
    if _LETTER.search(typed):
        return _CHINESE.search(typed) is not None
    return locale.lower().startswith("zh")


_PLACES = {NEXT_WEEKDAY: _weekdays, DAY_MONTH: _dates}
