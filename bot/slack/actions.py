"""Buttons and menus under answers. Values hold ids only; what they mean is looked up again at the click."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.answers.message import Asker, Message
from bot.errors import ResultExpired, SharedOutside
from bot.messages import account_actions, clicks
from bot.messages.reply import Reply
from bot.slack import payloads, reminding, shortcuts, views
from bot.slack.context import workspace_of
from bot.slack.desk import Desk
from bot.slack.payloads import Click

Act = Callable[[Desk, Click, Asker], Awaitable[None]]
ANY_ACTION = re.compile(".*", re.DOTALL)


def register(app: AsyncApp, desk: Desk) -> None:
    """One listener for all: an action that nobody knows (any more) is answered too, not left hanging."""

    async def pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        click = payloads.click(body, workspace_of(context))
        act = ACTS.get(clicks.action_of(click.action_id), _unknown)
        if act is not None:
            desk.take("action", body, click.origin, lambda asker: act(desk, click, asker))

    app.action(ANY_ACTION)(pressed)


async def _page(desk: Desk, click: Click, asker: Asker) -> None:
    result_id, number = clicks.split_value(click.value)
    await _turned(desk, click, asker, desk.answers.turn(result_id, asker, page=_number(number), text=click.question))


async def _sort(desk: Desk, click: Click, asker: Asker) -> None:
    result_id, order = clicks.split_value(click.value)
    await _turned(desk, click, asker, desk.answers.turn(result_id, asker, sort=order, text=click.question))


async def _refresh(desk: Desk, click: Click, asker: Asker) -> None:
    result_id, number = clicks.split_value(click.value)
    turning = desk.answers.turn(result_id, asker, page=_number(number), refresh=True, text=click.question)
    await _turned(desk, click, asker, turning)


async def _refine(desk: Desk, click: Click, asker: Asker) -> None:
    result_id, words = clicks.split_value(click.value)
    await _turned(desk, click, asker, desk.answers.refine(result_id, words, asker, text=click.question))


async def _turned(desk: Desk, click: Click, asker: Asker, turning: Awaitable[Reply]) -> None:
    """Put a list in place of the one that was clicked; a sentence about why there is none (yet) comes beside it."""
    await desk.waiting.answer(click.origin, asker.locale, lambda _: turning, replace=True)


async def _share(desk: Desk, click: Click, asker: Asker) -> None:
    if not desk.trust.guests and await desk.channels.shared_outside(click.origin):
        raise SharedOutside
    result_id, number = clicks.split_value(click.value)

    async def post(shared: Reply) -> None:
        await desk.delivery.answer(click.origin, shared)

    said = await desk.answers.share(result_id, asker, post, page=_number(number))
    if said.notice:
        await desk.delivery.answer(click.origin, said)


async def _unshare(desk: Desk, click: Click, asker: Asker) -> None:
    sharer, _ = clicks.split_value(click.value)
    withdraw = partial(desk.delivery.withdraw, click.origin)
    await desk.delivery.answer(click.origin, await desk.answers.unshare(sharer, asker, withdraw, text=click.question))


async def _details(desk: Desk, click: Click, asker: Asker) -> None:
    result_id, certificate_id = clicks.split_value(click.value)
    await views.open_details(desk, click.origin, result_id, certificate_id, asker)


async def _facts(desk: Desk, click: Click, asker: Asker) -> None:
    result_id, certificate_id = clicks.split_value(click.value)
    await views.fill_in_facts(desk, click, result_id, certificate_id, asker)


async def _remind(desk: Desk, click: Click, asker: Asker) -> None:
    result_id, _ = clicks.split_value(click.value)
    await desk.delivery.answer(click.origin, await desk.answers.remind(result_id, asker))


async def _save(desk: Desk, click: Click, asker: Asker) -> None:
    result_id, _ = clicks.split_value(click.value)
    form = await desk.answers.save_form(result_id, asker)
    await desk.delivery.open_view(click.origin.workspace, click.origin.trigger_id, form)


async def _view_undo(desk: Desk, click: Click, asker: Asker) -> None:
    result_id, name = clicks.split_value(click.value)
    await desk.delivery.answer(click.origin, await desk.answers.save_view(result_id, name, asker))


async def _revoke(desk: Desk, click: Click, asker: Asker) -> None:
    export_id, _ = clicks.split_value(click.value)
    await desk.delivery.answer(click.origin, await desk.answers.revoke(export_id, asker))


async def _ask(desk: Desk, click: Click, asker: Asker) -> None:
    await desk.answer(click.origin, Message(click.value, asker, desk.clock()))


async def _choose(desk: Desk, click: Click, asker: Asker) -> None:
    """Ask what stands on the button, which is how this person wants to be read from now on."""
    choice, text = clicks.split_value(click.value)
    await desk.answers.choose(choice, asker)
    await desk.answer(click.origin, Message(text, asker, desk.clock()))


async def _reset(desk: Desk, click: Click, asker: Asker) -> None:
    await _turned(desk, click, asker, desk.answers.reset(asker))


async def _search(desk: Desk, click: Click, asker: Asker) -> None:
    await shortcuts.open_form(desk, click.origin, asker)


async def _unknown(desk: Desk, click: Click, asker: Asker) -> None:
    """A button of another version of the app."""
    raise ResultExpired(click.action_id)


ACTS: dict[str, Act | None] = {
    clicks.PAGE: _page,
    clicks.SORT: _sort,
    clicks.REFINE: _refine,
    clicks.REFRESH: _refresh,
    clicks.SHARE: _share,
    clicks.UNSHARE: _unshare,
    clicks.DETAILS: _details,
    clicks.FACTS: _facts,
    clicks.REMIND: _remind,
    clicks.SAVE: _save,
    clicks.VIEW_UNDO: _view_undo,
    clicks.REVOKE: _revoke,
    clicks.ROW: reminding.press_row,
    clicks.MANAGE: reminding.manage,
    **dict.fromkeys(clicks.PRESSES, reminding.press),
    **dict.fromkeys(clicks.FORMS, reminding.open_form),
    **dict.fromkeys(account_actions.PRESSES, reminding.press),
    account_actions.CONNECT: reminding.open_form,
    clicks.ASK: _ask,
    clicks.CHOOSE: _choose,
    clicks.RESET: _reset,
    clicks.SEARCH: _search,
    clicks.LINK: None,
}
"""What each action does; None: nothing beyond the acknowledgement."""


def _number(text: str) -> int:
    """A page's number; what is none is the first page."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1
