"""Bands: how urgent a certificate of any lifetime is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.certificates import Certificate, Listing, Status
from bot.reminders.bands import DAYS, band_at, bands_of, crossing, next_look, next_urgent

Make = Callable[..., Certificate]
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
BEIJING_EVENING = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
"""20:00 in Beijing."""


@pytest.mark.parametrize(
    ("days", "first"), [(398, 60), (200, 60), (100, 30), (90, 30), (47, 14), (7, 1), (6, 1), (2, 0)]
)
def test_lifetime_chooses_the_first_band(days: int, first: int) -> None:
    """A certificate's first band is the largest of at most a third of its lifetime."""
    assert bands_of(timedelta(days=days))[0] == first


@pytest.mark.parametrize(
    ("days", "bands"), [(200, (100, 45, 7, 0, -1, -7)), (47, (45, 7, 0, -1, -7)), (5, (0, -1, -7))]
)
def test_chosen_days_take_the_place_of_the_usual_ones(days: int, bands: tuple[int, ...]) -> None:
    """As far as the certificate lives longer; the last day and what follows are never left out."""
    assert bands_of(timedelta(days=days), (100, 45, 7)) == bands


@pytest.mark.parametrize(
    "lifetime",
    [timedelta(hours=1), timedelta(hours=6), DAY, 3 * DAY, 7 * DAY, 47 * DAY, 100 * DAY, 200 * DAY, 3650 * DAY],
)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_every_lifetime_is_told_before_the_end(certificate: Make, lifetime: timedelta, zone: str) -> None:
    """From an hour to ten years, each lifetime has a band that begins within it."""
    made = certificate(expires=BEIJING_EVENING, lifetime=lifetime)
    assert made.begins is not None
    starts = [crossing(band, made, zone) for band in bands_of(lifetime)]
    assert any(start is not None and made.begins <= start < BEIJING_EVENING for start in starts)


@pytest.mark.parametrize("zone", ["Etc/GMT+8", "Asia/Shanghai", "Pacific/Kiritimati", "UTC"])
def test_last_day_is_never_silent(certificate: Make, zone: str) -> None:
    """A certificate that ends 20:00 in Beijing is in band 0 for the whole local day before it, in every zone."""
    made = certificate(expires=BEIJING_EVENING)
    start = crossing(0, made, zone)
    assert start is not None
    assert timedelta(0) < BEIJING_EVENING - start <= DAY
    assert band_at(made, start, zone) == 0
    assert band_at(made, start - timedelta(seconds=1), zone) == 1


def test_end_at_midnight_belongs_to_the_day_before(certificate: Make) -> None:
    """What ends at 00:00 has its last day before that midnight, not after it."""
    made = certificate(expires=datetime(2026, 12, 1, 16, 0, tzinfo=UTC))
    assert crossing(0, made, "Asia/Shanghai") == datetime(2026, 11, 30, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "band"),
    [
        (61 * DAY, None),
        (60 * DAY, 60),
        (30 * DAY + timedelta(seconds=1), 60),
        (30 * DAY, 30),
        (3 * DAY, 3),
        (DAY, 1),
        (-DAY, -1),
        (-8 * DAY, -7),
    ],
)
def test_band_is_the_most_urgent_crossed(certificate: Make, now: datetime, left: timedelta, band: int | None) -> None:
    """Time left is counted on instants, to the second."""
    assert band_at(certificate(left=left), now, "UTC") == band


def test_unknown_lifetime_has_all_bands(certificate: Make, now: datetime) -> None:
    """Without a begin, or with one after the end, no band is left out."""
    assert band_at(certificate(left=59 * DAY, lifetime=None), now, "UTC") == 60
    assert bands_of(-DAY) == DAYS


def test_what_the_source_calls_expired_is_urgent(certificate: Make, now: datetime) -> None:
    """A certificate of status 3 is in band 0 at least, also when its end says otherwise."""
    assert band_at(certificate(left=90 * DAY, status=Status.EXPIRED), now, "UTC") == 0


@given(
    lifetime=st.timedeltas(timedelta(hours=1), timedelta(days=3650)),
    end=st.datetimes(datetime(1970, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC)),
    steps=st.lists(st.timedeltas(timedelta(minutes=1), timedelta(days=20)), min_size=1, max_size=20),
    zone=st.sampled_from(["UTC", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"]),
)
def test_band_only_moves_to_more_urgent(lifetime: timedelta, end: datetime, steps: list[timedelta], zone: str) -> None:
    """As time passes the band of a certificate never becomes less urgent, whatever its end, zone and lifetime."""
    made = Certificate(
        id="c", domain="d", status_code=1, expires=end, begins=max(end, datetime(1990, 1, 1, tzinfo=UTC)) - lifetime
    )
    moment, last = end - timedelta(days=70) if end.year > 1970 else end, 10_000
    for step in steps:
        try:
            moment += step
        except OverflowError:
            break
        band = band_at(made, moment, zone)
        assert last == 10_000 or band is not None
        assert band is None or band <= last
        last = last if band is None else band


def test_next_urgent_crossing(certificate: Make, now: datetime) -> None:
    """The next look comes with the next of the bands 3, 1 and 0, and not after the end."""
    made = certificate(left=2 * DAY)
    assert next_urgent(made, now, "Asia/Shanghai") == now + DAY
    assert next_urgent(certificate(left=-DAY), now, "Asia/Shanghai") is None


def test_next_look_is_at_the_next_crossing(listing: Callable[..., Listing], certificate: Make, now: datetime) -> None:
    """Between slots it is looked again at the next urgent crossing, and each hour at what is new."""
    assert next_look(listing(certificate(left=3 * DAY + 10 * MINUTE)), "Asia/Shanghai", now) == now + 10 * MINUTE
    assert next_look(listing(certificate(left=90 * DAY)), "Asia/Shanghai", now) == now + HOUR
