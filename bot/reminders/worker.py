"""The worker process: docket runs the scan once a minute, however many workers there are, and the rounds it finds.

docket's tasks run at least once; the ledger makes a message of them exactly once. Tasks carry ids only.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from docket import Docket, Perpetual, Worker

from bot.errors import InvalidSettings
from bot.reminders.rounds import Job, Rounds
from bot.store.connection import Redis, translated

NAME = "reminders"
"""Prefix of docket's keys; keys.PERMANENT declares them."""
SCAN = timedelta(minutes=1)
EDIT = timedelta(seconds=1)
"""How often messages whose edit is due are looked for."""
REDELIVERY = timedelta(seconds=20)
"""After so long the task of a worker that was killed goes to another one."""
CONCURRENCY = 50
"""Rounds at once in one worker: they wait for Slack most of the time."""
_ADDING = 100

log = logging.getLogger(__name__)


async def check_policy(redis: Redis) -> None:
    """Raise InvalidSettings unless Redis keeps what it is given: an evicted band would be told twice."""
    with translated():
        memory: Any = await redis.info("memory")
    policy = str(memory.get("maxmemory_policy", ""))
    if policy != "noeviction":
        fault = f"REDIS_URL has maxmemory-policy {policy or 'unknown'}: reminders need noeviction, or they come twice"
        raise InvalidSettings((fault,))


def build_docket(url: str, name: str = NAME) -> Docket:
    """docket on this Redis (redis, rediss or unix URL). Nothing of a finished task is kept: results and exceptions
    would be pickled."""
    several = f"{url}{'&' if urlsplit(url).query else '?'}max_connections=1000"
    return Docket(name=name, url=several, execution_ttl=timedelta(0))


async def run_worker(
    url: str,
    rounds: Rounds[Any],
    redis: Redis,
    *,
    edits: Callable[[], Awaitable[object]] | None = None,
    name: str = NAME,
    scan_every: timedelta = SCAN,
    redelivery: timedelta = REDELIVERY,
    concurrency: int = CONCURRENCY,
    signals: bool = True,
) -> None:
    """Post digests, and make the `edits` that are due, until SIGTERM, SIGINT (where `signals` are ours to take) or
    cancellation; what has begun is finished first.

    Raises InvalidSettings before any work when Redis may evict what must not be lost.
    """
    await check_policy(redis)
    async with build_docket(url, name) as docket:
        _register(docket, rounds, scan_every)
        if edits is not None:
            _register_edits(docket, edits)
        worker = Worker(
            docket,
            concurrency=concurrency,
            redelivery_timeout=redelivery,
            reconnection_delay=timedelta(seconds=1),
            minimum_check_interval=timedelta(milliseconds=20),
            scheduling_resolution=timedelta(milliseconds=50),
        )
        async with worker:
            running = asyncio.create_task(worker.run_forever(), name="reminders worker")
            with _stopping(running) if signals else contextlib.nullcontext():
                await _drained(running)


async def _drained(running: asyncio.Task[None]) -> None:
    """Wait for the worker; a cancellation of ours stops it and waits for what has begun."""
    try:
        await asyncio.shield(running)
    except asyncio.CancelledError:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


@contextlib.contextmanager
def _stopping(running: asyncio.Task[None]) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, running.cancel)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


def _register(docket: Docket, rounds: Rounds[Any], every: timedelta) -> None:
    async def round(workspace: str, subscription: str) -> None:  # noqa: A001 - the task's name
        await rounds.round(workspace, subscription)

    async def scan(perpetual: Perpetual = Perpetual(every=every, automatic=True)) -> None:  # noqa: B008 - docket's way
        perpetual.at(_next(datetime.now(UTC), every))
        await _fan_out(docket, await rounds.scan())

    docket.register(round)
    docket.register(scan)


def _register_edits(docket: Docket, edits: Callable[[], Awaitable[object]]) -> None:
    async def edit(perpetual: Perpetual = Perpetual(every=EDIT, automatic=True)) -> None:  # noqa: B008 - docket's way
        await edits()

    docket.register(edit)


async def _fan_out(docket: Docket, jobs: list[Job]) -> None:
    """One task a subscription and day; what is queued already stays as it is."""
    for start in range(0, len(jobs), _ADDING):
        adding = (
            docket.add("round", key=job.key)(job.workspace, job.subscription) for job in jobs[start : start + _ADDING]
        )
        await asyncio.gather(*adding)


def _next(now: datetime, every: timedelta) -> datetime:
    """The next full multiple of the interval: full minutes, so that nine o'clock is nine o'clock."""
    seconds = every.total_seconds()
    return datetime.fromtimestamp((now.timestamp() // seconds + 1) * seconds, UTC)
