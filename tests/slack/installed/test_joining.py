"""A workspace that installed the app is greeted once, in the installer's language, and the trail says who did it."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.oauth.installation_store import Installation

from bot.messages import hello
from bot.playground.slack_store import ALICE, TEAM
from bot.slack.joining import Joining
from bot.store.connection import Redis
from bot.workspaces.audit import Audit


@pytest.fixture
def joining(started: Any, redis: Redis) -> Joining:
    process = started()
    return Joining(process.app, process.kept(redis), hello.to_installer)


@pytest.fixture
def installation(slack: Any) -> Installation:
    return Installation(team_id=TEAM, user_id=ALICE, bot_token=slack.world.bot_token, bot_id="B1", bot_user_id="U1")


@pytest.mark.parametrize(("locale", "said"), [("en-US", "/certs"), ("zh-CN", "在任意频道")])
async def test_the_installer_is_greeted(
    slack: Any, joining: Joining, installation: Installation, redis: Redis, locale: str, said: str
) -> None:
    """One direct message, and one line in the trail."""
    await joining.joined(installation, locale)
    (greeting,) = (await slack.see("messages", user=ALICE))["messages"]
    assert (greeting["channel"], said in str(greeting["blocks"])) == ("D" + ALICE[1:], True)
    assert [(line.entry.actor, line.entry.action) for line in await Audit(redis).latest(TEAM)] == [(ALICE, "install")]


async def test_a_greeting_that_does_not_arrive_harms_nothing(
    slack: Any, joining: Joining, installation: Installation, redis: Redis
) -> None:
    """The installation stands, whatever Slack says to the message."""
    await slack.control("faults", kind="error", method="chat.postMessage", error="messages_tab_disabled")
    await joining.joined(installation, "en-US")
    assert len(await Audit(redis).latest(TEAM)) == 1
