"""The workspace's clock is moved together with everything that must agree with it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from bot.playground.slack_clock import MovableClock, followed_by
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


async def test_it_goes_back_as_far_as_now(slack: Any, followed: list[float]) -> None:
    """A later instant, an earlier one, and back to the machine's now, from which on nothing is ahead; an instant before
    that, or one that no certificate lives to see, is refused and nobody is told."""
    await slack.control("clock", to=time.time() + 3 * DAY)
    await slack.control("clock", to=time.time() + DAY)
    assert (await slack.control("clock", back=True))["now"] == pytest.approx(time.time(), abs=5)
    for to in (time.time() - 1, time.time() + 6 * 366 * DAY):
        assert (await slack.control("clock", to=to))["_status"] == 400
    assert followed == [pytest.approx(3 * DAY, abs=5), pytest.approx(DAY, abs=5), 0.0]


async def test_messages_keep_their_own_times(slack: Any, followed: list[float]) -> None:
    """What is posted after a jump back has the time of then, and no timestamp is given twice."""
    stamps = []
    for to in (time.time() + DAY, time.time(), time.time() + DAY):
        await slack.control("clock", to=to + 1)
        stamps += [(await slack.api("chat.postMessage", channel=OPS, text="now"))["ts"] for _ in range(3)]
    assert len(set(stamps)) == len(stamps)
    assert float(stamps[3]) == pytest.approx(time.time(), abs=5)


async def test_a_moment_that_is_typed(slack: Any, followed: list[float]) -> None:
    """The clock's own reader finds the instant in the person's zone; `look` only tells it, and what is none is
    refused."""
    slack.world.clock.read = lambda text, now, zone: now + {"tomorrow": DAY}[text] if zone != "UTC" else now
    looked = await slack.control("clock", text="tomorrow", user=ALICE, look=True)
    assert looked["to"] == pytest.approx(time.time() + DAY, abs=5)
    assert followed == []
    assert (await slack.control("clock", text="yesteryear", user=ALICE))["_status"] == 400
    await slack.control("clock", text="tomorrow", user=ALICE)
    assert followed == [pytest.approx(DAY, abs=5)]


async def test_whoever_follows_reads_a_whole_number(slack: Any, tmp_path: Path) -> None:
    """The file that the bot's processes read holds how far they are ahead, from the first move on."""
    file = tmp_path / "ahead"
    clock = MovableClock(followed_by(file))
    await clock.move(time.time() + DAY)
    assert float(file.read_text()) == pytest.approx(DAY, abs=5)
    await clock.back()
    assert float(file.read_text()) == 0.0


async def test_a_clock_that_nobody_follows_stays(slack: Any) -> None:
    """Where nothing else would move along, the clock is refused and the page offers no move."""
    assert (await slack.control("clock", to=time.time() + DAY))["_status"] == 404
    async with slack.session.get(f"{slack.url}/page/state", params={"as": ALICE}) as answer:
        assert (await answer.json())["clock"]["movable"] is False
