"""What holds for every certificate, whenever anybody looks: never lost, never twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.certificates import Certificate, Listing
from bot.inventory.search import search
from bot.language.policy import Quiet, Schedule
from bot.reminders.bands import DAYS, band_at, next_look
from bot.reminders.plan import due
from bot.reminders.selection import Standing, epoch, standing
from bot.reminders.slots import pending_slot
from bot.reminders.subscription import Subscription
from tests.reminders.life import DAY, HOUR, MINUTE, Life, names
from tests.reminders.subscribing import NOW, wanted

Make = Callable[..., Certificate]
Subscribe = Callable[..., Subscription]


@pytest.mark.parametrize("band", DAYS)
@pytest.mark.parametrize("down", [MINUTE, HOUR, DAY, 3 * DAY, 8 * DAY, 40 * DAY])
def test_after_any_downtime_once_under_the_most_urgent_band(
    subscription: Subscribe, certificate: Make, band: int, down: timedelta
) -> None:
    """A certificate that crossed bands while nothing ran appears once, under the most urgent, when it runs again."""
    crossing = NOW - MINUTE / 2
    made = certificate(expires=crossing + band * DAY)
    life = Life(subscription(created_at=NOW - 90 * DAY), made)
    life.run(NOW - 85 * DAY, NOW - MINUTE, 12 * HOUR)
    life.look(NOW - MINUTE)
    before = len(life.sent)
    restart = NOW - MINUTE + down
    life.run(restart, restart + DAY, 5 * MINUTE)
    crossed = band_at(made, restart, "Asia/Shanghai")
    bands = [digest.moves[epoch(made)] for digest in life.sent[before:] if epoch(made) in digest.moves]
    assert crossed is not None
    assert bands == sorted(set(bands), reverse=True)
    remembered = life.handled.bands[epoch(made)]
    assert remembered <= crossed
    assert len([each for each in bands if each >= crossed]) <= 1


@given(
    ends=st.lists(st.timedeltas(-50 * DAY, 75 * DAY), min_size=1, max_size=6),
    lifetimes=st.lists(st.sampled_from([HOUR, 7 * DAY, 47 * DAY, 100 * DAY, 398 * DAY]), min_size=6, max_size=6),
    naps=st.lists(st.timedeltas(MINUTE, 40 * DAY), min_size=1, max_size=8),
    zone=st.sampled_from(["Asia/Shanghai", "America/New_York", "Pacific/Apia"]),
    days=st.sampled_from([tuple(range(7)), (0, 1, 2, 3, 4), (0,)]),
    quiet=st.sampled_from([None, Quiet("22:00", "07:00")]),
)
def test_never_lost_never_twice(
    ends: list[timedelta],
    lifetimes: list[timedelta],
    naps: list[timedelta],
    zone: str,
    days: tuple[int, ...],
    quiet: Quiet | None,
) -> None:
    """However the worker sleeps and wakes: no band of a certificate is told twice or backwards, and once a slot was
    dealt with, no crossed band is left untold."""
    subscription = wanted(schedule=Schedule(days=days), zone=zone, created_at=NOW - 80 * DAY, quiet=quiet)
    certificates = [
        Certificate(id=f"c{n}", domain=f"d{n}", status_code=1, begins=NOW + end - life, expires=NOW + end)
        for n, (end, life) in enumerate(zip(ends, lifetimes, strict=False))
    ]
    life, now = Life(subscription, *certificates), NOW - 60 * DAY
    for nap in naps:
        now += nap
        pending = pending_slot(subscription, life.handled, now)
        life.look(now)
        for each in certificates:
            bands = [band for _, band in life.told(each)]
            assert bands == sorted(set(bands), reverse=True)
            crossed = band_at(each, now, zone)
            if pending and crossed is not None and each.expires and now - each.expires < 59 * DAY:
                assert life.handled.bands[epoch(each)] <= crossed


@given(
    ends=st.lists(st.timedeltas(-10 * DAY, 40 * DAY), min_size=1, max_size=4),
    steps=st.lists(st.timedeltas(-3 * DAY, 5 * DAY), min_size=1, max_size=12),
)
def test_clock_that_steps_back_tells_nothing_twice(ends: list[timedelta], steps: list[timedelta]) -> None:
    """A clock that is set back and forth by days makes no band come twice or backwards."""
    certificates = [
        Certificate(id=f"c{n}", domain=f"d{n}", status_code=1, begins=NOW + end - 200 * DAY, expires=NOW + end)
        for n, end in enumerate(ends)
    ]
    life, now = Life(wanted(created_at=NOW - 80 * DAY), *certificates), NOW
    for step in steps:
        now += step
        life.look(now)
    for each in certificates:
        bands = [band for _, band in life.told(each)]
        assert bands == sorted(set(bands), reverse=True)


@given(
    begins=st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))),
    expires=st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))),
    status=st.one_of(st.none(), st.integers(-(2**31), 2**31)),
    zone=st.sampled_from(["Asia/Shanghai", "Pacific/Kiritimati", "Etc/GMT+12"]),
)
def test_no_certificate_stops_the_others(
    begins: datetime | None, expires: datetime | None, status: int | None, zone: str
) -> None:
    """Whatever dates and status a source gives one certificate, from the year 1 to 9999: the one beside it is told."""
    odd = Certificate(id="odd", domain="d", status_code=status, begins=begins, expires=expires)
    plain = Certificate(id="plain", domain="d", status_code=1, begins=NOW - 90 * DAY, expires=NOW + 5 * DAY)
    listing = Listing((odd, plain), fetched_at=NOW)
    (digest,) = due(listing, [wanted(zone=zone, created_at=NOW - 2 * DAY)], {}, NOW + DAY, search=search)
    assert "plain" in names(digest)["days7"]
    assert next_look(listing, zone, NOW) <= NOW + HOUR
    if standing(odd) is Standing.UNKNOWN and (expires is None or expires > NOW - 50 * DAY):
        assert "odd" in names(digest)["unknown"]
