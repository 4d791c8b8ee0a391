"""A person with the sample inventory before them: everything is real but Slack, which the tour does not need."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import assembly
from bot.answers.message import Asker, Message
from bot.messages.reply import Reply
from bot.playground.scene import certgetlist_samples
from bot.settings import read
from bot.workspaces.sealing import new_key

Ask = Callable[..., Awaitable[Reply]]
ALICE = Asker(workspace="T1", user="U1", channel="C1", locale="en-US", zone="America/New_York")
LI_LEI = Asker(workspace="T1", user="U2", channel="C1", locale="zh-CN", zone="Asia/Shanghai")


@pytest.fixture
async def house(redis_url: str) -> AsyncIterator[assembly.House]:
    """A process of the bot, on an empty Redis and the sample inventory."""
    given = {
        "TZ": "UTC",
        "CERTMINDER_SECRETS": new_key(),
        "PUBLIC_URL": "https://certs.example",
        "CERTMINDER_USER_LIMIT": "1000",
        "CERTMINDER_WORKSPACE_LIMIT": "1000",
    }
    async with certgetlist_samples() as account, assembly.house(read(given | account), redis_url) as opened:
        yield opened


@pytest.fixture
def ask(house: assembly.House) -> Ask:
    """`await ask(text)`: what Alice (or another `asker`) is answered."""

    async def asked(text: str, asker: Asker = ALICE) -> Reply:
        return await house.answers.ask(Message(text, asker, datetime.now(UTC)))

    return asked


@pytest.fixture
def words() -> Callable[[Any], str]:
    """Everything readable in a reply's or a view's blocks, one text a line."""

    def texts(node: Any) -> list[str]:
        if isinstance(node, dict):
            own = [node["text"]] if isinstance(node.get("text"), str) else []
            return own + [text for value in node.values() for text in texts(value)]
        return [text for value in node for text in texts(value)] if isinstance(node, list | tuple) else []

    return lambda node: "\n".join(texts(node))
