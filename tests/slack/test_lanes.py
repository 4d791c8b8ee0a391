"""One workspace's flood leaves the others' work where it was."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest

from bot.slack.lanes import Lanes, give_back


class Work:
    """Pieces of work that note when they begin, and end when they are let go."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.go = asyncio.Event()

    def of(self, name: str) -> Callable[[], Coroutine[Any, Any, None]]:
        async def work() -> None:
            self.begun.append(name)
            await self.go.wait()

        return work


async def test_a_flood_waits_in_its_own_lane() -> None:
    """Of a hundred questions of one workspace two are worked on; another workspace's begins at once."""
    lanes, work = Lanes(places=2, moment=60), Work()
    async with asyncio.TaskGroup() as group:
        for number in range(100):
            group.create_task(lanes.through("T1", work.of(f"flood {number}")))
        group.create_task(lanes.through("T2", work.of("other")))
        await asyncio.sleep(0)
        assert work.begun == ["flood 0", "flood 1", "other"]
        work.go.set()
    assert work.begun[3:] == [f"flood {number}" for number in range(2, 100)]
    assert lanes._lanes == {}


async def test_what_waits_for_others_gives_its_place_back(wait_until: Callable[..., Awaitable[None]]) -> None:
    """A slow listing holds its workspace's other people up for a moment only; its place is given back once."""
    lanes, work = Lanes(places=1, moment=0.001), Work()
    async with asyncio.TaskGroup() as group:
        group.create_task(lanes.through("T1", work.of("slow")))
        group.create_task(lanes.through("T1", work.of("quick")))
        await wait_until(lambda: len(work.begun) == 2)
        lane = lanes._lanes["T1"]
        work.go.set()
    assert lane.places._value == 1


async def test_a_fault_gives_its_place_back() -> None:
    """What work raises is raised, and the next piece begins."""
    lanes = Lanes(places=1, moment=60)

    async def faulty() -> None:
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            await lanes.through("T1", faulty)


async def test_who_gives_up_leaves_the_lane() -> None:
    """Work that is cancelled while it waits takes no place and leaves no lane behind."""
    lanes, work = Lanes(places=1, moment=60), Work()
    first = asyncio.create_task(lanes.through("T1", work.of("first")))
    second = asyncio.create_task(lanes.through("T1", work.of("second")))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    work.go.set()
    await first
    assert (work.begun, lanes._lanes) == (["first"], {})


async def test_who_waits_for_slack_gives_the_place_back() -> None:
    """The next piece of work begins while an answer is on its way; outside a lane there is no place to give back."""
    lanes, work = Lanes(places=1, moment=60), Work()
    give_back()

    async def delivered() -> None:
        give_back()
        await work.of("delivered")()

    async with asyncio.TaskGroup() as group:
        group.create_task(lanes.through("T1", delivered))
        group.create_task(lanes.through("T1", work.of("next")))
        for _ in range(3):
            await asyncio.sleep(0)
        assert work.begun == ["delivered", "next"]
        work.go.set()


async def test_a_place_in_a_lane_is_a_share_of_the_process(wait_until: Callable[..., Awaitable[None]]) -> None:
    """Work of a workspace that had much begins, by a place of its own, when the calm one's is done."""
    lanes, work = Lanes(places=1, moment=60), Work()
    lanes._shares.had("T1", 100.0)
    async with asyncio.TaskGroup() as group:
        group.create_task(lanes.through("T2", work.of("calm")))
        group.create_task(lanes.through("T1", work.of("flood")))
        await wait_until(lambda: len(lanes._shares._waiting) == 1)
        assert work.begun == ["calm"]
        work.go.set()
    assert work.begun == ["calm", "flood"]
