"""Redis goes away under load; the oracle is the message log."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.reminders.digest import Digest
from bot.reminders.ledger import Ledger
from bot.reminders.sending import Timing
from bot.reminders.subscriptions import Subscriptions
from bot.reminders.worker import run_worker
from bot.store.connection import connect_state
from bot.store.embedded import EmbeddedRedis
from tests.reminders.around import Around
from tests.reminders.subscribing import wanted

WaitUntil = Callable[..., Awaitable[None]]
DIGESTS, LOADED = 30, (8, 15, 22)
"""How many digests, and after how many of them Redis is killed."""


class DeadlySlack:
    """A Slack that kills the Redis server after some messages."""

    def __init__(self, server: EmbeddedRedis) -> None:
        self.posts: Counter[str] = Counter()
        self._server = server

    async def deliver(self, workspace: str, channel: str, reply: Digest, metadata: Mapping[str, Any]) -> str:
        self.posts[channel] += 1
        if sum(self.posts.values()) in LOADED and self._server.pid is not None:
            os.kill(self._server.pid, signal.SIGKILL)
        return f"1.{len(self.posts)}"

    async def find(self, workspace: str, channel: str, key: str, since: datetime) -> str | None:
        return "1.1" if self.posts[channel] else None


async def test_redis_killed_under_load(tmp_path: Path, wait_until: WaitUntil) -> None:
    """kill −9 of Redis again and again in the middle of thirty digests of two workers: none is lost, none comes twice,
    once it runs again from its append-only file."""
    server = EmbeddedRedis(tmp_path / "redis")
    url = server.start()
    redis = connect_state(url)
    slack, subscriptions = DeadlySlack(server), Subscriptions(redis)
    for number in range(DIGESTS):
        await subscriptions.create(wanted(channel=f"C{number}"))
    ledger, half = Ledger(redis, lease=timedelta(seconds=2)), timedelta(seconds=0.5)
    rounds = Around().rounds_to(slack, ledger, redis, history=slack, timing=Timing(post=half), settling=half)
    scan = timedelta(seconds=0.2)
    workers = [
        asyncio.create_task(run_worker(url, rounds, redis, scan_every=scan, redelivery=scan, signals=False))
        for _ in "12"
    ]

    async def idle() -> bool:
        return not await rounds.scan()

    await wait_until(idle, seconds=20)
    for worker in workers:
        worker.cancel()
    await asyncio.wait(workers)
    await redis.aclose()
    server.stop()
    assert slack.posts == {f"C{number}": 1 for number in range(DIGESTS)}
