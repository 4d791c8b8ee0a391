"""Guests and Slack Connect strangers reach nothing, whatever they type, click, submit or open."""

from __future__ import annotations

from typing import Any

import pytest

from bot.messages import clicks
from bot.messages.attention import SNOOZE_FORM
from bot.messages.reminder_form import REMINDER_FORM
from bot.messages.search_form import SEARCH_FORM
from bot.messages.texts import say
from bot.playground import slack_payloads
from bot.playground.slack_delivery import Delivery, SignedHttp
from bot.playground.slack_organisation import SECOND
from bot.playground.slack_store import BOT_USER, OPS, Person, Post
from bot.slack import actions, commands, events, reminding, shortcuts, views
from bot.slack.actions import ACTS
from bot.slack.shortcuts import SHORTCUTS

FORMS = (clicks.CALLBACK_SAVE, SNOOZE_FORM, REMINDER_FORM, SEARCH_FORM)
WHO: dict[str, dict[str, Any]] = {
    "guest": {"guest": True},
    "stranger": {"stranger": True},
    "of another workspace": {"teams": (SECOND,)},
}


@pytest.fixture(params=WHO, ids=list(WHO))
async def outsider(slack: Any, request: pytest.FixtureRequest) -> Person:
    """Somebody who is in the channel, but no member of the workspace."""
    await slack.control("people", id="U0OUTSIDE1", name="outsider", **WHO[request.param])
    person: Person = slack.world.people["U0OUTSIDE1"]
    return person


def payloads(world: Any, who: Person) -> list[tuple[str, str, dict[str, Any]]]:
    """One delivery for each way to reach a handler."""
    post = Post(world.next_ts(), OPS, BOT_USER, "an answer")
    made = [(f"button {name}", "interaction", click(world, who, post, name)) for name, act in ACTS.items() if act]
    made += [(f"shortcut {name}", "interaction", slack_payloads.shortcut(world, who, name)) for name in SHORTCUTS]
    made += [(f"form {name}", "interaction", submitted(world, who, name)) for name in FORMS]
    room = world.channels[OPS]
    said = Post(world.next_ts(), OPS, who.id, f"<@{BOT_USER}> all")
    mention = slack_payloads.message_event("app_mention", said, room, who.teams[0])
    return [
        *made,
        ("command", "command", slack_payloads.command(world, who, room, "all")),
        ("mention", "event", slack_payloads.event(world, mention)),
        ("home", "event", slack_payloads.event(world, {"type": "app_home_opened", "user": who.id, "tab": "home"})),
    ]


def click(world: Any, who: Person, post: Post, action: str) -> dict[str, Any]:
    pressed = {"type": "button", "action_id": action, "block_id": "b", "value": "abcdefghijkl:1"}
    return slack_payloads.message_click(world, who, post, pressed, {})


def submitted(world: Any, who: Person, form: str) -> dict[str, Any]:
    view = {"id": "V1", "type": "modal", "callback_id": form, "private_metadata": f"r1:{OPS}", "team_id": who.teams[0]}
    return slack_payloads.view_submission(world, who, {**view, "blocks": [], "state": {"values": {}}})


async def test_an_outsider_reaches_nothing(slack: Any, answers: Any, outsider: Person, wait_until: Any) -> None:
    """Every button, form, shortcut, command, mention and the Home tab: acknowledged, refused, and no answer is made."""
    http = SignedHttp(slack.world)
    for name, kind, payload in payloads(slack.world, outsider):
        ack = await http.send(Delivery(kind, payload))
        assert ack.status == 200, name
        await wait_until(lambda: len(slack.app.tasks) == 0)
        assert (answers.asked, answers.calls) == ([], []), name
        assert all(say("not_allowed", "en-US") in str(home["blocks"]) for home in slack.world.homes.values()), name
    await http.aclose()


@pytest.mark.parametrize("outsider", ["guest", "stranger"], indirect=True)
async def test_an_outsider_is_refused_on_the_home_tab_itself(slack: Any, outsider: Person, wait_until: Any) -> None:
    """Whoever opens it sees why there is nothing; no direct message comes each time somebody looks."""
    http = SignedHttp(slack.world)
    opened = slack_payloads.event(slack.world, {"type": "app_home_opened", "user": outsider.id, "tab": "home"})
    assert (await http.send(Delivery("event", opened))).status == 200
    await wait_until(lambda: len(slack.app.tasks) == 0)
    assert say("not_allowed", outsider.locale) in str(slack.world.homes[outsider.id]["blocks"])
    assert await slack.calls("chat.postMessage") == []
    await http.aclose()


@pytest.mark.parametrize("outsider", ["guest"], indirect=True)
async def test_while_slack_is_silent_nobody_unknown_gets_in(
    slack: Any, answers: Any, outsider: Person, wait_until: Any
) -> None:
    """Who was never seen may be a guest: nothing is answered, and the sentence asks to come back."""
    http = SignedHttp(slack.world)
    await slack.control("faults", kind="error", method="users.info", error="internal_error", count=10_000)
    for name, kind, payload in payloads(slack.world, outsider):
        assert (await http.send(Delivery(kind, payload))).status == 200, name
        await wait_until(lambda: len(slack.app.tasks) == 0)
        assert (answers.asked, answers.calls) == ([], []), name
    await http.aclose()


def test_every_form_stands_above() -> None:
    """A form with a listener of its own is among those that are submitted here."""
    app = Listening()
    for module in (actions, commands, events, reminding, shortcuts, views):
        module.register(app, None)
    assert app.forms == set(FORMS)


class Listening:
    """Takes listeners as Bolt's app does, and remembers the callback ids of views."""

    def __init__(self) -> None:
        self.forms: set[str] = set()

    def view(self, wanted: Any) -> Any:
        self.forms |= {wanted} if isinstance(wanted, str) else set()
        return lambda listener: listener

    def __getattr__(self, _: str) -> Any:
        return lambda *wanted, **more: lambda listener: listener
