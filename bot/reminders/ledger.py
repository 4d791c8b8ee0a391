"""What was sent, exactly once: the state of each digest, and the bands that are handled with it.

    planned → claimed → posting → posted | rejected | unknown

Each transition is one script (bot/store/ledger_scripts.py) with a fencing token and leases on Redis' clock. Fails
closed: without Redis nothing is posted (StoreUnavailable).
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec

from bot.reminders.bands import KEPT
from bot.reminders.digest import Digest
from bot.reminders.handled import Handled
from bot.reminders.records import ENTRY, Entry, entry_of, record_of, unix, watch_of, watch_or_none
from bot.reminders.schedule import Slot
from bot.reminders.selection import FOLDED, end_of
from bot.reminders.slots import EXTRAS
from bot.store import keys, ledger_scripts
from bot.store.connection import Redis, translated
from bot.store.transactions import pairs, transaction

TRIES = 5
"""Refusals after which nothing more is tried until a person resumes the subscription."""


class Verdict(StrEnum):
    """What the ledger says to a step. GO: it was taken; the others say why not."""

    GO = "go"
    DONE = "done"
    BUSY = "busy"
    LATER = "later"
    STALE = "stale"
    UNKNOWN = "unknown"
    LOST = "lost"
    WAIT = "wait"
    CAPPED = "capped"


class Answer(msgspec.Struct, frozen=True):
    """A verdict with the time that belongs to it: how long to wait, how long unknown, how much lease is left."""

    verdict: Verdict
    time: timedelta


class Claim(msgspec.Struct, frozen=True):
    """A digest that is ours to post or to settle, as long as nobody took a later token."""

    workspace: str
    subscription: str
    slot: str
    token: int

    @property
    def key(self) -> str:
        """What the digest is called in its message's metadata."""
        return f"{self.subscription}:{self.slot}"


class Ledger:
    """`lease` bounds how long a worker that died blocks its digest; `pace` is the time between posts to a channel."""

    def __init__(
        self, redis: Redis, *, lease: timedelta = timedelta(seconds=45), pace: timedelta = timedelta(seconds=1)
    ) -> None:
        self._redis = redis
        self._lease = lease
        self._pace = pace

    async def time(self) -> datetime:
        """The instant now (UTC) on Redis' clock, which all workers share."""
        with translated():
            seconds, microseconds = await self._redis.time()
        return datetime.fromtimestamp(int(seconds), UTC) + timedelta(microseconds=int(microseconds))

    async def handled(self, workspace: str, subscription: str) -> Handled:
        """What is remembered of a subscription, read at one instant."""
        kept = keys.handled(workspace, subscription), keys.watch(workspace, subscription)
        bands, watch = await transaction(self._redis, *(("HGETALL", key) for key in kept))
        return watch_of(pairs(watch), pairs(bands))[0]

    async def watches(
        self, workspace: str, subscriptions: Sequence[str]
    ) -> list[tuple[Handled, datetime | None] | None]:
        """For each subscription what is remembered without the bands, and when to look at it again (None: at once).
        What cannot be read is None as a whole: it must not keep the others from being looked at."""
        reading = (("HGETALL", keys.watch(workspace, subscription)) for subscription in subscriptions)
        found = await transaction(self._redis, *reading, go_on=True)
        return [watch_or_none(watch) for watch in found]

    async def plan(self, digest: Digest) -> tuple[Answer, str]:
        """Record what would be sent, unless it is done, in other hands or refused for now; returns the plan's name.

        STALE: the digest was made from bands that have moved since.
        """
        plan = secrets.token_hex(8)
        fields = [part for pair in record_of(digest).items() for part in pair]
        arguments = [plan, digest.version, keys.LEDGER_TTL, *fields]
        return await self._answer(ledger_scripts.PLAN, _names(digest), arguments), plan

    async def standing(self, workspace: str, subscription: str, slot: str) -> Answer:
        """What became of a post that was under way: BUSY, UNKNOWN (and for how long), or DONE."""
        names = _names(Claim(workspace, subscription, slot, 0))
        return await self._answer(ledger_scripts.STANDING, names, [])

    async def claim(self, digest: Digest, plan: str) -> Claim | None:
        """Take the plan; None when another plan has replaced it or is claimed."""
        token = await self._run(ledger_scripts.CLAIM, _names(digest), [plan, _ms(self._lease)])
        return Claim(digest.workspace, digest.subscription, digest.slot, int(token)) if token else None

    async def start(self, digest: Digest, claim: Claim, needed: timedelta) -> Answer:
        """The last word before a post that may take `needed`: GO with the lease that is left, WAIT for the channel's
        pace, CAPPED when the channel had its extras, LOST without enough lease, STALE when the bands have moved."""
        pace = keys.pace(digest.workspace, digest.channel)
        extras = keys.extras(digest.workspace, digest.channel, digest.turn.day.isoformat())
        limits = [_ms(self._pace), EXTRAS, keys.EXTRAS_TTL, keys.WATCH_TTL]
        arguments = [claim.token, _ms(needed), digest.version, *limits]
        return await self._answer(ledger_scripts.START, [*_names(digest), pace, extras], arguments)

    async def posted(self, claim: Claim, ts: str) -> bool:
        """Slack took it as message `ts`: the bands move with it. False when this is no longer ours to say."""
        names = [*_names(claim), keys.handled(claim.workspace, claim.subscription)]
        return bool(await self._run(ledger_scripts.POSTED, names, [claim.token, ts, keys.WATCH_TTL, FOLDED]))

    async def rejected(self, claim: Claim, code: str, again: timedelta, *, counted: bool) -> int:
        """Certainly not posted; may be planned again after `again`, doubled with each counted refusal. The counted
        ones so far; −1 when this is no longer ours to say."""
        arguments = [claim.token, code, _ms(again), "1" if counted else ""]
        return int(await self._run(ledger_scripts.REJECTED, _names(claim), arguments))

    async def unknown(self, claim: Claim) -> bool:
        """It may have been posted."""
        return bool(await self._run(ledger_scripts.UNKNOWN, _names(claim), [claim.token]))

    async def reopen(self, claim: Claim, *, may_repeat: bool) -> bool:
        """An unknown digest may be planned again: it was certainly not posted, or once more though it `may_repeat`.
        False when somebody else has settled it, or it was repeated already."""
        arguments = [claim.token, "1" if may_repeat else ""]
        return bool(await self._run(ledger_scripts.REOPEN, _names(claim), arguments))

    async def carry(self, claim: Claim) -> bool:
        """Leave an unknown digest unknown: what it told comes again with the next slot's."""
        arguments = [claim.token, EXTRAS, keys.WATCH_TTL]
        return bool(await self._run(ledger_scripts.CARRY, _names(claim), arguments))

    async def settle(self, workspace: str, subscription: str, slot: Slot | None, look: datetime) -> None:
        """Nothing was due: the slot is dealt with; look again at `look`."""
        turn = ("", "") if slot is None else (slot.day.isoformat(), unix(slot.at))
        arguments = [*turn, unix(look), keys.WATCH_TTL]
        await self._run(ledger_scripts.SETTLE, [keys.watch(workspace, subscription)], arguments)

    async def entry(self, workspace: str, subscription: str, slot: str) -> Entry | None:
        """The record of a slot; None when there is none, or nothing that can be read."""
        with translated():
            values = await self._redis.hmget(keys.ledger(workspace, subscription, slot), list(ENTRY))
        return entry_of(dict(zip(ENTRY, values, strict=True)))

    async def told(self, workspace: str, subscription: str, epoch: str) -> tuple[int, Entry | None] | None:
        """The most urgent band of a certificate that was handled, with the record of the digest that told it."""
        with translated():
            value = await self._redis.hget(keys.handled(workspace, subscription), epoch)
        if not isinstance(value, bytes):
            return None
        band, _, slot = value.decode().partition(" ")
        return int(band), await self.entry(workspace, subscription, slot)

    async def forget(self, workspace: str, subscription: str, handled: Handled, now: datetime) -> None:
        """Drop the bands of certificates that ended more than KEPT ago."""
        bound = (now - KEPT).timestamp()
        old = [epoch for epoch in handled.bands if (end := end_of(epoch)) is not None and end < bound]
        if old:
            with translated():
                await self._redis.hdel(keys.handled(workspace, subscription), *old)

    async def _answer(self, script: str, names: list[str], arguments: list[Any]) -> Answer:
        said, time = await self._run(script, names, arguments)
        verdict = {b"planned": Verdict.GO, b"posting": Verdict.GO}.get(said)
        return Answer(verdict or Verdict(said.decode()), timedelta(milliseconds=int(time)))

    async def _run(self, script: str, names: list[str], arguments: list[Any]) -> Any:
        with translated():
            return await self._redis.register_script(script)(names, arguments)


def _names(of: Digest | Claim) -> list[str]:
    return [keys.ledger(of.workspace, of.subscription, of.slot), keys.watch(of.workspace, of.subscription)]


def _ms(time: timedelta) -> int:
    return int(time.total_seconds() * 1000)
