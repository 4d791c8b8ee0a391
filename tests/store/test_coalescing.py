"""Questions that come while one is under way are asked together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.store.coalescing import Coalescing


class Asked:
    """Doubles numbers when it is let; 13 is refused, with all that are asked beside it."""

    def __init__(self) -> None:
        self.several: list[list[int]] = []
        self.let = asyncio.Event()

    async def __call__(self, several: Sequence[int]) -> list[int]:
        self.several.append(list(several))
        await self.let.wait()
        if 13 in several:
            raise ValueError("unlucky")
        return [2 * one for one in several]


async def test_what_waits_is_asked_at_once() -> None:
    """The first goes alone, the others together and at most so many; each hears its own answer."""
    asked = Asked()
    coalescing = Coalescing(asked, most=3)
    waiting = [asyncio.create_task(coalescing.ask("g", one)) for one in range(6)]
    await asyncio.sleep(0)
    asked.let.set()
    assert await asyncio.gather(*waiting) == [0, 2, 4, 6, 8, 10]
    assert [len(several) for several in asked.several] == [3, 3]
    assert await coalescing.ask("g", 7) == 14


async def test_groups_do_not_wait_for_each_other() -> None:
    """A group that hangs holds no other one up."""
    asked = Asked()
    coalescing = Coalescing(asked)
    hanging = [asyncio.create_task(coalescing.ask(group, 1)) for group in ("a", "b")]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert asked.several == [[1], [1]]
    asked.let.set()
    assert await asyncio.gather(*hanging) == [2, 2]


async def test_who_gives_up_takes_nothing_from_the_others() -> None:
    """A cancelled caller's neighbours get their answers, and later ones too."""
    asked = Asked()
    coalescing = Coalescing(asked)
    gone, kept = (asyncio.create_task(coalescing.ask("g", one)) for one in (1, 2))
    await asyncio.sleep(0)
    gone.cancel()
    asked.let.set()
    assert await kept == 4
    assert gone.cancelled()
    assert await coalescing.ask("g", 3) == 6


async def test_a_fault_is_told_to_all_who_asked_together() -> None:
    """And to nobody who asks afterwards."""
    asked = Asked()
    asked.let.set()
    coalescing = Coalescing(asked)
    told = await asyncio.gather(*(coalescing.ask("g", one) for one in (12, 13)), return_exceptions=True)
    assert [type(one) for one in told] == [ValueError, ValueError]
    assert await coalescing.ask("g", 14) == 28
    with pytest.raises(ValueError, match="unlucky"):
        await coalescing.ask("g", 13)
