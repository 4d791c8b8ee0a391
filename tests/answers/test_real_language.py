"""The answers with the real language, in both languages: what people type first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from bot.answers.answers import Answers
from bot.language.describe import describe
from bot.language.parse import parse
from bot.language.request import Find, Show
from bot.messages import clicks

Shown = Callable[[Any], str]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def real(with_rooms: Callable[..., Answers]) -> Answers:
    return with_rooms(parse=parse)


@pytest.mark.parametrize(
    ("text", "locale", "line"),
    [
        ("expiring in the next 7 days", "en-US", "8 certificates"),
        ("未来7天内到期", "zh-CN", "8 张证书"),
        ("expired", "en-US", "3 certificates"),
        ("*.shop.example 已过期", "zh-CN", "3 张证书"),
        ("api.shop.example", "en-US", "1 certificate"),
        ("id c7", "en-US", "1 certificate"),
        ("help", "zh-CN", "在 /certs 后面写下"),
        ("expiring before 31 Feb", "en-US", "a day that does not exist"),
        ("export expired", "en-US", "3 certificates to download"),
    ],
)
async def test_what_people_type(text: str, locale: str, line: str, real: Answers, message: Any, shown: Shown) -> None:
    """Questions by date, state, name and id, help, and a date that does not exist."""
    zone = "Asia/Shanghai" if locale == "zh-CN" else "America/New_York"
    assert line in shown((await real.ask(message(text, locale=locale, zone=zone))).blocks)


async def test_a_result_is_narrowed_and_subscribed_to(
    real: Answers, message: Any, asker: Any, shown: Shown, value_of: Any
) -> None:
    """A choice of the menu narrows a question, and the narrowed question becomes a reminder."""
    first = await real.ask(message("*.shop.example"))
    result_id, words = clicks.split_value(value_of(first.blocks, f"{clicks.REFINE}.status"))
    narrowed = await real.refine(result_id, words, asker())
    assert "3 certificates" in shown(narrowed.blocks)
    result_id, _ = clicks.split_value(value_of(narrowed.blocks, clicks.REMIND))
    added = await real.remind(result_id, asker())
    assert "It speaks every day at 09:00" in shown(added.blocks)
    assert "*.shop.example expired" in shown((await real.ask(message("reminders"))).blocks)


@pytest.mark.parametrize(
    ("text", "locale"), [("show Gateway2", "en-US"), ("查看 Gateway2", "zh-CN"), ("show shop.example", "en-US")]
)
async def test_a_list_of_what_may_be_meant_is_a_question(
    text: str,
    locale: str,
    with_rooms: Any,
    rooms: Any,
    source: Any,
    message: Any,
    asker: Any,
    shown: Any,
    value_of: Any,
) -> None:
    """Several certificates fit a `show`: the list can be subscribed to, narrowed, and asked again, as a question."""
    source.certificates = tuple(
        msgspec.structs.replace(each, alias="shop.example Gateway2") for each in source.certificates
    )
    real = with_rooms(parse=parse, describe=describe)
    assert isinstance(parse(text, now=NOW, zone="UTC", locale=locale), Show)
    first = await real.ask(message(text, locale=locale))
    result_id, _ = clicks.split_value(value_of(first.blocks, clicks.REMIND))
    added = await real.remind(result_id, asker(locale=locale))
    assert value_of(added.blocks, clicks.FORGET)
    (kept,) = await rooms.subscriptions.of_workspace("T1")
    request = parse(kept.text, now=kept.created_at, zone=kept.zone, locale=kept.locale)
    assert isinstance(request, Find)
    assert request.query == kept.query == (await rooms.results.load("T1", result_id)).query
    result_id, words = clicks.split_value(value_of(first.blocks, f"{clicks.REFINE}.status"))
    assert "3" in shown((await real.refine(result_id, words, asker(locale=locale))).blocks)
    again = next(clicks.asked(block["block_id"]) for block in first.blocks if clicks.asked(block.get("block_id", "")))
    assert value_of((await real.ask(message(again, locale=locale))).blocks, clicks.REMIND)


@pytest.mark.parametrize(
    "text", ["api.shop.example", "expiring within 30 days", "expired or expiring within 30 days", "valid top 20"]
)
async def test_whatever_is_listed_can_be_subscribed_to(
    text: str, with_rooms: Any, rooms: Any, message: Any, asker: Any, value_of: Any
) -> None:
    """`remind` before a question never changes what is asked."""
    real = with_rooms(parse=parse, describe=describe)
    first = await real.ask(message(text))
    result_id, _ = clicks.split_value(value_of(first.blocks, clicks.REMIND))
    await real.remind(result_id, asker())
    (kept,) = await rooms.subscriptions.of_workspace("T1")
    assert kept.query == (await rooms.results.load("T1", result_id)).query


async def test_a_reminder_of_everything_needs_a_question(
    with_rooms: Any, rooms: Any, message: Any, asker: Any, shown: Shown, value_of: Any
) -> None:
    """There is nothing to remind of in all certificates as such: the answer says what to add."""
    real = with_rooms(parse=parse, describe=describe)
    first = await real.ask(message("all certificates"))
    result_id, _ = clicks.split_value(value_of(first.blocks, clicks.REMIND))
    assert "needs a condition" in shown((await real.remind(result_id, asker())).blocks)
    assert await rooms.subscriptions.of_workspace("T1") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hlep", "help"),
        ("Exprot expired in 1999", "export expired in 1999"),
        ("ghots", None),
        ("时间限", "时间线"),
        ("统记 nowhere.example", "统计 nowhere.example"),
        ("账号", "账号列表"),
        ("支付网关", None),
    ],
)
async def test_a_word_that_is_nearly_a_verb(
    typed: str, meant: str | None, real: Answers, message: Any, value_of: Any, shown: Shown
) -> None:
    """It is searched for all the same; where nothing is found, a button asks what may have been meant."""
    blocks = (await real.ask(message(typed))).blocks
    assert "No certificates found" in shown(blocks)
    if meant is None:
        assert "Meant" not in shown(blocks)
    else:
        assert value_of(blocks, f"{clicks.ASK}.0") == meant
