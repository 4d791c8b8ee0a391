"""What is said unasked: a round's digest as a message, and the two things people must be told about reminders."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from bot.answers.showing import Inventories, Showing
from bot.errors import CertminderError, DeliveryUnknown, NotFound
from bot.messages import subscriptions as words
from bot.messages.reply import Reply
from bot.messages.rows import Reader
from bot.reminders.digest import Digest
from bot.reminders.subscription import Subscription

log = logging.getLogger(__name__)


class Deliver(Protocol):
    """Posts to a channel, or to a person by their id. Raises DeliveryError."""

    async def deliver(
        self, workspace: str, channel: str, reply: Reply, metadata: Mapping[str, Any] | None = None
    ) -> str: ...


class Owners(Protocol):
    """All subscriptions of a workspace."""

    async def of_workspace(self, workspace: str) -> list[Subscription]: ...


class Admins(Protocol):
    """Who rules a workspace, by id. Raises DeliveryError."""

    async def of(self, workspace: str) -> list[str]: ...


class Announcing:
    """Meets reminders' Render (`digest`) and Tell. `clock` gives the instant now (UTC)."""

    def __init__(
        self,
        showing: Showing,
        inventories: Inventories,
        owners: Owners,
        deliver: Deliver,
        admins: Admins,
        clock: Callable[[], datetime],
    ) -> None:
        self._showing = showing
        self._inventories = inventories
        self._owners = owners
        self._deliver = deliver
        self._admins = admins
        self._clock = clock

    async def digest(self, digest: Digest, subscription: Subscription) -> Reply:
        """A round's message, with a button that opens all of it while its result is kept."""
        return await self._showing.first(digest, subscription)

    async def suspended(self, subscription: Subscription, code: str) -> None:
        """Tell the owner, else an admin, that the channel takes no messages (`code` is Slack's) and that the reminder
        waits."""
        reply = words.suspended(subscription.id, subscription.text, subscription.channel, code, subscription.locale)
        if not await self._told(subscription.workspace, subscription.user, reply):
            await self._told_an_admin(subscription.workspace, reply)

    async def blind(self, workspace: str, account: str, since: datetime) -> bool:
        """Tell everybody whose reminders stand on this account that its inventory cannot be seen; an admin for those
        who cannot be reached. Whether anybody heard it. Raises StoreUnavailable before it has told anybody."""
        now = self._clock()
        every = await self._owners.of_workspace(workspace)
        owners = {each.user: each for each in every if each.active and await self._stands_on(each, account, now)}
        missed: list[Reply] = []
        for user, subscription in owners.items():
            reply = words.blind(account, since, _reader(subscription, now))
            if not await self._told(workspace, user, reply):
                missed.append(reply)
        by_admin = bool(missed) and await self._told_an_admin(workspace, missed[0])
        return by_admin or len(missed) < len(owners)

    async def _stands_on(self, subscription: Subscription, account: str, now: datetime) -> bool:
        """Also on one that is gone."""
        try:
            return account in (await self._inventories.accounts(subscription, now)).names
        except NotFound as gone:
            return gone.name == account

    async def _told_an_admin(self, workspace: str, reply: Reply) -> bool:
        try:
            admins = await self._admins.of(workspace)
        except CertminderError as fault:
            log.warning("no admin was told", extra={"workspace": workspace, "fault": str(fault)})
            return False
        for user in admins:
            if await self._told(workspace, user, reply):
                return True
        return False

    async def _told(self, workspace: str, user: str, reply: Reply) -> bool:
        """Send to this person alone; one who cannot be reached must not keep the others from hearing it. Who may have
        heard it has."""
        try:
            await self._deliver.deliver(workspace, user, reply)
        except DeliveryUnknown:
            return True
        except CertminderError as fault:
            log.warning("somebody was not told", extra={"workspace": workspace, "fault": str(fault)})
            return False
        return True


def _reader(subscription: Subscription, now: datetime) -> Reader:
    return Reader(zone=subscription.zone, locale=subscription.locale, now=now)
