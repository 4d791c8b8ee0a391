"""Pumped texts: what is repeated without end costs in proportion, in the patterns and in the grammar."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from datetime import datetime
from types import FrameType
from typing import Any

import pytest

from bot.errors import Unreadable
from bot.language import normalise as levelling
from bot.language import numerals, pieces, vocabulary
from bot.language.layouts import LAYOUTS
from bot.language.parse import parse

PUMPS = (
    "1", "1-", "1/", "1.", "a-", "a.", "*.", "a_", "<", "<a|", "<@a", ":a", ":a:", "_a", "_ ", "&amp;", '"', "'", "#a",
    "https://a", "12:", "2027-", "q1 ", "march-", "--", "..", "(", "一", "百", "下", "的", "半", "前", "个月", "第一",
    "next ", "the end of ", "in ", "and ", "or ", "not ", "1 day ", "march ", "to ", "before ", "half a year ", "除了",
    "friday ", "of the ", "from 1 to ", "server ", "a.example ", "1月", "周", "年底", "expiring ", "到期", "twenty ",
)  # fmt: skip
PATTERNS = [pattern for pattern, _ in LAYOUTS] + [
    value
    for module in (levelling, numerals, pieces, vocabulary)
    for value in vars(module).values()
    if isinstance(value, re.Pattern)
]


def seconds(work: Callable[[], Any]) -> float:
    """The best of several: what the machine does besides is no cost of ours."""
    took = []
    for _ in range(3):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


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
def test_no_pattern_runs_back_over_a_pumped_text(pump: str) -> None:
    """At one place every pattern costs no more than in proportion to the text: twice the text, about twice the time."""
    short, long = ((pump * 4000)[:size] for size in (2000, 4000))
    for pattern in PATTERNS:
        took = seconds(lambda pattern=pattern: pattern.match(long))  # type: ignore[misc]
        assert took < 0.005 or took < 3.5 * seconds(lambda pattern=pattern: pattern.match(short)), pattern.pattern  # type: ignore[misc]


@pytest.mark.parametrize("pump", PUMPS)
def test_the_grammar_costs_in_proportion(pump: str, now: datetime) -> None:
    """Twice the text is at most about twice the work, whatever is repeated."""
    calls(pump, now)
    half, whole = (calls((pump * 200)[:size], now) for size in (100, 200))
    assert whole <= 3 * half + 2000
