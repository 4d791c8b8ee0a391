"""The tables of tests/phrases as rows, and the moment that they speak of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bot.certificates import Kind, Query, Sort, Span, Status, Validation
from bot.language.parse import parse
from bot.language.request import Request

PHRASES = Path(__file__).parent.parent / "phrases"
ZONE = "Asia/Shanghai"
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo(ZONE))


def _rows(name: str, cells: int) -> Iterator[tuple[str, ...]]:
    """(cells before the phrases…, phrase) for every phrase of a table."""
    for line in (PHRASES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or " |" not in line:
            continue
        parts = [part.strip() for part in re.split(r" \|(?: |$)", line)]
        for column in parts[cells:]:
            for phrase in filter(None, (one.strip() for one in column.split(";"))):
                yield (*parts[:cells], phrase)


@pytest.fixture(scope="session")
def rows() -> Callable[[str, int], list[tuple[str, ...]]]:
    return lambda name, cells: list(_rows(name, cells))


@pytest.fixture(scope="session")
def ask() -> Callable[..., Request]:
    """A text read on Monday 2026-11-23, without its reading."""

    def asked(text: str, locale: str = "en-US", zone: str = ZONE, now: datetime = NOW) -> Request:
        return msgspec.structs.replace(parse(text, now=now, zone=zone, locale=locale), reading=())

    return asked


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


def _day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def _span(text: str) -> Span:
    start, end = text.split("..")
    return Span(_day(start), _day(end))


_SLOTS: dict[str, Callable[[str], dict[str, Any]]] = {
    "expires": lambda text: {"expires": _span(text)},
    "begins": lambda text: {"begins": _span(text)},
    "created": lambda text: {"created": _span(text)},
    "status": lambda text: {"statuses": tuple(sorted(Status[name] for name in text.split(",")))},
    "kind": lambda text: {"kind": Kind(text)},
    "names": lambda text: {"names": tuple(text.split(","))},
    "ids": lambda text: {"ids": tuple(text.split(","))},
    "text": lambda text: {"text": text},
    "dv": lambda text: {"validations": tuple(Validation(name) for name in text.split(","))},
    "from": lambda text: {"sources": (text,)},
    "project": lambda text: {"projects": (text,)},
    "account": lambda text: {"account": text},
    "top": lambda text: {"limit": int(text)},
    "sort": lambda text: {"sort": Sort(text.rstrip("-")), "descending": text.endswith("-")},
}


def _query(row: str) -> Query:
    """`expires=2026-11-23..- kind=SVR not {names=*.x}` as a Query; a flag is name=true or name=false."""
    values: dict[str, Any] = {}
    if inner := re.search(r"not \{(.*)\}", row):
        values["excluding"] = (_query(inner[1]),)
        row = row.replace(inner[0], "")
    for name, text in re.findall(r"(\w+)=(.*?)(?=\s+\w+=|\s*$)", row.strip()):
        values |= _SLOTS[name](text.strip()) if name in _SLOTS else {name: text.strip() == "true"}
    return Query(**values)


@pytest.fixture(scope="session")
def query() -> Callable[[str], Query]:
    return _query
