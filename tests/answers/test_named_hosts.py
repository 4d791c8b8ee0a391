"""The certificates of the host names in a message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.answers.answers import Answers
from bot.certificates import Certificate
from bot.language.describe import describe
from bot.language.parse import parse
from bot.messages import clicks
from bot.workspaces.accounts import Account
from bot.workspaces.stored_accounts import Access, Accounts

Shown = Callable[[Any], str]


@pytest.fixture
def real(with_rooms: Callable[..., Answers]) -> Answers:
    return with_rooms(parse=parse, describe=describe)


async def test_each_host_has_its_line(real: Answers, asker: Any, shown: Shown) -> None:
    """What is usable for each, whether it lasts, and the list of all of it, with the buttons of any answer."""
    text = "w05.shop.example and api.shop.example; <https://x.nowhere.example/a|that one>?"
    reply = await real.named(text, asker())
    lines = shown(reply.blocks).splitlines()
    assert lines[0] == "3 host names in this message · 1 without a certificate"
    assert lines[1] == "🟠 w05.shop.example · Valid · expires tomorrow 21:00"
    assert lines[2].startswith("🔴 api.shop.example · Expired")
    assert lines[3] == "⚠️ x.nowhere.example · no certificate can be used for it"
    assert "2 certificates · 1 expired · 1 expires within 7 days" in lines
    asked = {clicks.asked(block.get("block_id", "")) for block in reply.blocks} - {""}
    assert asked == {"for w05.shop.example or api.shop.example or x.nowhere.example"}
    assert not reply.public


async def test_the_one_that_lasts_counts(real: Answers, source: Any, asker: Any, shown: Shown) -> None:
    """Of a host the valid certificate that ends last, a wildcard's too; of a pattern the next one to end."""
    wildcard = Certificate("wild", "*.shop.example", names=("*.shop.example",), status_code=1)
    source.certificates = (*source.certificates[3:6], wildcard)
    lines = shown((await real.named("w05.shop.example *.shop.example", asker())).blocks).splitlines()
    assert "2 certificates" in lines[1]
    assert "expires" not in lines[1]
    assert "expires today" in lines[2]
    assert "4 certificates" in lines[2]


async def test_a_message_without_any_says_so(real: Answers, source: Any, asker: Any, shown: Shown) -> None:
    """In the reader's language, without asking the source."""
    assert "no host name" in shown((await real.named("lunch at 12.30?", asker())).blocks)
    assert "没有域名" in shown((await real.named("", asker(locale="zh-CN"))).blocks)
    assert source.asked == 0


async def test_there_is_an_end_to_it(real: Answers, asker: Any, shown: Shown) -> None:
    """Ten names at most, and as many as a question can hold that buttons ask again; how many were left is said."""
    short = await real.named(" ".join(f"w{n}.s.example" for n in range(14)), asker())
    assert "10 host names" in shown(short.blocks)
    assert "4 more host names were not looked up" in shown(short.blocks)
    long = await real.named(" ".join(f"a-rather-long-name-{n}.shop.example" for n in range(9)), asker(locale="zh-CN"))
    assert "消息中有 5 个域名" in shown(long.blocks)
    assert "另有 4 个域名未查询" in shown(long.blocks)


async def test_what_cannot_be_had_is_a_sentence(real: Answers, source: Any, asker: Any, shown: Shown) -> None:
    """A source that does not answer is told like under any question."""
    source.fault = RuntimeError("a-detail-for-the-log")
    reply = await real.named("api.shop.example", asker())
    assert reply.notice
    assert "a-detail-for-the-log" not in shown(reply.blocks)


async def test_every_account_is_looked_at(real: Answers, accounts: Accounts, asker: Any, shown: Shown) -> None:
    """That nothing is usable must be true of all accounts, not of the default one alone."""
    await accounts.connect("T1", Account("prod"), Access("an-id", "a-key"))
    reply = await real.named("w05.shop.example", asker())
    assert "2 certificates" in shown(reply.blocks).splitlines()[1]
    assert "all accounts" in shown(reply.blocks)
