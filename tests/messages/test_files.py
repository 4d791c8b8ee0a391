"""Certificates as a spreadsheet and as a calendar, read back by other programs' rules."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.certificates import Certificate, Project
from bot.messages import events, spreadsheet

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
Make = Callable[..., Certificate]


def sheet(*certificates: Certificate, locale: str = "en-US") -> list[list[str]]:
    data = spreadsheet.file(certificates, now=NOW, zone="Asia/Shanghai", locale=locale)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def calendar(*certificates: Certificate, title: str = "all", locale: str = "en-US") -> list[str]:
    """The content lines, unfolded as RFC 5545 says."""
    data = events.file(certificates, title=title, now=NOW, zone="Asia/Shanghai", locale=locale)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_a_row_a_certificate(certificate: Make) -> None:
    """Local times, days left as a number, all names in one cell."""
    header, row = sheet(certificate())
    said = dict(zip(header, row, strict=True))
    assert said["Domain"] == "api.shop.example"
    assert said["All names"] == "api.shop.example www.shop.example"
    assert (said["Expires"], said["Days left"], said["Status"]) == ("2027-01-27 20:00", "65", "Valid")
    assert said["Project"] == "默认项目"


def test_columns_in_chinese(certificate: Make) -> None:
    """Words are the reader's; a byte order mark keeps them intact in Excel."""
    header, row = sheet(certificate(), locale="zh-CN")
    assert header[:2] == ["编号", "域名"]
    assert "有效" in row


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n-", " =", "＝", "＠", "\u200b=", "\u202e@"])
def test_a_cell_is_no_formula(start: str, certificate: Make) -> None:
    """However a formula is disguised, what a spreadsheet sees first is an apostrophe."""
    hostile = f'{start}HYPERLINK("http://evil.example")'
    fields = {"id": hostile, "domain": hostile, "alias": hostile, "issuer": hostile, "project": Project("1", hostile)}
    _, row = sheet(certificate(**fields, names=(hostile,), type_name=hostile, source=hostile, verification=hostile))
    assert [cell for cell in row if cell.startswith(("=", "+", "@", "＝", "＠", "\t", "\r", "\n", " "))] == []
    assert [cell for cell in row if cell.startswith("-")] == []
    assert sum(cell.startswith("'") for cell in row) >= 8


@given(text=st.text(max_size=50))
def test_any_text_is_one_cell(text: str) -> None:
    """Quotes, commas and line breaks of a name stay in its cell, and no formula begins one."""
    header, row = sheet(Certificate(id="c", domain=text, alias=text))
    assert len(row) == len(header)
    assert not row[1].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_cell_is_one_that_excel_opens(certificate: Make) -> None:
    """Names beyond what a cell holds are cut, and said to be."""
    _, row = sheet(certificate(names=tuple(f"{'n' * 60}{n}.example" for n in range(2000))))
    assert max(map(len, row)) <= 32_767


def test_one_event_an_end(certificate: Make) -> None:
    """Whatever has an end is an event at that instant; orders and what has none are not."""
    lines = calendar(certificate(), certificate(id="x", expires=None), certificate(id="y", status_code=0))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert "DTSTART:20270127T120000Z" in lines
    assert "DTSTAMP:20261123T120000Z" in lines
    assert "SUMMARY:api.shop.example expires" in lines
    assert "SUMMARY:api.shop.example 证书到期" in calendar(certificate(), locale="zh-CN")


def test_events_keep_their_identity(certificate: Make) -> None:
    """The same end has the same UID in the next file, another certificate another."""
    first, again, other = (
        next(line for line in calendar(each) if line.startswith("UID:"))
        for each in (certificate(), certificate(alias="new"), certificate(id="z"))
    )
    assert first == again != other


def test_an_empty_calendar_is_one() -> None:
    """A calendar without events has the one component that is required."""
    assert "BEGIN:VTIMEZONE" in calendar()


def test_texts_are_escaped(certificate: Make) -> None:
    """Nothing foreign begins a line or a parameter of its own."""
    hostile = "a;b,c\\d\r\nBEGIN:VALARM\nX:1"
    lines = calendar(certificate(domain="", names=(), alias=hostile, issuer=hostile), title=hostile)
    assert "BEGIN:VALARM" not in lines
    assert "SUMMARY:a\\;b\\,c\\\\d BEGIN:VALARM X:1 expires" in lines


@given(text=st.text(max_size=200))
def test_any_text_is_one_line(text: str) -> None:
    """Lines are folded at 75 octets and never within a character; only known lines come out."""
    item = Certificate(id=text, domain=text, status_code=1, expires=NOW + timedelta(days=1), issuer=text)
    assert all(re.match(r"[A-Z-]+:", line) for line in calendar(item, title=text))


@pytest.mark.parametrize("instant", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_calendars_edges(instant: datetime, certificate: Make) -> None:
    """Years have four digits, also the first ones."""
    lines: Any = calendar(certificate(expires=instant))
    assert any(re.fullmatch(r"DTSTART:\d{8}T\d{6}Z", line) for line in lines)
