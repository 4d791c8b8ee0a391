"""Events: mentions, direct messages, the Home tab, an invitation. What ends an installation is in `lifecycle`."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.answers.message import Asker, Message
from bot.slack import payloads
from bot.slack.context import bot_user_of, workspace_of
from bot.slack.desk import Desk

OTHER_EVENTS = re.compile(".*")


def register(app: AsyncApp, desk: Desk) -> None:
    """Answer what people say to the app; every other event is acknowledged, or Slack would send it again."""

    async def said(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        typed = payloads.message(body, workspace_of(context), bot_user_of(context), desk.clock())
        if typed is not None:
            _answer(desk, body, typed)

    async def home_opened(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        event = body.get("event") or {}
        if event.get("tab") == "home":
            origin = payloads.Origin(workspace=workspace_of(context), user=str(event.get("user") or ""))
            desk.take("home", body, origin, lambda asker: _publish_home(desk, asker))

    async def invited(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        origin = payloads.invitation(body, workspace_of(context), bot_user_of(context))
        if origin is not None:
            desk.take("invitation", body, origin, lambda asker: _say_hello(desk, asker))

    async def acknowledged(ack: AsyncAck) -> None:
        await ack()

    app.event("app_mention")(said)
    app.event("message", matchers=[_direct])(said)
    app.event("app_home_opened")(home_opened)
    app.event("member_joined_channel")(invited)
    app.event(OTHER_EVENTS)(acknowledged)


async def _direct(event: dict[str, Any]) -> bool:
    """Only direct messages are read, whatever else the manifest subscribes to."""
    return event.get("channel_type") == "im"


async def _publish_home(desk: Desk, asker: Asker) -> None:
    await desk.delivery.publish_home(asker.workspace, asker.user, await desk.answers.home(asker))


async def _say_hello(desk: Desk, asker: Asker) -> None:
    """To the channel, in the language of who invited the app."""
    await desk.delivery.deliver(asker.workspace, asker.channel, desk.answers.hello(asker.locale))


def _answer(desk: Desk, body: dict[str, Any], typed: payloads.Typed) -> None:
    async def answer(asker: Asker) -> None:
        await desk.answer(typed.origin, Message(typed.text, asker, typed.sent_at))

    desk.take("message", body, typed.origin, answer, text=typed.text)
