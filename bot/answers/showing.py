"""A digest as its message: when it is posted, and again whenever something happened to its certificates."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.answers.rooms import Results
from bot.certificates import Certificate, Listing
from bot.errors import CertminderError, StoreUnavailable
from bot.inventory.recent import Result
from bot.inventory.renewal import Renewal
from bot.messages import digest as digests
from bot.messages.marks import Mark
from bot.messages.renewals import Renewed
from bot.messages.reply import Reply
from bot.messages.rows import Reader
from bot.reminders.attention import Attention, Attentions
from bot.reminders.digest import Digest, group_of
from bot.reminders.posted import Posted, Shown, known_already, shown
from bot.reminders.renewing import renewed
from bot.reminders.selection import Row
from bot.reminders.subscription import Subscription
from bot.workspaces.accounts import Chosen


class Inventories(Protocol):
    """reminders.planning.Planning. Raises SourceError, StoreUnavailable."""

    async def listing(self, subscription: Subscription, now: datetime) -> Listing: ...

    async def accounts(self, subscription: Subscription, now: datetime) -> Chosen: ...


class Showing:
    """Draws digests and keeps what they show."""

    def __init__(self, results: Results, inventories: Inventories, attentions: Attentions, posted: Posted) -> None:
        self._results = results
        self._inventories = inventories
        self._attentions = attentions
        self._posted = posted

    async def first(self, digest: Digest, subscription: Subscription) -> Reply:
        """The message that is about to be posted; what it shows is kept."""
        known = await self._renewals(digest, subscription, digest.at)
        kept = shown(digest, await self._result_id(subscription, digest.at), known_already(digest, known))
        await self._posted.keep(kept)
        attention = await self._attentions.of(subscription.workspace)
        accounts = await told_accounts(self._inventories, subscription, kept, digest.at)
        return drawn(kept, subscription, digest.at, attention, known, accounts=accounts)

    async def again(self, kept: Shown, subscription: Subscription, now: datetime) -> Reply:
        """The same message as things are now."""
        known = await self._renewals(kept.digest, subscription, now)
        attention = await self._attentions.of(subscription.workspace)
        accounts = await told_accounts(self._inventories, subscription, kept, now)
        return drawn(kept, subscription, now, attention, known, accounts=accounts)

    async def _renewals(self, digest: Digest, subscription: Subscription, now: datetime) -> Mapping[str, Renewal]:
        """What renews its rows; nothing where the inventory cannot be had."""
        rows = [row.certificate for group in digest.groups for row in group.rows]
        try:
            listing = await self._inventories.listing(subscription, now)
        except CertminderError:
            return {}
        return await asyncio.to_thread(renewed, listing, rows, now)

    async def _result_id(self, subscription: Subscription, now: datetime) -> str:
        result = Result(
            workspace=subscription.workspace,
            channel=subscription.channel,
            user=subscription.user,
            query=subscription.query,
            text=subscription.text,
            locale=subscription.locale,
            zone=subscription.zone,
            created_at=now,
        )
        try:
            return await self._results.save(result)
        except StoreUnavailable:
            return ""


async def told_accounts(
    inventories: Inventories, subscription: Subscription, kept: Shown, now: datetime
) -> tuple[str, ...]:
    """Whose certificates a digest tells, where the workspace has more than one account; of one that tells none, what it
    is about."""
    try:
        chosen = await inventories.accounts(subscription, now)
    except CertminderError:
        return ()
    if chosen.why == "only":
        return ()
    told = dict.fromkeys(row.certificate.account for row in kept.rows)
    return tuple(told) or chosen.names


def drawn(
    kept: Shown,
    subscription: Subscription,
    now: datetime,
    attention: Mapping[str, Attention],
    known: Mapping[str, Renewal],
    *,
    accounts: tuple[str, ...] = (),
    sample: bool = False,
) -> Reply:
    """The message of a digest at `now`; a sample has no menus, since nothing of it was told."""
    digest = kept.digest
    slot = "" if sample else digest.slot
    about = (subscription.id, subscription.text, kept.result_id, slot, subscription.mention)
    subscribed = digests.Subscribed(*about, accounts)
    circumstances = digests.Circumstances(
        due=None if sample else digest.late_since,
        may_repeat=digest.may_repeat,
        complete=digest.complete and not digest.stale,
        suppressed=digest.suppressed,
    )
    marks = {(row.certificate.account, row.certificate.id): _mark(row, attention, known) for row in kept.rows}
    reader = Reader(zone=subscription.zone, locale=subscription.locale, now=now)
    return digests.digest(_grouped(kept, now), subscribed, reader, circumstances, marks)


def _grouped(kept: Shown, now: datetime) -> list[digests.Group]:
    """Each row under the title that is true at `now`; what is counted only stays where it was."""
    rows: dict[str, list[Certificate]] = {each.name: [] for each in kept.digest.groups}
    for each in kept.digest.groups:
        for row in each.rows:
            name = each.name if each.name == "stalled" else group_of(row, now)
            rows.setdefault(name, []).append(row.certificate)
    hidden = {each.name: kept.counts.get(each.name, 0) - len(each.rows) for each in kept.digest.groups}
    return [
        digests.Group(name, tuple(members), len(members) + max(0, hidden.get(name, 0)))
        for name, members in rows.items()
    ]


def _mark(row: Row, attention: Mapping[str, Attention], known: Mapping[str, Renewal]) -> Mark:
    given, renewal = attention.get(row.epoch), known.get(row.epoch)
    said = Renewed(renewal.by.id, renewal.by.expires, renewal.missing, renewal.is_uploaded) if renewal else None
    return mark_of(given, said)


def mark_of(attention: Attention | None, said: Renewed | None = None) -> Mark:
    """What people decided, in the words of messages."""
    if attention is None:
        return Mark(renewed=said)
    return Mark(attention.taken_by, attention.by, attention.until, attention.confirmed_by, said)
