"""The text as a lattice: from every place, every spelling that can begin there, with all it can mean.

Dates written in digits, names, ids and quoted words are recognised here, in the order of LAYOUTS. Chinese is not cut
beforehand: each spelling of the vocabulary is one way on, and the grammar chooses. Patterns are matched at one place
and cannot run back over the text, so that the cost is linear.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple

from bot.language.normalise import Text
from bot.language.numerals import NUMERALS, chinese
from bot.language.pieces import Piece, next_pieces
from bot.language.vocabulary import PHRASES, RUNS, Categories

Node = Mapping[str, Sequence[tuple[int, Hashable]]]
"""Category → ways on from a place: the place behind the spelling and its meaning there, the longest first."""


class Lattice(NamedTuple):
    """Pieces in the order of the text, and the ways on from each."""

    text: Text
    pieces: list[Piece]
    nodes: list[dict[str, list[tuple[int, Hashable]]]]

    def words(self, start: int, end: int) -> str:
        """What was typed for the pieces [start, end)."""
        return self.text.words(self.pieces[start].start, self.pieces[end - 1].end) if end > start else ""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the pieces [start, end) stand in the text as typed."""
        places = self.text.places
        return places[self.pieces[start].start], places[self.pieces[end - 1].end - 1] + 1

    def categories(self, start: int, end: int) -> set[str]:
        """All that the pieces [start, end) can be, alone or as the beginning of something longer."""
        return {name for name, ways in self.nodes[start].items() if any(stop >= end for stop, _ in ways)}


def lattice(text: Text) -> Lattice:
    """All ways through a text; blanks and silent punctuation are no pieces."""
    pieces: list[Piece] = []
    read, at, gap = text.read, 0, True
    while at < len(read):
        if read[at].isspace():
            at, gap = at + 1, True
            continue
        step = next_pieces(text, at, pieces)
        if step is None:
            at += 1
            continue
        at, found = step
        for categories, start, end in found:
            pieces.append(Piece(categories, start, end, read[start:end], gap))
            gap = False
    labels = _label_ends(pieces, read)
    nodes = [_ways(pieces, place, text, labels) for place in range(len(pieces))]
    _settle(nodes)
    return Lattice(text, pieces, nodes)


_LONGER = ("VOID", "BY", "SINCE", "LESS", "LEAST", "NEWER", "EXPIRING", "BEGINS")
_DATED = frozenset((
    "UNIT", "CUNIT", "WEEKDAY", "WEEKEND", "UEDGE", "NEXT", "LAST", "NUM", "ZMONTH", "HALF", "HALFYEAR", "QUARTER",
    "BADDAY", "DURATION",
))  # fmt: skip


def _settle(nodes: list[dict[str, list[tuple[int, Hashable]]]]) -> None:
    """Words that are part of a longer one, or of a date: *no* of `no later than`, 没有 of 有没有, 下 of 下周."""
    for place, node in enumerate(nodes):
        for end, _ in node.get("QUESTION", ()):
            for inside in nodes[place + 1 : end]:
                inside.pop("NOT", None)
        if "NOT" in node:
            longest = max((end for name in _LONGER for end, _ in node.get(name, ())), default=0)
            _keep(node, "NOT", lambda end, longest=longest: end >= longest)  # type: ignore[misc]
        if "SINCEPOST" in node and "BEGINS" in node:
            longest = max(end for end, _ in node["BEGINS"])
            _keep(node, "SINCEPOST", lambda end, longest=longest: end >= longest)  # type: ignore[misc]
        if "UNDERPOST" in node and ("NEXT" in node or "LAST" in node):
            _keep(node, "UNDERPOST", lambda end: end >= len(nodes) or _DATED.isdisjoint(nodes[end]))


def _keep(node: dict[str, list[tuple[int, Hashable]]], category: str, good: Callable[[int], bool]) -> None:
    kept = [way for way in node.pop(category, ()) if good(way[0])]
    if kept:
        node[category] = kept


def _ways(pieces: list[Piece], place: int, text: Text, labels: list[int]) -> dict[str, list[tuple[int, Hashable]]]:
    node: dict[str, list[tuple[int, Hashable]]] = {}
    piece, read = pieces[place], text.read
    ways = _together(pieces, place, read) if "CHARACTER" in piece.categories else _phrases(pieces, place)
    for end, categories in [*ways, *_compound(pieces, place), (place + 1, piece.categories)]:
        for category, meaning in categories.items():
            node.setdefault(category, []).append((end, meaning))
    if compound := _compound(pieces, place):
        _keep(node, "NUM", lambda end: end >= compound[0][0])
    if {"WORD", "OTHER", "CHARACTER", "NUM"} & piece.categories.keys():
        end = labels[place]
        node.setdefault("LABEL", []).append((end, text.plain[piece.start : pieces[end - 1].end]))
    return node


def _label_ends(pieces: list[Piece], read: str) -> list[int]:
    """Where a name that begins at each piece ends: at a blank, a comma, or a Chinese spelling of two characters."""
    ends = [0] * len(pieces)
    for place in range(len(pieces) - 1, -1, -1):
        following = place + 1
        goes_on = following < len(pieces) and not _ends_label(pieces[following], read)
        ends[place] = ends[following] if goes_on else following
    return ends


_LABEL_ENDS = frozenset(("COMMA", "COLON", "QUOTED", "NAME"))


def _ends_label(piece: Piece, read: str) -> bool:
    if piece.gap or not _LABEL_ENDS.isdisjoint(piece.categories) or read[piece.start] in "的下":
        return True
    runs = RUNS.get(read[piece.start], ())
    return any(len(run) > 1 and read.startswith(run, piece.start) for run, _ in runs)


def _phrases(pieces: list[Piece], place: int) -> list[tuple[int, Categories]]:
    """Spellings of Latin words, the longest first."""
    found = []
    for words, categories in PHRASES.get(pieces[place].text, ()):
        end = place + len(words)
        if end <= len(pieces) and all(pieces[place + i].text == words[i] for i in range(1, len(words))):
            found.append((end, categories))
    return found


def _together(pieces: list[Piece], place: int, read: str) -> list[tuple[int, Categories]]:
    """Spellings written together, the longest first, and a numeral."""
    start = pieces[place].start
    found: list[tuple[int, Categories]] = []
    for run, categories in RUNS.get(read[start], ()):
        if read.startswith(run, start) and (end := _place_at(pieces, place, start + len(run))):
            found.append((end, categories))
    if (numeral := NUMERALS.match(read, start)) and (end := _place_at(pieces, place, numeral.end())):
        found.append((end, _numeral(numeral.group())))
    return found


def _place_at(pieces: list[Piece], place: int, stop: int) -> int | None:
    """The place behind the piece that ends where the text stops at `stop`; None inside a piece."""
    while place < len(pieces) and pieces[place].start < stop:
        place += 1
    return place if pieces[place - 1].end <= stop else None


def _numeral(run: str) -> Categories:
    value = chinese(run)
    if value is None:
        return {"VAGUE": 0}
    categories: Categories = {"NUM": value}
    if run in ("俩", "仨", "两"):
        categories["NUMGE"] = value
    if len(run) == 4 and 1900 <= value < 2200:
        categories["YEAR"] = value
    return categories


_TENS = frozenset((20, 30, 40, 50, 60, 70, 80, 90))


def _compound(pieces: list[Piece], place: int) -> list[tuple[int, Categories]]:
    """`twenty one`, `twenty-first`, `two hundred`: one number of several words."""
    left = _meaning(pieces, place, "NUM")
    if left is None:
        return []
    hyphen = place + 1 < len(pieces) and pieces[place + 1].text == "-" and not pieces[place + 1].gap
    right = place + 1 + hyphen
    for kind in ("NUM", "ORD"):
        small = _meaning(pieces, right, kind)
        if left in _TENS and small is not None and 0 < small < 10:
            return [(right + 1, {kind: left + small})]
    hundred = _meaning(pieces, place + 1, "HUNDRED")
    return [_hundreds(pieces, place + 2, left * 100)] if hundred and 0 < left < 10 else []


def _hundreds(pieces: list[Piece], place: int, count: int) -> tuple[int, Categories]:
    """`one hundred and twenty five`: what follows the hundreds."""
    small = _meaning(pieces, place + 1, "NUM") if place < len(pieces) and pieces[place].text == "and" else None
    if not small or small >= 100:
        return place, {"NUM": count}
    rest = _compound(pieces, place + 1) or [(place + 2, {"NUM": small})]
    end, categories = rest[0]
    value = categories.get("NUM")
    return (end, {"NUM": count + value}) if isinstance(value, int) else (place, {"NUM": count})


def _meaning(pieces: list[Piece], place: int, category: str) -> int | None:
    """What a single Latin word means as a number."""
    if place >= len(pieces) or not pieces[place].text.isalpha():
        return None
    for words, categories in PHRASES.get(pieces[place].text, ()):
        if len(words) == 1 and isinstance(value := categories.get(category), int):
            return value
    return None
