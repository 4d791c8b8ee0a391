"""When certificates end, by week and by month."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.certificates import Certificate, Span
from bot.inventory.timeline import PERIODS, Timeline, timeline

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
"""A Wednesday."""
SHANGHAI = "Asia/Shanghai"


def ending(*days: float, **more: object) -> list[Certificate]:
    """Issued certificates that end so many days from now."""
    fields = {"status_code": 1, **more}
    return [
        Certificate(id=f"c{n}", domain="a.example", expires=NOW + timedelta(days=day), **fields)  # type: ignore[arg-type]
        for n, day in enumerate(days)
    ]


def drawn(found: list[Certificate], renewed: set[str] | None = None, **more: object) -> Timeline:
    keys = {("default", each) for each in renewed or set()}
    return timeline(found, keys, now=NOW, zone=SHANGHAI, **more)  # type: ignore[arg-type]


def test_weeks_begin_on_monday() -> None:
    """A few weeks are drawn week by week from today, empty ones included."""
    weeks = drawn(ending(0.1, 5, 13, 19))
    assert weeks.per == "week"
    assert [(each.start, each.end, each.expiring) for each in weeks.periods] == [
        (date(2026, 11, 25), date(2026, 11, 30), 1),
        (date(2026, 11, 30), date(2026, 12, 7), 1),
        (date(2026, 12, 7), date(2026, 12, 14), 1),
        (date(2026, 12, 14), date(2026, 12, 21), 1),
    ]


def test_longer_stretches_are_months() -> None:
    """A year is drawn month by month; what is asked for by week is drawn by week as far as a chart goes."""
    year = ending(3, 40, 300)
    months = drawn(year)
    assert months.per == "month"
    assert [each.start for each in months.periods[:3]] == [date(2026, 11, 25), date(2026, 12, 1), date(2027, 1, 1)]
    weeks = drawn(year, per="week")
    assert (len(weeks.periods), weeks.later) == (PERIODS, 1)
    assert drawn(ending(3), per="month").per == "month"


def test_what_is_replaced_is_counted_apart() -> None:
    """Renewed certificates need nobody's work."""
    (first, *_) = drawn(ending(1, 1, 2), renewed={"c1"}).periods
    assert (first.expiring, first.renewed) == (2, 1)


def test_days_are_the_readers() -> None:
    """An end at 17:00 UTC on Sunday is Monday's in Shanghai."""
    late = [Certificate(id="c", domain="a", status_code=1, expires=datetime(2026, 11, 29, 17, tzinfo=UTC))]
    assert [each.expiring for each in drawn(late).periods] == [0, 1]
    assert [each.expiring for each in timeline(late, (), now=NOW, zone="UTC").periods] == [1]


def test_what_is_asked_for_is_drawn() -> None:
    """A question with days is drawn over these days, whatever ends in them."""
    quarter = Span(date(2026, 12, 1), date(2027, 1, 1))
    asked = drawn(ending(-5, 3, 10, 50), span=quarter)
    assert (asked.periods[0].start, asked.periods[-1].end) == (date(2026, 12, 1), date(2027, 1, 4))
    assert (asked.earlier, sum(each.expiring for each in asked.periods), asked.later) == (2, 1, 1)


def test_what_is_over_is_drawn_backwards() -> None:
    """Where everything has ended, the latest ends are shown."""
    over = drawn(ending(-40, -3, -2000))
    assert over.periods[-1].start <= date(2026, 11, 22) < over.periods[-1].end
    assert (over.earlier, sum(each.expiring for each in over.periods)) == (1, 2)


def test_orders_and_missing_ends_are_no_ends() -> None:
    """A failed order does not end; an issued certificate without a date is counted as such."""
    found = [*ending(3, status_code=2), Certificate(id="x", domain="a", status_code=1)]
    drawing = drawn(found)
    assert (sum(each.expiring for each in drawing.periods), drawing.endless) == (0, 1)


@given(
    days=st.lists(st.integers(-739_000, 2_900_000), max_size=30),
    per=st.sampled_from(["", "week", "month"]),
    zone=st.sampled_from(["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"]),
)
def test_nothing_is_lost(days: list[int], per: str, zone: str) -> None:
    """Every end is in one period, before the first or after the last; periods stand side by side."""
    whole = timeline(ending(*days), (), now=NOW, zone=zone, per=per)
    counted = sum(each.expiring + each.renewed for each in whole.periods)
    assert counted + whole.earlier + whole.later == len(days)
    assert 1 <= len(whole.periods) <= PERIODS
    assert all(one.end == two.start for one, two in zip(whole.periods, whole.periods[1:], strict=False))


@pytest.mark.parametrize("per", ["week", "month"])
def test_the_calendars_edges(per: str) -> None:
    """The first and the last day there are can be drawn."""
    for instant in (datetime.min, datetime.max):
        edge = [Certificate(id="e", domain="a", status_code=1, expires=instant.replace(tzinfo=UTC))]
        assert timeline(edge, (), now=instant.replace(tzinfo=UTC), zone=SHANGHAI, per=per).periods
