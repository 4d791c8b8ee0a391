"""What an operator sees: counters of all workers, lateness, the age of what reminders stand on, red when blind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.certificates import Certificate
from bot.errors import DeliveryRefused, DeliveryThrottled, DeliveryUnknown, SourceUnavailable
from bot.reminders import overview as overview_module
from bot.reminders.figures import Figures
from bot.reminders.overview import Overview
from bot.store.connection import Redis, connect_cache, connect_state

Make = Callable[..., Certificate]
Sample = Callable[[str], Awaitable[float]]


@pytest.fixture
def overview(redis: Redis, house: Any) -> Overview:
    """As the web process sees it, on the clock of the rounds."""
    house.count(Figures(redis))
    return Overview(redis, house.subscriptions, house, lambda: house.now)


@pytest.fixture
def sample(overview: Overview) -> Sample:
    """The value of a line of /metrics; 0 where there is none."""

    async def value(name: str) -> float:
        body, _ = await overview.metrics()
        lines = (line.rpartition(" ") for line in body.decode().splitlines())
        return next((float(number) for head, _, number in lines if head == name), 0.0)

    return value


async def test_outcomes_are_counted(house: Any, overview: Overview, sample: Sample, certificate: Make) -> None:
    """Each outcome of a post has its counter, whichever worker had it; no line names a workspace."""
    house.certificates.append(certificate(left=timedelta(days=2)))
    await house.subscribe()
    house.slack.faults = [
        ("before", DeliveryRefused("invalid_blocks")), ("before", DeliveryThrottled(0.0)), ("after", DeliveryUnknown()),
    ]  # fmt: skip
    for _ in range(4):
        await house.scan()
        house.now += timedelta(minutes=1)
    await house.subscribe(channel="C2")
    house.now += timedelta(days=1)
    await house.scan()
    outcomes = ("rejected", "throttled", "unknown", "posted")
    counted = [await sample(f'certminder_reminders_total{{outcome="{each}"}}') for each in outcomes]
    assert counted[:3] == [1, 1, 1]
    assert counted[3] >= 1
    body, _ = await overview.metrics()
    assert b"T1" not in body
    assert await sample("certminder_reminder_lateness_seconds_count") == counted[3]


async def test_lateness_falls_into_its_bucket(redis: Redis, sample: Sample) -> None:
    """Buckets are cumulative, with everything in the last."""
    figures = Figures(redis)
    for seconds in (0.4, 1, 70, 10**6):
        await figures.posted(timedelta(seconds=seconds))
    bounds = ("1.0", "60.0", "300.0", "+Inf")
    found = [await sample(f'certminder_reminder_lateness_seconds_bucket{{le="{bound}"}}') for bound in bounds]
    assert found == [2, 2, 3, 4]


async def test_blindness_is_red(
    house: Any, overview: Overview, sample: Sample, certificate: Make, now: datetime
) -> None:
    """After two failed rounds health is red, and green again once the inventory is seen; its age is a figure."""
    house.certificates.append(certificate(left=timedelta(days=90)))
    await house.subscribe()
    await house.scan()
    await overview.check()
    house.unseen = SourceUnavailable("timeout")
    for hours in (2, 4):
        house.now = now + timedelta(hours=hours)
        await house.scan()
    with pytest.raises(SourceUnavailable):
        await overview.check()
    assert await sample("certminder_blind_accounts") == 1
    assert await sample("certminder_inventory_age_seconds") == 4 * 3600
    house.unseen = None
    house.now += timedelta(hours=2)
    await house.scan()
    await overview.check()
    assert await sample("certminder_inventory_age_seconds") == 0


async def test_without_redis_there_are_figures_still(house: Any) -> None:
    """Counting never fails, and /metrics answers with the process's own."""
    gone = connect_cache("unix:///nonexistent/redis.sock")
    await Figures(gone).count("posted")
    body, _ = await Overview(gone, type(house.subscriptions)(gone), house, lambda: house.now).metrics()
    assert b"certminder_seconds" in body
    await gone.aclose()


async def test_a_silent_redis_holds_nobody_up(house: Any, silent_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that takes connections and says nothing: /metrics answers in time all the same."""
    monkeypatch.setattr(overview_module, "PATIENCE_SECONDS", 0.05)
    redis = connect_state(silent_url)
    async with asyncio.timeout(2):
        body, _ = await Overview(redis, type(house.subscriptions)(redis), house, lambda: house.now).metrics()
    assert b"certminder_seconds" in body
    await redis.aclose()
