"""Where work is done."""

from __future__ import annotations

import asyncio
import gc
import threading
from typing import ClassVar

import pytest

from bot.inventory.renewal import renewals
from bot.inventory.rows import Rows
from bot.inventory.threads import LARGE, off_loop
from tests.conftest import WaitUntil
from tests.inventory.conftest import NOW, Make


async def test_little_work_stays_here() -> None:
    """What takes less than a thread costs is done at once."""
    assert await off_loop(LARGE - 1, threading.current_thread) is threading.current_thread()


async def test_much_work_is_done_by_one_thread() -> None:
    """However much there is at once, one other thread does it, in the order it came."""
    done: list[int] = []

    def work(number: int) -> threading.Thread:
        done.append(number)
        return threading.current_thread()

    workers = await asyncio.gather(*(off_loop(LARGE, work, number) for number in range(20)))
    assert set(workers) == {workers[0]} != {threading.current_thread()}
    assert done == list(range(20))


async def test_work_that_nobody_waits_for_is_not_begun() -> None:
    """Who stops waiting before his turn takes his work with him; a fault of the work is his who asked."""
    held, begun = threading.Event(), threading.Event()
    holding = asyncio.create_task(off_loop(LARGE, held.wait, 5))
    given_up = asyncio.create_task(off_loop(LARGE, begun.set))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.wait([given_up])
    held.set()
    assert await holding
    with pytest.raises(ZeroDivisionError):
        await off_loop(LARGE, divmod, 1, 0)
    assert not begun.is_set()


class Alias(str):
    """A text that says which thread freed it."""

    __slots__ = ()
    freed_by: ClassVar[list[str]] = []

    def __del__(self) -> None:
        self.freed_by.append(threading.current_thread().name)


@pytest.mark.parametrize("count", [LARGE, LARGE // 2])
async def test_a_large_listing_is_freed_elsewhere(make: Make, wait_until: WaitUntil, count: int) -> None:
    """Who drops the last reference to many certificates goes on; the thread frees them, and no garbage collection has
    to find them first. A few are freed at once."""
    Alias.freed_by.clear()
    rows = Rows.of([make(str(number), alias=Alias(number)) for number in range(count)])
    for step in rows.steps():
        step()
    renewals(rows, NOW)
    gc.disable()
    assert Alias.freed_by == []
    del rows, step
    try:
        await wait_until(lambda: len(Alias.freed_by) == count)
    finally:
        gc.enable()
    assert ({*Alias.freed_by} == {threading.current_thread().name}) is (count < LARGE)
