"""The clock that a person may move: only in the playground, and never half."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import assembly
from bot.assembly.clock import Clock, Dated
from bot.certificates import Listing
from bot.errors import InvalidSettings
from bot.settings import read

DAY = timedelta(days=1)


def near(moment: datetime, ahead: timedelta = timedelta(0)) -> bool:
    return abs(moment - datetime.now(UTC) - ahead) < timedelta(seconds=5)


@pytest.mark.parametrize("said", [None, "", "soon", "nan", "1e300"])
def test_what_is_no_number_moves_nothing(said: str | None, tmp_path: Path) -> None:
    """Without a file, or with anything but a number of seconds in it, it is the machine's time."""
    file = tmp_path / "ahead"
    if said is not None:
        file.write_text(said)
    assert near(Clock(file)())
    assert not Clock(None).is_played


def test_it_goes_as_far_ahead_as_the_file_says(tmp_path: Path) -> None:
    """Each look reads the file anew: a process needs no restart."""
    file, clock = tmp_path / "ahead", Clock(tmp_path / "ahead")
    file.write_text("86400.0")
    assert near(clock(), DAY)
    file.write_text("0.0")
    assert near(clock())


def test_a_real_slack_has_the_real_time(tmp_path: Path) -> None:
    """The setting is refused unless Slack is played on loopback."""
    read({"CERTMINDER_CLOCK": str(tmp_path / "ahead"), "SLACK_API_URL": "http://127.0.0.1:1/api/"})
    with pytest.raises(InvalidSettings, match="CERTMINDER_CLOCK is for a played Slack only"):
        read({"CERTMINDER_CLOCK": str(tmp_path / "ahead")})


async def test_everything_goes_by_it(redis_url: str, tmp_path: Path) -> None:
    """Answers, inventory and rounds see the moved time; Redis keeps its own for leases."""
    file = tmp_path / "ahead"
    file.write_text("86400.0")
    settings = read({"CERTMINDER_CLOCK": str(file), "SLACK_API_URL": "http://127.0.0.1:1/api/", "LANG": "en"})
    async with assembly.house(settings, redis_url) as house:
        assert near(house.clock(), DAY)
        assert near(await assembly.shared_clock(house)(), DAY)
        assert near(await house.reminding.ledger.time())


class Account:
    """An account that is listed at the machine's time."""

    async def listing(self, *_: object, **__: object) -> Listing:
        return Listing((), datetime.now(UTC), True, 0)

    async def certificate(self, id: str) -> str | None:  # noqa: A002 - the API's own name
        return id


async def test_a_listing_is_dated_by_it(tmp_path: Path) -> None:
    """An inventory that was just seen is not three days old because somebody moved the clock."""
    file = tmp_path / "ahead"
    file.write_text("259200")
    dated = Dated(Account(), Clock(file))
    assert near((await dated.listing()).fetched_at, 3 * DAY)
    assert await dated.certificate("x") == "x"
