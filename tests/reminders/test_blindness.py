"""Who counts on an account that cannot be seen hears of it, once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.certificates import Certificate
from bot.errors import InvalidSettings, SourceUnavailable, StoreUnavailable
from tests.reminders.house import House

Make = Callable[..., Certificate]
WaitUntil = Callable[[Callable[[], Awaitable[object]]], Awaitable[None]]
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


async def test_blindness_is_told_once(house: House) -> None:
    """Two failed rounds, or 26 hours without a complete listing, tell the admins once, and again after sight."""
    await house.subscribe()
    await house.scan()
    seen = house.now
    house.now += DAY
    house.unseen = SourceUnavailable("timeout")
    for _ in range(5):
        await house.scan()
        house.now += MINUTE
    assert house.told.blindness == [("T1", "default", seen)]
    house.unseen = None
    await house.scan()
    assert (await house.sights.of("T1", "default")).blind_since(house.now) is None
    house.complete = False
    seen = house.now
    for _ in range(3):
        house.now += DAY
        await house.scan()
    assert house.told.blindness[1:] == [("T1", "default", seen)]


@pytest.mark.parametrize("fault", [StoreUnavailable("gone"), None], ids=["Redis is gone", "nobody can be reached"])
async def test_blindness_that_nobody_heard_is_told_later(house: House, fault: Exception | None) -> None:
    """Where telling it fails, a later round tells it, once."""
    await house.subscribe()
    await house.scan()
    seen = house.now
    house.told.deaf = [fault]
    house.unseen = SourceUnavailable("timeout")
    for _ in range(6):
        house.now += HOUR
        await house.scan()
    assert (house.told.deaf, house.told.blindness) == ([], [("T1", "default", seen)])


async def test_an_account_that_settings_no_longer_serve_is_blind(house: House) -> None:
    """Whoever counts on a reminder hears that its account cannot be asked, whatever the reason."""
    await house.subscribe()
    house.unseen = InvalidSettings(("TENCENTCLOUD_ENDPOINT names no private cloud",))
    for _ in range(3):
        await house.scan()
        house.now += HOUR
    assert [account for _, account, _ in house.told.blindness] == ["default"]


async def test_one_moment_without_a_source_is_not_blindness(house: House) -> None:
    """Many subscriptions that find the source away at the same moment are one failed round, not many."""
    for _ in range(5):
        await house.subscribe()
    await house.scan()
    house.now += DAY
    house.unseen = SourceUnavailable("timeout")
    await house.scan()
    house.unseen = None
    house.now += MINUTE
    await house.scan()
    assert house.told.blindness == []
