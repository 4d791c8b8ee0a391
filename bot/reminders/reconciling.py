"""Finding out what became of a post without an answer: it is looked for in the channel, never guessed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from bot.errors import DeliveryError, DeliveryRefused
from bot.reminders.figures import Figures
from bot.reminders.ledger import Claim, Ledger, Verdict
from bot.reminders.records import Entry


class History(Protocol):
    """Finds the `ts` of a message by the key in its metadata, posted not before `since`. Raises DeliveryRefused where
    the app may not read the channel."""

    async def find(self, workspace: str, channel: str, key: str, since: datetime) -> str | None: ...


class Reconciling:
    """Settles posts that were under way. `settling`: how long after its lease an unanswered one may still arrive;
    `doubting`: how long it is looked for in a history that does not answer. Without a history nobody may look."""

    def __init__(
        self,
        ledger: Ledger,
        history: History | None = None,
        *,
        figures: Figures | None = None,
        settling: timedelta = timedelta(seconds=15),
        doubting: timedelta = timedelta(hours=6),
    ) -> None:
        self._ledger = ledger
        self._history = history
        self._figures = figures
        self._settling = settling
        self._doubting = doubting

    async def reconcile(self, workspace: str, subscription: str, slot: str) -> bool:
        """Settle a post that was under way; False when that is too early, or cannot be found out now.

        Found in the channel, or certainly not there: that is settled. Where nobody may look, an urgent one is posted
        once more, any other comes with the next slot's digest.
        """
        answer = await self._ledger.standing(workspace, subscription, slot)
        entry = await self._ledger.entry(workspace, subscription, slot)
        if answer.verdict is not Verdict.UNKNOWN or entry is None:
            return answer.verdict is Verdict.DONE
        if answer.time < self._settling:
            return False
        claim = Claim(workspace, subscription, slot, entry.token)
        try:
            ts = await self._find(claim, entry)
        except DeliveryRefused:
            return await self._unreadable(claim, entry)
        except DeliveryError:
            return answer.time > self._doubting and await self._unreadable(claim, entry)
        return await (self._ledger.reopen(claim, may_repeat=False) if ts is None else self._stands(claim, ts))

    async def _find(self, claim: Claim, entry: Entry) -> str | None:
        if self._history is None or entry.planned_at is None:
            raise DeliveryRefused("missing_scope")
        return await self._history.find(claim.workspace, entry.channel, claim.key, entry.planned_at)

    async def _stands(self, claim: Claim, ts: str) -> bool:
        found = await self._ledger.posted(claim, ts)
        if found and self._figures is not None:
            await self._figures.count("found")
        return found

    async def _unreadable(self, claim: Claim, entry: Entry) -> bool:
        repeated = entry.urgent and await self._ledger.reopen(claim, may_repeat=True)
        return repeated or await self._ledger.carry(claim)
