"""The words of both languages as one index: what a spelling means, and which spellings a meaning has.

The tables are `words/*.txt`, for translators: `[CATEGORY]`, then rows `meaning | English | 中文`, spellings separated
by commas, the usual one first. Categories are what the grammar's rules name; a spelling may stand in several. Mixed
sentences work because both languages fill the same categories. A language more is a column more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from bot.certificates import Kind, Sort, Status, Validation

Categories = dict[str, Hashable]
"""Category → meaning of one spelling."""

LEXEME = re.compile(r"[a-zà-ɏͰ-ԯḀ-ỿ]+(?:'[a-z]+)?|\d+|[^\s\w]|\w")
_WORDS = Path(__file__).parent / "words"
_LANGUAGES = ("en", "zh")


class _Entry(NamedTuple):
    category: str
    meaning: Hashable
    spellings: Mapping[str, tuple[str, ...]]
    """Language → spellings."""


def _plain(text: str) -> Hashable:
    """`3`, `week`, `12 25`, `month end`: an integer, a word, or several of them."""
    parts = tuple(int(part) if part.lstrip("-").isdigit() else part for part in text.split())
    return parts[0] if len(parts) == 1 else parts


def _turned(text: str) -> tuple[str, bool]:
    """`expires-`: the other way round."""
    return text.rstrip("-"), text.endswith("-")


def _sort(text: str) -> Hashable:
    name, descending = _turned(text)
    return Sort(name), descending


def _flag(text: str) -> Hashable:
    name, negative = _turned(text)
    return name, not negative


def _days(text: str) -> Hashable:
    return tuple(int(day) for day in text.split())


_MEANINGS: dict[str, Callable[[str], Hashable]] = {
    "STATUS": lambda text: tuple(Status[name] for name in text.split()),
    "KIND": Kind,
    "VALIDATION": Validation,
    "SORT": _sort,
    "FLAG": _flag,
    "DAILY": _days,
    "WORKDAYS": _days,
    "WEEKENDS": _days,
    "WEEKLY": _days,
}


def _entries() -> Iterator[_Entry]:
    for path in sorted(_WORDS.glob("*.txt")):
        category = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                category = line[1 : line.index("]")]
            elif line and not line.startswith("#"):
                meaning, *columns = line.split(" | ")
                words = (tuple(filter(None, (word.strip() for word in one.strip(" |").split(", ")))) for one in columns)
                spelt = dict(zip(_LANGUAGES, words, strict=False))
                yield _Entry(category, _MEANINGS.get(category, _plain)(meaning), spelt)


ENTRIES: Final = tuple(_entries())
"""Every row of the tables."""


def spellings(language: str, category: str, meaning: Hashable = ...) -> list[str]:
    """What can be typed for a meaning (without one: for any of the category), the first being the usual one."""
    return [
        spelling
        for entry in ENTRIES
        if entry.category == category and meaning in (..., entry.meaning)
        for spelling in entry.spellings.get(language, ())
    ]


def _indexed() -> tuple[dict[str, list[tuple[tuple[str, ...], Categories]]], dict[str, list[tuple[str, Categories]]]]:
    """Spellings by their first lexeme (words with blanks between) and by their first character (written together)."""
    apart: dict[tuple[str, ...], Categories] = {}
    together: dict[str, Categories] = {}
    for entry in ENTRIES:
        for spelling in (word for words in entry.spellings.values() for word in words):
            if spelling.isascii():
                apart.setdefault(tuple(LEXEME.findall(spelling)), {}).setdefault(entry.category, entry.meaning)
            else:
                together.setdefault(spelling, {}).setdefault(entry.category, entry.meaning)
    phrases: dict[str, list[tuple[tuple[str, ...], Categories]]] = {}
    for words, categories in sorted(apart.items(), key=lambda item: -len(item[0])):
        phrases.setdefault(words[0], []).append((words, categories))
    runs: dict[str, list[tuple[str, Categories]]] = {}
    for run, categories in sorted(together.items(), key=lambda item: -len(item[0])):
        runs.setdefault(run[0], []).append((run, categories))
    return phrases, runs


_PHRASES, _RUNS = _indexed()
PHRASES: Final[Mapping[str, list[tuple[tuple[str, ...], Categories]]]] = _PHRASES
RUNS: Final[Mapping[str, list[tuple[str, Categories]]]] = _RUNS
KNOWN: Final[frozenset[str]] = frozenset(
    word for entries in _PHRASES.values() for words, _ in entries for word in words
)
"""Every Latin word that occurs in some spelling."""
