"""The kill matrix by hand, over many seeds: `python tests/faults/kill_matrix.py [--seeds 200] [--workers 4]`.

For each seed, one to four docket workers are killed again and again at random steps until every digest is dealt with.
Prints kills, messages, repeats and losses; exits with 1 when a key has two messages or none.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.certificates import Query
from bot.language.request import Schedule
from bot.reminders.subscriptions import Subscriptions
from bot.store.connection import connect_state
from bot.store.embedded import EmbeddedRedis

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
DIGESTS = 20


async def subscribe(url: str) -> None:
    redis = connect_state(url)
    await redis.flushall()
    for number in range(DIGESTS):
        made = NOW - timedelta(hours=1)
        where = ("T1", f"C{number}", "U1", Query(), "", Schedule(), "Asia/Shanghai", "en")
        await Subscriptions(redis).add(*where, now=made)
    await redis.aclose()


def one(url: str, folder: Path, seed: int, workers: int) -> tuple[int, Counter[str]]:
    """Kills and messages per channel of one seed."""
    log = folder / f"{seed}.jsonl"
    log.touch()
    asyncio.run(subscribe(url))
    times = {"now": NOW.isoformat(), "end": (NOW + timedelta(days=10)).isoformat()}
    mortal = {"docket": True, "again": True, "risk": 0.04, "seconds": 120}
    orders = [{"url": url, "log": str(log), **times, **mortal, "seed": seed * 10 + n} for n in range(workers)]
    command = [sys.executable, str(Path(__file__).with_name("ledger_children.py"))]
    done = subprocess.run(command, input=json.dumps(orders) + "\n", capture_output=True, text=True, check=True)
    ends = json.loads(done.stdout)
    lines = map(json.loads, log.read_text(encoding="utf-8").splitlines())
    return sum(end["killed"] for end in ends), Counter(line["channel"] for line in lines)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, default=200)
    arguments.add_argument("--workers", type=int, default=4)
    given = arguments.parse_args()
    kills = twice = lost = 0
    with tempfile.TemporaryDirectory() as folder:
        embedded = EmbeddedRedis(Path(folder) / "redis")
        url = embedded.start()
        for seed in range(given.seeds):
            killed, messages = one(url, Path(folder), seed, 1 + seed % given.workers)
            kills += killed
            twice += sum(count - 1 for count in messages.values())
            lost += DIGESTS - len(messages)
            print(f"seed {seed}: {killed} kills; in all {kills} kills, {twice} twice, {lost} lost", flush=True)  # noqa: T201
        embedded.stop()
    return 1 if twice or lost else 0


if __name__ == "__main__":
    sys.exit(main())
