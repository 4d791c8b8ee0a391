"""What is due: `due(inventory, subscriptions, handled, now) -> digests`. Pure: no clock, no Redis, no Slack.

The same function serves the rounds, the preview and `/certs simulate`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from bot.certificates import Listing
from bot.reminders.attention import Attention, asleep
from bot.reminders.bands import URGENT, band_at
from bot.reminders.digest import Digest, grouped
from bot.reminders.folding import known_renewals, parted, which
from bot.reminders.handled import Handled
from bot.reminders.schedule import Slot, local_day, next_slot, opening, reach, slot_at
from bot.reminders.selection import FOLDED, Read, Row, Search, saved, select
from bot.reminders.subscriptions import Subscription

ON_TIME = timedelta(minutes=15)
"""A digest so long after its turn is still on time: 2 500 of them take five minutes."""

EXTRAS = 5
"""Urgent messages between slots, per channel and local day."""

_DAY = timedelta(days=1)
_NOBODY: Mapping[str, Attention] = {}


def due(
    inventory: Listing,
    subscriptions: Iterable[Subscription],
    handled: Mapping[str, Handled],
    now: datetime,
    *,
    search: Search,
    read: Read = saved,
    attention: Mapping[str, Attention] = _NOBODY,
) -> list[Digest]:
    """The digests to be sent at `now` (UTC), at most one a subscription; `handled` is by subscription id.

    A subscription whose slot has come gets its digest; between slots only what is urgent is told, or what would end
    within a day of the next occasion. Nothing due: no digest. Paused and suspended subscriptions have none. What is
    snoozed (`attention` is by epoch) is counted, and due again when it wakes.
    """
    context = _Context(inventory, now, search, read, attention)
    found = (_digest(each, handled.get(each.id, Handled()), context) for each in subscriptions)
    return [digest for digest in found if digest is not None]


def pending_slot(subscription: Subscription, handled: Handled, now: datetime) -> Slot | None:
    """The slot whose turn has come, if it is not dealt with and something may be said now.

    Its day must lie after the last one dealt with, as counted in the old zone and in this one: changing the zone
    cannot fire twice in a day. One that lies days ahead was dealt with while the clock was wrong, and bars nothing.
    """
    slot = slot_at(subscription.schedule, subscription.zone, now)
    last = handled.slot
    if slot.at < subscription.created_at:
        return None
    if (
        last is not None
        and last.at <= now + 2 * _DAY
        and slot.day <= max(last.day, local_day(last.at, subscription.zone))
    ):
        return None
    return slot if opening(subscription.schedule, subscription.quiet, subscription.zone, now) <= now else None


class _Context(msgspec.Struct, frozen=True):
    """What all subscriptions of one call have in common."""

    inventory: Listing
    now: datetime
    search: Search
    read: Read
    attention: Mapping[str, Attention]


def _digest(subscription: Subscription, handled: Handled, context: _Context) -> Digest | None:
    inventory, now = context.inventory, context.now
    if not subscription.active:
        return None
    slot = pending_slot(subscription, handled, now)
    ahead = now if slot is None else max(now, reach(subscription.schedule, subscription.zone, slot))
    since = subscription.created_at if handled.slot is None else handled.slot.at
    chosen = select(
        inventory.certificates,
        subscription,
        handled.bands,
        min(since, now),
        now,
        ahead,
        search=context.search,
        read=context.read,
    )
    fresh = [row for row in chosen.rows if handled.is_due(row)]
    known = known_renewals(fresh, inventory, now)
    held = [(row.epoch, which(row) in known or not inventory.complete) for row in fresh]
    snoozed = {name for name, renewed in held if asleep(context.attention, name, now, renewed=renewed)}
    suppressed = sum(row.epoch in snoozed and handled.is_news(row) for row in fresh)
    awake = [_with_owner(row, context.attention) for row in fresh if row.epoch not in snoozed]
    rows, folded = split = parted(awake, known, now)
    day = local_day(now, subscription.zone)
    if slot is None:
        rows = _pressing(rows, subscription, handled, now) if handled.extras_on(day) < EXTRAS else []
    if not rows and not (slot and (_all_clear(subscription, handled, slot) or split.is_news(handled.bands))):
        return None
    renewed = [row for row in folded if slot and handled.is_news(row)]
    told = [*rows, *renewed]
    return Digest(
        workspace=subscription.workspace,
        subscription=subscription.id,
        channel=subscription.channel,
        slot=slot.day.isoformat() if slot else f"{day.isoformat()}+{handled.version + 1}",
        turn=slot or Slot(day, now),
        groups=grouped(told, chosen.stalled if told else (), now),
        moves={row.epoch: _settled(row, now, subscription) for row in rows}
        | {row.epoch: FOLDED + _settled(row, now, subscription) for row in renewed},
        version=handled.version,
        at=now,
        as_of=inventory.fetched_at,
        complete=inventory.complete,
        stale=inventory.stale,
        first=handled.slot is None and slot is not None,
        extra=slot is None,
        urgent=any(row.band <= URGENT for row in rows),
        may_repeat=handled.may_repeat,
        late_since=_late_since(subscription, handled, slot, told, context) if slot else None,
        suppressed=suppressed,
    )


def _with_owner(row: Row, attention: Mapping[str, Attention]) -> Row:
    found = attention.get(row.epoch)
    return msgspec.structs.replace(row, taken_by=found.taken_by) if found is not None and found.taken_by else row


def _pressing(rows: Sequence[Row], subscription: Subscription, handled: Handled, now: datetime) -> list[Row]:
    """The rows that are told between slots.

    Urgent crossings are, where something may be said now. And what would end within 24 hours of the next occasion
    is, whatever the hour; but the last day of what was told the day before waits for an occasion before the end, and
    so does all that the first summary will tell.
    """
    schedule, quiet, zone = subscription.schedule, subscription.quiet, subscription.zone
    occasion = opening(schedule, quiet, zone, now)
    free = occasion <= now
    if free:
        occasion = opening(schedule, quiet, zone, next_slot(schedule, zone, now).at)

    def presses(row: Row) -> bool:
        expires = row.certificate.expires
        if expires is None or expires <= now:
            return False
        if handled.slot is None or (row.band <= 0 and handled.band(row.epoch) <= 1):
            return expires <= occasion
        return expires - _DAY < occasion or (free and row.band <= URGENT)

    return [row for row in rows if presses(row)]


def _settled(row: Row, now: datetime, subscription: Subscription) -> int:
    """The band that is handled once the row is told: a calm band that begins within a day is told along with it."""
    coming = band_at(row.certificate, now + _DAY, subscription.zone, subscription.bands)
    return min(row.band, coming) if coming is not None and coming > URGENT else row.band


def _late_since(
    subscription: Subscription, handled: Handled, slot: Slot, rows: Sequence[Row], context: _Context
) -> datetime | None:
    """The turn of the first slot that was missed and should have told one of the rows, or of this one when it is
    answered late. A pause is nobody's lateness."""
    schedule, zone, resumed = subscription.schedule, subscription.zone, subscription.resumed_at
    last = handled.slot.at if handled.slot else subscription.created_at
    if resumed is not None and resumed > last:
        if slot.at <= resumed:
            return None
        last = resumed
    missed = next_slot(schedule, zone, last)
    while missed.at < slot.at:
        if (handled.slot is None or missed.day > handled.slot.day) and _due_at(
            missed, subscription, handled, rows, context
        ):
            return missed.at
        missed = next_slot(schedule, zone, missed.at)
    late = context.now - opening(schedule, subscription.quiet, zone, slot.at) > ON_TIME
    return slot.at if late and _due_at(slot, subscription, handled, rows, context) else None


def _due_at(slot: Slot, subscription: Subscription, handled: Handled, rows: Sequence[Row], context: _Context) -> bool:
    """Whether one of the rows was due then already, as the query read on that day."""
    ahead, zone = reach(subscription.schedule, subscription.zone, slot), subscription.zone
    bands = ((row, band_at(row.certificate, ahead, zone, subscription.bands)) for row in rows)
    due = [row.certificate for row, band in bands if band is not None and band < handled.band(row.epoch)]
    return bool(due and context.search(due, context.read(subscription, slot.at), now=slot.at, zone=zone))


def _all_clear(subscription: Subscription, handled: Handled, slot: Slot) -> bool:
    """Whether this is the week's first slot of somebody who asked to hear that nothing is due."""
    last = handled.slot
    return subscription.all_clear and last is not None and slot.day.isocalendar()[:2] != last.day.isocalendar()[:2]
