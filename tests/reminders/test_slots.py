"""When it is said: with the slot, between slots, or not yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bot.certificates import Certificate
from bot.language.policy import Quiet, Schedule
from bot.reminders.slots import pending_slot
from bot.reminders.subscription import Subscription
from tests.reminders.life import DAY, HOUR, Life, names
from tests.reminders.subscribing import NOW

Make = Callable[..., Certificate]
Subscribe = Callable[..., Subscription]
WEEKDAYS = Schedule(days=(0, 1, 2, 3, 4))


@pytest.mark.parametrize(("ends", "told"), [("2026-11-25T05:00", "23:00"), ("2026-11-25T08:00", "07:00")])
def test_quiet_hours_defer_until_a_day_before_the_end(
    subscription: Subscribe, certificate: Make, ends: str, told: str
) -> None:
    """What becomes known at night waits for the morning, unless its end would then be less than 24 hours away."""
    zone = ZoneInfo("Asia/Shanghai")
    made = certificate(expires=datetime.fromisoformat(ends).replace(tzinfo=zone))
    life = Life(subscription(quiet=Quiet("22:00", "07:00")))
    life.look(datetime(2026, 11, 23, 9, 5, tzinfo=zone))
    life.certificates = (made,)
    life.run(datetime(2026, 11, 23, 23, tzinfo=zone), datetime(2026, 11, 24, 8, tzinfo=zone))
    (first, _), *_ = life.told(made)
    assert f"{first.astimezone(zone):%H:%M}" == told


def test_first_slot_comes_after_the_subscription(subscription: Subscribe, certificate: Make) -> None:
    """A slot from before the subscription was made is not caught up."""
    life = Life(subscription(created_at=NOW + HOUR), certificate(left=5 * DAY))
    assert life.look(NOW + 2 * HOUR) is None
    assert life.look(NOW + DAY) is not None


def test_urgent_crossing_between_slots_is_extra(subscription: Subscribe, certificate: Make) -> None:
    """Crossing three days at noon is told at noon, as the day's first extra; the next slot does not repeat it."""
    life = Life(subscription(), certificate(left=3 * DAY + 3 * HOUR))
    life.look(NOW)
    assert life.look(NOW + 2 * HOUR) is None
    extra = life.look(NOW + 3 * HOUR)
    assert names(extra) == {"days3": ["c1"]}
    assert extra is not None
    assert (extra.slot, extra.extra, extra.urgent) == ("2026-11-23+1", True, True)
    assert life.look(NOW + 4 * HOUR) is None
    assert life.look(NOW + DAY) is None


def test_last_day_waits_for_the_morning_unless_it_ends_before(subscription: Subscribe, certificate: Make) -> None:
    """Nobody is told at midnight what can be told at nine; what ends before nine is."""
    evening, dawn = certificate("evening", left=DAY + 11 * HOUR), certificate("dawn", left=DAY - 2 * HOUR)
    life = Life(subscription(), evening, dawn)
    life.run(NOW, NOW + DAY)
    assert life.told(evening)[-1] == (NOW + DAY, 0)
    assert life.told(dawn)[-1] == (NOW + 15 * HOUR, 0)


def test_before_the_first_summary_only_what_ends_before_it(subscription: Subscribe, certificate: Make) -> None:
    """A new subscription does not speak ahead of its first slot, except of what would be over by then."""
    evening, dawn = certificate("evening", left=DAY + 11 * HOUR), certificate("dawn", left=DAY - 2 * HOUR)
    life = Life(subscription(created_at=NOW + HOUR), evening, dawn)
    assert names(life.look(NOW + 2 * HOUR)) == {"days3": ["dawn"]}
    assert names(life.look(NOW + DAY)) == {"expired": ["dawn"], "days3": ["evening"]}


def test_friday_tells_what_the_weekend_brings(subscription: Subscribe, certificate: Make) -> None:
    """On weekdays only, Friday's digest holds what crosses before Monday's; nothing is said on the weekend."""
    friday = NOW + 4 * DAY
    made = certificate(expires=friday + 31 * DAY + HOUR)
    life = Life(subscription(schedule=WEEKDAYS, created_at=NOW - DAY), made)
    life.run(NOW, friday + 3 * DAY)
    assert [at for at, band in life.told(made) if band == 30] == [friday]


@pytest.mark.parametrize("restart", ["saturday", "quiet"])
def test_deferred_not_dropped(subscription: Subscribe, certificate: Make, restart: str) -> None:
    """After a downtime that ends on a day off or at night, the digest waits for the next opening; what would end
    within a day of it is told at once, and on its last day with the others."""
    calm, pressing = certificate("calm", left=20 * DAY), certificate("pressing", expires=NOW + 7 * DAY)
    policy = {"schedule": WEEKDAYS, "quiet": Quiet("22:00", "07:00")}
    life = Life(subscription(**policy), certificate("old", left=9 * DAY))
    life.look(NOW)
    life.certificates = (calm, pressing)
    woken = NOW + 5 * DAY if restart == "saturday" else NOW + 4 * DAY + 15 * HOUR
    assert names(life.look(woken)) == {"days3": ["pressing"]}
    assert life.look(woken + HOUR) is None
    monday = life.look(NOW + 7 * DAY - 2 * HOUR)
    assert names(monday) == {"days3": ["pressing"], "days14": ["calm"]}


def test_changing_the_zone_cannot_fire_twice_in_a_day(subscription: Subscribe, certificate: Make) -> None:
    """New York's evening slot is Tokyo's morning of the next day: Tokyo's evening of that day stays silent."""
    schedule = Schedule(at="20:00")
    new_york = subscription(zone="America/New_York", schedule=schedule, created_at=NOW - 9 * DAY)
    life = Life(new_york, certificate(left=40 * DAY))
    evening = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    assert life.look(evening) is not None
    tokyo = msgspec.structs.replace(new_york, zone="Asia/Tokyo")
    assert pending_slot(tokyo, life.handled, evening + 10 * HOUR) is None
    following = pending_slot(tokyo, life.handled, evening + 34 * HOUR)
    assert following is not None
    assert following.day == date(2026, 11, 25)


def test_all_clear_once_a_week_for_those_who_asked(subscription: Subscribe) -> None:
    """With nothing due, the week's first slot says so; and only where it was asked for."""
    asked, unasked = Life(subscription(all_clear=True)), Life(subscription())
    for life in (asked, unasked):
        life.run(NOW, NOW + 20 * DAY)
    assert [digest.slot for digest in asked.sent] == ["2026-11-30", "2026-12-07"]
    assert asked.sent[0].groups == ()
    assert unasked.sent == []
