"""Where work is done."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.inventory.threads import LARGE, off_loop


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
