"""Pumped texts: what is repeated without end costs the grammar in proportion; test_patterns.py proves the patterns."""

from __future__ import annotations

import sys
from datetime import datetime
from types import FrameType

import pytest

from bot.errors import Unreadable
from bot.language.parse import parse

PUMPS = (
    "1", "1-", "1/", "1.", "a-", "a.", "*.", "a_", "<", "<a|", "<@a", ":a", ":a:", "_a", "_ ", "&amp;", '"', "'", "#a",
    "https://a", "12:", "2027-", "q1 ", "march-", "--", "..", "(", "一", "百", "下", "的", "半", "前", "个月", "第一",
    "next ", "the end of ", "in ", "and ", "or ", "not ", "1 day ", "march ", "to ", "before ", "half a year ", "除了",
    "friday ", "of the ", "from 1 to ", "server ", "a.example ", "1月", "周", "年底", "expiring ", "到期", "twenty ",
)  # fmt: skip


def calls(text: str, now: datetime) -> int:
    """Functions called while a text is read or refused: the same on every machine."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        parse(text, now=now, zone="Asia/Shanghai", locale="en-US")
    except Unreadable:
        pass
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("pump", PUMPS)
def test_the_grammar_costs_in_proportion(pump: str, now: datetime) -> None:
    """Twice the text is at most about twice the work, whatever is repeated."""
    calls(pump, now)
    half, whole = (calls((pump * 200)[:size], now) for size in (100, 200))
    assert whole <= 3 * half + 2000
