"""Every phrase of tests/phrases is read as its row says: hundreds a test, all that differ in one message."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from bot.certificates import Query, Span
from bot.errors import Unreadable
from bot.language.describe import describe
from bot.language.meanings import REASONS
from bot.language.parse import parse, read_span
from bot.language.policy import Policy, Quiet, Schedule
from bot.language.request import Remind, Request

Rows = Callable[[str, int], list[tuple[str, ...]]]
Ask = Callable[..., Request]


def _said(read: Callable[[], object]) -> object:
    try:
        return read()
    except Unreadable as error:
        return f"refused: {error.reason} {error.word!r}"


def test_every_date_phrase_means_the_days_of_its_row(rows: Rows, now: datetime) -> None:
    """A date phrase is read as the half-open days of its row, in both languages, looking its row's way."""
    wrong = []
    for prefer, start, end, phrase in rows("spans.txt", 3):
        days = [None if day == "-" else date.fromisoformat(day) for day in (start, end)]
        got = _said(lambda text=phrase, way=prefer: read_span(text, now=now, zone="Asia/Shanghai", prefer=way))  # type: ignore[misc]
        if got != Span(*days):
            wrong.append(f"{phrase}: {got}, not {start} … {end}")
    assert not wrong, "\n".join(wrong)


def test_every_question_is_understood_as_its_row_says(rows: Rows, ask: Ask, query: Callable[[str], Query]) -> None:
    """A whole question fills exactly the slots of its row, in either order of words and either language."""
    wrong = []
    for expected, phrase in rows("commands.txt", 1):
        got = _said(lambda text=phrase: ask(text))  # type: ignore[misc]
        if getattr(got, "query", got) != query(expected):
            wrong.append(f"{phrase}: {getattr(got, 'query', got)}, not {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_what_is_said_back_reads_as_the_same_request(rows: Rows, ask: Ask, locale: str) -> None:
    """Describing any understood question and asking the description gives the same request."""
    wrong = []
    for _, phrase in [*rows("commands.txt", 1), *((row[0], row[-1]) for row in rows("verbs.txt", 1))]:
        request = ask(phrase)
        said = describe(request, locale)
        if _said(lambda text=said: ask(text, locale)) != request:  # type: ignore[misc]
            wrong.append(f"{phrase} → {said}")
    assert not wrong, "\n".join(wrong)


def test_every_impossible_question_is_refused_for_its_reason(rows: Rows, ask: Ask) -> None:
    """What has no meaning or two is refused with its reason, never read as something near."""
    wrong = []
    for reason, phrase in rows("refused.txt", 1):
        got = _said(lambda text=phrase: ask(text))  # type: ignore[misc]
        if not str(got).startswith(f"refused: {reason} "):
            wrong.append(f"{phrase}: {got}, not {reason}")
    assert not wrong, "\n".join(wrong)


def test_every_verb_is_understood_as_its_row_says(rows: Rows, ask: Ask) -> None:
    """Verbs, their arguments and schedules are read from either language."""
    wrong = []
    for expected, phrase in rows("verbs.txt", 1):
        got = _said(lambda text=phrase: ask(text))  # type: ignore[misc]
        if _verb(got) != expected:
            wrong.append(f"{phrase}: {_verb(got)}, not {expected}")
    assert not wrong, "\n".join(wrong)


def _verb(request: Any) -> str:
    """A request in one line: its verb and what differs from the defaults."""
    if isinstance(request, str):
        return request
    fields = {
        name: value for name in request.__struct_fields__ if name != "reading" for value in [getattr(request, name)]
    }
    said = [type(request).__name__]
    for name, value in fields.items():
        if isinstance(value, Query):
            said += [f"{slot}={_shown(part)}" for slot, part in msgspec.structs.asdict(value).items() if part]
        elif isinstance(value, Policy):
            said += list(_how(value, type(request) is Remind))
        elif value:
            said.append(f"{name}={value}")
    return " ".join(said)


def _how(policy: Policy, sets: bool) -> Iterator[str]:
    """What was said of a policy; of what sets a reminder also the time and days that were not."""
    if sets:
        schedule = policy.schedule(Schedule())
        yield f"at={schedule.at} days={''.join(map(str, schedule.days))}"
    for name, part in msgspec.structs.asdict(policy).items():
        if part is not None and not (sets and name in ("at", "days")):
            shown = f"{part.start}-{part.end}" if isinstance(part, Quiet) else _shown(part)
            yield f"{name}={shown or 'nobody'}"


def _shown(value: Any) -> str:
    if isinstance(value, Span):
        return f"{value.start or '-'}..{value.end or '-'}"
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def test_reasons_of_the_table_are_published(rows: Rows) -> None:
    """Each reason that a phrase is refused for is one that messages must have a sentence for."""
    assert {reason for reason, _ in rows("refused.txt", 1)} <= set(REASONS)


def test_the_reading_says_which_words_gave_which_slot(now: datetime) -> None:
    """Pieces carry the words as typed, with their places in the text as typed."""
    text = "expiring  next　month *.shop.example"
    pieces = parse(text, now=now, zone="Asia/Shanghai", locale="en-US").reading
    assert [(piece.slot, piece.words) for piece in pieces] == [
        ("expires", "expiring  next　month"),
        ("name", "*.shop.example"),
    ]
    assert all(text[piece.start : piece.end] == piece.words for piece in pieces)


def test_a_refusal_names_the_word_its_place_and_what_is_near(ask: Ask) -> None:
    """The error carries the word, where it stands, and whole texts that can be asked instead."""
    with pytest.raises(Unreadable) as refused:
        ask("certs expiring tomorow for *.shop.example")
    error = refused.value
    assert (error.word, error.start, error.end) == ("tomorow", 15, 22)
    assert error.suggestions == ("certs expiring tomorrow for *.shop.example",)


def test_both_readings_of_a_date_are_offered(ask: Ask) -> None:
    """Where day and month may stand in either order, both days are offered and none is chosen."""
    with pytest.raises(Unreadable) as refused:
        ask("expiring 03/04/2027")
    assert refused.value.suggestions == ("expiring 2027-03-04", "expiring 2027-04-03")
