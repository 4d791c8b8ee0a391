"""What an act led to, as far as one person can see it."""

from __future__ import annotations

import json
from typing import Any

from bot.playground.slack_delivery import Ack
from bot.playground.slack_store import BOT_USER, JSON, Post, SlackWorld


def message(post: Post) -> JSON:
    """A message with its channel, its only reader, and the number of its last change."""
    return post.wire() | {"channel": post.channel, "ephemeral_for": post.ephemeral_for, "seq": post.seq}


def seen(world: SlackWorld, user: str, since: int, channel: str = "") -> JSON:
    """The app's messages, view, Home and errors that came or changed for a person after number `since`."""
    posts = [each for each in world.changed_since(since) if each.author == BOT_USER and _reads(world, user, each)]
    posts = [each for each in posts if channel in {"", each.channel}]
    top = next(reversed(world.views.get(user, [])), None)
    home = world.homes.get(user)
    return {
        "messages": [message(each) for each in posts],
        "message": message(posts[-1]) if posts else None,
        "view": top if top and top["seq"] > since else None,
        "home": home if home and home["seq"] > since else None,
        "seq": world.feed.seq,
    }


def _reads(world: SlackWorld, user: str, post: Post) -> bool:
    return user in world.channels[post.channel].members and post.ephemeral_for in {None, user}


def holds(outcome: JSON, until: str) -> bool:
    """Whether there is a message, view or Home with the text `until` in it (any, when empty)."""
    there = [*outcome["messages"], outcome["view"], outcome["home"]]
    return any(each and until in json.dumps(each, ensure_ascii=False) for each in there)


async def awaited(world: SlackWorld, user: str, since: int, wish: JSON) -> JSON:
    """The outcome once it holds `wish["until"]`, at most `wish["wait"]` seconds later; `timed_out` says if it never
    did."""
    until, seconds, channel = str(wish.get("until") or ""), float(wish.get("wait") or 0), str(wish.get("in") or "")

    def found() -> JSON | None:
        outcome = seen(world, user, since, channel)
        return outcome if holds(outcome, until) else None

    outcome = await world.feed.wait(found, seconds) if seconds else found()
    timed_out = bool(seconds) and outcome is None
    return (outcome or seen(world, user, since, channel)) | {"timed_out": timed_out}


async def of_act(world: SlackWorld, user: str, since: int, ack: Ack, wish: JSON) -> JSON:
    """An act's ack with its outcome; errors that Slack showed the person are under `errors`."""
    waiting: dict[str, Any] = {**wish, "wait": 0} if ack.error else wish
    outcome = await awaited(world, user, since, waiting)
    errors = [each for each in world.errors if each["user"] == user and each["seq"] > since]
    return {"ack": ack.wire(), **outcome, "errors": errors}
