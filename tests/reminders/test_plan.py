"""What is due: a pure function, on a virtual clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.certificates import Certificate, Listing, Query, Span, Status
from bot.inventory.search import search
from bot.language.policy import Quiet, Schedule
from bot.reminders.attention import Attention
from bot.reminders.bands import DAYS, band_at, next_look
from bot.reminders.digest import Digest
from bot.reminders.handled import Handled
from bot.reminders.plan import due
from bot.reminders.schedule import local_day
from bot.reminders.selection import FOLDED, Standing, epoch, standing
from bot.reminders.slots import pending_slot
from bot.reminders.subscription import Subscription
from tests.reminders.remembering import remembered
from tests.reminders.subscribing import NOW, wanted

Make = Callable[..., Certificate]
Subscribe = Callable[..., Subscription]
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
WEEKDAYS = Schedule(days=(0, 1, 2, 3, 4))


def within_30_days(subscription: Subscription, at: datetime) -> Query:
    """`expiring within 30 days` as it reads on a day."""
    today = local_day(at, subscription.zone)
    return Query(expires=Span(today, today + 31 * DAY))


class Life:
    """A subscription as time goes by: each digest is taken as posted, as the ledger takes it."""

    def __init__(self, subscription: Subscription, *certificates: Certificate, **reading: Any) -> None:
        self.subscription = subscription
        self.certificates = certificates
        self.reading = reading
        self.handled = Handled()
        self.sent: list[Digest] = []

    def look(self, now: datetime) -> Digest | None:
        """One look at an instant; remembers what it told."""
        inventory = Listing(self.certificates, fetched_at=now)
        slot = pending_slot(self.subscription, self.handled, now)
        handled = {self.subscription.id: self.handled}
        found = due(inventory, [self.subscription], handled, now, search=search, **self.reading)
        changes: dict[str, Any] = {"slot": slot or self.handled.slot}
        for digest in found:
            self.sent.append(digest)
            changes["bands"] = remembered(self.handled.bands, digest.moves)
            if digest.extra:
                changes |= {"extras": self.handled.extras + 1, "extras_day": digest.turn.day}
        self.handled = msgspec.structs.replace(self.handled, **changes)
        return found[0] if found else None

    def run(self, start: datetime, end: datetime, step: timedelta = HOUR) -> None:
        while start <= end:
            self.look(start)
            start += step

    def told(self, certificate: Certificate) -> list[tuple[datetime, int]]:
        """When a certificate was told, and the band that was handled by it."""
        key = epoch(certificate)
        return [(digest.at, digest.moves[key]) for digest in self.sent if key in digest.moves]


def names(digest: Digest | None) -> dict[str, list[str]]:
    assert digest is not None
    return {group.name: [row.certificate.id for row in group.rows] for group in digest.groups}


def test_a_certificate_is_told_band_by_band(subscription: Subscribe, certificate: Make) -> None:
    """Seen every hour for eighty days, a certificate is told once per band, none twice, in order of urgency."""
    made = certificate(left=61 * DAY)
    life = Life(subscription(), made)
    life.run(NOW, NOW + 80 * DAY)
    assert [band for _, band in life.told(made)] == list(DAYS)


def test_chosen_days_are_told_and_no_others(subscription: Subscribe, certificate: Make) -> None:
    """A reminder of its own days speaks at these, on the last day and after it, also far before the usual first."""
    made = certificate(left=101 * DAY)
    life = Life(subscription(bands=(100, 45, 7)), made)
    life.run(NOW, NOW + 120 * DAY)
    assert [band for _, band in life.told(made)] == [100, 45, 7, 0, -1, -7]


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


def test_first_round_is_one_summary(subscription: Subscribe, certificate: Make) -> None:
    """A new subscription's first digest tells all that is due at once, urgent first, and is not called late."""
    made = [certificate(f"c{days}", left=days * DAY + HOUR) for days in (50, 20, 10, 5, 2, -3, 90)]
    digest = Life(subscription(), *made).look(NOW)
    assert names(digest) == {
        "expired": ["c-3"], "days3": ["c2"], "days7": ["c5"], "days14": ["c10"], "later": ["c20", "c50"],
    }  # fmt: skip
    assert digest is not None
    assert digest.first
    assert digest.late_since is None
    assert (digest.slot, digest.urgent) == ("2026-11-23", True)


def test_nothing_due_nothing_sent(subscription: Subscribe, certificate: Make) -> None:
    """A certificate far from its end, or told already, makes no message."""
    life = Life(subscription(), certificate(left=90 * DAY), certificate("c2", left=10 * DAY))
    assert life.look(NOW) is not None
    assert life.look(NOW + HOUR) is None
    assert life.look(NOW + DAY) is None


def test_first_slot_comes_after_the_subscription(subscription: Subscribe, certificate: Make) -> None:
    """A slot from before the subscription was made is not caught up."""
    life = Life(subscription(created_at=NOW + HOUR), certificate(left=5 * DAY))
    assert life.look(NOW + 2 * HOUR) is None
    assert life.look(NOW + DAY) is not None


def test_reissue_is_another_epoch(subscription: Subscribe, certificate: Make) -> None:
    """A certificate with a new end under its old id is told again, from its own bands."""
    life = Life(subscription(), certificate(left=10 * DAY))
    life.look(NOW)
    life.certificates = (certificate(left=13 * DAY),)
    assert names(life.look(NOW + DAY)) == {"days14": ["c1"]}


def test_unreadable_is_told_once_and_counted(subscription: Subscribe, certificate: Make) -> None:
    """Without a readable end or with an unknown status it is shown under unknown, also when the query asks for days."""
    life = Life(
        subscription(), certificate("endless"), certificate("odd", left=5 * DAY, status=77),
        certificate("statusless", left=5 * DAY, status=None), read=within_30_days,
    )  # fmt: skip
    digest = life.look(NOW)
    assert sorted(names(digest)["unknown"]) == ["endless", "odd", "statusless"]
    assert life.look(NOW + DAY) is None


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


def test_stalled_orders_are_listed_apart(subscription: Subscribe, certificate: Make) -> None:
    """Orders that wait for somebody come along with a digest, uncounted, and make none by themselves."""
    waiting = [certificate(f"o{code}", status=code) for code in (0, 2, 4, 5, 8)]
    over = certificate("gone", left=5 * DAY, status=Status.CANCELLED)
    life = Life(subscription(), *waiting, over)
    assert life.look(NOW) is None
    life.certificates += (certificate("c1", left=5 * DAY),)
    digest = life.look(NOW + DAY)
    assert names(digest) == {"days7": ["c1"], "stalled": ["o0", "o2", "o4", "o5", "o8"]}
    assert digest is not None
    assert digest.total == 1


def test_every_row_is_remembered(subscription: Subscribe, certificate: Make) -> None:
    """However many are due, all are in the digest, soonest first, and each is remembered with it."""
    made = [certificate(f"c{n:03}", left=2 * DAY - n * MINUTE) for n in range(200)]
    digest = Life(subscription(), *made).look(NOW)
    assert names(digest) == {"days3": [each.id for each in reversed(made)]}
    assert digest is not None
    assert len(digest.moves) == digest.total == 200


def test_renewed_ones_are_folded(subscription: Subscribe, certificate: Make) -> None:
    """What another one renews is told once more, with others or for the first time; never alone at its later bands, not
    between slots, and not after its end. Once its renewal is gone it is as urgent as ever."""
    old = certificate("c1", left=12 * DAY)
    new = msgspec.structs.replace(old, id="c2", begins=NOW - DAY, expires=NOW + 200 * DAY)
    life = Life(subscription(), old, new)
    first = life.look(NOW)
    assert first is not None
    assert not first.urgent
    life.run(NOW + HOUR, NOW + 9 * DAY)
    assert life.told(old) == [(NOW, FOLDED + 14)]
    life.certificates = (old, new, certificate("c8", left=20 * DAY), certificate("c9", left=11 * DAY))
    assert names(life.look(NOW + 9 * DAY + HOUR)) == {"days3": ["c9"]}
    assert names(life.look(NOW + 10 * DAY)) == {"days3": ["c9", "c1"], "days14": ["c8"]}
    life.run(NOW + 10 * DAY + HOUR, NOW + 12 * DAY)
    assert [band for _, band in life.told(old)] == [FOLDED + 14, FOLDED + 3]
    life.certificates = (old,)
    life.look(NOW + 12 * DAY + HOUR)
    assert [band for _, band in life.told(old)][:2] == [FOLDED + 14, FOLDED + 3]
    life.run(NOW + 12 * DAY + HOUR, NOW + 13 * DAY)
    assert life.told(old)[-1][1] <= 0


def test_what_was_told_and_then_renewed_is_one_line_a_band(subscription: Subscribe, certificate: Make) -> None:
    """What was told before it was renewed comes as renewed with the others' digests once a band, not with each."""
    old = certificate("c1", left=13 * DAY)
    life = Life(subscription(), old)
    life.run(NOW, NOW + 5 * DAY)
    new = msgspec.structs.replace(old, id="c2", begins=NOW + 2 * DAY, expires=NOW + 200 * DAY)
    each_day = [certificate(f"d{days}", left=days * DAY + HOUR) for days in range(14, 26)]
    life.certificates = (old, new, *each_day)
    life.run(NOW + 5 * DAY, NOW + 14 * DAY)
    assert [band for _, band in life.told(old)] == [14, FOLDED + 7, FOLDED + 3, FOLDED + 1]


def test_renewal_that_is_revoked_renews_nothing(subscription: Subscribe, certificate: Make) -> None:
    """What was told as renewed, and whose renewal is then revoked, is told as if nothing had been: with the next slot,
    and at once when it is urgent. What was told as urgent before it was renewed is not told again."""
    old = certificate("c1", left=6 * DAY)
    new = msgspec.structs.replace(old, id="c2", begins=NOW - DAY, expires=NOW + 200 * DAY)
    revoked = msgspec.structs.replace(new, status_code=int(Status.REVOKED))
    calm, urgent = Life(subscription(), old, new), Life(subscription(), old, new)
    for life in (calm, urgent):
        life.look(NOW)
    calm.certificates = urgent.certificates = (old, revoked)
    assert calm.look(NOW + HOUR) is None
    assert names(calm.look(NOW + DAY)) == {"days7": ["c1"]}
    urgent.certificates = (old, new)
    urgent.run(NOW + HOUR, NOW + 4 * DAY)
    urgent.certificates = (old, revoked)
    extra = urgent.look(NOW + 4 * DAY + HOUR)
    assert names(extra) == {"days3": ["c1"]}
    assert extra is not None
    assert extra.extra
    urgent.certificates = (old, new)
    urgent.run(NOW + 4 * DAY + 2 * HOUR, NOW + 4 * DAY + 20 * HOUR)
    urgent.certificates = (old, revoked)
    assert urgent.look(NOW + 4 * DAY + 21 * HOUR) is None


def test_an_uploaded_look_alike_silences_nothing(subscription: Subscribe, certificate: Make) -> None:
    """A certificate that somebody uploaded for the same names folds nothing: the old one is told at each band."""
    old = certificate("c1", left=12 * DAY)
    upload = msgspec.structs.replace(old, id="c2", source="upload", begins=NOW - DAY, expires=NOW + 200 * DAY)
    life = Life(subscription(), old, upload)
    life.run(NOW, NOW + 12 * DAY)
    assert [band for _, band in life.told(old)] == [14, 7, 3, 1, 0]


def test_confirmation_lasts_as_long_as_the_renewal(subscription: Subscribe, certificate: Make) -> None:
    """Somebody confirmed that the new one is deployed: nothing more is said, until the new one is revoked. What half a
    listing leaves out may still be there."""
    old = certificate("c1", left=6 * DAY)
    new = msgspec.structs.replace(old, id="c2", begins=NOW - DAY, expires=NOW + 200 * DAY)
    confirmed = {epoch(old): Attention(confirmed_by="U1")}

    def told(*certificates: Certificate, complete: bool = True) -> list[Digest]:
        listing = Listing(certificates, fetched_at=NOW, complete=complete)
        return due(listing, [subscription()], {}, NOW, search=search, attention=confirmed)

    assert told(old, new) == told(old, complete=False) == []
    (digest,) = told(old, msgspec.structs.replace(new, status_code=int(Status.REVOKED)))
    assert names(digest) == {"days7": ["c1"]}


def test_late_is_said(subscription: Subscribe, certificate: Make) -> None:
    """A digest after missed slots names the first at which something was due; a punctual one names none, and neither
    does one that missed only slots with nothing to say."""
    life = Life(subscription(), certificate(left=31 * DAY + HOUR))
    life.look(NOW)
    punctual = Life(subscription(), certificate(left=30 * DAY + HOUR))
    late = life.look(NOW + 16 * DAY + 3 * HOUR)
    assert late is not None
    assert late.late_since == NOW + 2 * DAY
    quiet = Life(subscription(), certificate(left=46 * DAY))
    quiet.look(NOW)
    in_time = quiet.look(NOW + 16 * DAY + MINUTE)
    assert in_time is not None
    assert in_time.late_since is None
    punctual.run(NOW, NOW + 17 * DAY)
    assert {digest.late_since for digest in punctual.sent} == {None}


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


def test_moving_query_loses_nothing_while_down(subscription: Subscribe, certificate: Make) -> None:
    """`within 30 days` reads differently each day: what came and went while nothing ran is told all the same, what
    had expired before the subscription is not."""
    came, before = certificate("came", left=35 * DAY), certificate("before", left=-10 * DAY)
    life = Life(subscription(created_at=NOW - DAY), came, before, read=within_30_days)
    assert life.look(NOW) is None
    assert names(life.look(NOW + 40 * DAY)) == {"expired": ["came"]}


def test_what_was_told_is_followed_beyond_its_end(subscription: Subscribe, certificate: Make) -> None:
    """A query that looks forward still tells that what it announced has expired."""
    made = certificate(left=2 * DAY)
    life = Life(subscription(), made, read=within_30_days)
    life.run(NOW, NOW + 12 * DAY)
    assert [band for _, band in life.told(made)][-2:] == [-1, -7]


def test_entering_the_window_is_not_told_twice(subscription: Subscribe, certificate: Make) -> None:
    """A certificate that comes into `within 30 days` hours before its band 30 is told once, not on two days running."""
    made = certificate(left=30 * DAY + 10 * HOUR)
    life = Life(subscription(), made, read=within_30_days)
    life.run(NOW, NOW + 3 * DAY)
    assert life.told(made) == [(NOW, 30)]


def test_valid_certificates_that_ended_meanwhile(subscription: Subscribe, certificate: Make) -> None:
    """Asked for valid ones, a certificate that ended while nothing ran is still told."""
    ended = certificate(left=65 * DAY)
    life = Life(subscription(query=Query(statuses=(Status.ISSUED,))), ended)
    assert life.look(NOW) is None
    life.certificates = (msgspec.structs.replace(ended, status_code=int(Status.EXPIRED)),)
    assert names(life.look(NOW + 70 * DAY)) == {"expired": ["c1"]}


def test_all_clear_once_a_week_for_those_who_asked(subscription: Subscribe) -> None:
    """With nothing due, the week's first slot says so; and only where it was asked for."""
    asked, unasked = Life(subscription(all_clear=True)), Life(subscription())
    for life in (asked, unasked):
        life.run(NOW, NOW + 20 * DAY)
    assert [digest.slot for digest in asked.sent] == ["2026-11-30", "2026-12-07"]
    assert asked.sent[0].groups == ()
    assert unasked.sent == []


def test_paused_and_suspended_say_nothing(subscription: Subscribe, certificate: Make) -> None:
    """What is paused or suspended keeps its bands for later."""
    made = certificate(left=2 * DAY)
    for state in ({"paused": True}, {"suspended": "is_archived"}):
        life = Life(subscription(**state), made)
        assert life.look(NOW) is None
        assert dict(life.handled.bands) == {}


def test_simulating_another_day_changes_nothing(subscription: Subscribe, certificate: Make) -> None:
    """The same call with another `now` is a simulation: same answer each time, nothing remembered."""
    inventory, handled = Listing((certificate(left=20 * DAY),), fetched_at=NOW), {"s1": Handled()}
    first, second = (due(inventory, [subscription()], handled, NOW + 12 * DAY, search=search) for _ in range(2))
    assert first == second
    assert names(first[0]) == {"days14": ["c1"]}
    assert handled == {"s1": Handled()}


def test_next_look_is_at_the_next_crossing(listing: Callable[..., Listing], certificate: Make) -> None:
    """Between slots it is looked again at the next urgent crossing, and each hour at what is new."""
    assert next_look(listing(certificate(left=3 * DAY + 10 * MINUTE)), "Asia/Shanghai", NOW) == NOW + 10 * MINUTE
    assert next_look(listing(certificate(left=90 * DAY)), "Asia/Shanghai", NOW) == NOW + HOUR
