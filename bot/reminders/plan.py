"""What is due: `due(inventory, subscriptions, handled, now) -> digests`. Pure: no clock, no Redis, no Slack.

The same function serves the rounds, the preview and `/certs simulate`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import msgspec

from bot.certificates import Listing
from bot.reminders.attention import Attention, asleep
from bot.reminders.bands import URGENT, band_at
from bot.reminders.digest import Digest, grouped
from bot.reminders.folding import Parted, known_renewals, parted, which
from bot.reminders.handled import Handled
from bot.reminders.lateness import late_since
from bot.reminders.schedule import Slot, local_day, reach
from bot.reminders.selection import FOLDED, Read, Row, Search, Selection, saved, select
from bot.reminders.slots import all_clear, pending_slot, pressing
from bot.reminders.subscription import Subscription

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


class _Context(msgspec.Struct, frozen=True):
    """What all subscriptions of one call have in common."""

    inventory: Listing
    now: datetime
    search: Search
    read: Read
    attention: Mapping[str, Attention]


class _Found(msgspec.Struct, frozen=True):
    """What of the inventory is due: rows that ask to be renewed and renewed ones, orders that stall, and how many rows
    are news but snoozed."""

    parted: Parted
    stalled: tuple[Row, ...]
    suppressed: int


def _digest(subscription: Subscription, handled: Handled, context: _Context) -> Digest | None:
    if not subscription.active:
        return None
    slot = pending_slot(subscription, handled, context.now)
    found = _found(slot, subscription, handled, context)
    loud, folded = found.parted
    if slot is None:
        told = Parted(pressing(loud, subscription, handled, context.now), [])
        speaks = bool(told.loud)
    else:
        told = Parted(loud, [row for row in folded if handled.is_news(row)])
        speaks = bool(loud) or found.parted.is_news(handled.bands) or all_clear(subscription, handled, slot)
    found = msgspec.structs.replace(found, parted=told)
    return _message(slot, found, subscription, handled, context) if speaks else None


def _found(slot: Slot | None, subscription: Subscription, handled: Handled, context: _Context) -> _Found:
    """What is due now; with a slot, by the time that it looks ahead to."""
    now, attention = context.now, context.attention
    selection = _selection(slot, subscription, handled, context)
    fresh = [row for row in selection.rows if handled.is_due(row)]
    known = known_renewals(fresh, context.inventory, now)

    def sleeps(row: Row) -> bool:
        renewed = which(row) in known or not context.inventory.complete
        return asleep(attention, row.epoch, now, renewed=renewed)

    snoozed = {row.epoch for row in fresh if sleeps(row)}
    return _Found(
        parted([_with_owner(row, attention) for row in fresh if row.epoch not in snoozed], known, now),
        selection.stalled,
        sum(row.epoch in snoozed and handled.is_news(row) for row in fresh),
    )


def _selection(slot: Slot | None, subscription: Subscription, handled: Handled, context: _Context) -> Selection:
    """What concerns the subscription since its last slot."""
    now = context.now
    since = subscription.created_at if handled.slot is None else handled.slot.at
    return select(
        context.inventory.certificates,
        subscription,
        handled.bands,
        min(since, now),
        now,
        now if slot is None else max(now, reach(subscription.schedule, subscription.zone, slot)),
        search=context.search,
        read=context.read,
    )


def _message(
    slot: Slot | None, told: _Found, subscription: Subscription, handled: Handled, context: _Context
) -> Digest:
    """The digest of this slot, or an extra between slots."""
    inventory, now = context.inventory, context.now
    rows, extra = [*told.parted.loud, *told.parted.folded], slot is None
    turn = slot or Slot(local_day(now, subscription.zone), now)
    return Digest(
        workspace=subscription.workspace,
        subscription=subscription.id,
        channel=subscription.channel,
        slot=f"{turn.day.isoformat()}+{handled.version + 1}" if extra else turn.day.isoformat(),
        turn=turn,
        groups=grouped(rows, told.stalled if rows else (), now),
        moves=_moves(told.parted, subscription, now),
        version=handled.version,
        at=now,
        as_of=inventory.fetched_at,
        complete=inventory.complete,
        stale=inventory.stale,
        first=handled.slot is None and not extra,
        extra=extra,
        urgent=any(row.band <= URGENT for row in told.parted.loud),
        may_repeat=handled.may_repeat,
        late_since=None
        if extra
        else late_since(rows, turn, subscription, handled, now, search=context.search, read=context.read),
        suppressed=told.suppressed,
    )


def _with_owner(row: Row, attention: Mapping[str, Attention]) -> Row:
    found = attention.get(row.epoch)
    return msgspec.structs.replace(row, taken_by=found.taken_by) if found is not None and found.taken_by else row


def _moves(told: Parted, subscription: Subscription, now: datetime) -> dict[str, int]:
    """Which bands are handled once the rows are told, and for which of them as renewed."""
    loud = {row.epoch: _settled(row, now, subscription) for row in told.loud}
    return loud | {row.epoch: FOLDED + _settled(row, now, subscription) for row in told.folded}


def _settled(row: Row, now: datetime, subscription: Subscription) -> int:
    """The band that is handled once the row is told: a calm band that begins within a day is told along with it."""
    coming = band_at(row.certificate, now + _DAY, subscription.zone, subscription.bands)
    return min(row.band, coming) if coming is not None and coming > URGENT else row.band
