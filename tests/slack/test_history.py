"""Finding a message by its key in what the app may read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.errors import DeliveryRefused, DeliveryUnknown
from bot.messages.reply import Reply
from bot.playground.slack_store import ALICE, OPS, TEAM, Post
from bot.slack.history import PAGE, History

KEY = "s1:2026-11-23"
METADATA = {"event_type": "certminder_digest", "event_payload": {"key": KEY}}


@pytest.fixture
def history(slack: Any) -> History:
    return History(slack.app.api, slack.app.authorize)


def now(slack: Any) -> datetime:
    return datetime.fromtimestamp(slack.world.clock(), UTC)


async def test_a_message_is_found_by_its_key(slack: Any, history: History) -> None:
    """However many messages came after it, over several pages; another key is not there."""
    ts = await slack.app.delivery.deliver(TEAM, OPS, Reply("due"), METADATA)
    for number in range(2 * PAGE + 10):
        slack.world.add_post(Post(slack.world.next_ts(), OPS, ALICE, str(number)))
    assert await history.find(TEAM, OPS, KEY, now(slack)) == ts
    assert await history.find(TEAM, OPS, "s1:2026-11-24", now(slack)) is None


async def test_only_our_own_message_counts(slack: Any, history: History) -> None:
    """Metadata like ours in somebody else's message does not silence a reminder."""
    ts = await slack.app.delivery.deliver(TEAM, OPS, Reply("due"), METADATA)
    slack.world.find_post(OPS, ts).author = ALICE
    assert await history.find(TEAM, OPS, KEY, now(slack)) is None


async def test_what_is_older_is_another_one(slack: Any, history: History) -> None:
    """A message from before the post was planned, clocks' differences granted, is not the one."""
    await slack.app.delivery.deliver(TEAM, OPS, Reply("due"), METADATA)
    assert await history.find(TEAM, OPS, KEY, now(slack) + timedelta(minutes=50)) is not None
    assert await history.find(TEAM, OPS, KEY, now(slack) + timedelta(minutes=70)) is None


async def test_without_the_scope_nobody_may_look(slack: Any, history: History) -> None:
    """Where the optional scope was left out Slack refuses, for certain."""
    slack.world.scopes = tuple(each for each in slack.world.scopes if each != "channels:history")
    with pytest.raises(DeliveryRefused, match="missing_scope"):
        await history.find(TEAM, OPS, KEY, now(slack))


async def test_a_slack_that_does_not_say_is_no_empty_channel(slack: Any, history: History) -> None:
    """Nothing is concluded from an answer that is none."""
    await slack.control("faults", kind="http_500", method="conversations.history")
    with pytest.raises(DeliveryUnknown):
        await history.find(TEAM, OPS, KEY, now(slack))
