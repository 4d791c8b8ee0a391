"""Exports: links for who asks, files for who has a link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.answers.answers import Answers
from bot.answers.message import Asker, Message
from bot.errors import NotFound, RateLimited, SourceUnavailable
from bot.inventory.limits import Limits
from bot.language.describe import describe
from bot.language.parse import parse
from bot.messages import clicks
from bot.playground.slack_blocks import faults
from bot.store.connection import Redis

Ask = Callable[..., Message]
Shown = Callable[[Any], str]


@pytest.fixture
def real(with_rooms: Callable[..., Answers]) -> Answers:
    return with_rooms(parse=parse, describe=describe)


def urls(blocks: Any) -> list[str]:
    return [each["url"] for block in blocks for each in block.get("elements", ()) if "url" in each]


def token_of(blocks: Any) -> str:
    return urls(blocks)[0].rpartition("/")[2].removesuffix(".csv")


@pytest.mark.parametrize(
    ("text", "locale", "line"),
    [("export expired", "en-US", "3 certificates to download"), ("导出 已过期", "zh-CN", "导出 3 张证书")],
)
async def test_links_for_who_asks(text: str, locale: str, line: str, real: Answers, message: Ask, shown: Shown) -> None:
    """A private answer with both files, until when they are to be had, and a way to end that."""
    reply = await real.ask(message(text, locale=locale))
    assert line in shown(reply.blocks)
    assert not reply.public
    assert faults(list(reply.blocks), "message") == []
    sheet, calendar = map(urlsplit, urls(reply.blocks))
    assert (sheet.scheme, sheet.netloc, sheet.query) == ("https", "certs.example", "")
    assert sheet.path.startswith("/export/T1.")
    assert calendar.path == sheet.path.removesuffix(".csv") + ".ics"
    assert token_of(reply.blocks) not in reply.text


async def test_files_behind_links(real: Answers, source: Any, message: Ask) -> None:
    """Both hold what the question means now, not what it meant when it was asked."""
    token = token_of((await real.ask(message("export expired"))).blocks)
    sheet, calendar = await real.file(token, "csv"), await real.file(token, "ics")
    assert sheet.content.decode("utf-8-sig").count("\r\n") == 4
    assert (sheet.name, calendar.name) == ("certificates-2026-11-23.csv", "certificates-2026-11-23.ics")
    assert calendar.content.count(b"BEGIN:VEVENT") == 3
    assert b"X-WR-CALNAME:Certificates: expired\r\n" in calendar.content


async def test_links_are_revoked(
    real: Answers, message: Ask, asker: Callable[..., Asker], shown: Shown, value_of: Any
) -> None:
    """By who asked for them, and by nobody else; then there is nothing behind them."""
    reply = await real.ask(message("export expired"))
    export_id, _ = clicks.split_value(value_of(reply.blocks, clicks.REVOKE))
    assert "revoked" not in shown((await real.revoke(export_id, asker(user="U2"))).blocks)
    await real.file(token_of(reply.blocks), "csv")
    revoked = await real.revoke(export_id, asker())
    assert "revoked" in shown(revoked.blocks)
    assert "to download" in shown((await real.ask(message(value_of(revoked.blocks, "ask")))).blocks)
    assert "not valid any more" in shown((await real.revoke(export_id, asker())).blocks)
    with pytest.raises(NotFound):
        await real.file(token_of(reply.blocks), "csv")


async def test_without_an_address_there_are_no_links(with_rooms: Any, message: Ask, shown: Shown) -> None:
    """The answer says what the operator sets."""
    reply = await with_rooms(parse=parse, describe=describe, public_url="").ask(message("export expired"))
    assert "PUBLIC_URL" in shown(reply.blocks)
    assert urls(reply.blocks) == []


async def test_links_spend_their_owners_limit(with_rooms: Any, redis: Redis, message: Ask) -> None:
    """A link that went round does not cost Tencent Cloud, or others, more than its owner may ask."""
    real = with_rooms(parse=parse, describe=describe, limits=Limits(redis, user_per_minute=2))
    token = token_of((await real.ask(message("export expired"))).blocks)
    await real.file(token, "csv")
    with pytest.raises(RateLimited):
        await real.file(token, "csv")


async def test_a_source_that_is_away_is_said_at_once(real: Answers, source: Any, message: Ask, shown: Shown) -> None:
    """Nobody gets links to what cannot be listed."""
    source.fault = SourceUnavailable("timeout")
    assert urls((await real.ask(message("export expired"))).blocks) == []
