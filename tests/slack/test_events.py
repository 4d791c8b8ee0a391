"""Mentions, direct messages and the Home tab."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground import slack_payloads
from bot.playground.slack_delivery import Delivery, SignedHttp
from bot.playground.slack_store import ALICE, BOT_USER, LI_LEI, OPS, RANDOM, TEAM
from bot.store import keys
from bot.store.connection import Redis
from bot.workspaces.audit import Audit, Entry
from bot.workspaces.installations import Installations
from bot.workspaces.sealing import Sealing, new_key

DM = "D" + ALICE[1:]


async def test_a_mention_is_answered_for_one_person(slack: Any, answers: Any) -> None:
    """The mention is taken off, and the answer is ephemeral in the channel."""
    said = await slack.type(LI_LEI, OPS, "@certminder 下个月到期 *.example.com", until="answer to")
    assert answers.asked[0].text.startswith("下个月到期")
    assert (said["message"]["ephemeral_for"], said["message"].get("thread_ts")) == (LI_LEI, None)


async def test_a_mention_in_a_thread_is_answered_there(slack: Any) -> None:
    """Commands can't be typed in threads; a mention can, and the answer stays in it."""
    await slack.control("type", user=ALICE, channel=OPS, text="which ones end soon?")
    parent = (await slack.see("messages", user=ALICE, channel=OPS))["messages"][0]["ts"]
    said = await slack.type(ALICE, OPS, "@certminder expiring soon", thread_ts=parent)
    assert (said["message"]["thread_ts"], said["message"]["ephemeral_for"]) == (parent, ALICE)


async def test_a_direct_message_is_answered_as_one(slack: Any, answers: Any) -> None:
    """In the direct messages the answer is a normal message, kept like any other."""
    said = await slack.type(ALICE, DM, "all")
    assert (said["message"]["channel"], said["message"]["ephemeral_for"]) == (DM, None)
    assert answers.asked[0].asker.channel == DM


async def test_a_direct_message_is_dated_by_slack(slack: Any, answers: Any) -> None:
    """What "tomorrow" means depends on when it was sent, which an event says."""
    await slack.type(ALICE, DM, "all")
    sent = next(post for post in slack.world.channels[DM].posts if post.author == ALICE)
    assert abs(answers.asked[0].sent_at.timestamp() - float(sent.ts)) < 0.001


async def test_the_app_does_not_talk_to_itself_or_to_bots(slack: Any, answers: Any, wait_until: Any) -> None:
    """Its own messages, other bots', edits and deletions are acknowledged and never answered."""
    event = {"type": "message", "channel": DM, "channel_type": "im", "text": "all", "ts": "1.1", "user": ALICE}
    for odd in (
        {"user": BOT_USER, "bot_id": "B0CERTBOT1"},
        {"bot_id": "B0OTHER"},
        {"subtype": "message_changed"},
        {"edited": {"user": ALICE, "ts": "1.2"}},
        {"user": None},
    ):
        assert await _deliver(slack, {**event, **odd}) == 200
    assert await _deliver(slack, {**event, "channel": OPS, "channel_type": "channel"}) == 200
    await wait_until(lambda: len(slack.app.tasks) == 0)
    assert answers.asked == []


async def test_events_of_no_interest_are_acknowledged(slack: Any) -> None:
    """Otherwise Slack would send them three times more."""
    assert await _deliver(slack, {"type": "team_rename", "name": "x"}) == 200
    assert await _deliver(slack, {"type": "app_home_opened", "user": ALICE, "tab": "messages"}) == 200


async def test_the_home_tab_is_published(slack: Any, answers: Any) -> None:
    """Opening it publishes the person's own; a click there is answered in the direct messages."""
    opened = await slack.control("home", user=LI_LEI, wait=5)
    assert answers.calls == [("home", LI_LEI, "zh-CN")]
    assert opened["home"]["blocks"][0]["type"] == "header"
    pressed = {"user": LI_LEI, "view_id": opened["home"]["id"], "action_id": "ask.1", "wait": 5, "until": "answer to"}
    answered = await slack.control("click", **pressed)
    assert (answered["message"]["channel"], answers.asked[0].text) == ("D" + LI_LEI[1:], "下个月到期")


async def test_removing_the_app_erases_the_workspace(slack: Any, redis: Redis, wait_until: Any) -> None:
    """After an uninstallation nothing is kept of the workspace; the end of one person's token erases nothing."""
    await slack.type(ALICE, DM, "all")
    await redis.set(keys.result("T0OTHER001", "r1"), b"x", ex=60)
    kept = len(await redis.keys(keys.everything(TEAM)))
    assert kept > 0
    await _deliver(slack, {"type": "tokens_revoked", "tokens": {"oauth": [ALICE]}})
    await wait_until(lambda: len(slack.app.tasks) == 0)
    assert len(await redis.keys(keys.everything(TEAM))) == kept
    await slack.control("workspace", act="uninstall")
    await wait_until(lambda: len(slack.app.tasks) == 0)
    assert await redis.keys(keys.everything(TEAM)) == []
    assert await redis.exists(keys.result("T0OTHER001", "r1")) == 1


@pytest.mark.parametrize("order", [("app_uninstalled", "tokens_revoked"), ("tokens_revoked", "app_uninstalled")])
async def test_nothing_stays_in_either_order(slack: Any, redis: Redis, wait_until: Any, order: tuple[str, str]) -> None:
    """Slack's two events about an uninstallation come in any order: after both, as after either, no key is left."""
    events = {"app_uninstalled": {}, "tokens_revoked": {"tokens": {"oauth": [ALICE], "bot": [BOT_USER]}}}
    for name in order:
        await Installations(redis, Sealing(new_key())).save(TEAM, {"bot_token": "xoxb-canary-token"})
        await Audit(redis).write(TEAM, Entry(ALICE, "share"))
        await redis.hset(keys.subscriptions(TEAM), "s1", b"{}")
        await redis.set(keys.listing(TEAM, "default"), b"x", ex=60)
        await _deliver(slack, {"type": name, **events[name]})
        await wait_until(lambda: len(slack.app.tasks) == 0)
        assert await redis.keys(keys.everything(TEAM)) == []


async def _deliver(slack: Any, event: dict[str, Any]) -> int:
    """Deliver an event that no person of the played workspace would cause."""
    http = SignedHttp(slack.world)
    ack = await http.send(Delivery("event", slack_payloads.event(slack.world, event)))
    await http.aclose()
    return ack.status or 0


async def test_it_says_hello_where_it_is_invited(slack: Any, answers: Any) -> None:
    """Once, to the whole channel, in the language of who invited it."""
    await slack.control("workspace", act="invite_bot", channel=RANDOM)
    hello = await slack.control("wait", user=ALICE, since=0, until="hello")
    assert (hello["message"]["channel"], hello["message"]["ephemeral_for"]) == (RANDOM, None)
    assert answers.calls == [("hello", "en-US")]


async def test_others_join_in_silence(slack: Any, answers: Any, wait_until: Any) -> None:
    """A member who joins a channel is not greeted."""
    joined = {"type": "member_joined_channel", "user": LI_LEI, "channel": OPS, "channel_type": "C", "inviter": ALICE}
    assert await _deliver(slack, joined) == 200
    await wait_until(lambda: len(slack.app.tasks) == 0)
    assert answers.calls == []
