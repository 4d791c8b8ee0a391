"""The smallest stretches of a text and what each can be alone: dates in digits, names, ids, quoted words, numbers.

Each reader looks at one place and either tells what stands there or leaves it to the next. Patterns are matched at one
place and cannot run back over the text, so that the cost is linear.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.language.hostnames import name_at
from bot.language.layouts import LAYOUTS
from bot.language.normalise import Text
from bot.language.numerals import NUMERALS
from bot.language.vocabulary import KNOWN, PHRASES, RUNS, Categories


class Piece(NamedTuple):
    """The smallest stretch [start, end) of the levelled text. `gap`: a blank stands before it."""

    categories: Categories
    start: int
    end: int
    text: str
    gap: bool


_SYMBOLS: dict[str, Categories] = {
    ",": {"COMMA": 1, "JOINT": 1}, "(": {"COMMA": 1, "JOINT": 1}, "[": {"COMMA": 1},
    "-": {"DASH": 1, "TO": 1}, "~": {"TO": 1, "TILDE": 1}, "/": {"SLASH": 1, "OR": 1, "JOINT": 1}, "|": {"OR": 1},
    "&": {"AND": 1},
    "≤": {"BY": 1, "LESS": 1}, "≥": {"SINCE": 1, "LEAST": 1},
    "<": {"BEFORE": 1, "LESS": 1}, ">": {"AFTER": 1, "MORE": 1}, "+": {"PLUS": 1}, "@": {"AT": 1}, ":": {"COLON": 1},
    "=": {"COLON": 1}, "!": {"BANG": 1}, "#": {"HASH": 1},
}  # fmt: skip

_SILENT = frozenset(".)];!?'\"*_{}\\^%$")

_RUN = re.compile(r"[a-z0-9_à-ɏͰ-ԯḀ-ỿ]+(?:[-'][a-z0-9_à-ɏͰ-ԯḀ-ỿ]+)*")

_IDENT = re.compile(r"#([a-z0-9][a-z0-9_-]{3,63})")

_PIECE = re.compile(r"\d+(?:\.\d+)?|[a-zà-ɏͰ-ԯḀ-ỿ]+(?:'[a-z]+)?|-+")

_DOTS = re.compile(r"\.{2,}")

_Pieces = list[tuple[Categories, int, int]]


def next_pieces(text: Text, at: int, found: list[Piece]) -> tuple[int, _Pieces] | None:
    """What stands at a place, and where it ends; None for punctuation that says nothing."""
    read, char = text.read, text.read[at]
    for reader in (_quoted, _dots, _ident, _name, _layout, _character, _number, _latin):
        if step := reader(text, at, found):
            return step
    if char in _SYMBOLS:
        end = at + 1
        while char == "-" and end < len(read) and read[end] == "-":
            end += 1
        return end, [(_SYMBOLS[char], at, end)]
    return None if char in _SILENT else (at + 1, [({"OTHER": 1}, at, at + 1)])


def _quoted(text: Text, at: int, found: list[Piece]) -> tuple[int, _Pieces] | None:
    if text.read[at] != '"' or (end := text.read.find('"', at + 1)) < 0:
        return None
    words = " ".join(text.words(at + 1, end).split())
    return end + 1, [({"QUOTED": words}, at, end + 1)] if words else []


def _dots(text: Text, at: int, found: list[Piece]) -> tuple[int, _Pieces] | None:
    match = _DOTS.match(text.read, at)
    return (match.end(), [({"TO": 1, "TILDE": 1}, at, match.end())]) if match else None


def _ident(text: Text, at: int, found: list[Piece]) -> tuple[int, _Pieces] | None:
    match = _IDENT.match(text.read, at)
    return (match.end(), [({"IDENT": text.plain[match.start(1) : match.end(1)]}, at, match.end())]) if match else None


def _name(text: Text, at: int, found: list[Piece]) -> tuple[int, _Pieces] | None:
    match = name_at(text.read, at)
    return (match.end(), [({"NAME": match[1]}, at, match.end())]) if match else None


def _layout(text: Text, at: int, found: list[Piece]) -> tuple[int, _Pieces] | None:
    if not text.read[at].isascii():
        return None
    for pattern, reading in LAYOUTS:
        if match := pattern.match(text.read, at):
            categories = reading(match)
            if categories is not None:
                return match.end(), [(categories, at, match.end())]
    return None


def _character(text: Text, at: int, found: list[Piece]) -> tuple[int, _Pieces] | None:
    """One Chinese character, or a Latin word that begins a spelling such as `ssl证书`."""
    read = text.read
    if not read[at].isascii():
        return (at + 1, [({"CHARACTER": 1}, at, at + 1)]) if read[at] in RUNS or NUMERALS.match(read, at) else None
    for run, _ in RUNS.get(read[at], ()):
        if read.startswith(run, at):
            word = len(run) - len(run.lstrip("abcdefghijklmnopqrstuvwxyz0123456789:"))
            return at + word, [({"CHARACTER": 1, "WORD": run[:word]}, at, at + word)]
    return None


def _number(text: Text, at: int, found: list[Piece]) -> tuple[int, _Pieces] | None:
    """A number that stands alone; `-5` after a blank is below zero."""
    read = text.read
    sign = read[at] == "-" and (at == 0 or read[at - 1].isspace()) and not _is_number(found) and at + 1 < len(read)
    match = _DIGITS.match(read, at + sign)
    if not match:
        return None
    following = read[match.end() : match.end() + 1]
    if following.isascii() and (following.isalpha() or following == "_"):
        return None
    return match.end(), [(_count(match.group(), bool(sign)), at, match.end())]


_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?")


def _is_number(found: list[Piece]) -> bool:
    return bool(found) and ("NUM" in found[-1].categories or "DATE" in found[-1].categories)


def _count(digits: str, below: bool) -> Categories:
    if "." in digits:
        return {"DECIMAL": float(digits[:12])}
    if len(digits) > 9 and "," not in digits:
        return {"OTHER": 1, "HUGE": 1, "NUM": 10**9}
    value = int(digits.replace(",", ""))
    categories: Categories = {"NUM": -value if below else value, "DIGITS": len(digits)}
    if len(digits) == 4 and 1900 <= value < 2200 and not below:
        categories["YEAR"] = value
    if len(digits) == 2 or digits == "0":
        categories["TWO"] = value
    return categories


def _latin(text: Text, at: int, found: list[Piece]) -> tuple[int, _Pieces] | None:
    """A word; written together with digits or hyphens it is cut only where every part is a known word."""
    match = _RUN.match(text.read, at)
    if not match:
        return None
    run = match.group()
    if run.isalpha() or "_" in run:
        return match.end(), [({"WORD": text.plain[at : match.end()]}, at, match.end())]
    parts = list(_PIECE.finditer(run))
    whole = sum(len(part.group()) for part in parts) == len(run)
    numbered = any(char.isdigit() for char in run)
    if not whole or not all(_cuttable(part.group(), "-" in run, numbered) for part in parts):
        return match.end(), [({"WORD": text.plain[at : match.end()], "MIXED": 1}, at, match.end())]
    return match.end(), [(_part(part.group()), at + part.start(), at + part.end()) for part in parts]


def _cuttable(part: str, hyphened: bool, numbered: bool) -> bool:
    """Beside digits only words that belong to numbers are cut off: `top5`, `30days`, but `server1` is a name."""
    if part[0] == "-" or part[0].isdigit() or "'" in part:
        return True
    if part not in KNOWN or not (hyphened or len(part) > 2 or part in _GLUED):
        return False
    return not numbered or part in _BESIDE_DIGITS


_COUNTED = frozenset((
    "CUNIT", "UNIT", "PLURAL", "MONTH", "TOP", "NEXT", "LAST", "PREPIN", "WITHIN", "QUARTER", "WEEKUNIT", "BEFORE",
    "AFTER", "SINCE", "BY", "AGO", "EDGE", "UEDGE", "TO", "FROM", "THIS", "ROLLF", "ROLLP", "OLD",
))  # fmt: skip
_BESIDE_DIGITS = frozenset(
    word for entries in PHRASES.values() for words, meaning in entries if _COUNTED & meaning.keys() for word in words
)


_GLUED = frozenset(("mo", "wk", "yr", "hr", "q"))


def _part(part: str) -> Categories:
    if part[0] == "-":
        return _SYMBOLS["-"]
    return _count(part, False) if part[0].isdigit() else {"WORD": part}
