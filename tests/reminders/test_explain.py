"""Why a certificate was told, or not, and when it will be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.certificates import Certificate, Listing, Query
from bot.inventory.search import search
from bot.language.policy import Quiet, Schedule
from bot.reminders.attention import Attention
from bot.reminders.explain import Fate, explain
from bot.reminders.handled import Handled
from bot.reminders.plan import due
from bot.reminders.schedule import Slot
from bot.reminders.selection import Standing, epoch
from bot.reminders.slots import pending_slot
from bot.reminders.subscription import Subscription
from tests.reminders.subscribing import NOW, wanted

Make = Callable[..., Certificate]
Subscribe = Callable[..., Subscription]
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def test_each_band_has_its_fate(subscription: Subscribe, certificate: Make, now: datetime) -> None:
    """What was told, what is due now, and when the rest comes."""
    made = certificate(left=13 * DAY)
    handled = Handled(bands={epoch(made): 30}, slot=Slot(now.date(), now - DAY))
    told = explain(made, subscription(), handled, now, search=search)
    assert [(point.band, point.fate) for point in told.points] == [
        (60, Fate.TOLD), (30, Fate.TOLD), (14, Fate.DUE), (7, Fate.COMING), (3, Fate.COMING), (1, Fate.COMING),
        (0, Fate.COMING), (-1, Fate.COMING), (-7, Fate.COMING),
    ]  # fmt: skip
    assert told.next_at == now
    assert told.concerned


@pytest.mark.parametrize(
    ("left", "expected"),
    [(30 * DAY + 3 * HOUR, DAY), (3 * DAY + 3 * HOUR, 3 * HOUR)],
)
def test_urgent_is_told_at_once_calm_with_the_slot(
    subscription: Subscribe, certificate: Make, now: datetime, left: timedelta, expected: timedelta
) -> None:
    """A calm band that begins at noon waits for the next morning, an urgent one is told at noon."""
    made = certificate(left=left)
    handled = Handled(bands={epoch(made): 60 if left > 10 * DAY else 7})
    assert explain(made, subscription(), handled, now, search=search).next_at == now + expected


def test_weekends_and_quiet_hours_count(subscription: Subscribe, certificate: Make, now: datetime) -> None:
    """A band that begins on Sunday is told on Friday, one that begins at night after the quiet hours."""
    weekdays = subscription(schedule=Schedule(days=(0, 1, 2, 3, 4)), quiet=Quiet("22:00", "07:00"))
    sunday = certificate("sunday", left=30 * DAY + 6 * DAY)
    night = certificate("night", left=3 * DAY + 17 * HOUR)
    fates = [
        explain(made, weekdays, Handled(bands={epoch(made): band}), now, search=search).next_at
        for made, band in ((sunday, 60), (night, 7))
    ]
    assert fates == [now + 4 * DAY, now + 22 * HOUR]


def test_snoozed_says_when_it_wakes(subscription: Subscribe, certificate: Make, now: datetime) -> None:
    """A band that falls into a snooze is asleep, and is told with the first slot after it."""
    made = certificate(left=13 * DAY)
    attention = Attention(until=now + 2 * DAY + HOUR, by="U1", reason="ordered")
    told = explain(made, subscription(), Handled(bands={epoch(made): 30}), now, search=search, attention=attention)
    assert (told.points[2].fate, told.points[2].at) == (Fate.ASLEEP, now + 3 * DAY)
    assert told.attention.reason == "ordered"


def test_why_nothing_is_sent(subscription: Subscribe, certificate: Make, now: datetime) -> None:
    """Not meant by the query, not counted, paused or suspended: each has its own answer."""
    made = certificate(left=13 * DAY)
    other = explain(made, subscription(query=Query(names=("*.elsewhere.example",))), Handled(), now, search=search)
    assert not other.concerned
    stalled = explain(certificate(left=13 * DAY, status=0), subscription(), Handled(), now, search=search)
    assert (stalled.standing, stalled.points) == (Standing.STALLED, ())
    paused = explain(made, subscription(paused=True), Handled(), now, search=search)
    archived = explain(made, subscription(suspended="is_archived"), Handled(), now, search=search)
    assert (paused.silent, archived.silent) == ("paused", "is_archived")


@given(
    hours=st.integers(30, 24 * 65),
    at=st.sampled_from(["09:00", "23:00", "06:00"]),
    days=st.sampled_from([tuple(range(7)), (0, 1, 2, 3, 4), (0, 3), (5,)]),
    quiet=st.sampled_from([None, Quiet("22:00", "07:00"), Quiet("12:00", "14:00")]),
)
def test_what_is_announced_comes_true(hours: int, at: str, days: tuple[int, ...], quiet: Quiet | None) -> None:
    """Looked at every hour, a certificate is told next at the very hour that was announced."""
    subscription = wanted(schedule=Schedule(at, days), created_at=NOW - 9 * DAY, quiet=quiet)
    end = NOW + hours * HOUR
    made = Certificate("c1", "a.example", status_code=1, begins=end - 200 * DAY, expires=end)
    listing, handled, now = Listing((made,), fetched_at=NOW), Handled(), NOW
    while not handled.bands:  # the first digest that holds it
        now += HOUR
        handled = looked(listing, subscription, handled, now)
    told, announced = handled, explain(made, subscription, handled, now, search=search).next_at
    while told.bands == handled.bands and announced is not None and now < announced + DAY:
        now += HOUR
        told = looked(listing, subscription, told, now)
    assert announced is None or now == announced


def looked(listing: Listing, subscription: Subscription, handled: Handled, now: datetime) -> Handled:
    """What is remembered after a look at an instant."""
    slot = pending_slot(subscription, handled, now) or handled.slot
    digests = due(listing, [subscription], {subscription.id: handled}, now, search=search)
    bands = {**handled.bands, **(digests[0].moves if digests else {})}
    return Handled(bands=bands, slot=slot)
