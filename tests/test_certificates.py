"""The shared nouns: local days become instants without ever adding 24 hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.certificates import Certificate, Span, Status, day_begins, instants

ZONES = (
    "Asia/Shanghai",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "Africa/Cairo",
)


@pytest.mark.parametrize(
    ("day", "zone", "instant"),
    [
        (date(2026, 11, 23), "Asia/Shanghai", "2026-11-22T16:00:00+00:00"),
        (date(2026, 11, 1), "America/New_York", "2026-11-01T04:00:00+00:00"),
        (date(2026, 11, 2), "America/New_York", "2026-11-02T05:00:00+00:00"),  # a day of 25 hours
        (date(2018, 11, 4), "America/Sao_Paulo", "2018-11-04T03:00:00+00:00"),  # no midnight: 01:00
        (date(1919, 3, 31), "America/Toronto", "1919-03-31T04:30:00+00:00"),  # 23:30 became 00:30
        (date(2011, 12, 30), "Pacific/Apia", "2011-12-30T10:00:00+00:00"),  # a day that was left out
        (date(2011, 12, 31), "Pacific/Apia", "2011-12-30T10:00:00+00:00"),
        (date(2026, 10, 4), "Australia/Lord_Howe", "2026-10-03T13:30:00+00:00"),
        (date(1, 1, 1), "Asia/Shanghai", "0001-01-01T00:00:00+00:00"),
        (date(9999, 12, 31), "America/New_York", "9999-12-31T05:00:00+00:00"),
    ],
)
def test_a_day_begins(day: date, zone: str, instant: str) -> None:
    """A local midnight is its instant, and one that does not exist is the first valid instant after it."""
    assert day_begins(day, zone) == datetime.fromisoformat(instant)


@given(st.dates(date(1990, 1, 1), date(2037, 12, 30)), st.sampled_from(ZONES))
def test_days_follow_each_other(day: date, zone: str) -> None:
    """An instant just before a day's beginning belongs to an earlier local day, the beginning to the day itself."""
    begins = day_begins(day, zone)
    assert (begins - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() < day
    assert begins.astimezone(ZoneInfo(zone)).date() >= day
    assert begins <= day_begins(day + timedelta(days=1), zone)


def test_open_ends_stay_open() -> None:
    """A span without an end has no last instant."""
    assert instants(Span(date(2026, 11, 23), None), "UTC") == (datetime(2026, 11, 23, tzinfo=UTC), None)
    assert instants(Span(), "UTC") == (None, None)


def test_statuses_are_an_open_set() -> None:
    """A code that nobody documented is UNKNOWN, not an error."""
    assert [Status.of(code) for code in (1, 99, None, -5)] == [
        Status.ISSUED,
        Status.UNKNOWN,
        Status.UNKNOWN,
        Status.UNKNOWN,
    ]


@pytest.mark.parametrize(
    ("code", "ends_in", "status"),
    [
        (1, 1, Status.ISSUED),
        (1, 0, Status.EXPIRED),
        (1, -1, Status.EXPIRED),
        (1, None, Status.ISSUED),
        (3, 1, Status.EXPIRED),
        (7, -1, Status.CANCELLED),
        (99, -1, Status.UNKNOWN),
    ],
)
def test_the_status_a_reader_is_told(code: int, ends_in: int | None, status: Status) -> None:
    """An issued certificate is expired from the instant of its end on; no other status is reinterpreted."""
    now = datetime(2026, 11, 23, tzinfo=UTC)
    expires = None if ends_in is None else now + timedelta(seconds=ends_in)
    assert Certificate(id="a", domain="a.example", status_code=code, expires=expires).status_at(now) is status
