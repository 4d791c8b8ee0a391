"""Verbs, buttons and forms about what reminders remember, and buttons about accounts: which does what. Values hold ids
and names only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import msgspec

from bot.answers import accounts, attending, connecting, forecasting, forget, managing, reminder_forms, taking, why
from bot.answers.message import Asker, Message
from bot.answers.rooms import Rooms
from bot.answers.wrong import Wrong
from bot.certificates import day_begins
from bot.errors import ResultExpired, Unreadable
from bot.language.request import (
    Edit,
    Pause,
    Preview,
    Request,
    Resume,
    Sample,
    Simulate,
    Snooze,
    Take,
    Wake,
    Why,
)
from bot.messages import account_actions, clicks, marks
from bot.messages.attention import BECAUSE, SNOOZE_FORM, UNTIL
from bot.messages.reminder_form import REMINDER_FORM
from bot.messages.reply import Reply, View
from bot.messages.texts import say

Press = Callable[[Rooms, str, Asker], Awaitable[Reply]]
SNOOZED = "GjTNRoK7"
"""Stands for the certificate when the end of a snooze is read."""


async def answer(rooms: Rooms, message: Message, request: Request) -> Reply:
    """Why, snooze, take, wake, simulate, and what is done with a reminder. Raises what those raise, and Unreadable for
    a verb without an answer."""
    match request:
        case Why():
            return await why.why(rooms, message, request)
        case Snooze():
            return await attending.snooze(rooms, message, request)
        case Take() | Wake():
            return await taking.take(rooms, message, request)
        case Simulate():
            return await forecasting.simulate(rooms, message, request)
        case Edit():
            return await managing.edit(rooms, message, request)
        case Pause() | Resume() | Preview() | Sample():
            return await PRESSES[TYPED[type(request)]](rooms, request.subscription, message.asker)
        case _:
            raise Unreadable("not_available", message.text)


async def press(rooms: Rooms, action: str, value: str, asker: Asker) -> Reply:
    """A click on a button of clicks.PRESSES or account_actions.PRESSES. Raises CertminderError."""
    if action in {clicks.ROW, clicks.UNDO}:
        return await attending.act(rooms, value, asker)
    if action not in PRESSES:
        raise ResultExpired(action)
    return await PRESSES[action](rooms, clicks.split_value(value)[0], asker)


PRESSES: dict[str, Press] = {
    clicks.SUPPRESSED: attending.suppressed,
    clicks.PREVIEW: forecasting.preview,
    clicks.SAMPLE: forecasting.sample,
    clicks.PAUSE: managing.pause,
    clicks.RESUME: managing.resume,
    account_actions.TEST: accounts.try_out,
    account_actions.REMOVE: accounts.remove,
    account_actions.DEFAULT: accounts.make_default,
    account_actions.NO_DEFAULT: accounts.no_default,
    clicks.FORGET: forget.forget,
    clicks.RESTORE: forget.restore,
}
TYPED: dict[type[Request], str] = {
    Pause: clicks.PAUSE,
    Resume: clicks.RESUME,
    Preview: clicks.PREVIEW,
    Sample: clicks.SAMPLE,
}
"""Verbs that are the same as a button."""


async def form(rooms: Rooms, action: str, value: str, asker: Asker) -> View:
    """The form that a click opens. Raises CertminderError."""
    head, about = clicks.split_value(value)
    if action == account_actions.CONNECT:
        return await connecting.link_view(rooms, head, asker)
    if action == clicks.ROW and head == marks.SNOOZE:
        return await attending.snooze_form(rooms, about, asker)
    return await reminder_forms.form(rooms, head, asker)


class Filled(msgspec.Struct, frozen=True):
    """A form as it was submitted: whose it is, what it is about, and what was filled in, by field."""

    form: str
    about: str
    given: Mapping[str, str]


class Checked(msgspec.Struct, frozen=True):
    """What a form is wrong about, by field, in the person's words; nothing: it is done by `finish`."""

    faults: Mapping[str, str]
    finish: Callable[[], Awaitable[Reply]] | None = None


def check(rooms: Rooms, filled: Filled, asker: Asker) -> Checked:
    """Read a form without doing anything yet: Slack waits for the outcome. Raises ResultExpired for a strange one."""
    try:
        return _read(rooms, filled, asker)
    except Wrong as wrong:
        return Checked({wrong.field: wrong.said(asker.locale)})


def _read(rooms: Rooms, filled: Filled, asker: Asker) -> Checked:
    if filled.form == REMINDER_FORM:
        wanted = reminder_forms.read_form(rooms, filled.given, asker)
        return Checked({}, lambda: reminder_forms.save_form(rooms, filled.about, wanted, asker))
    if filled.form == SNOOZE_FORM:
        snooze = _snooze(rooms, filled.given.get(UNTIL, ""), asker)
        return Checked({}, lambda: _snoozed(rooms, filled, snooze, asker))
    raise ResultExpired(filled.form)


def _snooze(rooms: Rooms, until: str, asker: Asker) -> Snooze:
    text = say("snooze.command", asker.locale, target=SNOOZED, until=until)
    try:
        request = rooms.parse(text, now=rooms.clock(), zone=asker.zone, locale=asker.locale)
    except Unreadable as fault:
        raise Wrong(UNTIL, Unreadable(fault.reason, until)) from None  # of the words that were typed, not of ours
    if not isinstance(request, Snooze):
        raise Wrong(UNTIL, Unreadable("not_a_date", until))
    return request


async def _snoozed(rooms: Rooms, filled: Filled, snooze: Snooze, asker: Asker) -> Reply:
    certificate = await attending.certificate_of(rooms, filled.about, asker)
    wanted, reason = day_begins(snooze.until, asker.zone), filled.given.get(BECAUSE, "")
    return await attending.snooze_until(rooms, certificate, filled.about, wanted, reason, asker)
