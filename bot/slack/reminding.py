"""Buttons and forms about reminders. A form remembers in its metadata which channel it was opened from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.answers.message import Asker
from bot.answers.pressing import Checked, Filled
from bot.messages import clicks, marks
from bot.messages.attention import SNOOZE_FORM
from bot.messages.reminder_form import REMINDER_FORM
from bot.messages.reply import View
from bot.slack import payloads, views
from bot.slack.context import workspace_of
from bot.slack.desk import Desk, Work
from bot.slack.forms import take_form
from bot.slack.payloads import JSON, Click, Origin

_BETWEEN = "|"


def register(app: AsyncApp, desk: Desk) -> None:
    """Take submitted forms; before bot.slack.views, which acknowledges whatever else comes of a modal."""

    async def submitted(ack: AsyncAck, body: JSON, context: AsyncBoltContext) -> None:
        origin, about = _origin(body, workspace_of(context))
        view = body.get("view") or {}
        filled = Filled(str(view.get("callback_id") or ""), about, payloads.filled(view))
        await take_form(desk, ack, body, origin, lambda asker: _read(desk, origin, filled, asker))

    for form in (SNOOZE_FORM, REMINDER_FORM):
        app.view(form)(submitted)


async def press(desk: Desk, click: Click, asker: Asker) -> None:
    """A button that is answered with a message, for this person's eyes."""
    await desk.delivery.answer(
        click.origin, await desk.answers.press(clicks.action_of(click.action_id), click.value, asker)
    )


async def press_row(desk: Desk, click: Click, asker: Asker) -> None:
    """An entry of the menu beside a digest's row."""
    verb, about = clicks.split_value(click.value)
    if verb == marks.DETAILS:
        result_id, certificate_id = clicks.split_value(about)
        await views.open_details(desk, click.origin, result_id, certificate_id, asker)
    elif verb == marks.SNOOZE:
        await open_form(desk, click, asker)
    else:
        await press(desk, click, asker)


async def manage(desk: Desk, click: Click, asker: Asker) -> None:
    """An entry of the menu beside a reminder: one of the buttons' actions. The Home tab that it stands on is drawn
    anew."""
    action, subscription_id = clicks.split_value(click.value)
    if action in clicks.FORMS:
        await open_form(desk, msgspec.structs.replace(click, action_id=action, value=subscription_id), asker)
        return
    await desk.delivery.answer(click.origin, await desk.answers.press(action, subscription_id, asker))
    await _drawn_anew(desk, click.origin, asker)


async def _drawn_anew(desk: Desk, origin: Origin, asker: Asker) -> None:
    if not origin.channel:
        await desk.delivery.publish_home(asker.workspace, asker.user, await desk.answers.home(asker))


async def open_form(desk: Desk, click: Click, asker: Asker) -> None:
    """Within the three seconds of the click: a form needs no listing, or one that is at hand."""
    view = await desk.answers.form(clicks.action_of(click.action_id), click.value, asker)
    about = str(view.payload.get("private_metadata") or "")
    payload: dict[str, Any] = {**view.payload, "private_metadata": f"{asker.channel}{_BETWEEN}{about}"}
    await desk.delivery.open_view(click.origin.workspace, click.origin.trigger_id, View(payload))


def _origin(body: JSON, workspace: str) -> tuple[Origin, str]:
    """Who submitted a form, from where it was opened, and what it is about."""
    metadata = str((body.get("view") or {}).get("private_metadata") or "")
    channel, _, about = metadata.partition(_BETWEEN)
    return payloads.opened_in(body, workspace, channel), about


def _read(desk: Desk, origin: Origin, filled: Filled, asker: Asker) -> tuple[Mapping[str, str], Work]:
    checked = desk.answers.check(filled, asker)
    return checked.faults, lambda submitter: _finish(desk, origin, checked, submitter)


async def _finish(desk: Desk, origin: Origin, checked: Checked, asker: Asker) -> None:
    if checked.finish is not None:
        await desk.delivery.answer(origin, await checked.finish())
        await _drawn_anew(desk, origin, asker)
