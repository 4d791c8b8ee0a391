"""Work after an acknowledgement is held, never raises, and is finished before the process ends."""

from __future__ import annotations

import asyncio
import gc
import logging

import pytest

from bot.slack.tasks import Tasks


async def test_work_is_held_until_it_is_done() -> None:
    """Nobody else holds the task; a garbage collection does not lose it."""
    tasks, go, done = Tasks(), asyncio.Event(), asyncio.Event()

    async def work() -> None:
        await go.wait()
        done.set()

    tasks.start(work())
    await asyncio.sleep(0)
    gc.collect()
    go.set()
    assert await tasks.drain(5) == 0
    assert (done.is_set(), len(tasks)) == (True, 0)


async def test_what_work_raises_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A fault is in the log with its traceback and goes nowhere else."""

    async def work() -> None:
        raise ZeroDivisionError("a bug")

    tasks = Tasks()
    with caplog.at_level(logging.ERROR):
        tasks.start(work())
        await tasks.drain(5)
    assert "ZeroDivisionError: a bug" in caplog.text


async def test_draining_waits_for_what_work_starts() -> None:
    """A task that starts another one before it ends has both finished."""
    tasks, seen = Tasks(), []

    async def second() -> None:
        await asyncio.sleep(0)
        seen.append("second")

    async def first() -> None:
        tasks.start(second())
        seen.append("first")

    tasks.start(first())
    await tasks.drain(5)
    assert seen == ["first", "second"]


async def test_draining_ends_in_time() -> None:
    """What is not done in time is cancelled and counted."""
    tasks = Tasks()
    tasks.start(asyncio.Event().wait())  # type: ignore[arg-type]
    assert await tasks.drain(0.02) == 1
    assert len(tasks) == 0
