"""Submitted forms: read before they are acknowledged, since what is wrong stands under its field while it is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from slack_bolt.async_app import AsyncAck

from bot.answers.message import Asker
from bot.errors import NotAllowed, UnknownPerson
from bot.slack import payloads
from bot.slack.desk import Desk, Work
from bot.slack.payloads import JSON, Origin
from bot.workspaces.roles import require

Read = Callable[[Asker], tuple[Mapping[str, str], Work]]
"""A form as somebody filled it in: what is wrong, by field, and what is done where nothing is. Does nothing yet."""


async def take_form(desk: Desk, ack: AsyncAck, body: JSON, origin: Origin, read: Read) -> None:
    """Refuse a form with its faults, or take it in. Nothing of an outsider's is read."""
    person = await desk.people.person(origin, "")
    try:
        role = desk.trust.role(origin.user, person)
        require("query", role)
    except (NotAllowed, UnknownPerson) as refusal:
        await ack()
        desk.take("form", body, origin, partial(_refused, refusal))
        return
    faults, work = read(payloads.asker(origin, person.locale, person.zone, role))
    if faults:
        await ack(response_action="errors", errors=dict(faults))
        return
    await ack()
    desk.take("form", body, origin, work)


async def _refused(refusal: NotAllowed | UnknownPerson, _: Asker) -> None:
    """The desk tells; who was unknown may be known by then, but their form was not read."""
    raise refusal
