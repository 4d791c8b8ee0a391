"""The worker process: docket runs the scan once a minute, however many workers there are, and the rounds it finds.

docket's tasks run at least once; the ledger makes a message of them exactly once. Tasks carry ids only.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any

from docket import Docket, Worker

from bot.errors import InvalidSettings
from bot.reminders.recurring import Turns, register, register_rounds
from bot.reminders.rounds import Rounds
from bot.store.addresses import with_options
from bot.store.connection import Redis, on_servers, single_host, translated

log = logging.getLogger(__name__)

NAME = "reminders"
"""Prefix of docket's keys; keys.PERMANENT declares them."""
SCAN = timedelta(minutes=1)
EDIT = timedelta(seconds=1)
"""How often messages whose edit is due are looked for."""
SWEEP = timedelta(seconds=30)
"""How often what departed workspaces left is deleted."""
REDELIVERY = timedelta(seconds=20)
"""After so long the task of a worker that was killed goes to another one."""
GRACE = timedelta(seconds=25)
"""How long what has begun may go on after a signal; docket 0.27 waits for a Redis that says nothing without end."""
CONCURRENCY = 50
"""Rounds at once in one worker: they wait for Slack most of the time."""


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
    grace: timedelta = GRACE,
) -> None:
    """Post digests, make the `edits` that are due and `sweep` after workspaces that departed, until SIGTERM, SIGINT
    (where `signals` are ours to take) or cancellation; what has begun is finished first. After a signal the process
    ends within `grace`, whatever Redis does: to the ledger that is a kill.

    Raises InvalidSettings before any work when Redis may evict what must not be lost.
    """
    await check_policy(redis)
    stopping = asyncio.Event()
    async with build_docket(await single_host(redis, url), name) as docket:
        register_rounds(docket, rounds, Turns(redis, scan_every, stopping))
        if edits is not None:
            register(docket, "edit", edits, Turns(redis, EDIT, stopping))
        if sweep is not None:
            register(docket, "sweep", sweep, Turns(redis, sweep_every, stopping))
        async with _worker(docket, concurrency, redelivery) as worker:
            await _run(worker, stopping, grace if signals else None)


def _worker(docket: Docket, concurrency: int, redelivery: timedelta) -> Worker:
    return Worker(
        docket,
        concurrency=concurrency,
        redelivery_timeout=redelivery,
        reconnection_delay=timedelta(seconds=1),
        minimum_check_interval=timedelta(milliseconds=20),
        scheduling_resolution=timedelta(milliseconds=50),
    )


async def _run(worker: Worker, stopping: asyncio.Event, grace: timedelta | None) -> None:
    """Run until told to stop; what recurs hears of it by `stopping`. Without `grace` signals are not ours."""
    running = asyncio.create_task(worker.run_forever(), name="reminders worker")

    def stop() -> None:
        stopping.set()
        running.cancel()

    with _stopping(stop, grace) if grace is not None else contextlib.nullcontext():
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
def _stopping(stop: Callable[[], None], grace: timedelta) -> Iterator[None]:
    loop = asyncio.get_running_loop()

    def signalled() -> None:
        loop.call_later(grace.total_seconds(), _give_up)
        stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, signalled)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


def _give_up() -> None:
    """A worker that was told to end and could not: nothing of it may wait for Redis any more."""
    log.error("what had begun did not end in time; the worker ends without it")
    os._exit(1)
