"""Slash commands: /certs, under whatever name the workspace's manifest gives it."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.answers.message import Asker, Message
from bot.slack import payloads
from bot.slack.context import workspace_of
from bot.slack.desk import Desk

ANY_COMMAND = re.compile("/.+")
"""Slack only sends the commands of this app's manifest."""


def register(app: AsyncApp, desk: Desk) -> None:
    """Answer every command as a question."""

    async def certs(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        typed = payloads.command(body, workspace_of(context), desk.clock())

        async def answer(asker: Asker) -> None:
            await desk.answer(typed.origin, Message(typed.text, asker, typed.sent_at))

        desk.take("command", body, typed.origin, answer, text=typed.text)

    app.command(ANY_COMMAND)(certs)
