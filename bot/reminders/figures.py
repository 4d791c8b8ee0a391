"""Totals of all workers in Redis, so that one process can tell them: nothing of a workspace is in them.

A worker has no HTTP of its own; the web process's /metrics adds these figures to its own.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from bot.errors import NotFound, StoreUnavailable
from bot.reminders.planning import Accounts
from bot.reminders.sight import Sight, Sights
from bot.reminders.subscription import Subscription
from bot.reminders.subscriptions import Subscriptions
from bot.store import keys
from bot.store.connection import Redis, translated
from bot.store.transactions import transaction
from bot.workspaces.accounts import Known

BUCKETS = (1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0, 14_400.0, 86_400.0)
"""Upper bounds (seconds) of the lateness of a digest."""
OUTCOMES = ("posted", "found", "rejected", "throttled", "unknown", "capped", "suspended", "suppressed")

log = logging.getLogger(__name__)


class Totals(msgspec.Struct, frozen=True):
    """`outcomes` of digests (found: one without an answer stood in its channel; suppressed: certificates; suspended:
    subscriptions); `late`: how many were late by at most each of BUCKETS, not
    cumulated, and beyond the last; `late_seconds` their sum."""

    outcomes: dict[str, int]
    late: tuple[int, ...]
    late_seconds: float


class Seen(msgspec.Struct, frozen=True):
    """The oldest complete inventory that reminders stand on, and how many accounts are blind."""

    age: timedelta
    blind: int


class Figures:
    """Counting never stands in the way of sending: what cannot be counted is logged."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def count(self, outcome: str, times: int = 1) -> None:
        """One of OUTCOMES happened."""
        if times:
            await self._add({f"outcome {outcome}": times})

    async def posted(self, late: timedelta) -> None:
        """A digest was posted, so long after its turn."""
        seconds = max(0.0, late.total_seconds())
        bucket = sum(bound < seconds for bound in BUCKETS)
        await self._add({"outcome posted": 1, f"late {bucket}": 1, "late_ms": int(seconds * 1000)})

    async def totals(self) -> Totals:
        """Raises StoreUnavailable."""
        with translated():
            found: dict[Any, Any] = await self._redis.hgetall(keys.figures())
        known = {str(name, "ascii", "replace"): _count(value) for name, value in found.items()}
        outcomes = {name: known.get(f"outcome {name}", 0) for name in OUTCOMES}
        late = tuple(known.get(f"late {bucket}", 0) for bucket in range(len(BUCKETS) + 1))
        return Totals(outcomes, late, known.get("late_ms", 0) / 1000)

    async def _add(self, more: dict[str, int]) -> None:
        try:
            counted = (("HINCRBY", keys.figures(), name, times) for name, times in more.items())
            await transaction(self._redis, *counted)
        except StoreUnavailable:
            log.warning("a figure was not counted")


def _count(value: bytes) -> int:
    """What none of us can have written is nothing."""
    return int(value) if value.isdigit() and len(value) < 19 else 0


async def seen(subscriptions: Subscriptions, sights: Sights, accounts: Accounts, now: datetime) -> Seen:
    """What the reminders of all workspaces stand on. Raises StoreUnavailable."""
    found: list[Sight] = []
    for workspace in await subscriptions.workspaces():
        active = [each for each in await subscriptions.of_workspace(workspace) if each.active]
        names = _stood_on(active, await accounts.known(workspace)) if active else ()
        found += [await sights.of(workspace, account) for account in names]
    return Seen(_oldest(found, now), sum(each.blind_since(now) is not None for each in found))


def _stood_on(active: Sequence[Subscription], known: Known) -> tuple[str, ...]:
    """The accounts of these reminders; one that is gone has nothing to be seen."""
    names: dict[str, None] = {}
    for each in active:
        with contextlib.suppress(NotFound):
            names |= dict.fromkeys(known.chosen(each.query.account, each.channel).names)
    return tuple(names)


def _oldest(found: Sequence[Sight], now: datetime) -> timedelta:
    return max((now - each.complete_at for each in found if each.complete_at is not None), default=timedelta(0))
