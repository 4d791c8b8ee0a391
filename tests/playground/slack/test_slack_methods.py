"""The Web API face refuses what Slack refuses, in Slack's words."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import Route

from bot.playground.slack_methods import METHODS
from bot.playground.slack_server import build
from bot.playground.slack_store import ALICE, BOT_USER, OPS, PAYMENTS, RANDOM, SlackWorld

DM = "D" + ALICE[1:]
TEXT = {"type": "section", "text": {"type": "mrkdwn", "text": "*hello*"}}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Details"}, "blocks": [TEXT]}


def test_the_table_is_what_is_routed() -> None:
    """Every method of the table has its route, and there is no other."""
    app = build(SlackWorld(signing_secret="s", bot_token="xoxb-1"))
    paths = [route.path for route in app.routes if isinstance(route, Route) and route.path.startswith("/api/")]
    assert sorted(paths) == sorted([f"/api/{name}" for name in METHODS] + ["/api/{method:path}"])


async def test_tokens_are_checked(slack: Any) -> None:
    """No token, a wrong one, the other kind, a revoked one: each has its own name."""
    assert (await slack.api("auth.test", token=""))["error"] == "not_authed"
    assert (await slack.api("auth.test", token="xoxb-other"))["error"] == "invalid_auth"
    assert (await slack.api("auth.test", token="xapp-canary-token"))["error"] == "not_allowed_token_type"
    assert (await slack.api("auth.test"))["user_id"] == BOT_USER
    assert (await slack.api("chat.everything"))["error"] == "unknown_method"
    await slack.control("workspace", act="revoke")
    assert (await slack.api("auth.test"))["error"] == "token_revoked"


async def test_scopes_are_checked(slack: Any) -> None:
    """A missing scope is named, with those there are."""
    slack.world.scopes = ("commands", "users:read")
    refused = await slack.api("chat.postMessage", channel=OPS, text="hello")
    assert (refused["error"], refused["needed"], refused["provided"]) == (
        "missing_scope",
        "chat:write",
        "commands,users:read",
    )
    assert (await slack.api("conversations.info", channel=OPS))["needed"] == "channels:read"


async def test_a_form_with_a_token_works_like_json(slack: Any) -> None:
    """Arguments may come as a form, blocks as JSON text, the token among them."""
    form = {"token": slack.world.bot_token, "channel": OPS, "text": "hi", "blocks": '[{"type": "divider"}]'}
    async with slack.session.post(f"{slack.url}/api/chat.postMessage", data=form) as answer:
        posted = await answer.json()
    assert posted["ok"]
    assert posted["message"]["blocks"][0]["type"] == "divider"
    form["blocks"] = "[{"
    async with slack.session.post(f"{slack.url}/api/chat.postMessage", data=form) as answer:
        assert (await answer.json())["error"] == "invalid_blocks_format"


async def test_posting_needs_a_place(slack: Any) -> None:
    """Unknown, foreign and archived channels, and messages without content, are refused."""
    assert (await slack.api("chat.postMessage", channel="C404", text="x"))["error"] == "channel_not_found"
    assert (await slack.api("chat.postMessage", channel=RANDOM, text="x"))["error"] == "not_in_channel"
    assert (await slack.api("chat.postMessage", channel=OPS))["error"] == "no_text"
    assert (await slack.api("chat.postMessage", channel=OPS, text="x" * 40_001))["error"] == "msg_too_long"
    assert (await slack.api("chat.postMessage", text="x"))["error"] == "invalid_arguments"
    await slack.control("workspace", act="archive", channel=PAYMENTS)
    assert (await slack.api("chat.postMessage", channel=PAYMENTS, text="x"))["error"] == "is_archived"
    direct = await slack.api("chat.postMessage", channel=ALICE, text="in the direct messages")
    assert direct["channel"] == DM


async def test_a_post_is_seen_changed_and_deleted(slack: Any) -> None:
    """chat.update and chat.delete work on the app's own messages only, and update has its own limit."""
    posted = await slack.api("chat.postMessage", channel=OPS, text="one", blocks=[TEXT])
    ts = posted["ts"]
    assert (await slack.api("chat.update", channel=OPS, ts=ts, text="x" * 4001))["error"] == "msg_too_long"
    assert (await slack.api("chat.update", channel=OPS, ts="1.000000", text="two"))["error"] == "message_not_found"
    assert (await slack.api("chat.update", channel=OPS, ts=ts, text="two"))["ok"]
    (seen,) = (await slack.see("messages", user=ALICE, channel=OPS))["messages"]
    assert (seen["text"], "edited" in seen) == ("two", True)
    await slack.control("type", user=ALICE, channel=OPS, text="mine")
    mine = (await slack.see("messages", user=ALICE, channel=OPS))["messages"][-1]["ts"]
    assert (await slack.api("chat.update", channel=OPS, ts=mine, text="x"))["error"] == "cant_update_message"
    assert (await slack.api("chat.delete", channel=OPS, ts=mine))["error"] == "cant_delete_message"
    assert (await slack.api("chat.delete", channel=OPS, ts=ts))["ok"]


async def test_an_ephemeral_message_has_one_reader(slack: Any) -> None:
    """Others never see it, and chat.update can't find it."""
    posted = await slack.api("chat.postEphemeral", channel=OPS, user=ALICE, text="psst")
    assert [each["text"] for each in (await slack.see("messages", user=ALICE))["messages"]] == ["psst"]
    assert (await slack.see("messages", user="U0LILEI001"))["messages"] == []
    lost = await slack.api("chat.update", channel=OPS, ts=posted["message_ts"], text="x")
    assert lost["error"] == "message_not_found"
    stranger = await slack.api("chat.postEphemeral", channel=OPS, user="U404", text="x")
    assert stranger["error"] == "user_not_found"


async def test_bad_blocks_are_refused_with_their_place(slack: Any) -> None:
    """invalid_blocks carries Slack's reasons with JSON pointers."""
    refused = await slack.api("chat.postMessage", channel=OPS, text="x", blocks=[{"type": "header", "text": "plain"}])
    assert refused["error"] == "invalid_blocks"
    (reason,) = refused["response_metadata"]["messages"]
    assert reason == "[ERROR] must provide an object [json-pointer:/blocks/0/text]"
    many = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 4
    assert (await slack.api("chat.postMessage", channel=OPS, blocks=many))["error"] == "msg_blocks_too_long"


async def test_users_info_tells_zone_and_locale(slack: Any) -> None:
    """The locale only comes when it's asked for."""
    plain = (await slack.api("users.info", user="U0LILEI001"))["user"]
    assert (plain["tz"], "locale" in plain) == ("Asia/Shanghai", False)
    assert (await slack.api("users.info", user="U0LILEI001", include_locale=True))["user"]["locale"] == "zh-CN"
    assert (await slack.api("users.info", user="U404"))["error"] == "user_not_found"


async def test_a_trigger_opens_one_view_within_three_seconds(slack: Any, app: Any) -> None:
    """Used, late and invented triggers are refused."""
    now = slack.world.clock()
    slack.world.clock = lambda: now
    await slack.control("type", user=ALICE, channel=OPS, text="/certs")
    await slack.control("type", user=ALICE, channel=OPS, text="/certs")
    first, second = (each["trigger_id"] for each in app.got)
    assert (await slack.api("views.open", trigger_id="1.2.x", view=MODAL))["error"] == "invalid_trigger_id"
    assert (await slack.api("views.open", trigger_id=first, view={**MODAL, "blocks": [{}]}))["error"] == (
        "invalid_arguments"
    )
    opened = await slack.api("views.open", trigger_id=first, view=MODAL)
    assert opened["view"]["root_view_id"] == opened["view"]["id"]
    assert (await slack.api("views.open", trigger_id=first, view=MODAL))["error"] == "exchanged_trigger_id"
    slack.world.clock = lambda: now + 3.1
    assert (await slack.api("views.open", trigger_id=second, view=MODAL))["error"] == "expired_trigger_id"


async def test_views_stack_three_deep_and_keep_their_hash(slack: Any) -> None:
    """views.push stops at three; views.update refuses a stale hash."""
    triggers = [slack.world.new_trigger(ALICE) for _ in range(4)]
    opened = await slack.api("views.open", trigger_id=triggers[0], view=MODAL)
    for trigger in triggers[1:3]:
        assert (await slack.api("views.push", trigger_id=trigger, view=MODAL))["ok"]
    assert (await slack.api("views.push", trigger_id=triggers[3], view=MODAL))["error"] == "push_limit_reached"
    top = (await slack.see("views", user=ALICE))["stack"][-1]
    assert top["root_view_id"] == opened["view"]["id"]
    assert (await slack.api("views.update", view_id=top["id"], view=MODAL, hash=top["hash"]))["ok"]
    stale = await slack.api("views.update", view_id=top["id"], view=MODAL, hash=top["hash"])
    assert stale["error"] == "hash_conflict"
    assert (await slack.api("views.update", view_id="V404", view=MODAL))["error"] == "not_found"


async def test_the_home_tab_is_published(slack: Any, app: Any) -> None:
    """views.publish shows a Home; opening it tells the app with the view that was there."""
    home = {"type": "home", "blocks": [TEXT]}
    assert (await slack.api("views.publish", user_id=ALICE, view=home))["ok"]
    assert (await slack.api("views.publish", user_id=ALICE, view=MODAL))["error"] == "invalid_arguments"
    await slack.control("home", user=ALICE)
    event = app.got[0]["event"]
    assert (event["type"], event["tab"], event["view"]["type"]) == ("app_home_opened", "home", "home")


async def test_a_response_url_refuses_as_it_is_told(slack: Any, app: Any) -> None:
    """A refusal that a test orders is told to the app, which can then send something simpler."""
    await slack.control("type", user=ALICE, channel=OPS, text="/certs")
    url = app.got[0]["response_url"]
    await slack.control("faults", kind="error", method="response", error="invalid_blocks")
    status, said = await slack.respond(url, text="rich")
    assert (status, "invalid_blocks" in said) == (400, True)
    assert await slack.respond(url, text="plain") == (200, "ok")


async def test_a_response_url_takes_five_posts_in_half_an_hour(slack: Any, app: Any) -> None:
    """The sixth post, an expired and an unknown address are refused with 404."""
    now = slack.world.clock()
    slack.world.clock = lambda: now
    await slack.control("type", user=ALICE, channel=RANDOM, text="/certs")
    await slack.control("type", user=ALICE, channel=RANDOM, text="/certs")
    first, second = (each["response_url"] for each in app.got)
    assert await slack.respond(first, text="1", replace_original=True) == (200, "ok")
    assert (await slack.respond(first, blocks=[{"type": "nothing"}]))[0] == 400
    assert await slack.respond(first, text="2", replace_original=True) == (200, "ok")
    assert await slack.respond(first, text="3", response_type="in_channel") == (200, "ok")
    seen = (await slack.see("messages", user=ALICE, channel=RANDOM))["messages"]
    assert [each["text"] for each in seen] == ["1", "2", "3"]  # a command's response_url replaces nothing
    assert [each["ephemeral_for"] for each in seen] == [ALICE, ALICE, None]
    await slack.respond(first, text="4")
    await slack.respond(first, text="5")
    assert "used_url" in (await slack.respond(first, text="6"))[1]
    slack.world.clock = lambda: now + 1801
    assert "expired_url" in (await slack.respond(second, text="1"))[1]
    assert (await slack.respond(f"{slack.url}/response/none", text="1"))[0] == 404


async def test_posts_too_fast_for_a_channel_are_rate_limited(slack: Any) -> None:
    """With the rate enforced a second post within a second gets 429 and Retry-After; another channel doesn't."""
    await slack.control("settings", rate_per_second=1)
    assert (await slack.api("chat.postMessage", channel=OPS, text="1"))["ok"]
    late = await slack.api("chat.postMessage", channel=OPS, text="2")
    assert (late["_status"], late["error"], late["_headers"]["Retry-After"]) == (429, "ratelimited", "1")
    assert (await slack.api("chat.postMessage", channel=PAYMENTS, text="1"))["ok"]


async def test_faults_come_when_ordered(slack: Any) -> None:
    """429, 500, a lost answer after the deed, and a named error; every call is in the log with its outcome."""
    await slack.control("faults", kind="ratelimited", method="chat.postMessage", retry_after=7)
    await slack.control("faults", kind="http_500", method="chat.postMessage")
    await slack.control("faults", kind="error", method="chat.postMessage", error="fatal_error")
    await slack.control("faults", kind="drop", method="chat.postMessage")
    answers = [await slack.api("chat.postMessage", channel=OPS, text=str(number)) for number in range(3)]
    assert [each["_status"] for each in answers] == [429, 500, 200]
    assert (answers[0]["_headers"]["Retry-After"], answers[2]["error"]) == ("7", "fatal_error")
    with pytest.raises(aiohttp.ClientError):
        await slack.api("chat.postMessage", channel=OPS, text="kept but lost")
    assert [each["text"] for each in (await slack.see("messages", user=ALICE))["messages"]] == ["kept but lost"]
    calls = (await slack.see("calls", method="chat.postMessage"))["calls"]
    assert [each["fault"] for each in calls] == ["ratelimited", "http_500", "error", "drop"]
    assert (await slack.control("faults", kind="flood"))["_status"] == 400


async def test_oauth_gives_each_code_once(slack: Any) -> None:
    """The consent page sends a code back; it is exchanged once, by the client it was given to."""
    slack.world.client_id, slack.world.client_secret = "1.2", "canary-client-secret"
    where = {"client_id": "1.2", "state": "s", "redirect_uri": "http://127.0.0.1:9/done"}
    async with slack.session.get(f"{slack.url}/oauth/v2/authorize", params=where, allow_redirects=False) as answer:
        code = answer.headers["location"].partition("code=")[2].partition("&")[0]
    secret = {"client_id": "1.2", "client_secret": "canary-client-secret", "code": code}
    wrong = await slack.api("oauth.v2.access", token="", **(secret | {"client_secret": "x"}))
    assert wrong["error"] == "bad_client_secret"
    assert (await slack.api("oauth.v2.access", token="", **secret))["access_token"] == slack.world.bot_token
    assert (await slack.api("oauth.v2.access", token="", **secret))["error"] == "invalid_code"


async def test_a_foreign_host_name_is_refused(slack: Any) -> None:
    """A site that rebinds its name to loopback reaches nothing, nor does a form of another origin."""
    async with slack.session.get(f"{slack.url}/", headers={"host": "evil.example"}) as answer:
        assert answer.status == 400
    async with slack.session.post(f"{slack.url}/control/home", data='{"user": "x"}') as answer:
        assert answer.status == 400


async def test_slacks_own_client_works_unchanged(slack: Any) -> None:
    """slack_sdk posts, reads and publishes through it, and raises what it raises against the real one."""
    client = AsyncWebClient(token=slack.world.bot_token, base_url=f"{slack.url}/api/", session=slack.session)
    posted = await client.chat_postMessage(channel=OPS, text="hello", blocks=[TEXT])
    await client.chat_update(channel=OPS, ts=posted["ts"], text="changed")
    await client.chat_postEphemeral(channel=OPS, user=ALICE, text="psst")
    assert (await client.users_info(user=ALICE, include_locale=True))["user"]["locale"] == "en-US"
    await client.views_publish(user_id=ALICE, view={"type": "home", "blocks": [TEXT]})
    with pytest.raises(SlackApiError, match="missing_scope"):
        await client.conversations_open(users=ALICE)
    texts = [each["text"] for each in (await slack.see("messages", user=ALICE))["messages"]]
    assert texts == ["changed", "psst"]
