"""The README's page on what can be typed says what the language reads: its tables are read and asked here."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bot.certificates import Span
from bot.errors import Unreadable
from bot.language.atoms import DAY
from bot.language.describe import describe
from bot.language.parse import parse, read_span
from bot.language.request import Request
from bot.language.vocabulary import ENTRIES, spellings
from bot.messages.notices import sentence

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SECTION = re.split(r"(?m)^## ", README.partition("## What can be typed\n")[2])[0]
ZONE = "Asia/Shanghai"
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo(ZONE))
CODE = re.compile(r"`([^`]+)`")

Row = tuple[str, ...]
PARTS = {
    "dates": ("EXPIRING", "EXPIRED", "BEGINS", "ISSUED", "CREATED", "UPLOADED"),
    "status": ("STATUS",),
    "kind": ("KIND", "VALIDATION"),
    "more": ("FLAG", "SOURCE", "ACCOUNTS"),
    "order": ("SORT",),
    "before a word": ("ID", "PROJECT", "ACCOUNT", "NOT"),
}
"""A row of the table of words, and the categories of bot/language/words that it is about."""


def table(first: str, last: str) -> list[Row]:
    """The rows of the table of the section with this first and this last title."""
    lines = [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in SECTION.splitlines()]
    start = next(at for at, cells in enumerate(lines) if cells[0] == first and cells[-1] == last)
    end = next(at for at in range(start, len(lines)) if lines[at] == ("",))
    return lines[start + 2 : end]


def read(text: str) -> Request:
    request = parse(text, now=NOW, zone=ZONE, locale="en-US")
    return msgspec.structs.replace(request, reading=())


def days(span: Span) -> str:
    """`2026-11-23 … 2026-11-29`, both days included."""
    last = span.end - DAY if span.end else None
    return f"{span.start or ''} … {last or ''}".strip()


@pytest.mark.parametrize(("english", "chinese", "reading"), table("English", "read as"))
def test_questions_read_as_they_say(english: str, chinese: str, reading: str) -> None:
    """Both columns are the same question, which is said back as the third."""
    (one,), (other,) = CODE.findall(english), CODE.findall(chinese)
    assert describe(read(one), "en-US") == reading
    assert read(other) == read(one)


@pytest.mark.parametrize(("english", "chinese", "expected"), table("time", "first and last day"))
def test_times_are_the_days_they_say(english: str, chinese: str, expected: str) -> None:
    """Every phrase of a row stands for the same days."""
    for phrase in chain(CODE.findall(english), CODE.findall(chinese)):
        assert days(read_span(phrase, now=NOW, zone=ZONE, prefer="future")) == expected, phrase


@pytest.mark.parametrize(("part", "english", "chinese"), table("part", "中文"))
def test_words_are_those_of_the_tables(part: str, english: str, chinese: str) -> None:
    """Every meaning has a word in the row, and every word of the row has a meaning."""
    for language, cell in (("en", english), ("zh", chinese)):
        words = set(cell.split(", "))
        rows = [set(each.spellings[language]) for each in ENTRIES if each.category in PARTS[part]]
        assert [meaning for meaning in rows if not meaning & words] == []
        assert words <= set().union(*rows)


def test_every_part_has_its_row() -> None:
    """No row of words is missing."""
    assert {row[0] for row in table("part", "中文")} == set(PARTS)


@pytest.mark.parametrize(("english", "chinese", "_"), table("verb", "what it does"))
def test_verbs_are_the_same_in_both_languages(english: str, chinese: str, _: str) -> None:
    """Each example is the command beside it, and no question."""
    for one, other in zip(CODE.findall(english), CODE.findall(chinese), strict=True):
        assert read(one) == read(other)
        assert type(read(one)).__name__ != "Find"


@pytest.mark.parametrize(("language", "column"), [("en", 0), ("zh", 1)])
def test_every_verb_is_shown(language: str, column: int) -> None:
    """Whatever verb the tables have begins an example."""
    shown = [example for row in table("verb", "what it does") for example in CODE.findall(row[column])]
    for meaning in {entry.meaning for entry in ENTRIES if entry.category == "VERB"}:
        words = tuple(spellings(language, "VERB", meaning))
        assert any(example.startswith(words) for example in shown), meaning


@pytest.mark.parametrize(("typed", "answer"), table("refused", "with this sentence"))
def test_refusals_are_the_sentences_they_show(typed: str, answer: str) -> None:
    """The sentence is the first example's; the others of a row are refused for the same reason."""
    reasons = []
    for place, text in enumerate(CODE.findall(typed)):
        with pytest.raises(Unreadable) as refused:
            read(text)
        reasons.append(refused.value.reason)
        assert place or sentence(refused.value, "en-US") == answer
    assert len(set(reasons)) == 1
