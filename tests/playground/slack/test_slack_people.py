"""What people press and fill in reaches the app as Slack sends it, and its answers take effect."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from bot.playground.slack_store import ALICE, LI_LEI, OPS


def plain(text: str) -> dict[str, str]:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


SORT = {
    "type": "static_select",
    "action_id": "sort",
    "options": [{"text": plain("By name"), "value": "name"}, {"text": plain("By end"), "value": "end"}],
}
BUTTON = {"type": "button", "action_id": "page", "text": plain("Next"), "value": "2"}
BLOCKS = [
    {"type": "section", "block_id": "row", "text": plain("shop.example"), "accessory": {**BUTTON, "action_id": "show"}},
    {"type": "actions", "block_id": "turn", "elements": [BUTTON, SORT]},
]
FORM = {
    "type": "modal",
    "callback_id": "search",
    "title": plain("Search"),
    "submit": plain("Go"),
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "what",
            "label": plain("What"),
            "element": {"type": "plain_text_input", "action_id": "text"},
        },
        {
            "type": "input",
            "block_id": "when",
            "optional": True,
            "label": plain("Until"),
            "element": {"type": "datepicker", "action_id": "until"},
        },
        {"type": "actions", "block_id": "more", "elements": [{**BUTTON, "action_id": "more"}]},
    ],
}


async def test_a_click_arrives_with_its_message(slack: Any, app: Any) -> None:
    """A button of a public message carries the message, the state and a response_url that replaces it."""
    posted = await slack.api("chat.postMessage", channel=OPS, text="found", blocks=BLOCKS)
    pressed = await slack.control("click", user=LI_LEI, channel=OPS, message_ts=posted["ts"], action_id="page")
    assert pressed["ack"]["status"] == 200
    (got,) = app.got
    assert (got["type"], got["user"]["id"], got["message"]["ts"]) == ("block_actions", LI_LEI, posted["ts"])
    assert got["actions"][0]["value"] == "2"
    assert got["actions"][0]["block_id"] == "turn"
    assert got["state"]["values"]["turn"]["sort"] == {"type": "static_select", "selected_option": None}
    assert await slack.respond(got["response_url"], text="page 2", replace_original=True) == (200, "ok")
    (seen,) = (await slack.see("messages", user=ALICE, channel=OPS))["messages"]
    assert seen["text"] == "page 2"


async def test_a_click_on_an_ephemeral_message_has_no_message(slack: Any, app: Any) -> None:
    """Only the container names an ephemeral source; its response_url can replace and delete it."""
    posted = await slack.api("chat.postEphemeral", channel=OPS, user=ALICE, text="found", blocks=BLOCKS)
    where = {"channel": OPS, "message_ts": posted["message_ts"]}
    assert (await slack.control("click", user=LI_LEI, **where, action_id="page"))["_status"] == 404
    await slack.control("click", user=ALICE, **where, text="Next", block_id="turn")
    (got,) = app.got
    assert "message" not in got
    assert got["container"]["is_ephemeral"] is True
    await slack.respond(got["response_url"], text="page 2", replace_original=True)
    assert [each["text"] for each in (await slack.see("messages", user=ALICE))["messages"]] == ["page 2"]
    await slack.respond(got["response_url"], delete_original=True)
    assert (await slack.see("messages", user=ALICE))["messages"] == []


async def test_a_choice_carries_its_option(slack: Any, app: Any) -> None:
    """A select sends the chosen option; one that isn't offered can't be chosen."""
    posted = await slack.api("chat.postMessage", channel=OPS, text="found", blocks=BLOCKS)
    where = {"user": ALICE, "channel": OPS, "message_ts": posted["ts"], "action_id": "sort"}
    await slack.control("click", **where, choose="By end")
    assert app.got[0]["actions"][0]["selected_option"]["value"] == "end"
    assert (await slack.control("click", **where, choose="color"))["_status"] == 404
    missing = await slack.control("click", **(where | {"action_id": "none"}))
    assert "there is show, page, sort" in missing["error"]


async def test_a_form_is_filled_in_and_sent(slack: Any, app: Any) -> None:
    """Required inputs must be filled; the submission carries all values; an empty ack closes the modal."""
    trigger = slack.world.new_trigger(ALICE)
    await slack.api("views.open", trigger_id=trigger, view=FORM)
    empty = await slack.control("submit", user=ALICE)
    assert (empty["_status"], "what" in empty["error"]) == (404, True)
    await slack.control("submit", user=ALICE, values={"text": "*.shop.example", "when": {"until": "2026-12-31"}})
    (got,) = app.got
    assert (got["type"], got["view"]["callback_id"]) == ("view_submission", "search")
    assert got["view"]["state"]["values"] == {
        "what": {"text": {"type": "plain_text_input", "value": "*.shop.example"}},
        "when": {"until": {"type": "datepicker", "selected_date": "2026-12-31"}},
    }
    assert (await slack.see("views", user=ALICE))["stack"] == []


async def test_an_ack_can_answer_a_form(slack: Any, app: Any) -> None:
    """errors, update, push and clear do what Slack does; an answer it wouldn't take leaves the modal open."""
    await slack.api("views.open", trigger_id=slack.world.new_trigger(ALICE), view=FORM)
    app.body = json.dumps({"response_action": "errors", "errors": {"what": "not a name"}})
    done = await slack.control("submit", user=ALICE, values={"text": "?"})
    assert done["view"]["errors"] == {"what": "not a name"}
    app.body = json.dumps({"response_action": "errors", "errors": {"nowhere": "x"}})
    assert (await slack.control("submit", user=ALICE))["ack"]["error"] == "invalid_errors"
    app.body = json.dumps({"response_action": "push", "view": {**FORM, "title": plain("Second")}})
    await slack.control("submit", user=ALICE)
    app.body = json.dumps({"response_action": "update", "view": {**FORM, "title": plain("Third")}})
    await slack.control("submit", user=ALICE, values={"text": "x"})
    stack = (await slack.see("views", user=ALICE))["stack"]
    assert [each["title"]["text"] for each in stack] == ["Search", "Third"]
    app.body = json.dumps({"response_action": "clear"})
    await slack.control("submit", user=ALICE, values={"text": "x"})
    assert (await slack.see("views", user=ALICE))["stack"] == []


async def test_a_button_in_a_modal_sends_what_was_entered(slack: Any, app: Any) -> None:
    """block_actions of a view carry its state, and closing tells the app when the view asks for it."""
    opened = await slack.api("views.open", trigger_id=slack.world.new_trigger(ALICE), view=FORM)
    view_id = opened["view"]["id"]
    await slack.control("click", user=ALICE, view_id=view_id, action_id="more", values={"text": "half"})
    assert app.got[0]["view"]["state"]["values"]["what"]["text"]["value"] == "half"
    assert app.got[0]["container"] == {"type": "view", "view_id": view_id}
    await slack.control("close", user=ALICE)
    assert app.got[1]["type"] == "view_closed"
    assert (await slack.control("close", user=ALICE))["_status"] == 404


async def test_shortcuts_reach_the_app(slack: Any, app: Any) -> None:
    """A global one has no channel, though its modal may start at the one looked at; one on a message carries it."""
    await slack.control("shortcut", user=ALICE, callback_id="search_certificates", channel=OPS)
    await slack.control("type", user=LI_LEI, channel=OPS, text="is api.example.com fine?")
    ts = (await slack.see("messages", user=ALICE, channel=OPS))["messages"][0]["ts"]
    await slack.control("shortcut", user=ALICE, callback_id="find_certificates", channel=OPS, message_ts=ts)
    first, second = app.got
    assert (first["type"], "channel" in first) == ("shortcut", False)
    assert (second["type"], second["message"]["user"]) == ("message_action", LI_LEI)
    assert ("response_url" in first, "response_url" in second) == (False, True)
    assert slack.world.triggers[first["trigger_id"]].channel == OPS


async def test_shortcuts_are_those_of_the_manifest(slack: Any, app: Any) -> None:
    """Nobody can run another one, nor a global one on a message, nor one on a message that only somebody else sees."""
    await slack.control("type", user=LI_LEI, channel=OPS, text="hello")
    ts = (await slack.see("messages", user=ALICE, channel=OPS))["messages"][0]["ts"]
    hidden = (await slack.api("chat.postEphemeral", channel=OPS, user=LI_LEI, text="x"))["message_ts"]
    for wish in (
        {"callback_id": "other"},
        {"callback_id": "find_certificates"},
        {"callback_id": "search_certificates", "channel": OPS, "message_ts": ts},
        {"callback_id": "find_certificates", "channel": OPS, "message_ts": hidden},
    ):
        assert (await slack.control("shortcut", user=ALICE, **wish))["_status"] == 404
    assert app.got == []


async def test_a_form_can_be_answered_where_it_says(slack: Any, app: Any) -> None:
    """A select with response_url_enabled brings a response_url for what it holds, in an input of a modal only."""
    where = {"type": "conversations_select", "action_id": "where", "response_url_enabled": True}
    block = {"type": "input", "block_id": "place", "label": plain("Where"), "element": where}
    await slack.api("views.open", trigger_id=slack.world.new_trigger(ALICE, OPS), view={**FORM, "blocks": [block]})
    await slack.control("submit", user=ALICE, values={"where": OPS})
    (url,) = app.got[0]["response_urls"]
    assert {name: url[name] for name in ("block_id", "action_id", "channel_id")} == {
        "block_id": "place", "action_id": "where", "channel_id": OPS,
    }  # fmt: skip
    assert await slack.respond(url["response_url"], text="here") == (200, "ok")
    (seen,) = (await slack.see("messages", user=ALICE, channel=OPS))["messages"]
    assert (seen["text"], seen["ephemeral_for"]) == ("here", ALICE)
    elsewhere = {"type": "section", "text": plain("Where"), "accessory": where}
    refused = await slack.api(
        "views.open", trigger_id=slack.world.new_trigger(ALICE), view={**FORM, "blocks": [elsewhere]}
    )
    assert refused["error"] == "invalid_arguments"


async def test_an_act_waits_for_the_message_it_leads_to(slack: Any) -> None:
    """`wait` returns as soon as a message holds `until`, and says so when none came."""
    wish = {"user": ALICE, "channel": OPS, "text": "/certs", "wait": 5, "until": "3 certificates"}
    typing = asyncio.create_task(slack.control("type", **wish))
    await slack.api("chat.postMessage", channel=OPS, text="one moment")
    await slack.api("chat.postMessage", channel=OPS, text="3 certificates")
    done = await typing
    assert done["message"]["text"] == "3 certificates"
    late = await slack.control("wait", user=ALICE, since=done["seq"], wait=0.01)
    assert late["timed_out"]


async def test_what_happens_to_the_app_is_told(slack: Any, app: Any) -> None:
    """An invitation and an uninstallation are events; unknown acts are named."""
    await slack.control("workspace", act="invite_bot", channel="C0RANDOM01")
    assert (await slack.api("chat.postMessage", channel="C0RANDOM01", text="hello"))["ok"]
    await slack.control("workspace", act="remove_bot", channel="C0RANDOM01")
    assert (await slack.api("chat.postMessage", channel="C0RANDOM01", text="x"))["error"] == "not_in_channel"
    await slack.control("workspace", act="uninstall")
    kinds = [each["event"]["type"] for each in app.got]
    assert kinds == ["member_joined_channel", "tokens_revoked", "app_uninstalled"]
    assert "archive" in (await slack.control("workspace", act="burn"))["error"]


async def test_a_select_can_start_at_the_conversation_it_was_opened_from(slack: Any, app: Any) -> None:
    """default_to_current_conversation chooses the channel of the command; an archived channel takes no more."""
    await slack.control("type", user=ALICE, channel=OPS, text="/certs remind")
    where = {"type": "conversations_select", "action_id": "where", "default_to_current_conversation": True}
    block = {"type": "input", "block_id": "place", "label": plain("Where"), "element": where}
    await slack.api("views.open", trigger_id=app.got[0]["trigger_id"], view={**FORM, "blocks": [block]})
    await slack.control("submit", user=ALICE)
    assert app.got[1]["view"]["state"]["values"]["place"]["where"]["selected_conversation"] == OPS
    await slack.control("workspace", act="archive", channel=OPS)
    assert (await slack.control("type", user=ALICE, channel=OPS, text="/certs"))["_status"] == 404
