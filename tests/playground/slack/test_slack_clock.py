"""The workspace's clock goes ahead together with everything that must agree with it."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.playground.slack_clock import MovableClock
from bot.playground.slack_store import ALICE, OPS

DAY = 86_400.0


@pytest.fixture
def followed(slack: Any) -> list[float]:
    """How far ahead the others were told to be, once each; the workspace's clock is movable."""
    told: list[float] = []

    async def follow(ahead: float) -> None:
        told.append(ahead)

    slack.world.clock = MovableClock(follow)
    return told


async def test_it_moves_with_everything_else(slack: Any, app: Any, followed: list[float]) -> None:
    """After a move, messages and signatures have the new time, and the others were told how far it is ahead."""
    to = time.time() + 3 * DAY
    assert (await slack.control("clock", to=to))["now"] == pytest.approx(to, abs=5)
    assert followed == [pytest.approx(3 * DAY, abs=5)]
    await slack.control("type", user=ALICE, channel=OPS, text="/certs help")
    assert float(app.headers[-1]["x-slack-request-timestamp"]) == pytest.approx(to, abs=5)
    posted = await slack.api("chat.postMessage", channel=OPS, text="later")
    assert float(posted["ts"]) == pytest.approx(to, abs=5)


async def test_it_never_goes_back(slack: Any, followed: list[float]) -> None:
    """An instant before the workspace's now is refused, and nobody is told."""
    await slack.control("clock", to=time.time() + DAY)
    assert (await slack.control("clock", to=time.time()))["_status"] == 400
    assert len(followed) == 1


async def test_a_clock_that_nobody_follows_stays(slack: Any) -> None:
    """Where nothing else would move along, the clock is refused and the page offers no move."""
    assert (await slack.control("clock", to=time.time() + DAY))["_status"] == 404
    async with slack.session.get(f"{slack.url}/page/state", params={"as": ALICE}) as answer:
        assert (await answer.json())["clock"]["movable"] is False
