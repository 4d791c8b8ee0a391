"""What a subscription would say at an instant, from the inventory and from what is remembered: nothing is sent."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Protocol

from bot.certificates import Listing
from bot.inventory.joined import joined
from bot.reminders.attention import Attentions
from bot.reminders.digest import Digest
from bot.reminders.handled import Handled
from bot.reminders.ledger import Ledger
from bot.reminders.plan import due
from bot.reminders.selection import Read, Search, saved
from bot.reminders.subscription import Subscription
from bot.workspaces.accounts import Chosen, Known

_LARGE = 5_000
"""Certificates from which on planning leaves the event loop to others."""


class Listings(Protocol):
    """Inventories of accounts. Raises SourceError, InvalidSettings, NotFound, StoreUnavailable."""

    async def get(self, workspace: str, account: str) -> Listing: ...


class Accounts(Protocol):
    """A workspace's accounts and the defaults of its channels. Raises StoreUnavailable."""

    async def known(self, workspace: str) -> Known: ...


class Planning:
    """The one caller of `due`: for the rounds, for the preview and for `simulate`."""

    def __init__(
        self,
        ledger: Ledger,
        listings: Listings,
        accounts: Accounts,
        *,
        search: Search,
        read: Read = saved,
        attentions: Attentions | None = None,
    ) -> None:
        self._ledger = ledger
        self._listings = listings
        self._accounts = accounts
        self._search = search
        self._read = read
        self._attentions = attentions

    async def accounts(self, subscription: Subscription, now: datetime) -> Chosen:
        """What the subscription asks for: the account its text names, else its channel's default. Raises NotFound."""
        known = await self._accounts.known(subscription.workspace)
        return known.chosen(self._read(subscription, now).account, subscription.channel)

    async def listing(self, subscription: Subscription, now: datetime) -> Listing:
        """Raises SourceError, InvalidSettings, NotFound, StoreUnavailable."""
        workspace, chosen = subscription.workspace, await self.accounts(subscription, now)
        return await joined(lambda account, _: self._listings.get(workspace, account), chosen.names)

    async def preview(
        self, subscription: Subscription, now: datetime, *, handled: Handled | None = None
    ) -> Digest | None:
        """What would be sent at `now`, as things are remembered, or with other memories (`handled`)."""
        listing = await self.listing(subscription, now)
        if handled is None:
            handled = await self._ledger.handled(subscription.workspace, subscription.id)
        return await self.digest(listing, subscription, handled, now)

    async def digest(
        self, listing: Listing, subscription: Subscription, handled: Handled, now: datetime
    ) -> Digest | None:
        """What is due of this listing."""
        attention = await self._attentions.of(subscription.workspace) if self._attentions else {}

        def plan() -> list[Digest]:
            known = {subscription.id: handled}
            return due(listing, [subscription], known, now, search=self._search, read=self._read, attention=attention)

        large = len(listing.certificates) >= _LARGE
        digests = await asyncio.to_thread(plan) if large else plan()
        return digests[0] if digests else None
