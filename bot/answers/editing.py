"""Edits the messages whose certificates something happened to, and tells it in their threads."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from bot.answers.showing import Showing
from bot.errors import CertminderError, DeliveryError, DeliveryThrottled, NotFound
from bot.messages.changes import Happened, told
from bot.messages.reply import Reply
from bot.reminders.edits import Change, Edit, Edits
from bot.reminders.ledger import Ledger
from bot.reminders.posted import Posted
from bot.reminders.records import State
from bot.reminders.subscription import Subscription
from bot.reminders.subscriptions import Subscriptions

log = logging.getLogger(__name__)


class Delivery(Protocol):
    """Edits a message of ours, and posts under it. Raises DeliveryError."""

    async def update(self, workspace: str, channel: str, ts: str, reply: Reply) -> None: ...

    async def deliver(
        self,
        workspace: str,
        channel: str,
        reply: Reply,
        metadata: Mapping[str, Any] | None = None,
        *,
        thread_ts: str = "",
    ) -> str: ...


class Editing:
    """`clock` gives the instant now (UTC)."""

    def __init__(
        self,
        edits: Edits,
        posted: Posted,
        ledger: Ledger,
        subscriptions: Subscriptions,
        showing: Showing,
        delivery: Delivery,
        clock: Callable[[], datetime],
    ) -> None:
        self._edits = edits
        self._posted = posted
        self._ledger = ledger
        self._subscriptions = subscriptions
        self._showing = showing
        self._delivery = delivery
        self._clock = clock

    async def run(self) -> int:
        """Make the edits whose time has come; how many there were. What fails is tried again after its lease."""
        try:
            edits = await self._edits.claim()
        except CertminderError as fault:
            log.warning("edits put off: %s", type(fault).__name__)
            return 0
        await asyncio.gather(*(self._tried(edit) for edit in edits))
        return len(edits)

    async def _tried(self, edit: Edit) -> None:
        try:
            await self._edit(edit)
        except DeliveryThrottled:
            log.info("an edit waits for Slack", extra={"workspace": edit.workspace})
        except CertminderError as fault:
            log.warning("an edit put off: %s", type(fault).__name__, extra={"workspace": edit.workspace})

    async def _edit(self, edit: Edit) -> None:
        """The message first; then its thread, which is told at most once. A message that is gone is left alone."""
        found = await self._message(edit)
        changes = await self._edits.changes(edit)
        if found is not None:
            subscription, channel, ts, reply = found
            try:
                await self._delivery.update(edit.workspace, channel, ts, reply)
                await self._tell(subscription, channel, ts, changes)
            except DeliveryThrottled:
                raise
            except DeliveryError as fault:
                log.info("a message took no edit: %s", fault, extra={"workspace": edit.workspace})
        await self._edits.done(edit, len(changes))

    async def _message(self, edit: Edit) -> tuple[Subscription, str, str, Reply] | None:
        """Where the message stands and what it says now; None when there is none."""
        kept = await self._posted.get(edit.workspace, edit.subscription, edit.slot)
        entry = await self._ledger.entry(edit.workspace, edit.subscription, edit.slot)
        if kept is None or entry is None or entry.state is not State.POSTED:
            return None
        try:
            subscription = await self._subscriptions.get(edit.workspace, edit.subscription)
        except NotFound:
            return None
        reply = await self._showing.again(kept, subscription, self._clock())
        return subscription, entry.channel, entry.ts, reply

    async def _tell(self, subscription: Subscription, channel: str, ts: str, changes: list[Change]) -> None:
        if changes:
            reply = told([_happened(each) for each in changes], subscription.zone, subscription.locale)
            await self._delivery.deliver(subscription.workspace, channel, reply, thread_ts=ts)


def _happened(change: Change) -> Happened:
    return Happened(change.kind.value, change.title, change.by, change.until, change.reason, change.missing)
