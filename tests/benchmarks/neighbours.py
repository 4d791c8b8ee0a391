"""How far one workspace at a hundred times its share moves the others' answers, in one web process, as a ratio of p99.

    uv run python tests/benchmarks/neighbours.py [--seconds 6] [--rounds 12]

Ten workspaces ask a question a second each, from the cache. In every other phase an eleventh asks a hundred a second.
Once with the limits as they are by default, so that most of the flood is refused, and once without them. Phases are
short and alternate, so that a busy machine is busy in both. Nobody's listing is renewed meanwhile: all were fetched in
the same moment, and would be again, in a phase of one kind or the other.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import random
import sys
import tempfile
import time
from pathlib import Path

import uvloop

from tests.benchmarks.stage import App, Stage
from tests.benchmarks.traffic import PlayedSlack, percentile

NEIGHBOURS = tuple(f"T0NEAR{number:04d}" for number in range(10))
FLOODER = "T0FLOOD001"
SHARE, FLOOD = 1, 100
"""Questions a second."""
PEOPLE = 20
QUESTIONS = ("expiring in the next 30 days", "expired", "api7.shop.example", "下个月到期的证书")
KEPT = {"CERTMINDER_SOFT_AGE": "86400"}
DEFAULTS = {"CERTMINDER_USER_LIMIT": "20", "CERTMINDER_WORKSPACE_LIMIT": "120"}


async def paced(slack: PlayedSlack, app: App, teams: tuple[str, ...], rate: int, seconds: float) -> list[float]:
    """`rate` questions a second in turn from `teams`; milliseconds to each answer, but for those of the flooder, which
    may be refused."""
    asked, sent = itertools.cycle(QUESTIONS), list[asyncio.Task[float]]()
    people, begun, chance = itertools.count(), time.perf_counter(), random.Random(1)

    async def one(team: str, text: str, user: int) -> float:
        outcome = await slack.command(app.port, text, user=user, team=team, answered=team != FLOODER)
        return outcome.answered

    for number in range(round(rate * seconds)):
        await asyncio.sleep(max(0.0, begun + (number + chance.random()) / rate - time.perf_counter()))
        team = teams[number % len(teams)]
        sent.append(asyncio.create_task(one(team, next(asked), next(people) // len(teams) % PEOPLE)))
    return await asyncio.gather(*sent)


async def compared(slack: PlayedSlack, app: App, seconds: float, rounds: int) -> tuple[list[float], list[float]]:
    """The neighbours' milliseconds in calm phases, and in flooded ones."""
    calm, flooded = list[float](), list[float]()
    rate = SHARE * len(NEIGHBOURS)
    await paced(slack, app, (*NEIGHBOURS, FLOODER), rate, PEOPLE + 2)  # everybody and every cache is known
    for _ in range(rounds):
        calm += await paced(slack, app, NEIGHBOURS, rate, seconds)
        flooding = asyncio.create_task(paced(slack, app, (FLOODER,), FLOOD, seconds))
        flooded += await paced(slack, app, NEIGHBOURS, rate, seconds)
        await flooding
        await asyncio.sleep(1)
    return calm, flooded


async def run(seconds: float, rounds: int) -> None:
    slack = PlayedSlack()
    await slack.start()
    for what, limits in (("refused beyond its limit", DEFAULTS), ("not limited", {})):
        with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
            app = await Stage(stack, Path(folder), slack).ours(1_000, (*NEIGHBOURS, FLOODER), **KEPT, **limits)
            calm, flooded = await compared(slack, app, seconds, rounds)
        for percent in (50, 99):
            before, beside = percentile(calm, percent), percentile(flooded, percent)
            goal = " (goal: 1.2)" if percent == 99 else ""
            sys.stdout.write(f"{what}: p{percent} {before:.1f} → {beside:.1f} ms, ratio {beside / before:.2f}{goal}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--rounds", type=int, default=12)
    chosen = parser.parse_args()
    uvloop.run(run(chosen.seconds, chosen.rounds))


if __name__ == "__main__":
    main()
