"""Processes that remind and may be killed at any step. Run by test_ledger_kills.py and kill_matrix.py, never imported.

The rounds' clock starts at the order's "now" and runs as Redis' does; the process's own is off by its "skew" (seconds).

Reads a batch a line (JSON, a list of orders), forks a child for each, and answers with how often each was killed once
all have come to their end. Forking is quick: everything is imported already.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine

from bot.errors import DeliveryRefused
from bot.reminders.digest import Digest
from bot.reminders.ledger import Ledger
from bot.reminders.sending import Timing
from bot.reminders.subscriptions import Subscriptions
from bot.reminders.worker import run_worker
from bot.store.connection import connect_state
from tests.reminders.around import Around

STEPS = ("plan", "claim", "start", "posted", "settle")


class Mortality:
    """Ends or stops this process at a step: a certain one (`step`), or any with a probability (`risk`)."""

    def __init__(self, order: Mapping[str, Any]) -> None:
        self._step = order.get("step", "")
        self._risk = order.get("risk", 0.0)
        self._signal = order.get("signal", int(signal.SIGKILL))
        self._random = random.Random(order.get("seed", 0))

    def at(self, step: str) -> None:
        if step == self._step or self._random.random() < self._risk:
            self._step = ""
            os.kill(os.getpid(), self._signal)


class MortalLedger(Ledger):
    """The ledger with a grave before and behind each of its steps."""

    mortality: Mortality

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name not in STEPS:
            return found

        async def step(*arguments: Any, **named: Any) -> Any:
            self.mortality.at(f"{name}:before")
            answer = await found(*arguments, **named)
            self.mortality.at(f"{name}:after")
            return answer

        return step


class LoggedSlack:
    """Slack as a file: one line a message, kept by the kernel whatever happens to us."""

    def __init__(self, log: str, mortality: Mortality, *, readable: bool) -> None:
        self._log = log
        self._mortality = mortality
        self._readable = readable

    async def deliver(self, workspace: str, channel: str, reply: Digest, metadata: Mapping[str, Any]) -> str:
        self._mortality.at("deliver:before")
        line = {
            "workspace": workspace,
            "channel": channel,
            "key": metadata["event_payload"]["key"],
            "moves": dict(reply.moves),
            "may_repeat": reply.may_repeat,
            "ts": f"{os.getpid()}.{random.getrandbits(40)}",
        }
        target = os.open(self._log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(target, (json.dumps(line) + "\n").encode())
        os.close(target)
        self._mortality.at("deliver:after")
        return str(line["ts"])

    async def find(self, workspace: str, channel: str, key: str, since: datetime) -> str | None:
        if not self._readable:
            raise DeliveryRefused("missing_scope")
        place = (workspace, channel, key)
        lines = (line for line in self._lines() if (line["workspace"], line["channel"], line["key"]) == place)
        return next((str(line["ts"]) for line in lines), None)

    def _lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in Path(self._log).read_text(encoding="utf-8").splitlines()]


class Some(Subscriptions):
    """The subscriptions of one workspace, where the order names one."""

    only = ""

    async def workspaces(self) -> list[str]:
        return [self.only] if self.only else await super().workspaces()


class Running(Around):
    """Its clock runs as Redis' does."""

    def __init__(self, end: datetime, now: datetime, ledger: Ledger, started: datetime) -> None:
        super().__init__(end, now)
        self._ledger = ledger
        self._started = started

    async def clock(self) -> datetime:
        return self.now + (await self._ledger.time() - self._started)


async def work(order: Mapping[str, Any]) -> None:
    """Remind until nothing is left to be done."""
    redis, mortality = connect_state(order["url"]), Mortality(order)
    ledger = MortalLedger(redis, lease=timedelta(seconds=1), pace=timedelta(milliseconds=1))
    ledger.mortality = mortality
    slack = LoggedSlack(order["log"], mortality, readable=order.get("readable", True))
    subscriptions = Some(redis)
    subscriptions.only = order.get("workspace", "")
    end, now = (datetime.fromisoformat(order[name]) for name in ("end", "now"))
    around, soon = Running(end, now, ledger, await ledger.time()), timedelta(seconds=0.3)
    timing = Timing(post=soon, again=timedelta(0))
    rounds = around.rounds_to(
        slack, ledger, redis, subscriptions=subscriptions, history=slack, timing=timing, settling=soon
    )
    working = None
    if order.get("docket"):
        scan, redelivery = timedelta(seconds=0.2), timedelta(seconds=0.5)
        worker = run_worker(order["url"], rounds, redis, signals=False, scan_every=scan, redelivery=redelivery)
        working = asyncio.create_task(worker)
    async with asyncio.timeout(order.get("seconds", 20)):
        while jobs := await rounds.scan():
            if working is None:
                await asyncio.gather(*(rounds.round(job.workspace, job.subscription) for job in jobs))
            await asyncio.sleep(0.02)
    if working is not None:
        working.cancel()
        await asyncio.wait([working])
    await redis.aclose()


def fork(order: Mapping[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        with time_machine.travel(datetime.now(UTC) + timedelta(seconds=order.get("skew", 0)), tick=True):
            asyncio.run(work(order))
        code = 0
    finally:
        os._exit(code)


def run(orders: list[dict[str, Any]]) -> list[dict[str, int]]:
    """Fork all and wait for all. A killed child is followed by another with the next seed where the order says
    "again"; a stopped one goes on when the others have ended. An order that says "last" waits for a stopped one."""
    ends = [{"killed": 0, "stopped": 0, "failed": 0} for _ in orders]
    living = {fork(order): number for number, order in enumerate(orders) if not order.get("last")}
    waiting = [number for number, order in enumerate(orders) if order.get("last")]
    stopped: list[int] = []
    while living:
        if stopped and len(stopped) == len(living) and not waiting:
            os.kill(stopped.pop(), signal.SIGCONT)
        pid, status = os.waitpid(-1, os.WUNTRACED)
        number = living[pid]
        if os.WIFSTOPPED(status):
            ends[number]["stopped"] += 1
            stopped.append(pid)
            living.update((fork(orders[number]), number) for number in waiting)
            waiting.clear()
            continue
        del living[pid]
        if os.WIFSIGNALED(status):
            ends[number]["killed"] += 1
            if orders[number].get("again"):
                orders[number]["seed"] += 1000
                living[fork(orders[number])] = number
        elif status:
            ends[number]["failed"] += 1
    return ends


if __name__ == "__main__":
    for batch in sys.stdin:
        print(json.dumps(run(json.loads(batch))), flush=True)  # noqa: T201 - the answer to whoever started us
