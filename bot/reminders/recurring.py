"""What recurs in the worker: docket's tasks that come again by themselves, each in one worker at a time.

docket (0.27) puts a task off until a time on each worker's own clock, which may be wrong or be set back. So nothing of
ours is put off: what recurs waits in its own task, on Redis' clock and for no longer than its interval.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from docket import Docket, Perpetual

from bot.errors import StoreUnavailable
from bot.observability import begin_request
from bot.reminders.rounds import Job, Rounds
from bot.store.connection import Redis, translated

_ADDING = 100
_AT_ONCE = datetime.fromtimestamp(0, UTC)
"""Past on every clock."""


class Turns:
    """The turns of a task that recurs: full multiples of its interval on Redis' clock, so that nine o'clock is nine
    o'clock; the first one of a process at once."""

    def __init__(self, redis: Redis, every: timedelta, stopping: asyncio.Event) -> None:
        self._redis = redis
        self._every = every.total_seconds()
        self._stopping = stopping
        self._begun = False

    async def next(self) -> bool:
        """Wait for it; False when the worker is to stop."""
        wait, self._begun = await self._left() if self._begun else 0.0, True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), wait)
        return not self._stopping.is_set()

    async def _left(self) -> float:
        try:
            with translated():
                seconds, microseconds = await self._redis.time()
        except StoreUnavailable:
            return self._every
        return self._every - (int(seconds) + int(microseconds) / 1e6) % self._every


def register(docket: Docket, name: str, chore: Callable[[], Awaitable[object]], turns: Turns) -> None:
    """Do a chore at each turn, in one worker of all; `name` is what docket calls it."""

    async def again(perpetual: Perpetual = Perpetual(automatic=True)) -> None:  # noqa: B008 - docket's way
        perpetual.at(_AT_ONCE)
        begin_request()
        if await turns.next():
            await chore()

    again.__name__ = name  # by which docket knows a task
    docket.register(again)


def register_rounds(docket: Docket, rounds: Rounds[Any], turns: Turns) -> None:
    """Scan at each turn, and make one task of each round that it finds."""

    async def round(workspace: str, subscription: str) -> None:  # noqa: A001 - the task's name
        begin_request()
        await rounds.round(workspace, subscription)

    async def scan() -> None:
        await _fan_out(docket, await rounds.scan())

    docket.register(round)
    register(docket, "scan", scan, turns)


async def _fan_out(docket: Docket, jobs: list[Job]) -> None:
    """One task a subscription and day; what is queued already stays as it is."""
    for start in range(0, len(jobs), _ADDING):
        adding = (
            docket.add("round", when=_AT_ONCE, key=job.key)(job.workspace, job.subscription)
            for job in jobs[start : start + _ADDING]
        )
        await asyncio.gather(*adding)
