"""What becomes of a message under every answer of Slack's: certainly posted, certainly not, or unknown."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest

from bot.errors import DeliveryError, DeliveryRefused, DeliveryThrottled, DeliveryUnknown
from bot.messages.reply import Reply, View
from bot.playground.slack_store import ALICE, BOT_USER, LI_LEI, OPS, RANDOM, TEAM
from bot.slack.delivery import Delivery, plain_sections
from bot.slack.payloads import Origin
from bot.slack.web_api import WebApi

HELLO = Reply("hello", ({"type": "section", "text": {"type": "plain_text", "text": "hello"}},))
DIRECT = "D" + ALICE[1:]
BAD = {"type": "hologram"}


def texts(slack: Any, channel: str) -> list[str]:
    return [post.text for post in slack.world.channels[channel].posts]


async def test_a_post_gives_its_ts_and_carries_its_key(slack: Any) -> None:
    """Metadata travels with the message; names and links in the text wake nobody and unfold nothing."""
    metadata = {"event_type": "certminder_digest", "event_payload": {"key": "s1:2026-11-23"}}
    ts = await slack.app.delivery.deliver(TEAM, OPS, HELLO, metadata)
    post = slack.world.find_post(OPS, ts)
    assert (post.text, post.metadata) == ("hello", metadata)
    (call,) = await slack.calls("chat.postMessage")
    sent = {name: call["args"][name] for name in ("link_names", "unfurl_links", "unfurl_media", "parse")}
    assert sent == {"link_names": False, "unfurl_links": False, "unfurl_media": False, "parse": "none"}


@pytest.mark.parametrize("code", ["is_archived", "invalid_auth", "token_revoked", "restricted_action", "msg_too_long"])
async def test_a_refusal_is_certain(slack: Any, code: str) -> None:
    """An error code of Slack's means that the message does not stand there."""
    await slack.control("faults", kind="error", method="chat.postMessage", error=code)
    with pytest.raises(DeliveryRefused) as refused:
        await slack.app.delivery.deliver(TEAM, OPS, HELLO)
    assert (refused.value.code, texts(slack, OPS)) == (code, [])


async def test_throttling_is_certain_and_not_repeated(slack: Any) -> None:
    """A 429 names the seconds to wait; the post is not made again by itself."""
    await slack.control("faults", kind="ratelimited", method="chat.postMessage", retry_after=7)
    with pytest.raises(DeliveryThrottled) as throttled:
        await slack.app.delivery.deliver(TEAM, OPS, HELLO)
    assert (throttled.value.retry_after, texts(slack, OPS)) == (7.0, [])


async def test_unknown_outcomes_are_called_unknown(slack: Any) -> None:
    """A 500, an internal error and an answer that got lost may each have posted; none is posted again."""
    orders: tuple[dict[str, str], ...] = (
        {"kind": "http_500"},
        {"kind": "error", "error": "fatal_error"},
        {"kind": "error", "error": "internal_error"},
        {"kind": "drop"},
    )
    for order in orders:
        await slack.control("faults", method="chat.postMessage", **order)
        with pytest.raises(DeliveryUnknown):
            await slack.app.delivery.deliver(TEAM, OPS, HELLO)
    assert texts(slack, OPS) == ["hello"]  # the one whose answer was dropped
    assert len(await slack.calls("chat.postMessage")) == len(orders)


async def test_a_connection_that_never_opened_is_certain() -> None:
    """Nobody listens: certainly not posted, to be tried later."""
    api = WebApi("http://127.0.0.1:9/api/")
    with pytest.raises(DeliveryThrottled):
        await api.post("xoxb-canary-token", "chat.postMessage", channel=OPS, text="x")
    with pytest.raises(DeliveryThrottled):
        await api.respond("http://127.0.0.1:9/response/x", {"text": "x"})
    await api.aclose()


async def test_no_error_shows_the_token(slack: Any) -> None:
    """Whatever fails, the error's text and its causes are free of the token."""
    for kind in ("ratelimited", "http_500", "drop", "error"):
        await slack.control("faults", method="chat.postMessage", kind=kind)
        with pytest.raises(DeliveryError) as failed:
            await slack.app.delivery.deliver(TEAM, OPS, HELLO)
        assert failed.value.__cause__ is None
        assert "canary" not in str(failed.value)


async def test_an_edit_is_repeated_when_slack_asks_for_patience(slack: Any) -> None:
    """Editing twice does no harm, so a 429 is waited for."""
    ts = await slack.app.delivery.deliver(TEAM, OPS, HELLO)
    await slack.control("faults", kind="ratelimited", method="chat.update", retry_after=0)
    await slack.app.delivery.update(TEAM, OPS, ts, Reply("edited"))
    assert texts(slack, OPS) == ["edited"]


async def test_refused_blocks_come_as_plain_sections(slack: Any) -> None:
    """Rich blocks, then the usual ones, then the text with its buttons: something always arrives."""
    button = {"type": "button", "action_id": "link", "text": {"type": "plain_text", "text": "Go"}, "url": "https://x.y"}
    reply = Reply("the text", (BAD, {"type": "actions", "elements": [button]}), rich=(BAD,))
    ts = await slack.app.delivery.deliver(TEAM, OPS, reply)
    assert [block["type"] for block in slack.world.find_post(OPS, ts).blocks] == ["section", "actions"]
    assert slack.world.find_post(OPS, ts).blocks[0]["text"]["text"] == "the text"
    answer = (await slack.type(ALICE, OPS, "/certs all"))["message"]
    await slack.app.delivery.update(TEAM, OPS, ts, reply)
    assert (await slack.calls("chat.update"))[-1]["ok"]
    assert answer["text"] == "answer to all"


async def test_a_slack_without_rich_blocks_is_remembered(slack: Any) -> None:
    """What it refused once is not offered again; where it is taken, it is what people see."""
    rich = {"type": "section", "text": {"type": "plain_text", "text": "rich"}}
    ts = await slack.app.delivery.deliver(TEAM, OPS, Reply("a", HELLO.blocks, rich=(rich,)))
    assert slack.world.find_post(OPS, ts).blocks[0]["text"]["text"] == "rich"
    await slack.app.delivery.deliver(TEAM, OPS, Reply("b", HELLO.blocks, rich=(BAD,)))
    await slack.app.delivery.deliver(TEAM, OPS, Reply("c", HELLO.blocks, rich=(BAD,)))
    tried = [(call["args"]["text"], call["ok"]) for call in await slack.calls("chat.postMessage")]
    assert tried == [("a", True), ("b", False), ("b", True), ("c", True)]


async def test_one_long_message_is_no_slack_without_rich_blocks(slack: Any) -> None:
    """What was too long once is sent plainly; the next message is offered with rich blocks again."""
    rich = {"type": "section", "text": {"type": "plain_text", "text": "rich"}}
    await slack.control("faults", kind="error", method="chat.postMessage", error="msg_blocks_too_long")
    for text, shown in (("long", "hello"), ("short", "rich")):
        ts = await slack.app.delivery.deliver(TEAM, OPS, Reply(text, HELLO.blocks, rich=(rich,)))
        assert slack.world.find_post(OPS, ts).blocks[0]["text"]["text"] == shown


async def test_a_used_up_response_url_falls_back(slack: Any) -> None:
    """After its fifth post an answer comes as an ephemeral message; where the app is not, as a direct message."""
    for channel, place in ((OPS, OPS), (RANDOM, "D" + ALICE[1:])):
        url = slack.world.new_response_url(channel, ALICE)
        origin = Origin(workspace=TEAM, user=ALICE, channel=channel, response_url=url)
        for number in range(6):
            await slack.app.delivery.answer(origin, Reply(f"{channel} {number}"))
        last = slack.world.channels[place].posts[-1]
        assert (last.text, last.ephemeral_for) == (f"{channel} 5", ALICE if place == OPS else None)


async def test_a_silent_response_url_falls_back_for_private_answers_only(slack: Any) -> None:
    """A private answer may come twice; a public one must not, and its fate is no success."""
    for public, arrived in ((False, 2), (True, 1)):
        await slack.control("faults", kind="drop", method="response")
        url = slack.world.new_response_url(OPS, ALICE)
        origin = Origin(workspace=TEAM, user=ALICE, channel=OPS, response_url=url)
        with pytest.raises(DeliveryUnknown) if public else contextlib.nullcontext():
            await slack.app.delivery.answer(origin, Reply(f"public {public}", public=public))
        assert texts(slack, OPS).count(f"public {public}") == arrived


@pytest.mark.parametrize(("channel", "method"), [(OPS, "chat.postEphemeral"), (DIRECT, "chat.postMessage")])
async def test_an_answer_without_a_second_way_is_sent_again(
    slack: Any, monkeypatch: pytest.MonkeyPatch, channel: str, method: str
) -> None:
    """Whoever asked in a thread or a direct message has no response_url: a busy Slack is waited for, a silent one is
    tried again, and the answer arrives."""
    monkeypatch.setattr("bot.slack.delivery.SILENCE_SECONDS", 0.01)
    origin = Origin(workspace=TEAM, user=ALICE, channel=channel)
    for number, kind in enumerate(("ratelimited", "http_500")):
        await slack.control("faults", method=method, kind=kind, retry_after=1)
        await slack.app.delivery.answer(origin, Reply(f"answer {number}"))
    assert texts(slack, channel) == ["answer 0", "answer 1"]


async def test_patience_has_an_end(slack: Any) -> None:
    """Who is asked to wait for minutes is told; a public answer whose fate is unknown is not sent again."""
    origin = Origin(workspace=TEAM, user=ALICE, channel=OPS)
    await slack.control("faults", kind="ratelimited", method="chat.postEphemeral", retry_after=120)
    with pytest.raises(DeliveryThrottled):
        await slack.app.delivery.answer(origin, Reply("later"))
    await slack.control("faults", kind="http_500", method="chat.postMessage")
    with pytest.raises(DeliveryUnknown):
        await slack.app.delivery.answer(origin, Reply("once", public=True))
    assert texts(slack, OPS) == []


async def test_views_are_opened_updated_and_published(slack: Any) -> None:
    """A modal by its trigger, its new content by its id, the Home tab by its person."""
    modal = {"type": "modal", "title": {"type": "plain_text", "text": "One"}, "blocks": list(HELLO.blocks)}
    opened = await slack.app.delivery.open_view(TEAM, slack.world.new_trigger(LI_LEI), View(modal))
    second = {**modal, "title": {"type": "plain_text", "text": "Two"}}
    await slack.app.delivery.update_view(TEAM, opened, View(second))
    await slack.app.delivery.publish_home(TEAM, LI_LEI, View({"type": "home", "blocks": list(HELLO.blocks)}))
    seen = await slack.see("views", user=LI_LEI)
    assert [view["title"]["text"] for view in seen["stack"]] == ["Two"]
    assert seen["home"]["type"] == "home"


def test_plain_sections_hold_any_text() -> None:
    """A text longer than a section is split; menus and unknown blocks are left out."""
    select = {"type": "actions", "elements": [{"type": "static_select"}]}
    sections = plain_sections(Reply("x" * 7000, (BAD, select)))
    assert [len(block["text"]["text"]) for block in sections] == [3000, 3000, 1000]


@pytest.fixture
def other_workspace(slack: Any) -> Delivery:
    return Delivery(slack.app.api, slack.app.authorize.calling)


async def test_a_foreign_workspace_has_no_token(slack: Any, other_workspace: Delivery) -> None:
    """The one token is never used for a workspace that is not its own."""
    with pytest.raises(DeliveryRefused, match="not_installed"):
        await other_workspace.deliver("T0OTHER001", OPS, HELLO)
    assert await slack.calls("chat.postMessage") == []
    assert BOT_USER not in texts(slack, OPS)


async def test_a_modal_with_refused_blocks_is_sent_plainly(slack: Any) -> None:
    """A Slack that does not know a block gets the view without it, under the same trigger."""
    await slack.control("type", user=ALICE, channel=OPS, text="/certs x", wait=5, until="answer to")
    answer = (await slack.see("messages", user=ALICE))["messages"][-1]
    view = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": []}
    plain = {**view, "blocks": list(HELLO.blocks)}
    opened = await slack.click(ALICE, answer, "result_details", until="cert-1")
    view_id = opened["view"]["id"]
    await slack.app.delivery.update_view(TEAM, view_id, View({**view, "blocks": [BAD]}, plain))
    assert [block["text"]["text"] for block in slack.world.views[ALICE][-1]["blocks"]] == ["hello"]
    with pytest.raises(DeliveryRefused):
        await slack.app.delivery.update_view(TEAM, view_id, View({**view, "blocks": [BAD]}))
