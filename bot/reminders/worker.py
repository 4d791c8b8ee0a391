"""The worker process: docket runs the scan once a minute, however many workers there are, and the rounds it finds.

docket's tasks run at least once; the ledger makes a message of them exactly once. Tasks carry ids only.

docket (0.27) puts a task off until a time on each worker's own clock, which may be wrong or be set back. So nothing of
ours is put off: what recurs waits in its own task, on Redis' clock and for no longer than its interval.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from docket import Docket, Perpetual, Worker

from bot.errors import InvalidSettings, StoreUnavailable
from bot.observability import begin_request
from bot.reminders.rounds import Job, Rounds
from bot.store.addresses import with_options
from bot.store.connection import Redis, on_servers, single_host, translated

NAME = "reminders"
"""Prefix of docket's keys; keys.PERMANENT declares them."""
SCAN = timedelta(minutes=1)
EDIT = timedelta(seconds=1)
"""How often messages whose edit is due are looked for."""
SWEEP = timedelta(seconds=30)
"""How often what departed workspaces left is deleted."""
REDELIVERY = timedelta(seconds=20)
"""After so long the task of a worker that was killed goes to another one."""
CONCURRENCY = 50
"""Rounds at once in one worker: they wait for Slack most of the time."""
_ADDING = 100
_AT_ONCE = datetime.fromtimestamp(0, UTC)
"""Past on every clock."""

log = logging.getLogger(__name__)


async def check_policy(redis: Redis) -> None:
    """Raise InvalidSettings unless Redis keeps what it is given: an evicted band would be told twice."""
    memories = await on_servers(redis, "INFO", "memory")
    policies = {str(memory.get("maxmemory_policy", "")) or "unknown" for memory in memories} - {"noeviction"}
    if policies:
        fault = f"REDIS_URL has maxmemory-policy {policies.pop()}: reminders need noeviction, or they come twice"
        raise InvalidSettings((fault,))


def build_docket(url: str, name: str = NAME) -> Docket:
    """docket on this Redis, one host of it when it is a cluster. Nothing of a finished task is kept: results and
    exceptions would be pickled."""
    return Docket(name=name, url=with_options(url, max_connections=1000), execution_ttl=timedelta(0))


async def workers_of(redis: Redis, url: str, name: str = NAME) -> int:
    """How many workers gave a sign of life in the last seconds. Raises StoreUnavailable."""
    with translated():
        async with build_docket(await single_host(redis, url), name) as docket:
            return len(await docket.workers())


async def run_worker(
    url: str,
    rounds: Rounds[Any],
    redis: Redis,
    *,
    edits: Callable[[], Awaitable[object]] | None = None,
    sweep: Callable[[], Awaitable[object]] | None = None,
    name: str = NAME,
    scan_every: timedelta = SCAN,
    redelivery: timedelta = REDELIVERY,
    sweep_every: timedelta = SWEEP,
    concurrency: int = CONCURRENCY,
    signals: bool = True,
) -> None:
    """Post digests, make the `edits` that are due and `sweep` after workspaces that departed, until SIGTERM, SIGINT
    (where `signals` are ours to take) or cancellation; what has begun is finished first.

    Raises InvalidSettings before any work when Redis may evict what must not be lost.
    """
    await check_policy(redis)
    stopping = asyncio.Event()
    async with build_docket(await single_host(redis, url), name) as docket:
        _register(docket, rounds, _Turns(redis, scan_every, stopping))
        if edits is not None:
            _register_chore(docket, "edit", edits, _Turns(redis, EDIT, stopping))
        if sweep is not None:
            _register_chore(docket, "sweep", sweep, _Turns(redis, sweep_every, stopping))
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

            def stop() -> None:
                stopping.set()
                running.cancel()

            with _stopping(stop) if signals else contextlib.nullcontext():
                await _drained(running, stop)


async def _drained(running: asyncio.Task[None], stop: Callable[[], None]) -> None:
    """Wait for the worker; a cancellation of ours stops it and waits for what has begun."""
    try:
        await asyncio.shield(running)
    except asyncio.CancelledError:
        stop()
        with contextlib.suppress(asyncio.CancelledError):
            await running


@contextlib.contextmanager
def _stopping(stop: Callable[[], None]) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


class _Turns:
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


def _register(docket: Docket, rounds: Rounds[Any], turns: _Turns) -> None:
    async def round(workspace: str, subscription: str) -> None:  # noqa: A001 - the task's name
        begin_request()
        await rounds.round(workspace, subscription)

    async def scan(perpetual: Perpetual = Perpetual(automatic=True)) -> None:  # noqa: B008 - docket's way
        perpetual.at(_AT_ONCE)
        begin_request()
        if await turns.next():
            await _fan_out(docket, await rounds.scan())

    docket.register(round)
    docket.register(scan)


def _register_chore(docket: Docket, name: str, chore: Callable[[], Awaitable[object]], turns: _Turns) -> None:
    async def again(perpetual: Perpetual = Perpetual(automatic=True)) -> None:  # noqa: B008 - docket's way
        perpetual.at(_AT_ONCE)
        begin_request()
        if await turns.next():
            await chore()

    again.__name__ = name  # by which docket knows a task
    docket.register(again)


async def _fan_out(docket: Docket, jobs: list[Job]) -> None:
    """One task a subscription and day; what is queued already stays as it is."""
    for start in range(0, len(jobs), _ADDING):
        adding = (
            docket.add("round", when=_AT_ONCE, key=job.key)(job.workspace, job.subscription)
            for job in jobs[start : start + _ADDING]
        )
        await asyncio.gather(*adding)
