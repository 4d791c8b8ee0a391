"""Reminders at scale: `python tests/benchmarks/reminders.py [--workspaces 500] [--certificates 100000]`.

Prints how long 2 500 digests due at once take to the last post, and how long the plan of a large account takes, each
beside what it is measured against.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.certificates import Certificate, Listing
from bot.errors import DeliveryThrottled
from bot.inventory.search import search
from bot.reminders.digest import Digest
from bot.reminders.handled import Handled
from bot.reminders.ledger import Ledger
from bot.reminders.plan import due
from bot.reminders.subscriptions import Subscriptions
from bot.reminders.worker import run_worker
from bot.store.connection import connect_state
from bot.store.embedded import EmbeddedRedis
from tests.reminders.around import Around
from tests.reminders.subscribing import NOW, wanted

DAY = timedelta(days=1)


class Slack:
    """Takes 120 ms a post and refuses a second one to a channel within a second."""

    def __init__(self, expected: int) -> None:
        self.all_posted = asyncio.Event()
        self._expected = expected
        self.posts: Counter[str] = Counter()
        self.throttled = 0
        self._last: dict[str, float] = {}

    async def deliver(self, workspace: str, channel: str, reply: Digest, metadata: Mapping[str, Any]) -> str:
        now, place = time.monotonic(), f"{workspace}/{channel}"
        if now - self._last.get(place, 0.0) < 1.0:
            self.throttled += 1
            raise DeliveryThrottled(1.0)
        self._last[place] = now
        await asyncio.sleep(0.12)
        self.posts[f"{place} {metadata['event_payload']['key']}"] += 1
        if len(self.posts) == self._expected:
            self.all_posted.set()
        return "1.1"


async def nine_o_clock(url: str, workspaces: int, channels: int) -> tuple[float, Slack]:
    """Seconds from the first scan to the last post."""
    redis, slack = connect_state(url), Slack(workspaces * channels)
    subscriptions = Subscriptions(redis)
    for workspace in range(workspaces):
        for channel in range(channels):
            await subscriptions.create(wanted(workspace=f"T{workspace}", channel=f"C{channel}"))
    rounds = Around().rounds_to(slack, Ledger(redis), redis)
    started = time.monotonic()
    working = asyncio.create_task(run_worker(url, rounds, redis, signals=False))
    await slack.all_posted.wait()
    took = time.monotonic() - started
    working.cancel()
    await asyncio.wait([working])
    await redis.aclose()
    return took, slack


def large_account(count: int) -> tuple[float, float, int]:
    """Processor seconds of a first plan, of a plan when all is told, and how many were due."""
    certificates = tuple(
        Certificate(
            f"c{n}",
            f"h{n}.example",
            status_code=1,
            begins=NOW - 190 * DAY,
            expires=NOW + (n % 3650) * timedelta(hours=2),
        )
        for n in range(count)
    )
    listing = Listing(certificates, fetched_at=NOW)
    subscription = wanted(id="s", created_at=NOW - DAY)
    started = time.process_time()
    (digest,) = due(listing, [subscription], {}, NOW, search=search)
    first = time.process_time() - started
    told = {"s": Handled(bands=digest.moves)}
    started = time.process_time()
    due(listing, [subscription], told, NOW, search=search)
    return first, time.process_time() - started, digest.total


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--workspaces", type=int, default=500)
    arguments.add_argument("--channels", type=int, default=5)
    arguments.add_argument("--certificates", type=int, default=100_000)
    given = arguments.parse_args()
    first, again, total = large_account(given.certificates)
    planned = f"plan of {given.certificates} certificates, {total} due"
    print(f"{planned}: {first:.2f} s of processor = {first / 5:.2f} of the 5 s allowed")  # noqa: T201
    print(f"the same when all is told: {again:.2f} s")  # noqa: T201
    print(f"largest memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")  # noqa: T201
    with tempfile.TemporaryDirectory() as folder:
        embedded = EmbeddedRedis(Path(folder))
        took, slack = asyncio.run(nine_o_clock(embedded.start(), given.workspaces, given.channels))
        embedded.stop()
    twice = sum(count - 1 for count in slack.posts.values())
    print(  # noqa: T201
        f"{len(slack.posts)} digests at nine, one worker: {took:.1f} s = {took / 300:.2f} of the 5 minutes allowed; "
        f"{twice} twice, {slack.throttled} times 429"
    )


if __name__ == "__main__":
    main()
