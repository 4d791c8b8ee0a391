"""The two line formats of `certminder span --jsonl` and `certminder parse --jsonl`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bot.language.jsonl import parse_lines, span_lines

REF = "2026-11-23T10:30:00"
Lines = Callable[[list[str]], Any]


def answers(read: Lines, *lines: object) -> list[dict[str, Any]]:
    asked = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    return [json.loads(line) for line in read(asked)]


def test_a_date_phrase_gives_iso_days_or_null() -> None:
    """A line is answered with its id and the half-open days; an open side is null."""
    asked = [
        {"id": "a", "text": "next 30 days", "ref": REF, "prefer": "future"},
        {"id": 2, "text": "周五前", "ref": REF, "tz": "Asia/Shanghai", "prefer": "future"},
        {"id": "c", "text": "since 1 May", "ref": REF, "prefer": "past"},
    ]
    assert answers(span_lines, *asked) == [
        {"id": "a", "start": "2026-11-23", "end": "2026-12-24"},
        {"id": 2, "start": None, "end": "2026-11-27"},
        {"id": "c", "start": "2026-05-01", "end": None},
    ]


def test_a_bad_line_is_answered_and_the_next_one_goes_on() -> None:
    """What is no JSON object, lacks a key or has a wrong time gets an error under its id; later lines are read."""
    lines = [
        "{",
        '"text"',
        {"id": 1},
        {"id": 2, "text": "today", "ref": "then"},
        {"id": 3, "text": "today", "ref": REF, "tz": "No/Where"},
    ]
    found = answers(span_lines, *lines, "", {"id": 4, "text": "today", "ref": REF})
    assert [answer["id"] for answer in found] == [None, None, 1, 2, 3, 4]
    assert [("error" in answer) for answer in found] == [True] * 5 + [False]


def test_an_unreadable_phrase_is_an_error() -> None:
    """A refusal is an error of its line, never a guess."""
    (answer,) = answers(span_lines, {"id": "x", "text": "31 Feb", "ref": REF, "prefer": "future"})
    assert answer == {"id": "x", "error": "no_such_day: '31 Feb'"}


def test_a_question_gives_every_slot() -> None:
    """Each slot of the format is there, null where the question says nothing of it."""
    (answer,) = answers(
        parse_lines,
        {"id": "q", "text": "未来两周内过期的服务器证书 *.shop.example 支付网关", "ref": REF, "tz": "Asia/Shanghai"},
    )
    assert answer == {
        "id": "q",
        "field": "expires",
        "start": "2026-11-23",
        "end": "2026-12-08",
        "status": None,
        "cert_type": "SVR",
        "search": "支付网关",
        "domain": "*.shop.example",
        "cert_id": None,
        "guessed": [],
        "error": None,
    }


def test_a_verb_with_a_date_is_a_field_and_alone_a_status() -> None:
    """*issued last week* asks for a time, *issued* for a status, *expired* sets the status either way."""
    texts = ["issued last week", "issued certificates", "expired", "expired last week", "pending", "id GjTNRoK7"]
    found = answers(parse_lines, *({"id": text, "text": text, "ref": REF, "tz": "UTC"} for text in texts))
    assert [(answer["field"], answer["status"], answer["cert_id"]) for answer in found] == [
        ("begins", None, None),
        (None, "valid", None),
        (None, "expired", None),
        ("expires", "expired", None),
        (None, "pending", None),
        (None, None, "GjTNRoK7"),
    ]


def test_a_refused_question_has_an_error_and_no_slots() -> None:
    """Whole commands that can't be read answer null slots and say why."""
    (answer,) = answers(parse_lines, {"id": "r", "text": "expiring before flurbsday", "ref": REF, "tz": "UTC"})
    assert answer["error"] == "not_a_date: 'flurbsday'"
    assert not any(
        answer[slot] for slot in ("field", "start", "end", "status", "cert_type", "search", "domain", "cert_id")
    )
