"""The work of reminding: a scan each minute, then per subscription and day listing → plan → ledger → Deliver."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Generic, Protocol, TypeVar

import msgspec

from bot.certificates import Listing
from bot.errors import CertminderError, InvalidSettings, NotFound, SourceError
from bot.reminders.attention import Attentions
from bot.reminders.bands import LOOK, next_look
from bot.reminders.digest import Digest
from bot.reminders.ledger import Ledger, Verdict
from bot.reminders.planning import Accounts, Listings, Planning
from bot.reminders.reconciling import Reconciling
from bot.reminders.schedule import local_day
from bot.reminders.selection import Read, Search, saved
from bot.reminders.sending import Sending, Tell
from bot.reminders.sight import Sights
from bot.reminders.slots import pending_slot
from bot.reminders.subscription import Subscription
from bot.reminders.subscriptions import Subscriptions

log = logging.getLogger(__name__)

Reply = TypeVar("Reply")


class Posted(Protocol):
    """The messages that stand in channels: they hear of each inventory that a round has seen."""

    async def seen(self, subscription: Subscription, listing: Listing, now: datetime) -> None: ...


class Job(msgspec.Struct, frozen=True):
    """A subscription to be looked at: ids only. `key` names it once per subscription and day."""

    workspace: str
    subscription: str
    key: str


class Rounds(Generic[Reply]):
    """Finds what is due and sends it. Built by assembly; run by the worker, previewed by the answers.

    `clock` gives the instant now (UTC); without one it is Redis' clock, which all workers share.
    """

    def __init__(
        self,
        subscriptions: Subscriptions,
        ledger: Ledger,
        sights: Sights,
        listings: Listings,
        sending: Sending[Reply],
        reconciling: Reconciling,
        *,
        search: Search,
        accounts: Accounts,
        tell: Tell,
        read: Read = saved,
        attentions: Attentions | None = None,
        posted: Posted | None = None,
        clock: Callable[[], Awaitable[datetime]] | None = None,
    ) -> None:
        self._subscriptions = subscriptions
        self._ledger = ledger
        self._sights = sights
        self._sending = sending
        self._reconciling = reconciling
        self._planning = Planning(ledger, listings, accounts, search=search, read=read, attentions=attentions)
        self._tell = tell
        self._posted = posted
        self._clock = clock or ledger.time

    async def scan(self) -> list[Job]:
        """The subscriptions whose slot has come or that are to be looked at between slots."""
        now = await self._clock()
        jobs: list[Job] = []
        for workspace in await self._subscriptions.workspaces():
            active = [each for each in await self._subscriptions.of_workspace(workspace) if each.active]
            watches = await self._ledger.watches(workspace, [each.id for each in active])
            for each, watch in zip(active, watches, strict=True):
                if watch is None:
                    log.error("a subscription's state cannot be read", extra={"workspace": workspace, "id": each.id})
                    continue
                handled, look = watch
                waits = look is not None and now < look <= now + LOOK
                if not waits or handled.open or pending_slot(each, handled, now) is not None:
                    day = local_day(now, each.zone).isoformat()
                    jobs.append(Job(workspace, each.id, f"{workspace}:{each.id}:{day}"))
        return jobs

    async def round(self, workspace: str, subscription_id: str) -> None:
        """Look at one subscription and send what is due. What fails is tried again at a later scan."""
        try:
            subscription = await self._subscriptions.get(workspace, subscription_id)
            while subscription.active and await self._once(subscription):
                pass
        except NotFound:
            return  # removed since the scan; or its account was, which is told like one that cannot be seen
        except CertminderError as fault:
            log.warning("round put off: %s", type(fault).__name__, extra={"workspace": workspace})

    async def preview(self, subscription: Subscription, now: datetime) -> Digest | None:
        """What would be sent at `now`; sends nothing and remembers nothing."""
        return await self._planning.preview(subscription, now)

    async def _once(self, subscription: Subscription) -> bool:
        """One look; True when it is to be repeated at once, because the bands have moved meanwhile."""
        workspace = subscription.workspace
        now = await self._clock()
        handled = await self._ledger.handled(workspace, subscription.id)
        if handled.open:
            return await self._reconciling.reconcile(workspace, subscription.id, handled.open)
        listing = await self._listing(subscription, now)
        digest = await self._planning.digest(listing, subscription, handled, now)
        look = next_look(listing, subscription.zone, now)
        if self._posted is not None:
            await self._posted.seen(subscription, listing, now)
        if digest is None:
            await self._ledger.settle(workspace, subscription.id, pending_slot(subscription, handled, now), look)
            await self._ledger.forget(workspace, subscription.id, handled, now)
            return False
        verdict = await self._sending.send(digest, subscription)
        if verdict in {Verdict.GO, Verdict.CAPPED, Verdict.DONE}:
            done = digest.turn if verdict is Verdict.DONE and not digest.extra else None
            await self._ledger.settle(workspace, subscription.id, done, look)
        return verdict is Verdict.STALE

    async def _listing(self, subscription: Subscription, now: datetime) -> Listing:
        workspace = subscription.workspace
        try:
            names = (await self._planning.accounts(subscription, now)).names
        except NotFound as gone:
            await self._unseen(workspace, (gone.name,), now)
            raise
        try:
            listing = await self._planning.listing(subscription, now)
        except (SourceError, InvalidSettings):
            await self._unseen(workspace, names, now)
            raise
        for part in listing.seen(names[0]):
            await self._sights.saw(workspace, part, now)
            await self._blind(workspace, part.account, now)
        return listing

    async def _unseen(self, workspace: str, accounts: Sequence[str], now: datetime) -> None:
        for account in accounts:
            await self._sights.failed(workspace, account, now)
            await self._blind(workspace, account, now)

    async def _blind(self, workspace: str, account: str, now: datetime) -> None:
        since = await self._sights.tell(workspace, account, now)
        if since is not None and await self._tell.blind(workspace, account, since):
            await self._sights.told(workspace, account, now)
