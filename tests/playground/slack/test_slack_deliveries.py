"""How the fake Slack delivers: signed, decorated, acknowledged within three seconds, retried."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from typing import Any

import pytest

from bot.playground.slack_delivery import sign
from bot.playground.slack_store import ALICE, BOT_USER, LI_LEI, OPS, RANDOM

DM = "D" + ALICE[1:]


async def test_a_command_arrives_as_a_form_with_its_handles(slack: Any, app: Any) -> None:
    """A slash command carries text, user, channel, trigger and response_url."""
    done = await slack.control("type", user=ALICE, channel=OPS, text="/certs  expiring in 30 days ")
    assert done["ack"]["status"] == 200
    (got,) = app.got
    assert (got["command"], got["text"], got["user_id"], got["channel_id"]) == (
        "/certs",
        "expiring in 30 days",
        ALICE,
        OPS,
    )
    assert got["response_url"].startswith(f"{slack.url}/response/")
    assert got["trigger_id"] in slack.world.triggers


def test_the_signature_is_slacks_own_example() -> None:
    """The documented example of Slack's verification page comes out."""
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert sign("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body) == expected


async def test_every_delivery_is_signed(slack: Any, app: Any) -> None:
    """The signature covers the timestamp and the very bytes that were sent."""
    await slack.control("type", user=ALICE, channel=OPS, text="/certs help")
    headers = app.headers[0]
    delivery = (await slack.see("deliveries"))["deliveries"][0]
    assert delivery["headers"]["x-slack-signature"] == headers["x-slack-signature"]
    assert abs(int(headers["x-slack-request-timestamp"]) - slack.world.clock()) < 5


@pytest.mark.parametrize("how", ["signature", "missing", "body", "old", "junk"])
async def test_a_forged_delivery_fails_the_check(slack: Any, app: Any, how: str) -> None:
    """Each way of forging breaks the signature or its age."""
    await slack.control("forge", how=how)
    headers = app.headers[0]
    stamp, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
    fresh = stamp.isdigit() and abs(int(stamp) - slack.world.clock()) <= 300
    whole = slack.world.signing_secret.encode(), f"v0:{stamp}:".encode()
    genuine = hmac.new(whole[0], whole[1], hashlib.sha256)
    assert not fresh or signature == "" or how in {"signature", "body"}
    assert signature != "v0=" + genuine.hexdigest()


async def test_text_of_a_command_is_escaped(slack: Any, app: Any) -> None:
    """The three characters are escaped; with escaping on, hosts and mentions are decorated with their names."""
    text = "/certs api.example.com & <b> @lilei #ops"
    await slack.control("type", user=ALICE, channel=OPS, text=text)
    await slack.control("type", user=ALICE, channel=OPS, text=text, escape=True)
    assert app.got[0]["text"] == "api.example.com &amp; &lt;b&gt; @lilei #ops"
    decorated = f"<http://api.example.com|api.example.com> &amp; &lt;b&gt; <@{LI_LEI}|lilei> <#{OPS}|ops>"
    assert app.got[1]["text"] == decorated


async def test_a_mention_is_an_event_where_the_app_is_a_member(slack: Any, app: Any) -> None:
    """`@certminder` in #ops arrives as app_mention; in #random, where the app isn't, nothing does."""
    await slack.control("type", user=LI_LEI, channel=OPS, text="@certminder 下个月到期 *.example.com")
    await slack.control("type", user=LI_LEI, channel=RANDOM, text="@certminder help")
    await slack.control("type", user=LI_LEI, channel=OPS, text="nothing for the app")
    (got,) = app.got
    event = got["event"]
    assert (event["type"], event["user"], event["channel"]) == ("app_mention", LI_LEI, OPS)
    assert event["text"] == f"<@{BOT_USER}> 下个月到期 *.<http://example.com|example.com>"
    assert got["event_id"].startswith("Ev")


async def test_a_direct_message_is_an_event(slack: Any, app: Any) -> None:
    """What is typed to the app arrives as a message of channel_type im."""
    await slack.control("type", user=ALICE, channel=DM, text="expiring soon")
    assert app.got[0]["event"]["channel_type"] == "im"


async def test_a_late_ack_is_operation_timeout(slack: Any, app: Any) -> None:
    """The person reads what Slack says when the app is too slow."""
    slack.world.ack_seconds, app.hold = 0.05, asyncio.Event()
    done = await slack.control("type", user=ALICE, channel=OPS, text="/certs help", wait=5)
    app.hold.set()
    assert done["ack"]["error"] == "operation_timeout"
    assert done["errors"][0]["text"] == '/certs failed with the error "operation_timeout"'


async def test_a_refused_command_is_dispatch_failed(slack: Any, app: Any) -> None:
    """An answer other than 2xx is shown as dispatch_failed."""
    app.status = 500
    done = await slack.control("type", user=ALICE, channel=OPS, text="/certs help")
    assert done["errors"][0]["text"] == '/certs failed with the error "dispatch_failed"'


async def test_a_command_in_a_thread_never_reaches_the_app(slack: Any, app: Any) -> None:
    """Slack itself refuses commands in threads, and commands it doesn't know."""
    in_thread = await slack.control("type", user=ALICE, channel=OPS, text="/certs help", thread_ts="1.000001")
    unknown = await slack.control("type", user=ALICE, channel=OPS, text="/nothing")
    assert in_thread["ack"]["error"] == "not_supported_in_threads"
    assert unknown["ack"]["error"] == "invalid_command"
    assert app.got == []


async def test_an_event_is_retried_until_it_is_taken(slack: Any, app: Any, wait_until: Any) -> None:
    """A failed event comes again with its number and reason; the same event_id each time."""
    app.status = 503
    await slack.control("type", user=ALICE, channel=DM, text="hello")
    await wait_until(lambda: len(app.got) == 3)
    assert {each["event_id"] for each in app.got} == {app.got[0]["event_id"]}
    assert [each.get("x-slack-retry-num") for each in app.headers] == [None, "1", "2"]
    assert app.headers[1]["x-slack-retry-reason"] == "http_error"


async def test_a_replay_repeats_the_very_bytes(slack: Any, app: Any) -> None:
    """The last delivery comes again with the same signature, or signed anew."""
    await slack.control("type", user=ALICE, channel=OPS, text="/certs help")
    await slack.control("replay")
    assert app.got[0] == app.got[1]
    assert app.headers[0]["x-slack-signature"] == app.headers[1]["x-slack-signature"]
    assert (await slack.control("replay", resigned=True))["ack"]["status"] == 200


async def test_the_body_of_an_ack_is_an_answer(slack: Any, app: Any) -> None:
    """Plain text is ephemeral; JSON may say in_channel."""
    app.body = "Only for Alice"
    await slack.control("type", user=ALICE, channel=OPS, text="/certs")
    app.body = '{"response_type": "in_channel", "text": "For all"}'
    await slack.control("type", user=ALICE, channel=OPS, text="/certs")
    texts = [each["text"] for each in (await slack.see("messages", user=LI_LEI, channel=OPS))["messages"]]
    assert texts == ["For all"]
    mine = (await slack.see("messages", user=ALICE, channel=OPS))["messages"]
    assert mine[0]["ephemeral_for"] == ALICE
