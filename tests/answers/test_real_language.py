"""The answers with the real language, in both languages: what people type first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.answers.answers import Answers
from bot.language.parse import parse
from bot.messages import kit

Shown = Callable[[Any], str]


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
    result_id, words = kit.split_value(value_of(first.blocks, kit.ACTION_REFINE))
    narrowed = await real.refine(result_id, words, asker())
    assert "3 certificates" in shown(narrowed.blocks)
    result_id, _ = kit.split_value(value_of(narrowed.blocks, kit.ACTION_REMIND))
    added = await real.remind(result_id, asker())
    assert "It speaks every day at 09:00" in shown(added.blocks)
    assert "*.shop.example expired" in shown((await real.ask(message("reminders"))).blocks)
