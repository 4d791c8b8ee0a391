"""What an operator sees of reminders from the web process: metrics of all workers, and red health when blind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot import observability
from bot.errors import SourceUnavailable, StoreUnavailable
from bot.reminders.figures import BUCKETS, Figures, seen
from bot.reminders.planning import Accounts
from bot.reminders.sight import Sights
from bot.reminders.subscriptions import Subscriptions
from bot.store.connection import Redis

PATIENCE_SECONDS = 3.0
"""Whoever scrapes waits for ten seconds at most, as a rule; a Redis that is silent is as good as gone."""


class Overview:
    """`clock` gives the instant now (UTC)."""

    def __init__(
        self, redis: Redis, subscriptions: Subscriptions, accounts: Accounts, clock: Callable[[], datetime]
    ) -> None:
        self._figures = Figures(redis)
        self._sights = Sights(redis)
        self._subscriptions = subscriptions
        self._accounts = accounts
        self._clock = clock

    async def check(self) -> None:
        """Raise SourceUnavailable while reminders stand on an inventory that nobody sees."""
        if (await seen(self._subscriptions, self._sights, self._accounts, self._clock())).blind:
            raise SourceUnavailable("blind")

    async def metrics(self) -> tuple[bytes, str]:
        """This process's own, and what all workers counted; its own alone while Redis is gone."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                totals = await self._figures.totals()
                sight = await seen(self._subscriptions, self._sights, self._accounts, self._clock())
        except (StoreUnavailable, TimeoutError):
            return observability.metrics()
        late = observability.Lateness(BUCKETS, totals.late, totals.late_seconds)
        age = sight.age.total_seconds()
        return observability.metrics(observability.Reminders(totals.outcomes, late, age, sight.blind))
