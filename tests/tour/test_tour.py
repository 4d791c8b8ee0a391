"""What a person can do, in reading order. Start here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from bot import assembly
from bot.answers.message import Asker
from bot.messages import help as helping
from bot.messages.reply import Reply
from bot.messages.texts import say
from bot.playground.scene import STAGING
from bot.workspaces.accounts import Account
from bot.workspaces.roles import Role
from bot.workspaces.stored_accounts import Access
from tests.tour.conftest import ALICE, LI_LEI, Ask

Words = Callable[[Any], str]


def button(blocks: Any, action: str) -> str:
    """The value of the first element whose action_id starts with `action`."""
    elements = [each for block in blocks for each in (*block.get("elements", ()), block.get("accessory") or {})]
    found: str = next(each["value"] for each in elements if str(each.get("action_id", "")).startswith(action))
    return found


async def test_ask_in_english(ask: Ask, words: Words) -> None:
    """A question is answered with how many there are, what was understood, and the certificates."""
    reply = await ask("expiring in the next 30 days")
    said = words(reply.blocks)
    assert "certificates" in said
    assert "Understood" in said
    assert "api.shop.example" in said
    assert not reply.public


async def test_ask_in_chinese(ask: Ask, words: Words) -> None:
    """The same works in Chinese, and the answer is in the reader's language."""
    said = words((await ask("未来30天内到期的服务器证书", LI_LEI)).blocks)
    assert "张证书" in said
    assert "api.shop.example" in said


async def test_narrow_it_down(ask: Ask, words: Words) -> None:
    """Names, kinds, states and words narrow a question, in any order."""
    said = words((await ask("valid server certificates *.pay.example")).blocks)
    assert "pay.example" in said
    assert "shop.example" not in said


async def test_nothing_is_guessed(ask: Ask, words: Words) -> None:
    """What cannot be read is named, and nothing is answered in its place."""
    said = words((await ask("expiring on 31 Feb")).blocks)
    assert "31 Feb" in said
    assert "certificates" not in said.split("\n")[0]


async def test_look_closer(ask: Ask, house: assembly.House, words: Words) -> None:
    """Each certificate opens in full: names, project, dates in the reader's zone and in Beijing's."""
    reply = await ask("api.shop.example")
    result_id, certificate_id = button(reply.blocks, "result_details").split(":")
    said = words((await house.answers.details(result_id, certificate_id, ALICE)).payload)
    assert "api.shop.example" in said
    assert "Beijing" in said


async def test_turn_the_page(ask: Ask, house: assembly.House, words: Words) -> None:
    """A long answer has pages, and its buttons work for days, in other processes too."""
    first = await ask("all certificates")
    result_id, page = button(first.blocks, "result_page.next").split(":")
    second = await house.answers.turn(result_id, ALICE, page=int(page))
    assert "11–20" in words(second.blocks)


async def test_share_it(ask: Ask, house: assembly.House, words: Words) -> None:
    """An answer is for the asker alone until it is shared, which says by whom."""
    result_id = button((await ask("expired")).blocks, "result_share").split(":")[0]
    channel: list[Reply] = []

    async def post(shared: Reply) -> None:
        channel.append(shared)

    await house.answers.share(result_id, ALICE, post)
    assert [shared.public for shared in channel] == [True]
    assert f"<@{ALICE.user}>" in words(channel[0].blocks)


async def test_be_reminded(ask: Ask, words: Words) -> None:
    """A question becomes a reminder of the channel, is listed there, and can be removed."""
    assert "Asia/Shanghai" in words((await ask("提醒 *.shop.example 30天内到期 每个工作日9点", LI_LEI)).blocks)
    listed = await ask("reminders")
    assert "shop.example" in words(listed.blocks)
    name = button(listed.blocks, "subscription_forget").split(":")[0]
    assert "removed" in words((await ask(f"forget {name}")).blocks)


async def test_get_help(ask: Ask, words: Words) -> None:
    """Help shows examples that work when pasted."""
    assert "/certs" in words((await ask("help")).blocks)
    assert "到期" in words((await ask("帮助", LI_LEI)).blocks)


async def test_ask_several_accounts(ask: Ask, house: assembly.House, words: Words) -> None:
    """A workspace may have more than one: a question names it, a channel has its default, or all are searched at
    once."""
    await house.accounts.connect("T1", Account("staging"), Access(*STAGING))
    admin = msgspec.structs.replace(ALICE, role=Role.ADMIN)
    assert "api.staging.example" in words((await ask("valid account staging")).blocks)
    assert "api.staging.example" in words((await ask("*.staging.example in all accounts")).blocks)
    await ask("default account staging", admin)
    assert "this channel's default account" in words((await ask("expired")).blocks)


@pytest.mark.parametrize("who", [ALICE, LI_LEI], ids=["en", "zh"])
async def test_paste_the_examples(ask: Ask, words: Words, who: Asker) -> None:
    """Every example of the help works as it is, in the order in which they stand; names and ids find something."""
    admin = msgspec.structs.replace(who, role=Role.ADMIN)
    for topic in helping.TOPICS:
        for example in helping.examples(topic, who.locale):
            reply = await ask(example, admin)
            assert not reply.notice, (example, reply.text)
            assert topic not in {"names", "one"} or say("result.none", who.locale) not in words(reply.blocks), example
