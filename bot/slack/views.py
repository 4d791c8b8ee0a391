"""Modals: opened within the three seconds of their trigger, then filled in."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.answers.message import Asker
from bot.messages import clicks, kit
from bot.messages.reply import View
from bot.messages.texts import say
from bot.slack import payloads
from bot.slack.context import workspace_of
from bot.slack.desk import Desk, Work
from bot.slack.forms import take_form
from bot.slack.payloads import Click, Origin

MOMENT_SECONDS = 0.8
"""How long a click waits before an empty modal opens; with the way there and back, well within a trigger's three."""
ANY_VIEW = re.compile(".*", re.DOTALL)


def register(app: AsyncApp, desk: Desk) -> None:
    """Save a view by its form; acknowledge every other submission and closing."""

    async def named(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        form = payloads.form(body, workspace_of(context))
        result_id, _ = clicks.split_value(form.about)
        name = form.given.get(clicks.INPUT_NAME, "")

        def read(asker: Asker) -> tuple[Mapping[str, str], Work]:
            return desk.answers.check_view(name, asker), partial(_save, desk, form.origin, result_id, name)

        await take_form(desk, ack, body, form.origin, read)

    async def acknowledged(ack: AsyncAck) -> None:
        await ack()

    app.view(clicks.CALLBACK_SAVE)(named)
    app.view(ANY_VIEW)(acknowledged)


async def _save(desk: Desk, origin: Origin, result_id: str, name: str, asker: Asker) -> None:
    await desk.delivery.answer(origin, await desk.answers.save_view(result_id, name, asker))


async def open_details(desk: Desk, origin: Origin, result_id: str, certificate_id: str, asker: Asker) -> None:
    """One certificate in full. What takes longer than a moment opens empty and is filled in. Raises DeliveryError."""
    workspace = origin.workspace
    finding = asyncio.ensure_future(desk.answers.details(result_id, certificate_id, asker))
    try:
        found, _ = await asyncio.wait([finding], timeout=MOMENT_SECONDS)
        if found:
            await desk.delivery.open_view(workspace, origin.trigger_id, finding.result())
            return
        view_id = await desk.delivery.open_view(workspace, origin.trigger_id, _opening(asker.locale))
        await desk.delivery.update_view(workspace, view_id, await finding)
    finally:
        finding.cancel()


async def fill_in_facts(desk: Desk, click: Click, result_id: str, certificate_id: str, asker: Asker) -> None:
    """What the certificate itself says, in the modal in which it was asked for. Raises DeliveryError."""
    view = await desk.answers.facts(result_id, certificate_id, asker)
    await desk.delivery.update_view(click.origin.workspace, click.view_id, view)


def _opening(locale: str) -> View:
    wait = kit.section(kit.plain("⏳"))
    return View(kit.modal(say("details.title", locale), [wait], close=say("details.close", locale)))
