"""How fast commands are acknowledged and answered, next to bare Bolt apps on the same server in the same run.

    uv run python tests/benchmarks/acknowledge.py [--seconds 10] [--rounds 15]

Ours is the real `certminder web`, one process, on a real Redis and a CertGetList server. Two bare Bolt apps stand
beside it (bare_app.py). One acknowledges and does nothing else: the least that an acknowledgement costs. One also posts
our own answer to the response_url: as much HTTP as ours, so throughput counts answers that arrived, on both sides.
What ours does more is the difference: it remembers deliveries, knows people's language and rights, and reads the text.

Processor time is the whole process's, all threads, a command: on a busy machine it is steadier than any clock.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import random
import statistics
import tempfile
import time
from pathlib import Path

import uvloop
from rich.console import Console
from rich.table import Table

from tests.benchmarks.stage import App, Stage
from tests.benchmarks.traffic import Answered, PlayedSlack, cpu_seconds, percentile

USERS = 200
"""Each one's language and zone is known after the first question."""
RATE, FLOOD = 50, 200
AT_ONCE, BATCH = 16, 800
LEAST = "acknowledges"
"""The bare app that does not answer."""
SIZES = (1_000, 10_000)
QUESTIONS = (
    "expiring in the next 30 days",
    "*.shop.example",
    "expired",
    "api7.shop.example",
    "expiring this month in 支付平台",
    "issued certificates expiring next month",
    "下个月到期的证书",
    "gateway 77",
)


class Bench:
    """Sends commands as USERS people who ask in turn."""

    def __init__(self, slack: PlayedSlack) -> None:
        self.slack = slack
        self._numbers = itertools.count()

    async def ask(self, app: App, text: str, *, answered: bool = True) -> Answered:
        """One command of the next person."""
        return await self.slack.command(app.port, text, user=next(self._numbers) % USERS, answered=answered)

    async def known(self, app: App) -> None:
        """Everybody has asked once, and tables that are loaded behind are loaded."""
        for _ in range(USERS):
            await self.ask(app, "help")
        before = -1.0
        while cpu_seconds(app.process.pid) - before > 0.05:
            before = cpu_seconds(app.process.pid)
            await asyncio.sleep(1)

    async def paced(self, app: App, texts: tuple[str, ...], rate: int, seconds: float) -> list[Answered]:
        """`rate` commands a second, whatever comes back meanwhile; those that were answered."""
        given, sent = itertools.cycle(texts), list[asyncio.Task[Answered]]()
        begun = time.perf_counter()
        for number in range(round(rate * seconds)):
            await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
            sent.append(asyncio.create_task(self.ask(app, next(given))))
        outcomes = await asyncio.gather(*sent, return_exceptions=True)
        return [one for one in outcomes if isinstance(one, Answered)]

    async def batch(self, app: App, texts: tuple[str, ...], *, answered: bool = True) -> tuple[float, float]:
        """(commands a second when AT_ONCE are under way, microseconds of processor time a command)."""
        given, left = itertools.cycle(texts), iter(range(BATCH))

        async def client() -> None:
            for _ in left:
                await self.ask(app, next(given), answered=answered)

        spent, begun = cpu_seconds(app.process.pid), time.perf_counter()
        await asyncio.gather(*(client() for _ in range(AT_ONCE)))
        seconds = time.perf_counter() - begun
        return BATCH / seconds, (cpu_seconds(app.process.pid) - spent) / BATCH * 1e6


async def acknowledgements(bench: Bench, apps: dict[str, App], count: int) -> dict[str, list[float]]:
    """`count` commands to each, RATE a second to each: what a person at a keyboard meets. In an order that changes, and
    each after the last one's answer, so that no app works during another's turn."""
    times: dict[str, list[float]] = {name: [] for name in apps}
    order, chance = list(apps), random.Random(1)
    for _ in range(count):
        chance.shuffle(order)
        for name in order:
            times[name].append((await bench.ask(apps[name], "help", answered=name != LEAST)).acknowledged)
            await asyncio.sleep(1 / RATE / len(apps))
    return times


class Figures:
    """The table that is printed."""

    def __init__(self) -> None:
        self._table = Table(box=None, pad_edge=False)
        for name in ("", "bare, acknowledges", "bare, answers", "ours", "ratio", "goal"):
            self._table.add_column(name, justify="left" if not name else "right")

    def compare(self, what: str, shown: list[str], ratio: float, goal: str = "") -> None:
        """Both bare apps and ours."""
        self._table.add_row(what, *shown, f"{ratio:.2f}", goal)

    def add(self, what: str, ours: str, goal: str = "") -> None:
        """Ours alone."""
        self._table.add_row(what, "", "", ours, "", goal)

    def show(self) -> None:
        Console(width=150).print(self._table)


async def compared(bench: Bench, apps: dict[str, App], rounds: int, figures: Figures) -> None:
    """Acknowledgement and throughput of `/certs help` beside the bare apps, in turn."""
    times = await acknowledgements(bench, apps, rounds * 30)
    for percent, goal in ((50, "≤ 1.5 of the first"), (99, "")):
        least, _, ours = shown = [percentile(times[name], percent) for name in apps]
        said = [f"{one:.2f}" for one in shown]
        figures.compare(f"acknowledged p{percent}, ms, {RATE}/s to each", said, ours / least, goal)
    batches: dict[str, list[tuple[float, float]]] = {name: [] for name in apps}
    for _ in range(rounds):
        for name, app in apps.items():
            batches[name].append(await bench.batch(app, ("help",), answered=name != LEAST))
    rates, costs = ([statistics.median(one[part] for one in batches[name]) for name in apps] for part in (0, 1))
    rounded = [f"{one:.0f}" for one in rates]
    figures.compare(f"answers a second, {AT_ONCE} at once", rounded, rates[2] / rates[1], "≥ 0.6 of the second")
    rounded = [f"{one:.0f}" for one in costs]
    figures.compare("  processor time a command, µs", rounded, costs[1] / costs[2], "≥ 0.6")


async def from_cache(bench: Bench, app: App, size: int, seconds: float, figures: Figures) -> None:
    """Questions answered from a kept listing, at RATE and at FLOOD a second."""
    for text in QUESTIONS:
        await bench.ask(app, text)
    _, cost = await bench.batch(app, QUESTIONS)
    figures.add(f"a question, {size} certificates: processor time, µs", f"{cost:.0f}")
    answers = [one.answered for one in await bench.paced(app, QUESTIONS, RATE, seconds)]
    p50, p95 = percentile(answers, 50), percentile(answers, 95)
    figures.add(f"  answered p50, p95 at {RATE}/s, ms", f"{p50:.1f}, {p95:.1f}", "p95 ≤ 60")
    await flooded(bench, app, QUESTIONS, seconds, figures)


async def flooded(bench: Bench, app: App, texts: tuple[str, ...], seconds: float, figures: Figures) -> None:
    """FLOOD commands a second, more than there are people to type them."""
    got = await bench.paced(app, texts, FLOOD, seconds)
    sent, times = round(FLOOD * seconds), [one.acknowledged for one in got]
    figures.add(f"  lost of {sent} at {FLOOD}/s", f"{sent - len(got)}", "0")
    figures.add("  acknowledged p99, longest, ms", f"{percentile(times, 99):.1f}, {max(times):.1f}")


async def measure(stage: Stage, slack: PlayedSlack, folder: Path, seconds: float, rounds: int) -> None:
    bench, figures = Bench(slack), Figures()
    ours = await stage.ours(SIZES[0])
    await bench.known(ours)
    (folder / "answer.json").write_bytes(slack.answer)
    apps = {
        LEAST: await stage.bare(),
        "answers": await stage.bare(folder / "answer.json"),
        "ours": ours,
    }
    await acknowledgements(bench, apps, USERS)
    await compared(bench, apps, rounds, figures)
    await flooded(bench, ours, ("help",), seconds, figures)
    for size in SIZES:
        app = ours if size == SIZES[0] else await stage.ours(size)
        if app is not ours:
            await bench.known(app)
        await from_cache(bench, app, size, seconds, figures)
    figures.show()


async def run(seconds: float, rounds: int) -> None:
    slack = PlayedSlack()
    await slack.start()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        await measure(Stage(stack, Path(folder), slack), slack, Path(folder), seconds, rounds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=15)
    chosen = parser.parse_args()
    uvloop.run(run(chosen.seconds, chosen.rounds))


if __name__ == "__main__":
    main()
