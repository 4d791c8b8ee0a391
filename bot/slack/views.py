"""Modals: opened within the three seconds of their trigger, then filled in."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.answers.message import Asker
from bot.slack.desk import Desk
from bot.slack.payloads import Origin

ANY_VIEW = re.compile(".*", re.DOTALL)


def register(app: AsyncApp, desk: Desk) -> None:
    """Acknowledge submissions and closings: no modal of ours holds a form yet that means something."""

    async def acknowledged(ack: AsyncAck) -> None:
        await ack()

    app.view(ANY_VIEW)(acknowledged)


async def open_details(desk: Desk, origin: Origin, result_id: str, certificate_id: str, asker: Asker) -> None:
    """One certificate in full. Raises DeliveryError."""
    view = await desk.answers.details(result_id, certificate_id, asker)
    await desk.delivery.open_view(origin.workspace, origin.trigger_id, view)
