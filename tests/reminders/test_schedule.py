"""Slots: one a local day, in every zone and on every odd day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.policy import Quiet, Schedule
from bot.reminders.schedule import instant, local_day, next_slot, opening, reach, slot_at

WEEKDAYS = Schedule(days=(0, 1, 2, 3, 4))
ZONES = ["America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Shanghai", "America/Sao_Paulo"]


def local(text: str, zone: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "at", "zone", "expected"),
    [
        ("2026-03-08", "02:30", "America/New_York", "2026-03-08T03:00"),  # gap
        ("2026-10-04", "02:10", "Australia/Lord_Howe", "2026-10-04T02:30"),  # a gap of half an hour
        ("2018-11-04", "00:00", "America/Sao_Paulo", "2018-11-04T01:00"),  # no midnight
        ("2026-11-01", "01:30", "America/New_York", "2026-11-01T01:30"),  # fold: the first of the two
        ("2028-02-29", "09:00", "Asia/Shanghai", "2028-02-29T09:00"),
        ("2026-12-31", "23:59", "Asia/Shanghai", "2026-12-31T23:59"),
    ],
)
def test_slot_on_an_odd_day(day: str, at: str, zone: str, expected: str) -> None:
    """A gap fires at the next valid instant, a fold at its first."""
    assert instant(date.fromisoformat(day), time.fromisoformat(at), zone) == local(expected, zone)


def test_day_that_a_zone_left_out_has_no_slot() -> None:
    """Apia had no 30 December 2011: its slot does not crowd into another day."""
    assert instant(date(2011, 12, 30), time(9), "Pacific/Apia") is None
    after = local("2011-12-29T09:00", "Pacific/Apia")
    assert next_slot(Schedule(), "Pacific/Apia", after).day == date(2011, 12, 31)


@given(
    start=st.datetimes(datetime(2009, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    at=st.times().map(lambda each: each.strftime("%H:%M")),
    zone=st.sampled_from(ZONES),
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda each: tuple(sorted(each))),
)
def test_a_day_has_one_slot(start: datetime, at: str, zone: str, days: tuple[int, ...]) -> None:
    """Walking from slot to slot, each lies on a later local day than the last, and each is the latest at its turn."""
    schedule = Schedule(at=at, days=days)
    slot = slot_at(schedule, zone, start)
    assert slot.at <= start
    for _ in range(6):
        following = next_slot(schedule, zone, slot.at)
        assert following.day > slot.day
        assert local_day(following.at, zone) == following.day
        assert slot_at(schedule, zone, following.at) == following
        assert slot_at(schedule, zone, following.at - timedelta(seconds=1)) == slot
        slot = following


def test_fold_fires_once() -> None:
    """At 01:30 the second time round, the slot is still that of the first."""
    schedule, zone = Schedule(at="01:30"), "America/New_York"
    first, second = (local("2026-11-01T01:30", zone, fold) for fold in (0, 1))
    assert slot_at(schedule, zone, first) == slot_at(schedule, zone, second)


def test_friday_looks_ahead_to_monday() -> None:
    """Before days without a slot, a slot reaches to the next one; otherwise it does not look ahead."""
    friday = slot_at(WEEKDAYS, "Asia/Shanghai", local("2026-11-27T10:00", "Asia/Shanghai"))
    assert reach(WEEKDAYS, "Asia/Shanghai", friday) == local("2026-11-30T09:00", "Asia/Shanghai")
    thursday = slot_at(WEEKDAYS, "Asia/Shanghai", local("2026-11-26T10:00", "Asia/Shanghai"))
    assert reach(WEEKDAYS, "Asia/Shanghai", thursday) == thursday.at


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-27T23:30", "2026-11-30T07:00"),  # Friday night: quiet till Saturday, which is no weekday
        ("2026-11-26T23:30", "2026-11-27T07:00"),
        ("2026-11-26T06:00", "2026-11-26T07:00"),
        ("2026-11-26T12:00", "2026-11-26T12:00"),
        ("2026-11-28T12:00", "2026-11-30T07:00"),
    ],
)
def test_quiet_hours_and_weekends_defer(moment: str, expected: str) -> None:
    """What falls into quiet hours or on a day off waits for the first moment after them."""
    zone = "Asia/Shanghai"
    assert opening(WEEKDAYS, Quiet("22:00", "07:00"), zone, local(moment, zone)) == local(expected, zone)


@given(
    now=st.datetimes(datetime(2009, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    start=st.times().map(lambda each: each.strftime("%H:%M")),
    end=st.times().map(lambda each: each.strftime("%H:%M")),
    zone=st.sampled_from(ZONES),
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda each: tuple(sorted(each))),
)
def test_opening_always_comes(now: datetime, start: str, end: str, zone: str, days: tuple[int, ...]) -> None:
    """Whatever the quiet hours, the next opening is not in the past and within nine days: deferred, never dropped."""
    found = opening(Schedule(days=days), Quiet(start, end), zone, now)
    assert now <= found < now + timedelta(days=9)


def test_schedule_without_days_is_refused() -> None:
    """A schedule that can never come raises instead of looping."""
    with pytest.raises(ValueError, match="weekday"):
        slot_at(Schedule(days=()), "UTC", datetime(2026, 1, 1, tzinfo=UTC))
