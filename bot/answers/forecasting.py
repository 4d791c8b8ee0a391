"""Preview, sample and `simulate`: the plan of the rounds at another instant. Nothing is sent, nothing remembered."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot.answers.message import Asker, Message
from bot.answers.owning import own
from bot.answers.reading import reader
from bot.answers.rooms import Rooms
from bot.answers.showing import drawn, told_accounts
from bot.certificates import day_begins
from bot.errors import Unreadable
from bot.language.policy import Schedule
from bot.language.request import Simulate
from bot.messages import clicks, forecast, kit
from bot.messages import help as helping
from bot.messages.digest import Group
from bot.messages.reply import Reply
from bot.messages.texts import say
from bot.reminders.digest import Digest
from bot.reminders.handled import Handled
from bot.reminders.posted import shown
from bot.reminders.renewing import renewed
from bot.reminders.schedule import Slot, local_day, next_slot, opening, slot_at
from bot.reminders.subscription import Subscription

_DAY = timedelta(days=1)


async def simulate(rooms: Rooms, message: Message, request: Simulate) -> Reply:
    """What this channel's reminders would say on a local day. Raises Unreadable for a day that is over."""
    asker, now = message.asker, rooms.clock()
    if request.day < local_day(now, asker.zone):
        raise Unreadable("already_past", request.day.isoformat())
    kept = await rooms.reminding.subscriptions.of_channel(asker.workspace, asker.channel)
    forecasts = [await _on_day(rooms, each, request.day, now) for each in kept]
    first = helping.examples("remind", asker.locale)[0]
    noon = day_begins(request.day, asker.zone) + _DAY / 2
    return forecast.simulated(noon, forecasts, reader(asker, now), example=first)


async def _on_day(rooms: Rooms, subscription: Subscription, day: date, now: datetime) -> forecast.Forecast:
    zone, schedule = subscription.zone, subscription.schedule
    slot = slot_at(schedule, zone, day_begins(day + _DAY, zone) - timedelta(seconds=1))
    at = max(now, opening(schedule, subscription.quiet, zone, slot.at))
    why_not = forecast.SILENT if not subscription.active else forecast.NO_SLOT if slot.day != day else ""
    digest = None if why_not else await rooms.reminding.planning.preview(subscription, at)
    return forecast.Forecast(subscription.id, subscription.text, at, _groups(digest), why_not)


async def preview(rooms: Rooms, subscription_id: str, asker: Asker) -> Reply:
    """How many it would send, if it spoke now. Raises NotFound, SourceError."""
    subscription, now = await own(rooms, subscription_id, asker), rooms.clock()
    handled = await rooms.reminding.ledger.handled(asker.workspace, subscription_id)
    digest = await _now(rooms, subscription, handled, now)
    slot = next_slot(subscription.schedule, subscription.zone, now)
    next_at = opening(subscription.schedule, subscription.quiet, subscription.zone, slot.at)
    words = say("reminder.sample", asker.locale)
    button = kit.button(words, clicks.SAMPLE, clicks.value_of(subscription.id))
    to = reader(asker, now)
    upcoming = next_at if subscription.active else None
    return forecast.previewed(subscription.id, _groups(digest), upcoming, to, sample=button)


async def sample(rooms: Rooms, subscription_id: str, asker: Asker) -> Reply:
    """A digest as if nothing had been told before, for the asker alone. Raises NotFound, SourceError."""
    subscription, now = await own(rooms, subscription_id, asker), rooms.clock()
    digest = await _now(rooms, subscription, Handled(), now)
    if digest is None:
        return forecast.sampled(subscription.id, None, asker.locale)
    attention = await rooms.reminding.attentions.of(asker.workspace)
    mine = msgspec.structs.replace(subscription, zone=asker.zone, locale=asker.locale, mention="")
    kept, listing = shown(digest, ""), await rooms.reminding.planning.listing(subscription, now)
    known = await asyncio.to_thread(renewed, listing, [row.certificate for row in kept.rows], now)
    accounts = await told_accounts(rooms.reminding.planning, subscription, kept, now)
    digest_now = drawn(kept, mine, now, attention, known, accounts=accounts, sample=True)
    return forecast.sampled(subscription.id, digest_now, asker.locale)


async def _now(rooms: Rooms, subscription: Subscription, handled: Handled, now: datetime) -> Digest | None:
    """The digest of a slot whose turn is now, whatever the schedule says."""
    local = now.astimezone(ZoneInfo(subscription.zone))
    speaking = msgspec.structs.replace(
        subscription,
        schedule=Schedule(at=f"{local:%H:%M}"),
        quiet=None,
        paused=False,
        suspended="",
        created_at=now - _DAY,
    )
    last = Slot(local.date() - _DAY, now - _DAY) if handled.slot else None
    remembered = msgspec.structs.replace(handled, slot=last)
    return await rooms.reminding.planning.preview(speaking, now, handled=remembered)


def _groups(digest: Digest | None) -> tuple[Group, ...]:
    if digest is None:
        return ()
    return tuple(Group(each.name, tuple(row.certificate for row in each.rows)) for each in digest.groups)
