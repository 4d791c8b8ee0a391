"""Who had more of the process lately lets the others go first, at every step."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.slack.shares import Shares


async def _steps(done: list[str], name: str, count: int = 3) -> None:
    for number in range(count):
        done.append(f"{name} {number}")
        await asyncio.sleep(0)


def _flooded(patience: float = 60) -> Shares:
    """T1 had a second of the processor; T2 has had nothing, and is at work."""
    shares = Shares(free=0.01, patience=patience)
    shares.had("T1", 1.0)
    shares.enter("T2")
    return shares


async def test_who_had_more_waits_for_who_had_less(wait_until: Callable[..., Awaitable[None]]) -> None:
    """No step of a flood is made while a calm workspace is at work; its own steps are."""
    shares, done = _flooded(), list[str]()
    flood = asyncio.ensure_future(shares.stepwise("T1", _steps(done, "flood")))
    await wait_until(lambda: len(shares._waiting) == 1)
    await shares.stepwise("T2", _steps(done, "calm"))
    assert done == ["calm 0", "calm 1", "calm 2"]
    shares.leave("T2")
    await flood
    assert done[3:] == ["flood 0", "flood 1", "flood 2"]


async def test_a_flood_that_was_stopped_halfway_waits_too(wait_until: Callable[..., Awaitable[None]]) -> None:
    """Work that has begun lets somebody who comes later go first."""
    shares, done, go = Shares(free=0.01, patience=60), list[str](), asyncio.Event()
    shares.had("T1", 1.0)

    async def work() -> None:
        done.append("begun")
        await go.wait()
        done.append("done")

    flood = asyncio.ensure_future(shares.stepwise("T1", work()))
    await wait_until(lambda: done == ["begun"])
    shares.enter("T2")
    go.set()
    await wait_until(lambda: len(shares._waiting) == 1)
    assert done == ["begun"]
    shares.leave("T2")
    await flood
    assert done == ["begun", "done"]


async def test_nobody_waits_beyond_patience() -> None:
    """Where somebody else is always at work, steps are late and still made."""
    shares, done = _flooded(patience=0.001), list[str]()
    await shares.stepwise("T1", _steps(done, "flood"))
    assert len(done) == 3
    assert shares.must_wait("T1")


async def test_steps_that_waited_are_called_one_by_one(wait_until: Callable[..., Awaitable[None]]) -> None:
    """Who comes while many wait goes between them, and not behind all of them."""
    shares, done = _flooded(), list[int]()

    async def work(number: int) -> None:
        done.append(number)
        shares.enter("T3")

    floods = [asyncio.ensure_future(shares.stepwise("T1", work(number))) for number in range(3)]
    await wait_until(lambda: len(shares._waiting) == 3)
    shares.leave("T2")
    for number in range(3):
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(done) == number + 1
        shares.leave("T3")
    await asyncio.gather(*floods)


async def test_a_little_more_is_free() -> None:
    """A few questions more than another make nobody wait, nor does a flood where nobody else is at work."""
    shares = Shares(free=0.01)
    shares.had("T1", 0.009)
    shares.enter("T2")
    assert not shares.must_wait("T1")
    shares.leave("T2")
    shares.had("T1", 1.0)
    assert not shares.must_wait("T1")


def test_what_was_had_is_forgotten() -> None:
    """Half of it after a second, all of it at last: a workspace that is calm again leaves nothing behind."""
    now = 100.0
    shares = Shares(clock=lambda: now)
    shares.had("T1", 1.0)
    now = 101.0
    shares.had("T2", 0.0)
    assert shares._had["T1"] == pytest.approx(0.5)
    now = 200.0
    shares.had("T2", 0.0)
    assert "T1" not in shares._had


async def test_a_cancellation_reaches_work_that_waits_for_its_turn(
    wait_until: Callable[..., Awaitable[None]],
) -> None:
    """Work hears of its end where it stands, also while its step is held back, and the others' turn comes."""
    shares, heard, go = Shares(free=0.01, patience=60), list[str](), asyncio.Event()
    shares.had("T1", 1.0)

    async def work() -> None:
        try:
            await go.wait()
        except asyncio.CancelledError:
            heard.append("cancelled")
            raise

    task = asyncio.ensure_future(shares.stepwise("T1", work()))
    await asyncio.sleep(0)
    shares.enter("T2")
    go.set()
    await wait_until(lambda: len(shares._waiting) == 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert heard == ["cancelled"]


async def test_timeouts_inside_work_are_its_own() -> None:
    """A limit that work sets itself ends its wait as it does in any task; other faults pass."""
    shares = Shares()

    async def work() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.001):
                await asyncio.Event().wait()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await shares.stepwise("T1", work())
