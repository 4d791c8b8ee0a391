"""A worker's rounds with everything around them within a test's reach, and a Slack whose message log is the oracle."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.certificates import Certificate, Listing
from bot.errors import DeliveryRefused
from bot.inventory.search import search
from bot.reminders.attention import Attentions
from bot.reminders.digest import Digest
from bot.reminders.figures import Figures
from bot.reminders.ledger import Ledger
from bot.reminders.reconciling import Reconciling
from bot.reminders.rounds import Rounds
from bot.reminders.sending import Sending, Timing
from bot.reminders.sight import Sights
from bot.reminders.subscription import Subscription
from bot.reminders.subscriptions import Subscriptions
from bot.workspaces.accounts import Account, Known
from tests.reminders.subscribing import NOW, wanted

ONE_ACCOUNT = Known((Account("default"),))


@dataclass
class Posted:
    """A message as it stands in a channel; its reply is the digest itself."""

    workspace: str
    channel: str
    digest: Digest
    key: str
    ts: str


@dataclass
class PlayedSlack:
    """Slack as far as reminders see it. Its message log is the oracle; `faults` are raised by the next posts, "before"
    or "after" the message stands; `readable`: whether the app may read history."""

    messages: list[Posted] = field(default_factory=list)
    faults: list[tuple[str, Exception]] = field(default_factory=list)
    attempts: int = 0
    readable: bool = True
    hold: asyncio.Event | None = None
    """Until this is set, posts wait for their answer."""

    async def deliver(self, workspace: str, channel: str, reply: Digest, metadata: Mapping[str, Any]) -> str:
        self.attempts += 1
        if self.hold is not None:
            await self.hold.wait()
        moment, fault = self.faults.pop(0) if self.faults else ("", None)
        if fault is not None and moment == "before":
            raise fault
        key, ts = metadata["event_payload"]["key"], f"1795400000.{len(self.messages):06}"
        self.messages.append(Posted(workspace, channel, reply, key, ts))
        if fault is not None:
            raise fault
        return ts

    async def find(self, workspace: str, channel: str, key: str, since: datetime) -> str | None:
        if not self.readable:
            raise DeliveryRefused("missing_scope")
        places = ((message.workspace, message.channel, message.key) for message in self.messages)
        return next((self.messages[n].ts for n, at in enumerate(places) if at == (workspace, channel, key)), None)


@dataclass
class Told:
    """What people were told of; `deaf`: what telling of blindness comes to in their stead, each time."""

    suspensions: list[tuple[str, str]] = field(default_factory=list)
    blindness: list[tuple[str, str, datetime]] = field(default_factory=list)
    deaf: list[Exception | None] = field(default_factory=list)

    async def suspended(self, subscription: Subscription, code: str) -> None:
        self.suspensions.append((subscription.id, code))

    async def blind(self, workspace: str, account: str, since: datetime) -> bool:
        if self.deaf:
            fault = self.deaf.pop(0)
            if fault is not None:
                raise fault
            return False
        self.blindness.append((workspace, account, since))
        return True


async def rendered(digest: Digest, subscription: Subscription) -> Digest:
    return digest


@dataclass
class House:
    """Everything around the rounds, each part within a test's reach; `now` is the virtual clock."""

    subscriptions: Subscriptions
    ledger: Ledger
    sights: Sights
    slack: PlayedSlack
    told: Told
    certificates: list[Certificate]
    now: datetime = NOW
    figures: Figures | None = None
    unseen: Exception | None = None
    complete: bool = True
    accounts: Known = ONE_ACCOUNT
    rounds: Rounds[Digest] = field(init=False)

    def __post_init__(self) -> None:
        self.settling(timedelta(0))

    def attend(self, attentions: Attentions) -> None:
        """Build the rounds so that snoozed and taken certificates are known."""
        self.settling(timedelta(0), attentions)

    def count(self, figures: Figures) -> None:
        """Build the rounds so that outcomes are counted."""
        self.figures = figures
        self.settling(timedelta(0))

    def settling(self, settling: timedelta, attentions: Attentions | None = None) -> None:
        """Build the rounds so that an unanswered post may arrive so long after its lease."""
        timing = Timing(post=timedelta(seconds=1), again=timedelta(0), waiting=timedelta(0))
        known = (self.subscriptions, self.ledger)
        sending = Sending(*known, self.slack, rendered, self.told, timing=timing, figures=self.figures)
        reconciling = Reconciling(self.ledger, self.slack, settling=settling, figures=self.figures)
        lent: dict[str, Any] = {
            "search": search,
            "accounts": self,
            "tell": self.told,
            "attentions": attentions,
            "clock": self.clock,
        }
        self.rounds = Rounds(*known, self.sights, self, sending, reconciling, **lent)

    async def clock(self) -> datetime:
        return self.now

    async def known(self, workspace: str) -> Known:
        return self.accounts

    async def get(self, workspace: str, account: str) -> Listing:
        if self.unseen is not None:
            raise self.unseen
        return Listing(tuple(self.certificates), fetched_at=self.now, complete=self.complete)

    async def subscribe(self, **given: Any) -> str:
        return (await self.subscriptions.create(wanted(**given))).id

    async def scan(self) -> None:
        """One scan with all the rounds it finds."""
        for job in await self.rounds.scan():
            await self.rounds.round(job.workspace, job.subscription)

    async def state(self, subscription: str, slot: str = "2026-11-23") -> tuple[str, str]:
        """State and code of a slot's record."""
        entry = await self.ledger.entry("T1", subscription, slot)
        return (entry.state, entry.code) if entry else ("", "")
