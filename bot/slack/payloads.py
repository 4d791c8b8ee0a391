"""Slack's payloads as plain facts: what was typed or pressed, by whom, and where an answer goes. Pure functions.

What is typed is taken without Slack's decoration (links, escapes) and without the bot's own mention.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import msgspec

from bot.answers.message import Asker
from bot.language.normalise import undecorated
from bot.messages import clicks
from bot.slack.message_texts import texts
from bot.workspaces.roles import Role

JSON = dict[str, Any]

_HAN = re.compile(r"[\u4e00-\u9fff]")


class Origin(msgspec.Struct, frozen=True):
    """Where a question or a click came from. `channel` is "" for a click on the Home tab. `direct`: between the person
    and the app alone. `own_message`: the click was on a message that only this person sees, so that an answer may
    replace it."""

    workspace: str
    user: str
    channel: str = ""
    thread_ts: str = ""
    response_url: str = ""
    trigger_id: str = ""
    direct: bool = False
    own_message: bool = False
    home_workspace: str = ""
    """The workspace the person belongs to, where the payload says so; another one's member is a stranger."""


class Typed(msgspec.Struct, frozen=True):
    """A text that somebody sent to the app, and when (UTC)."""

    text: str
    origin: Origin
    sent_at: datetime


class Click(msgspec.Struct, frozen=True):
    """A button or an option: its action id and its value; in a modal, the id of that view; under a list, the question
    that can be asked again when the list is gone."""

    action_id: str
    value: str
    origin: Origin
    view_id: str = ""
    question: str = ""


class Called(msgspec.Struct, frozen=True):
    """A shortcut that was run; on a message, with all that can be read in that message."""

    callback_id: str
    origin: Origin
    text: str = ""


class Form(msgspec.Struct, frozen=True):
    """A submitted form: what it is about, and what was typed, by action id."""

    about: str
    given: dict[str, str]
    origin: Origin


def command(body: JSON, workspace: str, now: datetime) -> Typed:
    """A slash command; Slack does not say when it was sent, so it was now."""
    channel = _text(body, "channel_id")
    origin = Origin(
        workspace=workspace,
        user=_text(body, "user_id"),
        channel=channel,
        response_url=_text(body, "response_url"),
        trigger_id=_text(body, "trigger_id"),
        direct=_is_direct(channel),
    )
    return Typed(undecorated(_text(body, "text")), origin, now)


def message(body: JSON, workspace: str, bot_user: str, now: datetime) -> Typed | None:
    """An app_mention or a direct message; None for what is no person's new text: bots, edits, deletions, our own."""
    event = _object(body.get("event"))
    user = _text(event, "user")
    if not user or user == bot_user or event.get("bot_id") or event.get("subtype") or event.get("edited"):
        return None
    origin = Origin(
        workspace=workspace,
        user=user,
        channel=_text(event, "channel"),
        thread_ts=_text(event, "thread_ts"),
        direct=event.get("channel_type") == "im",
        home_workspace=_text(event, "user_team") or _text(event, "team"),
    )
    text = undecorated(without_mention(_text(event, "text"), bot_user))
    return Typed(text, origin, _instant(_text(event, "ts"), now))


def invitation(body: JSON, workspace: str, bot_user: str) -> Origin | None:
    """The channel that the app itself was invited to, and by whom; None when somebody else joined."""
    event = _object(body.get("event"))
    if not bot_user or _text(event, "user") != bot_user:
        return None
    return Origin(workspace=workspace, user=_text(event, "inviter"), channel=_text(event, "channel"))


def click(body: JSON, workspace: str) -> Click:
    """The (first) action of a block_actions payload, on a message, in a modal or on the Home tab."""
    pressed = body.get("actions")
    action = _object(pressed[0]) if isinstance(pressed, list) and pressed else {}
    value = _text(action, "value") or _text(_object(action.get("selected_option")), "value")
    view_id = _text(_object(body.get("view")), "id")
    question = clicks.asked(_text(action, "block_id"))
    return Click(_text(action, "action_id"), value, _origin_of_click(body, workspace), view_id, question)


def _origin_of_click(body: JSON, workspace: str) -> Origin:
    container, user = _object(body.get("container")), _object(body.get("user"))
    channel = _text(_object(body.get("channel")), "id") or _text(container, "channel_id")
    direct = _is_direct(channel)
    return Origin(
        workspace=workspace,
        user=_text(user, "id"),
        channel=channel,
        thread_ts=_text(container, "thread_ts") or _text(_object(body.get("message")), "thread_ts"),
        response_url=_text(body, "response_url"),
        trigger_id=_text(body, "trigger_id"),
        direct=direct,
        own_message=bool(container.get("is_ephemeral")) or (direct and "message" in body),
        home_workspace=_text(user, "team_id"),
    )


def shortcut(body: JSON, workspace: str) -> Called:
    """A shortcut, global or on a message. The answer to one on a reply belongs into the reply's thread."""
    message, origin = _object(body.get("message")), _origin_of_click(body, workspace)
    if origin.thread_ts == _text(message, "ts"):  # the head of a thread stands in the channel
        origin = msgspec.structs.replace(origin, thread_ts="")
    return Called(_text(body, "callback_id"), origin, "\n".join(texts(message)))


def answered_in(body: JSON, workspace: str) -> Origin:
    """Who submitted a form that asks where to answer: the conversation chosen there, with its own response_url."""
    chosen = body.get("response_urls")
    place = _object(chosen[0]) if isinstance(chosen, list) and chosen else {}
    origin = opened_in(body, workspace, _text(place, "channel_id"))
    return msgspec.structs.replace(origin, response_url=_text(place, "response_url"))


def opened_in(body: JSON, workspace: str, channel: str) -> Origin:
    """Who submitted a form that was opened in `channel`; on the Home tab that is "" or the person's own id."""
    origin = _origin_of_click(body, workspace)
    place = "" if channel == origin.user else channel
    return msgspec.structs.replace(origin, channel=place, direct=_is_direct(place))


def filled(view: JSON) -> dict[str, str]:
    """What was filled in, by action id: texts, times and dates as they are, chosen options by their values, people by
    their ids, with commas."""
    values = _object(_object(view.get("state")).get("values"))
    return {name: _filled(element) for block in values.values() for name, element in _object(block).items()}


def _filled(element: object) -> str:
    given = _object(element)
    chosen = given.get("selected_options")
    if isinstance(chosen, list):
        return ",".join(_text(_object(option), "value") for option in chosen)
    people = given.get("selected_users")
    if isinstance(people, list):
        return ",".join(each for each in people if isinstance(each, str))
    option = _text(_object(given.get("selected_option")), "value")
    return option or _text(given, "value") or _text(given, "selected_time") or _text(given, "selected_date")


def form(body: JSON, workspace: str) -> Form:
    """A submitted form; its private metadata is `<id>:<channel>`, where the channel is where to answer."""
    view = _object(body.get("view"))
    about = _text(view, "private_metadata")
    origin = opened_in(body, workspace, about.partition(":")[2])
    blocks = _object(_object(view.get("state")).get("values")).values()
    given = {name: _text(_object(entry), "value") for block in blocks for name, entry in _object(block).items()}
    return Form(about, given, origin)


def asker(origin: Origin, locale: str, zone: str, role: Role) -> Asker:
    """Who asks, for the answers; on the Home tab the place is the person's own."""
    return Asker(origin.workspace, origin.user, origin.channel or origin.user, locale, zone, role)


def language_of(text: str) -> str:
    """A locale for a person whom Slack did not describe: that of the text."""
    return "zh-CN" if _HAN.search(text) else "en-US"


def without_mention(text: str, bot_user: str) -> str:
    """The text without the app's own mention, wherever it stands; other people's stay."""
    if not bot_user:
        return re.sub(r"^\s*<@[A-Z0-9]+(\|[^>]*)?>", "", text).strip()
    return re.sub(rf"<@{re.escape(bot_user)}(\|[^>]*)?>", " ", text).strip()


def _is_direct(channel: str) -> bool:
    return channel.startswith("D")


def _object(value: object) -> JSON:
    return value if isinstance(value, dict) else {}


def _text(body: JSON, name: str) -> str:
    value = body.get(name)
    return value if isinstance(value, str) else ""


def _instant(ts: str, now: datetime) -> datetime:
    """A message's ts ("1700000000.000100") as an instant; what is none is now."""
    try:
        return datetime.fromtimestamp(float(ts), UTC)
    except (ValueError, OverflowError, OSError):
        return now
