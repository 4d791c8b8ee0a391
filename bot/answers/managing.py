"""Pause, resume, set and change a reminder, from its buttons and from its form."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from bot.answers.changing import permit, record
from bot.answers.forecasting import own
from bot.answers.message import Asker
from bot.answers.reminders import shown
from bot.answers.rooms import Rooms
from bot.errors import TooLong, Unreadable
from bot.language.request import Find, Remind, Schedule
from bot.messages import subscriptions
from bot.messages.reminder_form import DAYS, QUERY, TIME, reminder_form
from bot.messages.reply import Reply, View
from bot.messages.texts import say


class Wrong(Exception):
    """An answer of a form that cannot be taken: the `field`, and the `fault` in it (None: none was given)."""

    def __init__(self, field: str, fault: Unreadable | TooLong | None = None) -> None:
        super().__init__(field)
        self.field = field
        self.fault = fault


async def pause(rooms: Rooms, subscription_id: str, asker: Asker) -> Reply:
    """It says nothing until it is resumed. Raises NotFound, NotAllowed."""
    permit("subscribe", asker)
    await own(rooms, subscription_id, asker)
    changed = await rooms.reminding.subscriptions.pause(asker.workspace, subscription_id)
    await record(rooms, asker, "reminder.pause", subscription_id, before=changed.text)
    return subscriptions.paused(shown(changed), asker.locale)


async def resume(rooms: Rooms, subscription_id: str, asker: Asker) -> Reply:
    """It speaks again, also after Slack had refused its channel. Raises NotFound, NotAllowed."""
    permit("subscribe", asker)
    await own(rooms, subscription_id, asker)
    changed = await rooms.reminding.subscriptions.resume(asker.workspace, subscription_id, rooms.clock())
    await record(rooms, asker, "reminder.resume", subscription_id, after=changed.text)
    return subscriptions.resumed(shown(changed), asker.locale)


async def form(rooms: Rooms, subscription_id: str, asker: Asker) -> View:
    """The form of a reminder; of a new one where there is no id. Raises NotFound."""
    if not subscription_id:
        return reminder_form("", "", Schedule(), asker.locale)
    kept = await own(rooms, subscription_id, asker)
    return reminder_form(subscription_id, kept.text, kept.schedule, asker.locale)


def read_form(rooms: Rooms, given: Mapping[str, str], asker: Asker) -> tuple[str, Remind]:
    """The text and the request of a filled in form. Raises Wrong."""
    days = tuple(sorted(int(day) for day in given.get(DAYS, "").split(",") if day in set("0123456")))
    if not days:
        raise Wrong(DAYS)
    text = given.get(QUERY, "").strip()
    try:
        request = rooms.parse(text, now=rooms.clock(), zone=asker.zone, locale=asker.locale)
        if isinstance(request, Find):
            text = say("remind.command", asker.locale, text=text)
            request = rooms.parse(text, now=rooms.clock(), zone=asker.zone, locale=asker.locale)
    except Unreadable as fault:
        raise Wrong(QUERY, fault) from None
    if not isinstance(request, Remind):
        raise Wrong(QUERY, Unreadable("general", text))
    return text, msgspec.structs.replace(request, schedule=Schedule(given.get(TIME) or Schedule().at, days))


async def save_form(rooms: Rooms, subscription_id: str, text: str, request: Remind, asker: Asker) -> Reply:
    """Set a new reminder in this channel, or change the one the form is about. Raises NotFound,
    NotAllowed."""
    permit("subscribe", asker)
    kept_in = rooms.reminding.subscriptions
    if subscription_id:
        before = await own(rooms, subscription_id, asker)
        changed = msgspec.structs.replace(before, text=text, query=request.query, schedule=request.schedule)
        await kept_in.change(changed)
        await record(rooms, asker, "reminder.change", subscription_id, before=before.text, after=text)
        return subscriptions.changed(shown(changed), asker.locale)
    made = await kept_in.add(
        asker.workspace,
        asker.channel,
        asker.user,
        request.query,
        text,
        request.schedule,
        asker.zone,
        asker.locale,
        now=rooms.clock(),
    )
    await record(rooms, asker, "reminder.add", made, after=text)
    understood = rooms.describe(Find(query=request.query), asker.locale) or say("result.everything", asker.locale)
    kept = subscriptions.Subscription(made, text, request.schedule, asker.zone, understood)
    return subscriptions.added(kept, asker.locale)
