"""Taking a digest through the ledger to Slack, and finding out what became of a post without an answer."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from bot.errors import DeliveryError, DeliveryRefused, DeliveryThrottled, DeliveryUnknown
from bot.reminders.figures import Figures
from bot.reminders.ledger import Claim, Entry, Ledger, Verdict
from bot.reminders.plan import Digest
from bot.reminders.subscriptions import Subscription, Subscriptions

log = logging.getLogger(__name__)

Reply = TypeVar("Reply")
Reply_contra = TypeVar("Reply_contra", contravariant=True)
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


_COUNTED = {
    Verdict.LATER: "rejected",
    Verdict.WAIT: "throttled",
    Verdict.UNKNOWN: "unknown",
    Verdict.CAPPED: "capped",
}


class Deliver(Protocol[Reply_contra]):
    """Posts a message and returns its `ts`. Raises DeliveryRefused, DeliveryThrottled (certainly not posted) or
    DeliveryUnknown. Must not retry by itself."""

    async def deliver(self, workspace: str, channel: str, reply: Reply_contra, metadata: Mapping[str, Any]) -> str: ...


class History(Protocol):
    """Finds the `ts` of a message by the key in its metadata, posted not before `since`. Raises DeliveryRefused where
    the app may not read the channel."""

    async def find(self, workspace: str, channel: str, key: str, since: datetime) -> str | None: ...


class Tell(Protocol):
    """Tells people what is wrong, each once: the owner of a suspended subscription, the admins of a blind account."""

    async def suspended(self, subscription: Subscription, code: str) -> None: ...

    async def blind(self, workspace: str, account: str, since: datetime) -> None: ...


class Timing(msgspec.Struct, frozen=True):
    """`post`: how long one post may take. `settling`: how long after its lease an unanswered one may still arrive.
    `again`: before the first retry of a refusal, doubled each time. `waiting`: between tries for an operator."""

    post: timedelta = timedelta(seconds=15)
    settling: timedelta = timedelta(seconds=15)
    again: timedelta = timedelta(minutes=1)
    waiting: timedelta = timedelta(minutes=15)


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
        history: History | None = None,
        figures: Figures | None = None,
        timing: Timing = Timing(),  # noqa: B008 - frozen
    ) -> None:
        self._figures = figures
        self._subscriptions = subscriptions
        self._ledger = ledger
        self._deliver = deliver
        self._render = render
        self._tell = tell
        self._history = history
        self._timing = timing

    async def send(self, digest: Digest, subscription: Subscription) -> Verdict:
        """Take the digest through the ledger. GO: posted. STALE: plan anew. Others: not now."""
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
        await self._count(digest, verdict)
        return verdict

    async def _count(self, digest: Digest, verdict: Verdict) -> None:
        if self._figures is None:
            return
        if verdict is Verdict.GO:
            await self._figures.posted(await self._ledger.time() - digest.turn.at)
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
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key_of(claim)}}
        try:
            async with asyncio.timeout(self._timing.post.total_seconds()):
                ts = await self._deliver.deliver(digest.workspace, digest.channel, reply, metadata)
        except DeliveryThrottled as fault:
            await self._ledger.rejected(claim, "ratelimited", timedelta(seconds=fault.retry_after), counted=False)
            return Verdict.WAIT
        except DeliveryRefused as fault:
            await self._refused(claim, fault.code, subscription)
            return Verdict.LATER
        except (DeliveryUnknown, TimeoutError):
            await self._ledger.unknown(claim)
            return Verdict.UNKNOWN
        await self._ledger.posted(claim, ts)
        return Verdict.GO

    async def _refused(self, claim: Claim, code: str, subscription: Subscription) -> None:
        log.warning("Slack refused a digest: %s", code, extra={"workspace": subscription.workspace})
        if code in WAITING:
            await self._ledger.rejected(claim, code, self._timing.waiting, counted=False)
        elif code not in DEAD:
            await self._ledger.rejected(claim, code, self._timing.again, counted=True)
        else:
            await self._ledger.rejected(claim, code, timedelta(0), counted=False)
            if await self._subscriptions.suspend(subscription.workspace, subscription.id, code):
                await self._tell.suspended(subscription, code)

    async def reconcile(self, workspace: str, subscription: str, slot: str) -> bool:
        """Settle a post that was under way; False when that is too early, or cannot be found out now.

        Found in the channel, or certainly not there: that is settled. Where nobody may look, an urgent one is posted
        once more, any other comes with the next slot's digest.
        """
        answer = await self._ledger.standing(workspace, subscription, slot)
        entry = await self._ledger.entry(workspace, subscription, slot)
        if answer.verdict is not Verdict.UNKNOWN or entry is None:
            return answer.verdict is Verdict.DONE
        if answer.time < self._timing.settling:
            return False
        claim = Claim(workspace, subscription, slot, entry.token)
        try:
            ts = await self._find(claim, entry)
        except DeliveryRefused:
            repeated = entry.urgent and await self._ledger.reopen(claim, may_repeat=True)
            return repeated or await self._ledger.carry(claim)
        except DeliveryError:
            return False
        return await (self._ledger.reopen(claim, may_repeat=False) if ts is None else self._ledger.posted(claim, ts))

    async def _find(self, claim: Claim, entry: Entry) -> str | None:
        if self._history is None or entry.planned_at is None:
            raise DeliveryRefused("missing_scope")
        return await self._history.find(claim.workspace, entry.channel, key_of(claim), entry.planned_at)


def key_of(claim: Claim) -> str:
    """What a digest is called in its message's metadata."""
    return f"{claim.subscription}:{claim.slot}"
