"""Both vocabularies as one index: what a spelling means, and which spellings a language has.

Categories are what the grammar's rules name; a spelling may have several, each with its own meaning. Mixed sentences work
because both languages fill the same categories.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from typing import Final

from bot.language.meanings import Table
from bot.language.vocabulary_en import ENGLISH
from bot.language.vocabulary_zh import CHINESE

Categories = dict[str, Hashable]
"""Category → meaning of one spelling."""

LEXEME = re.compile(r"[a-zà-ɏ]+(?:'[a-z]+)?|\d+|[^\s\w]|\w")


def spellings(table: Table, category: str, meaning: Hashable) -> list[str]:
    """What can be typed for a meaning, the first being the usual one."""
    return [word for word in (part.strip() for part in table.get(category, {}).get(meaning, "").split(", ")) if word]


def _entries(table: Table) -> Iterator[tuple[str, str, Hashable]]:
    for category, meanings in table.items():
        for meaning, words in meanings.items():
            for word in words.split(", "):
                if word := word.strip():
                    yield word, category, meaning


def _indexed() -> tuple[dict[str, list[tuple[tuple[str, ...], Categories]]], dict[str, list[tuple[str, Categories]]]]:
    """Spellings by their first lexeme (words with blanks between) and by their first character (written together)."""
    apart: dict[tuple[str, ...], Categories] = {}
    together: dict[str, Categories] = {}
    for table in (ENGLISH, CHINESE):
        for word, category, meaning in _entries(table):
            if word.isascii():
                apart.setdefault(tuple(LEXEME.findall(word)), {}).setdefault(category, meaning)
            else:
                together.setdefault(word, {}).setdefault(category, meaning)
    phrases: dict[str, list[tuple[tuple[str, ...], Categories]]] = {}
    for words, categories in sorted(apart.items(), key=lambda entry: -len(entry[0])):
        phrases.setdefault(words[0], []).append((words, categories))
    runs: dict[str, list[tuple[str, Categories]]] = {}
    for run, categories in sorted(together.items(), key=lambda entry: -len(entry[0])):
        runs.setdefault(run[0], []).append((run, categories))
    return phrases, runs


_PHRASES, _RUNS = _indexed()
PHRASES: Final[Mapping[str, list[tuple[tuple[str, ...], Categories]]]] = _PHRASES
RUNS: Final[Mapping[str, list[tuple[str, Categories]]]] = _RUNS
KNOWN: Final[frozenset[str]] = frozenset(
    word for entries in _PHRASES.values() for words, _ in entries for word in words
)
"""Every Latin word that occurs in some spelling."""
