"""Shortcuts through signed payloads: a form that opens, tells and asks, and the host names of a message."""

from __future__ import annotations

from typing import Any

import pytest

from bot.messages import clicks, kit, search_form
from bot.messages.reply import Reply
from bot.playground.slack_store import ALICE, BOT_USER, LI_LEI, OPS, RANDOM, SHORTCUTS
from bot.slack.manifest import FIND_SHORTCUT, MANIFEST, SEARCH_SHORTCUT
from bot.slack.message_texts import texts
from bot.slack.shortcuts import SHORTCUTS as RUN


async def opened(slack: Any, user: str = ALICE, channel: str = OPS) -> dict[str, Any]:
    """The form, as somebody opens it who looks at a channel."""
    wish = {"user": user, "callback_id": SEARCH_SHORTCUT, "channel": channel, "wait": 5}
    view: dict[str, Any] = (await slack.control("shortcut", **wish))["view"]
    return view


async def said(slack: Any, text: str, **more: Any) -> str:
    """The timestamp of what Li Lei wrote in #ops."""
    await slack.control("type", user=LI_LEI, channel=OPS, text=text, **more)
    return str(slack.world.channels[OPS].posts[-1].ts)


async def test_the_form_opens_and_learns(slack: Any, answers: Any) -> None:
    """It opens in the person's language; each change draws it anew with what all fields hold, and they keep it."""
    view = await opened(slack, LI_LEI)
    assert view["title"]["text"] == "查找证书"
    where = {"user": LI_LEI, "view_id": view["id"], "wait": 5}
    await slack.control("click", **where, action_id=search_form.STATUS, choose="EXPIRED", until="everything")
    values = {search_form.NAMES: "api.shop.example"}
    drawn = await slack.control(
        "click", **where, action_id=search_form.FIRST, choose="2026-12-01", values=values, until="/certs api.shop"
    )
    assert drawn["view"]["id"] == view["id"]
    held = answers.calls[-1][1]
    assert (held[search_form.STATUS], held[search_form.FIRST], held[search_form.FIELD]) == (
        "EXPIRED", "2026-12-01", "expires",
    )  # fmt: skip
    assert drawn["view"]["state"]["values"][search_form.NAMES][search_form.NAMES]["value"] == "api.shop.example"


async def test_a_form_that_is_closed_is_left_alone(slack: Any, answers: Any, wait_until: Any) -> None:
    """A change that arrives when the form is gone is no trouble of anybody's."""
    view = await opened(slack)
    await slack.control("faults", kind="error", method="views.update", error="not_found")
    wish = {"user": ALICE, "view_id": view["id"], "action_id": search_form.KIND, "choose": "SVR"}
    await slack.control("click", **wish)
    await wait_until(lambda: len(slack.app.tasks) == 0)
    assert [call[0] for call in answers.calls] == ["search form", "search form"]
    assert (await slack.see("messages", user=ALICE))["messages"] == []


async def test_a_button_opens_the_form_too(slack: Any, answers: Any) -> None:
    """Under the help, and on the Home tab."""
    answers.reply = Reply("help", (kit.actions(kit.button("Search", clicks.SEARCH, "search")),))
    message = (await slack.type(ALICE, OPS, "/certs help", until="help"))["message"]
    view = (await slack.click(ALICE, message, clicks.SEARCH, until="/certs everything"))["view"]
    assert (view["callback_id"], view["title"]["text"]) == (search_form.SEARCH_FORM, "Search certificates")


async def test_a_sent_form_is_a_question(slack: Any, answers: Any, wait_until: Any) -> None:
    """It is asked as typed text and answered where the person looks, for their eyes only, though the app is no
    member there; what is wrong is said in the form first."""
    view = await opened(slack, channel=RANDOM)
    assert BOT_USER not in slack.world.channels[RANDOM].members
    refused = await slack.control("submit", user=ALICE, view_id=view["id"], values={search_form.NAMES: "wrong"})
    assert refused["view"]["errors"] == {search_form.NAMES: "cannot be read"}
    assert answers.asked == []
    wish = {"user": ALICE, "view_id": view["id"], "values": {search_form.NAMES: "right"}}
    answered = await slack.control("submit", **wish, wait=5, until="answer to words of the form")
    assert (answered["message"]["channel"], answered["message"]["ephemeral_for"]) == (RANDOM, ALICE)
    assert answers.asked[0].asker.channel == RANDOM
    await slack.control("replay", resigned=True)
    await wait_until(lambda: len(slack.app.tasks) == 0)
    assert len(answers.asked) == 1


async def test_another_place_may_be_chosen(slack: Any) -> None:
    """The answer goes to the conversation that the form names."""
    view = await opened(slack)
    values = {search_form.WHERE: "D" + ALICE[1:]}
    done = await slack.control("submit", user=ALICE, view_id=view["id"], values=values, wait=5, until="answer to")
    assert done["message"]["channel"] == "D" + ALICE[1:]


async def test_the_hosts_of_a_message(slack: Any, answers: Any, wait_until: Any) -> None:
    """All of the message reaches the answers; the answer is ephemeral for who asked, and a repetition has no effect."""
    ts = await said(slack, "is https://api.shop.example/x fine?")
    wish = {"user": ALICE, "callback_id": FIND_SHORTCUT, "channel": OPS, "message_ts": ts}
    found = await slack.control("shortcut", **wish, wait=5, until="hosts of the message")
    assert (found["message"]["channel"], found["message"]["ephemeral_for"]) == (OPS, ALICE)
    assert found["message"].get("thread_ts") is None
    await slack.control("replay", resigned=True)
    await wait_until(lambda: len(slack.app.tasks) == 0)
    (call,) = answers.calls
    assert "api.shop.example" in call[1]


async def test_a_reply_is_answered_in_its_thread(slack: Any) -> None:
    """Who reads a thread sees the answer there; the thread's first message stands in the channel."""
    head = await said(slack, "api.shop.example")
    reply = await said(slack, "www.shop.example", thread_ts=head)
    wish = {"user": ALICE, "callback_id": FIND_SHORTCUT, "channel": OPS, "wait": 5, "until": "hosts of"}
    assert (await slack.control("shortcut", **wish, message_ts=reply))["message"]["thread_ts"] == head
    assert (await slack.control("shortcut", **wish, message_ts=head))["message"].get("thread_ts") is None


@pytest.mark.parametrize("fact", ["guest", "stranger"])
async def test_outsiders_are_refused(slack: Any, answers: Any, fact: str) -> None:
    """A guest and a member of another workspace read why, and nothing is opened, asked or told."""
    await slack.control("people", id="U0GUEST001", **{fact: True})
    ts = await said(slack, "api.shop.example")
    wish = {"user": "U0GUEST001", "wait": 5, "until": "may not do that"}
    first = await slack.control("shortcut", **wish, callback_id=SEARCH_SHORTCUT, channel=OPS)
    second = await slack.control("shortcut", **wish, callback_id=FIND_SHORTCUT, channel=OPS, message_ts=ts)
    assert [first["timed_out"], second["timed_out"], first["view"]] == [False, False, None]
    assert answers.calls == []


async def test_a_shortcut_of_another_version(slack: Any) -> None:
    """It is acknowledged, and the person told to ask again."""
    slack.world.shortcuts = ({"callback_id": "older", "name": "Older", "type": "global"},)
    done = await slack.control("shortcut", user=ALICE, callback_id="older", wait=5, until="ask again")
    assert (done["ack"]["status"], done["timed_out"]) == (200, False)


def test_every_shortcut_is_in_the_manifest_and_in_the_play() -> None:
    """The manifest, what is run and the played Slack have the same two."""
    named = MANIFEST["features"]["shortcuts"]
    assert {each["callback_id"] for each in named} == set(RUN)
    assert [{name: each[name] for name in ("callback_id", "name", "type")} for each in named] == list(SHORTCUTS)


def test_everything_readable_is_read() -> None:
    """Text, blocks, table cells, link targets and attachments; not what one presses, nor what apps tell each other."""
    message = {
        "text": "one",
        "blocks": [
            {"type": "rich_text", "elements": [{"type": "link", "url": "https://two.example", "text": "three"}]},
            {"type": "section", "fields": [{"type": "mrkdwn", "text": "four"}]},
            {"type": "actions", "elements": [{"type": "button", "text": {"text": "no"}, "url": "https://no.example"}]},
            {"type": "data_table", "rows": [[{"type": "raw_text", "text": "five"}]]},
        ],
        "attachments": [{"title_link": "six", "fields": [{"title": "seven", "value": "eight"}], "text": None}],
        "user": "nobody",
        "metadata": {"event_payload": {"type": ["of", "any"], "text": "no"}},
        "files": [{"type": {"odd": []}, "title": "nine"}],
    }
    found = list(texts(message))
    assert set(found) == {"one", "https://two.example", "three", "four", "five", "six", "seven", "eight", "nine"}
    assert found[0] == "one"
    assert list(texts(None)) == []
