"""Taking a digest through the ledger to Slack."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from bot.errors import (
    CertminderError,
    DeliveryRefused,
    DeliveryThrottled,
    DeliveryUnknown,
    StoreUnavailable,
)
from bot.reminders.digest import Digest
from bot.reminders.figures import Figures
from bot.reminders.ledger import TRIES, Claim, Ledger, Verdict
from bot.reminders.schedule import opening
from bot.reminders.subscription import Subscription
from bot.reminders.subscriptions import Subscriptions

log = logging.getLogger(__name__)

Reply = TypeVar("Reply")
Reply_contra = TypeVar("Reply_contra", contravariant=True)
Answered = TypeVar("Answered")
Render = Callable[[Digest, Subscription], Awaitable[Reply]]
"""What a digest looks like; assembly lends it from the messages."""

EVENT_TYPE = "certminder_digest"
"""Slack's message metadata carry the digest's key under this type, so that it is found again."""

DEAD = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "restricted_action", "account_inactive", "token_revoked"}
)
"""Slack's codes after which a subscription is suspended until a person resumes it."""
WAITING = frozenset({"invalid_auth", "missing_scope"})
"""Codes that an operator mends for the whole workspace: tried again every quarter of an hour."""
_PATIENCE = 0.5
"""Seconds between tries to record an answer."""
_LONGEST = timedelta(hours=1)
"""A Retry-After beyond this is not believed."""


_COUNTED = {
    Verdict.LATER: "rejected",
    Verdict.WAIT: "throttled",
    Verdict.UNKNOWN: "unknown",
    Verdict.CAPPED: "capped",
}


class Deliver(Protocol[Reply_contra]):
    """Posts a message and returns its `ts`. Raises DeliveryRefused, DeliveryThrottled (certainly not posted) or
    DeliveryUnknown; any other CertminderError before it has sent anything. Must not retry by itself."""

    async def deliver(self, workspace: str, channel: str, reply: Reply_contra, metadata: Mapping[str, Any]) -> str: ...


class Tell(Protocol):
    """Tells people what is wrong, once: the owner of a suspended subscription, or who counts on a blind account; else
    an admin."""

    async def suspended(self, subscription: Subscription, code: str) -> None: ...

    async def blind(self, workspace: str, account: str, since: datetime) -> bool:
        """Whether anybody heard it; else it is told again later."""
        ...


class Timing(msgspec.Struct, frozen=True):
    """`post`: how long one post may take. `again`: before the first retry of a refusal, doubled each time. `waiting`:
    between tries for an operator. `recording`: how long an answer of Slack's waits for a Redis that is gone."""

    post: timedelta = timedelta(seconds=15)
    again: timedelta = timedelta(minutes=1)
    waiting: timedelta = timedelta(minutes=15)
    recording: timedelta = timedelta(minutes=1)


class Sending(Generic[Reply]):
    """Posts digests, each exactly once as far as Slack lets anybody know."""

    def __init__(
        self,
        subscriptions: Subscriptions,
        ledger: Ledger,
        deliver: Deliver[Reply],
        render: Render[Reply],
        tell: Tell,
        *,
        figures: Figures | None = None,
        timing: Timing = Timing(),  # noqa: B008 - frozen
    ) -> None:
        self._figures = figures
        self._subscriptions = subscriptions
        self._ledger = ledger
        self._deliver = deliver
        self._render = render
        self._tell = tell
        self._timing = timing

    async def send(self, digest: Digest, subscription: Subscription) -> Verdict:
        """Take the digest through the ledger. GO: posted. STALE: plan anew. Others: not now."""
        begun = time.monotonic()
        answer, plan = await self._ledger.plan(digest)
        if answer.verdict is not Verdict.GO:
            return answer.verdict
        reply = await self._render(digest, subscription)
        claim = await self._ledger.claim(digest, plan)
        if claim is None:
            return Verdict.BUSY
        verdict = await self._started(digest, claim)
        if verdict is Verdict.GO:
            verdict = await self._post(digest, claim, reply, subscription)
        await self._count(digest, subscription, verdict, timedelta(seconds=time.monotonic() - begun))
        return verdict

    async def _count(self, digest: Digest, subscription: Subscription, verdict: Verdict, took: timedelta) -> None:
        if self._figures is None:
            return
        if verdict is Verdict.GO:
            due = opening(subscription.schedule, subscription.quiet, subscription.zone, digest.turn.at)
            await self._figures.posted(digest.at + took - due)
            await self._figures.count("suppressed", digest.suppressed)
        elif verdict in _COUNTED:
            await self._figures.count(_COUNTED[verdict])

    async def _started(self, digest: Digest, claim: Claim) -> Verdict:
        """Wait for the channel's pace; GO only while the lease outlasts a post, by our own clock as well: a process
        that was stopped meanwhile has asked too early."""
        while True:
            asked = time.monotonic()
            answer = await self._ledger.start(digest, claim, self._timing.post)
            if answer.verdict is not Verdict.WAIT:
                break
            await asyncio.sleep(answer.time.total_seconds())
        if (
            answer.verdict is Verdict.GO
            and time.monotonic() - asked > (answer.time - self._timing.post).total_seconds()
        ):
            await self._ledger.rejected(claim, "too_late", timedelta(0), counted=False)
            return Verdict.LOST
        return answer.verdict

    async def _post(self, digest: Digest, claim: Claim, reply: Reply, subscription: Subscription) -> Verdict:
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": claim.key}}
        try:
            async with asyncio.timeout(self._timing.post.total_seconds()):
                ts = await self._deliver.deliver(digest.workspace, digest.channel, reply, metadata)
        except DeliveryThrottled as fault:
            again = min(timedelta(seconds=fault.retry_after), _LONGEST)
            await self._recorded(lambda: self._ledger.rejected(claim, "ratelimited", again, counted=False))
            return Verdict.WAIT
        except DeliveryRefused as fault:
            await self._refused(claim, fault.code, subscription)
            return Verdict.LATER
        except (DeliveryUnknown, TimeoutError):
            await self._recorded(lambda: self._ledger.unknown(claim))
            return Verdict.UNKNOWN
        except CertminderError as fault:
            await self._recorded(lambda: self._ledger.rejected(claim, "not_sent", self._timing.again, counted=False))
            log.warning("a digest was not sent: %s", type(fault).__name__, extra={"workspace": digest.workspace})
            return Verdict.LATER
        await self._recorded(lambda: self._ledger.posted(claim, ts))
        return Verdict.GO

    async def _recorded(self, record: Callable[[], Awaitable[Answered]]) -> Answered:
        """What Slack said must not be forgotten because Redis is gone for a while: it would become unknown, and a
        suspension halfway would be told to nobody."""
        end = time.monotonic() + self._timing.recording.total_seconds()
        while True:
            try:
                return await record()
            except StoreUnavailable:
                if time.monotonic() > end:
                    raise
                await asyncio.sleep(_PATIENCE)

    async def _refused(self, claim: Claim, code: str, subscription: Subscription) -> None:
        """Where nothing can be delivered, or is refused again and again, the subscription waits for a person."""
        log.warning("Slack refused a digest: %s", code, extra={"workspace": subscription.workspace})
        again, counted = self._timing.again, code not in WAITING | DEAD
        if not counted:
            again = self._timing.waiting if code in WAITING else timedelta(0)
        tries = await self._recorded(lambda: self._ledger.rejected(claim, code, again, counted=counted))
        if code not in DEAD and tries < TRIES:
            return
        where = subscription.workspace, subscription.id
        if await self._recorded(lambda: self._subscriptions.suspend(*where, code)):
            await self._tell.suspended(subscription, code)
            if self._figures is not None:
                await self._figures.count("suspended")
