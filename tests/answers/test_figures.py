"""Timelines and statistics, asked in the real language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from bot.answers.answers import Answers
from bot.answers.message import Message
from bot.language.describe import describe
from bot.language.parse import parse
from bot.messages import clicks
from bot.playground.slack_blocks import faults

Ask = Callable[..., Message]
Shown = Callable[[Any], str]


@pytest.fixture
def real(with_rooms: Callable[..., Answers]) -> Answers:
    return with_rooms(parse=parse, describe=describe)


@pytest.mark.parametrize(
    ("text", "locale", "lines"),
    [
        ("timeline", "en-US", ["22 expire", "By week: all certificates", "3 ended before"]),
        ("timeline by month", "en-US", ["22 expire", "By month", "Nov 2026", "Dec 2026"]),
        ("时间线", "zh-CN", ["22 张到期", "11月30日", "3 张更早已到期"]),
        ("timeline expiring in December", "en-US", ["14 expire"]),
        ("timeline nothing-like-it", "en-US", ["Nothing ends in these days"]),
        ("stats", "en-US", ["25 certificates", "22 Valid", "3 Expired", "25 TrustAsia TLS RSA CA", "not given"]),
        ("统计 已过期", "zh-CN", ["3 张证书", "理解为：已过期", "按颁发机构"]),
        ("stats nothing-like-it", "en-US", ["No certificates found"]),
    ],
)
async def test_figures(text: str, locale: str, lines: list[str], real: Answers, message: Ask, shown: Shown) -> None:
    """Counts, what was understood, and what stands outside, in the reader's language; as Slack takes them."""
    reply = await real.ask(message(text, locale=locale))
    said = shown(reply.blocks)
    assert [line for line in lines if line not in said] == []
    assert faults(list(reply.blocks), "message") == []
    assert faults(list(reply.rich), "message") == []


async def test_what_is_renewed_is_drawn_apart(real: Answers, source: Any, message: Ask, shown: Shown) -> None:
    """A certificate that another one covers for longer needs no work: it is counted as renewed."""
    old = source.certificates[10]
    new = msgspec.structs.replace(old, id="new", expires=source.certificates[24].expires)
    source.certificates = (old, new)
    assert "1 expires · 1 already renewed" in shown((await real.ask(message("timeline"))).blocks)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_figures_lead_to_lists(locale: str, real: Answers, message: Ask, shown: Shown, value_of: Any) -> None:
    """Each period of a timeline, and all of it, can be listed; statistics are narrowed like any result."""
    drawn = await real.ask(message("timeline *.shop.example", locale=locale))
    last = value_of(drawn.blocks, f"{clicks.ASK}.period")
    assert "w25.shop.example" in shown((await real.ask(message(last, locale=locale))).blocks)
    every = value_of(drawn.blocks, f"{clicks.ASK}.list")
    assert "25" in shown((await real.ask(message(every, locale=locale))).blocks)
    counted = await real.ask(message("stats *.shop.example", locale=locale))
    drawn = await real.ask(message(value_of(counted.blocks, f"{clicks.ASK}.timeline"), locale=locale))
    assert "22" in shown(drawn.blocks)
    result_id, words = clicks.split_value(value_of(counted.blocks, f"{clicks.REFINE}.status"))
    narrowed = await real.refine(result_id, words, message("").asker)
    assert "3 certificates · 3 expired" in shown(narrowed.blocks)
