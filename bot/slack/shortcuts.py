"""Shortcuts: the global one opens a form that asks a question, the one on a message looks up the hosts it names."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Mapping

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.answers.message import Asker, Message
from bot.errors import DeliveryError, ResultExpired
from bot.messages.search_form import FIELDS, SEARCH_FORM
from bot.slack import payloads
from bot.slack.context import workspace_of
from bot.slack.desk import Desk, Work
from bot.slack.forms import take_form
from bot.slack.manifest import FIND_SHORTCUT, SEARCH_SHORTCUT
from bot.slack.payloads import JSON, Called, Origin

log = logging.getLogger(__name__)

Run = Callable[[Desk, Called, Asker], Awaitable[None]]
ANY_SHORTCUT = re.compile(".*", re.DOTALL)
ANY_FIELD = re.compile(f"{FIELDS}.*", re.DOTALL)


def register(app: AsyncApp, desk: Desk) -> None:
    """Run shortcuts, and follow the form: before bot.slack.actions and views, which take whatever else comes."""

    async def ran(ack: AsyncAck, body: JSON, context: AsyncBoltContext) -> None:
        await ack()
        called = payloads.shortcut(body, workspace_of(context))
        run = SHORTCUTS.get(called.callback_id, _unknown)
        desk.take("shortcut", body, called.origin, lambda asker: run(desk, called, asker), text=called.text)

    async def changed(ack: AsyncAck, body: JSON, context: AsyncBoltContext) -> None:
        await ack()
        click = payloads.click(body, workspace_of(context))
        given = payloads.filled(body.get("view") or {})
        desk.take("action", body, click.origin, lambda asker: _redraw(desk, click.view_id, given, asker))

    async def submitted(ack: AsyncAck, body: JSON, context: AsyncBoltContext) -> None:
        origin = payloads.answered_in(body, workspace_of(context))
        given = payloads.filled(body.get("view") or {})
        await take_form(desk, ack, body, origin, lambda asker: _read(desk, origin, given, asker))

    app.shortcut(ANY_SHORTCUT)(ran)
    app.action(ANY_FIELD)(changed)
    app.view(SEARCH_FORM)(submitted)


async def open_form(desk: Desk, origin: Origin, asker: Asker) -> None:
    """Within the three seconds of the trigger: the form needs no listing."""
    await desk.delivery.open_view(asker.workspace, origin.trigger_id, desk.answers.search_form({}, asker))


async def _search(desk: Desk, called: Called, asker: Asker) -> None:
    await open_form(desk, called.origin, asker)


async def _find(desk: Desk, called: Called, asker: Asker) -> None:
    await desk.waiting.answer(
        called.origin, asker.locale, lambda progress: desk.answers.named(called.text, asker, progress=progress)
    )


async def _unknown(desk: Desk, called: Called, asker: Asker) -> None:
    """A shortcut of another version of the app."""
    raise ResultExpired(called.callback_id)


SHORTCUTS: Mapping[str, Run] = {SEARCH_SHORTCUT: _search, FIND_SHORTCUT: _find}
"""What each shortcut of the manifest does."""


async def _redraw(desk: Desk, view_id: str, given: Mapping[str, str], asker: Asker) -> None:
    """A form that was closed or sent meanwhile needs no drawing, and nobody needs to hear of it."""
    try:
        await desk.delivery.update_view(asker.workspace, view_id, desk.answers.search_form(given, asker))
    except DeliveryError as fault:
        log.info("a form was not drawn anew", extra={"outcome": str(fault)})


def _read(desk: Desk, origin: Origin, given: Mapping[str, str], asker: Asker) -> tuple[Mapping[str, str], Work]:
    """The question of a form is asked as if it had been typed where the answer is wanted."""
    composed = desk.answers.compose(given, asker)

    async def ask(asker: Asker) -> None:
        await desk.answer(origin, Message(composed.text, asker, desk.clock()))

    return composed.faults, ask
