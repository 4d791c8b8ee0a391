"""The payloads that an app receives, as pure data. Source: docs.slack.dev/reference/interaction-payloads and events."""

from __future__ import annotations

import secrets

from bot.playground.slack_forms import answerable
from bot.playground.slack_places import command_names, envelope_names, interaction_names, team_of
from bot.playground.slack_store import APP, JSON, Channel, Person, Post, SlackWorld
from bot.playground.slack_views import shown

LEGACY_TOKEN = "deprecated"  # noqa: S105  (the verification token Slack still sends; nothing checks it)


def command(world: SlackWorld, user: Person, channel: Channel, text: str) -> JSON:
    """A slash command's form."""
    team = {"token": LEGACY_TOKEN, "api_app_id": APP, **command_names(world, channel.team)}
    place = {"channel_id": channel.id, "channel_name": channel.name, "user_id": user.id, "user_name": user.name}
    handles = {
        "response_url": world.new_response_url(channel.id, user.id),
        "trigger_id": world.new_trigger(user.id, channel.id),
    }
    return {**team, **place, "command": world.command, "text": text, **handles}


def event(world: SlackWorld, body: JSON, names: JSON | None = None) -> JSON:
    """An event in its envelope; `names` say where it happened, if that is not the place of its channel or person."""
    room, person = world.channels.get(str(body.get("channel"))), world.people.get(str(body.get("user")))
    return {
        "token": LEGACY_TOKEN,
        **(names or envelope_names(world, team_of(world, room, person))),
        "api_app_id": APP,
        "event": {"event_ts": world.next_ts(), **body},
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(world.clock()),
        "is_ext_shared_channel": False,
        "event_context": secrets.token_urlsafe(16),
    }


def message_event(kind: str, post: Post, channel: Channel, team: str) -> JSON:
    """An app_mention, or a message in the direct messages; `team` is the author's."""
    body = {"type": kind, "user": post.author, "ts": post.ts, "event_ts": post.ts, "text": post.text, "team": team}
    thread = {"thread_ts": post.thread_ts} if post.thread_ts else {}
    im = {"channel_type": "im"} if channel.im_with else {}
    return {**body, "channel": channel.id, "client_msg_id": secrets.token_hex(16), **thread, **im}


def interaction(world: SlackWorld, kind: str, user: Person, channel: str = "", team: str = "") -> JSON:
    """What every interaction carries; `team` is where it happens, if it is not on a message of `channel`."""
    where = team or team_of(world, world.channels.get(channel), user)
    names = {"id": user.id, "username": user.name, "name": user.name, "team_id": where}
    return {
        "type": kind,
        **interaction_names(world, where, on_message=bool(channel)),
        "user": names,
        "api_app_id": APP,
        "token": LEGACY_TOKEN,
        "trigger_id": world.new_trigger(user.id, channel),
    }


def message_click(world: SlackWorld, user: Person, post: Post, action: JSON, state: JSON) -> JSON:
    """block_actions on a message; the message itself is only there when it isn't ephemeral."""
    channel = world.channels[post.channel]
    ephemeral = post.ephemeral_for is not None
    where = {"type": "message", "message_ts": post.ts, "channel_id": channel.id, "is_ephemeral": ephemeral}
    return {
        **interaction(world, "block_actions", user, channel.id),
        "container": where,
        "channel": {"id": channel.id, "name": channel.name},
        **({} if ephemeral else {"message": post.wire()}),
        "state": {"values": state},
        "response_url": world.new_response_url(channel.id, user.id, post.ts),
        "actions": [{**action, "action_ts": world.next_ts()}],
    }


def view_click(world: SlackWorld, user: Person, view: JSON, action: JSON) -> JSON:
    """block_actions in a modal or on the Home tab."""
    container = {"type": "view", "view_id": view["id"]}
    body = {"container": container, "view": shown(view), "actions": [{**action, "action_ts": world.next_ts()}]}
    return interaction(world, "block_actions", user, team=view["team_id"]) | body


def view_submission(world: SlackWorld, user: Person, view: JSON) -> JSON:
    """The form was sent; for each conversation that a select with `response_url_enabled` holds there is a way to
    answer there."""
    urls = [
        {**place, "response_url": world.new_response_url(place["channel_id"], user.id)}
        for place in answerable(view["blocks"], view["state"]["values"])
    ]
    return interaction(world, "view_submission", user, team=view["team_id"]) | {
        "view": shown(view),
        "response_urls": urls,
    }


def view_closed(world: SlackWorld, user: Person, view: JSON, *, cleared: bool) -> JSON:
    """The form was closed (only sent when the view asks for it)."""
    body = interaction(world, "view_closed", user, team=view["team_id"]) | {"view": shown(view), "is_cleared": cleared}
    body.pop("trigger_id")
    return body


def shortcut(world: SlackWorld, user: Person, callback_id: str, channel: str = "") -> JSON:
    """A global shortcut; an app is not told from which `channel`, but its modal can start there."""
    called = interaction(world, "shortcut", user, channel)
    return called | {"callback_id": callback_id, "action_ts": world.next_ts()}


def message_shortcut(world: SlackWorld, user: Person, callback_id: str, post: Post) -> JSON:
    """A shortcut on a message."""
    channel = world.channels[post.channel]
    return interaction(world, "message_action", user, channel.id) | {
        "callback_id": callback_id,
        "action_ts": world.next_ts(),
        "message_ts": post.ts,
        "channel": {"id": channel.id, "name": channel.name},
        "message": post.wire(),
        "response_url": world.new_response_url(channel.id, user.id),
    }
