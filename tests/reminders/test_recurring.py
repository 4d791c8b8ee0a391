"""What recurs in the worker: on Redis' clock, and for as long as the worker is to run."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from bot.observability import request_id
from bot.reminders.rounds import Job
from bot.reminders.worker import run_worker
from bot.store.connection import Redis
from tests.reminders.house import House

WaitUntil = Callable[..., Awaitable[None]]
TENTH = timedelta(seconds=0.1)


@pytest.mark.parametrize("step", [timedelta(hours=-1), timedelta(days=-1), timedelta(hours=1), timedelta(days=1)])
async def test_scans_go_on_when_the_clock_is_set(
    redis: Redis, redis_url: str, wait_until: WaitUntil, step: timedelta
) -> None:
    """A worker whose clock is set by an hour or a day, back or forth, scans and posts at its interval as before."""
    scans: list[float] = []
    rounded: list[str] = []

    class Rounds:
        async def scan(self) -> list[Job]:
            scans.append(time.monotonic())
            return [Job("T1", "s1", f"T1:s1:{len(scans)}")]

        async def round(self, workspace: str, subscription: str) -> None:
            rounded.append(subscription)

    rounds: Any = Rounds()
    with time_machine.travel(datetime.now(UTC), tick=True) as clock:
        working = asyncio.create_task(run_worker(redis_url, rounds, redis, scan_every=TENTH, signals=False))
        await wait_until(lambda: len(scans) == 3)
        clock.shift(step)
        await wait_until(lambda: len(scans) == 9 and len(rounded) >= 8)
        working.cancel()
        await asyncio.wait([working], timeout=5)
    assert working.done()
    assert scans[-1] - scans[2] > 0.4


async def test_waiting_for_the_next_scan_holds_nobody_up(
    redis: Redis, redis_url: str, house: House, wait_until: WaitUntil
) -> None:
    """A worker that is told to stop between two scans ends at once, and the next one scans at once."""
    await house.subscribe()
    for hours in (0, 1):
        house.now += timedelta(hours=hours)
        working = asyncio.create_task(run_worker(redis_url, house.rounds, redis, signals=False))

        async def idle() -> bool:
            return not await house.rounds.scan()

        await wait_until(idle)
        working.cancel()
        await asyncio.wait([working], timeout=5)
        assert working.done()


async def test_each_round_has_an_id(
    house: House, redis: Redis, redis_url: str, wait_until: WaitUntil, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a worker logs carries the id of the round, or of the scan, that it was logged in."""
    ids: list[str] = []

    async def scan() -> list[Any]:
        ids.append(request_id.get())
        return []

    monkeypatch.setattr(house.rounds, "scan", scan)
    working = asyncio.create_task(run_worker(redis_url, house.rounds, redis, scan_every=TENTH, signals=False))
    await wait_until(lambda: len(ids) >= 3)
    working.cancel()
    await asyncio.wait([working])
    assert "" not in ids
    assert len(set(ids)) == len(ids)
