"""The kill matrix by hand, over many seeds: `python tests/faults/kill_matrix.py [--seeds 200] [--workers 4]`.

For each seed, one to four docket workers are killed again and again at random steps until every digest is dealt with.
Prints kills, repeats and losses; exits with 1 when a key has two messages or none. With `--unreadable` nobody may read
a channel's history: then an urgent digest may stand there twice, once marked, and what was in doubt twice comes with
the next day's.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from bot.reminders.subscriptions import Subscriptions
from bot.store.connection import connect_state
from bot.store.embedded import EmbeddedRedis
from tests.reminders.subscribing import NOW, wanted

DIGESTS = 20


async def subscribe(url: str) -> None:
    redis = connect_state(url)
    await redis.flushall()
    for number in range(DIGESTS):
        await Subscriptions(redis).create(wanted(channel=f"C{number}"))
    await redis.aclose()


def one(url: str, folder: Path, seed: int, workers: int, *, readable: bool) -> tuple[int, Counter[str], Counter[str]]:
    """Kills of one seed, and per channel and slot the messages that are not marked and those that may repeat."""
    log = folder / f"{seed}.jsonl"
    log.touch()
    asyncio.run(subscribe(url))
    end = NOW + timedelta(days=10 if readable else 2)
    times = {"now": NOW.isoformat(), "end": end.isoformat()}
    mortal = {"docket": True, "again": True, "risk": 0.04, "seconds": 120, "readable": readable}
    orders = [{"url": url, "log": str(log), **times, **mortal, "seed": seed * 10 + n} for n in range(workers)]
    following = {**orders[0], "now": (NOW + timedelta(days=1)).isoformat(), "risk": 0.0}
    batches = [orders] if readable else [orders, [following]]
    command = [sys.executable, str(Path(__file__).with_name("ledger_children.py"))]
    given = "".join(json.dumps(batch) + "\n" for batch in batches)
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    ends = [end for answer in done.stdout.splitlines() for end in json.loads(answer)]
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    places = [(f"{line['channel']} {line['key']}", line["may_repeat"]) for line in lines]
    plain, marked = (Counter(place for place, mark in places if mark is wanted) for wanted in (False, True))
    return sum(end["killed"] for end in ends), plain, marked


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, default=200)
    arguments.add_argument("--first", type=int, default=0, help="the first seed: several can run at the same time")
    arguments.add_argument("--workers", type=int, default=4)
    arguments.add_argument("--unreadable", action="store_true")
    given = arguments.parse_args()
    kills = twice = lost = marks = 0
    with tempfile.TemporaryDirectory() as folder:
        embedded = EmbeddedRedis(Path(folder) / "redis")
        url = embedded.start()
        for seed in range(given.first, given.first + given.seeds):
            workers = 1 + seed % given.workers
            killed, plain, marked = one(url, Path(folder), seed, workers, readable=not given.unreadable)
            kills += killed
            twice += sum(count - 1 for kind in (plain, marked) for count in kind.values())
            marks += sum(marked.values())
            lost += DIGESTS - len({place.split()[0] for place in plain | marked})
            print(  # noqa: T201
                f"seed {seed}: {workers} workers, {killed} kills; "
                f"in all {kills} kills, {twice} twice, {lost} lost, {marks} marked as a possible repeat",
                flush=True,
            )
        embedded.stop()
    return 1 if twice or lost else 0


if __name__ == "__main__":
    sys.exit(main())
