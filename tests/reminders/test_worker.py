"""The worker: docket over a real Redis."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.certificates import Certificate
from bot.errors import InvalidSettings
from bot.reminders.worker import check_policy, run_worker
from bot.store.connection import Redis
from bot.store.embedded import EmbeddedRedis
from tests.reminders.house import House

WaitUntil = Callable[..., Awaitable[None]]
TENTH = timedelta(seconds=0.1)


async def test_two_workers_scan_once_an_interval(
    house: House, redis: Redis, redis_url: str, certificate: Callable[..., Certificate], wait_until: WaitUntil
) -> None:
    """Two workers on one Redis share the scans, post each digest once, and end when they are told to."""
    house.certificates.append(certificate(left=timedelta(days=10)))
    for number in range(10):
        await house.subscribe(channel=f"C{number}")
    working = [
        asyncio.create_task(run_worker(redis_url, house.rounds, redis, scan_every=TENTH, signals=False)) for _ in "12"
    ]
    await wait_until(lambda: len(house.slack.messages) == 10)

    async def idle() -> bool:
        return not await house.rounds.scan()

    await wait_until(idle)
    for each in working:
        each.cancel()
    await asyncio.wait(working, timeout=5)
    assert all(each.done() for each in working)
    assert sorted(message.channel for message in house.slack.messages) == sorted(f"C{n}" for n in range(10))


async def test_what_has_begun_is_finished(
    house: House, redis: Redis, redis_url: str, certificate: Callable[..., Certificate], wait_until: WaitUntil
) -> None:
    """A worker that is told to stop in the middle of a post finishes the post."""
    house.certificates.append(certificate(left=timedelta(days=10)))
    subscription = await house.subscribe()
    answered = house.slack.hold = asyncio.Event()
    working = asyncio.create_task(run_worker(redis_url, house.rounds, redis, scan_every=TENTH, signals=False))
    await wait_until(lambda: house.slack.attempts == 1)
    working.cancel()
    await asyncio.sleep(0)
    answered.set()
    await asyncio.wait([working], timeout=5)
    assert await house.state(subscription) == ("posted", "")


async def test_eviction_is_refused(redis: Redis, redis_url: str, house: House) -> None:
    """A Redis that may evict what was handled stops the worker before any work, with the next step."""
    await check_policy(redis)
    await redis.config_set("maxmemory-policy", "allkeys-lru")
    try:
        with pytest.raises(InvalidSettings, match="noeviction"):
            await run_worker(redis_url, house.rounds, redis, signals=False)
    finally:
        await redis.config_set("maxmemory-policy", "noeviction")
    assert [name async for name in redis.scan_iter("reminders:*")] == []


WORKER = """
import asyncio, sys
from datetime import timedelta
from bot.reminders.rounds import Job
from bot.observability import request_id
from bot.reminders.worker import run_worker
from bot.store.connection import connect_state

class Rounds:
    async def scan(self):
        print("scanned", flush=True)
        return []

asyncio.run(run_worker(sys.argv[1], Rounds(), connect_state(sys.argv[1]), scan_every=timedelta(seconds=0.1),
                       grace=timedelta(seconds=float(sys.argv[2]))))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_end_the_process_cleanly(redis_url: str, number: signal.Signals) -> None:
    """SIGTERM and Ctrl-C end a worker's process with 0 and nothing on stderr."""
    command = [sys.executable, "-c", WORKER, redis_url, "60"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "scanned\n"
        process.send_signal(number)
        _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (0, "")


def test_a_signal_ends_the_process_though_redis_is_frozen(tmp_path: Path) -> None:
    """What waits for an answer of Redis is given up after a while, and the log says so."""
    server = EmbeddedRedis(tmp_path)
    command = [sys.executable, "-c", WORKER, server.start(), "0.2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "scanned\n"
        assert server.pid is not None
        os.kill(server.pid, signal.SIGSTOP)
        process.send_signal(signal.SIGTERM)
        try:
            _, errors = process.communicate(timeout=10)
        finally:
            os.kill(server.pid, signal.SIGCONT)
    server.stop()
    assert process.returncode == 1
    assert "did not end in time" in errors
