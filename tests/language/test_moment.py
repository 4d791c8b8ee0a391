"""One instant in words, for the clock of the playground."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.errors import Unreadable
from bot.language.moment import read_moment

ZONE = "Asia/Shanghai"
NOW = datetime(2026, 11, 26, 3, 30, tzinfo=UTC)
"""Thursday, 11:30 in Shanghai."""


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("next Monday 09:00", "2026-11-30 09:00"),
        ("下周一 9点", "2026-11-30 09:00"),
        ("下周一上午9:30", "2026-11-30 09:30"),
        ("明天下午3点", "2026-11-27 15:00"),
        ("tomorrow at 18:30", "2026-11-27 18:30"),
        ("Monday", "2026-11-30 09:00"),
        ("18:30", "2026-11-26 18:30"),
        ("9:00", "2026-11-27 09:00"),
        ("in 3 days", "2026-11-29 09:00"),
        ("in 2 weeks at 7:05", "2026-12-10 07:05"),
        ("next month", "2026-12-01 09:00"),
        ("2026-12-01", "2026-12-01 09:00"),
        ("2026-12-01 10:15", "2026-12-01 10:15"),
    ],
)
def test_a_moment_is_read(text: str, moment: str) -> None:
    """A day, a time or both; a day alone is nine o'clock, a time alone the next one, a window its last day."""
    assert f"{read_moment(text, now=NOW, zone=ZONE).astimezone(ZoneInfo(ZONE)):%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize("text", ["", "gibberish", "Monday Tuesday", "9:00 10:00", "Monday *.shop.example", "expired"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    """Neither two moments nor anything beside one."""
    with pytest.raises(Unreadable):
        read_moment(text, now=NOW, zone=ZONE)
