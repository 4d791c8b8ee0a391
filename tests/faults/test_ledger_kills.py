"""kill −9 at each step of sending; the oracle is the message log, which no kill can touch."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from signal import SIGSTOP
from typing import Any

import pytest

from bot.reminders.ledger import Ledger
from bot.reminders.subscriptions import Subscriptions
from bot.store.connection import Redis
from tests.reminders.subscribing import NOW, wanted

Order = dict[str, Any]
Run = Callable[[list[Order]], list[dict[str, int]]]

DAY = timedelta(days=1)
NOT_YET = ["plan:before", "plan:after", "claim:before", "claim:after", "start:before"]
POSTING = ["start:after", "deliver:before", "deliver:after", "posted:before"]
POSTED = ["posted:after", "settle:before", "settle:after"]
CHILDREN = Path(__file__).with_name("ledger_children.py")


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """`ends = run(orders)`: a process for each order, all at once; returns how each ended."""
    command = [sys.executable, str(CHILDREN)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as children:
        assert children.stdin is not None
        assert children.stdout is not None
        incoming, outgoing = children.stdin, children.stdout

        def send(orders: list[Order]) -> list[dict[str, int]]:
            incoming.write(json.dumps(orders) + "\n")
            incoming.flush()
            ends: list[dict[str, int]] = json.loads(outgoing.readline())
            return ends

        yield send
        incoming.close()


class Messages:
    """The log of a played Slack."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch()

    def of(self, workspace: str) -> list[dict[str, Any]]:
        lines = map(json.loads, self.path.read_text(encoding="utf-8").splitlines())
        return [line for line in lines if line["workspace"] == workspace]


@pytest.fixture
def messages(tmp_path: Path) -> Messages:
    return Messages(tmp_path / "messages.jsonl")


@pytest.fixture
def order(redis_url: str, messages: Messages) -> Callable[..., Order]:
    """An order for a child that reminds at NOW of a certificate ending in `left`."""

    def make(left: timedelta = 10 * DAY, now: datetime = NOW, **given: Any) -> Order:
        times = {"now": now.isoformat(), "end": (NOW + left).isoformat()}
        return {"url": redis_url, "log": str(messages.path), **times, **given}

    return make


async def subscribe(redis: Redis, workspace: str, channel: str = "C1") -> str:
    return (await Subscriptions(redis).create(wanted(workspace=workspace, channel=channel))).id


def workspace_of(step: str) -> str:
    return step.replace(":", "-")


async def kill_each(
    redis: Redis, run: Run, order: Callable[..., Order], steps: list[str], left: timedelta, *, readable: bool
) -> None:
    """One process a step, killed there, each with a workspace of its own; then one that finds all of them."""
    for step in steps:
        await subscribe(redis, workspace_of(step))
    ends = run([order(left, step=step, workspace=workspace_of(step), readable=readable) for step in steps])
    assert [end["killed"] for end in ends] == [1] * len(steps)
    (end,) = run([order(left, readable=readable)])
    assert end == {"killed": 0, "stopped": 0, "failed": 0}


async def test_killed_at_any_step_one_message(
    redis: Redis, run: Run, order: Callable[..., Order], messages: Messages
) -> None:
    """Where history may be read, kill −9 at any step leaves exactly one message, unmarked, and its band handled."""
    steps = [*NOT_YET, *POSTING, *POSTED]
    await kill_each(redis, run, order, steps, 10 * DAY, readable=True)
    assert {step: [line["may_repeat"] for line in messages.of(workspace_of(step))] for step in steps} == {
        step: [False] for step in steps
    }
    for step in steps:
        (subscription,) = await Subscriptions(redis).of_workspace(workspace_of(step))
        handled = await Ledger(redis).handled(workspace_of(step), subscription.id)
        assert list(handled.bands.values()) == [14]


async def test_killed_while_posting_and_urgent(
    redis: Redis, run: Run, order: Callable[..., Order], messages: Messages
) -> None:
    """Where history may not be read, an urgent digest repeats only if the kill fell into the post, and is marked."""
    steps = [*NOT_YET, *POSTING, *POSTED]
    await kill_each(redis, run, order, steps, 2 * DAY, readable=False)
    marks = {step: [line["may_repeat"] for line in messages.of(workspace_of(step))] for step in steps}
    assert marks == {step: [False] for step in [*NOT_YET, *POSTED]} | {
        "start:after": [True],
        "deliver:before": [True],
        "deliver:after": [False, True],
        "posted:before": [False, True],
    }


async def test_killed_while_posting_and_calm(
    redis: Redis, run: Run, order: Callable[..., Order], messages: Messages
) -> None:
    """Where history may not be read, a calm digest is not repeated that day; it comes with the next, marked."""
    await kill_each(redis, run, order, POSTING, 10 * DAY, readable=False)
    assert [len(messages.of(workspace_of(step))) for step in POSTING] == [0, 0, 1, 1]
    run([order(10 * DAY, now=NOW + DAY, readable=False)])
    for step in POSTING:
        assert messages.of(workspace_of(step))[-1]["may_repeat"]
    assert [len(messages.of(workspace_of(step))) for step in POSTING] == [1, 1, 2, 2]


async def test_stopped_before_posting(redis: Redis, run: Run, order: Callable[..., Order], messages: Messages) -> None:
    """A process that is stopped after the ledger's last word, and wakes when its lease is over, does not post."""
    await subscribe(redis, "T1")
    ends = run([order(step="start:after", signal=int(SIGSTOP)), order(last=True)])
    assert ends[0]["stopped"] == 1
    assert len(messages.of("T1")) == 1


async def test_workers_with_skewed_clocks(
    redis: Redis, run: Run, order: Callable[..., Order], messages: Messages
) -> None:
    """Two docket workers whose clocks are ten minutes fast and ten minutes slow, killed at random steps: leases are on
    Redis' clock, so that each digest is posted exactly once, and none waits for a clock to come round."""
    for number in range(12):
        await subscribe(redis, "T1", f"C{number}")
    mortal = {"docket": True, "again": True, "risk": 0.02}
    ends = run([order(seed=seed, skew=skew, **mortal) for seed, skew in ((3, 600), (4, -600))])
    assert sum(end["killed"] for end in ends) > 0
    assert sum(end["failed"] for end in ends) == 0
    assert Counter(line["channel"] for line in messages.of("T1")) == {f"C{number}": 1 for number in range(12)}


async def test_workers_killed_at_random(
    redis: Redis, run: Run, order: Callable[..., Order], messages: Messages
) -> None:
    """Two docket workers, killed again and again at random steps, post each of twelve digests exactly once."""
    for number in range(12):
        await subscribe(redis, "T1", f"C{number}")
    mortal = {"docket": True, "again": True, "risk": 0.03}
    ends = run([order(seed=seed, **mortal) for seed in (1, 2)])
    assert sum(end["killed"] for end in ends) > 0
    assert sum(end["failed"] for end in ends) == 0
    assert Counter(line["channel"] for line in messages.of("T1")) == {f"C{number}": 1 for number in range(12)}
