"""The promise as a machine: whatever happens in whatever order, never lost, never twice, never noise.

Time passes in half hours, with somebody awake or nobody; meanwhile the inventory, the subscription and the clock
change. The oracle knows bands and calendars, but not how a digest is planned. A few turns of it are enough for the
suite; after a change of the plan, let it run with max_examples of some hundreds.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.certificates import Certificate, Listing, Status
from bot.errors import NotAllowed
from bot.inventory.renewal import renewals
from bot.inventory.search import search
from bot.language.policy import Quiet, Schedule
from bot.reminders.attention import Attention, snooze_end
from bot.reminders.bands import band_at
from bot.reminders.digest import Digest
from bot.reminders.handled import Handled
from bot.reminders.plan import due
from bot.reminders.schedule import local_day
from bot.reminders.selection import FOLDED, epoch
from bot.reminders.slots import EXTRAS, pending_slot
from tests.reminders.remembering import remembered
from tests.reminders.subscribing import wanted

DAY, HOUR, TICK = timedelta(days=1), timedelta(hours=1), timedelta(minutes=30)
STARTS = [
    datetime(2026, 3, 5, 14, 30, tzinfo=UTC),  # New York's clocks go forth on the 8th
    datetime(2026, 10, 29, 3, 0, tzinfo=UTC),  # and back on 1 November
    datetime(2026, 4, 3, 1, 0, tzinfo=UTC),  # Lord Howe's go back by half an hour on the 5th
    datetime(2011, 12, 28, 5, 0, tzinfo=UTC),  # Apia has no 30 December
    datetime(2026, 12, 29, 1, 0, tzinfo=UTC),
    datetime(2028, 2, 27, 20, 30, tzinfo=UTC),  # a leap year
]
ZONES = ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "Etc/GMT+12"]
DAYS = [tuple(range(7)), (0, 1, 2, 3, 4), (2,), (5, 6)]
QUIET = [None, Quiet("22:00", "07:00"), Quiet("08:00", "10:30"), Quiet("00:00", "23:30")]
NEVER = 10**6

zones, day_sets, quiets = st.sampled_from(ZONES), st.sampled_from(DAYS), st.sampled_from(QUIET)
turns = st.sampled_from(["00:00", "01:30", "02:15", "09:00", "18:00", "23:45"])
lefts = st.integers(-20 * 48, 70 * 48).map(lambda ticks: ticks * TICK)
soon = st.integers(1, 60).map(lambda ticks: ticks * TICK)
lives = st.sampled_from([HOUR, 6 * HOUR, 3 * DAY, 7 * DAY, 47 * DAY, 100 * DAY, 398 * DAY])


class Promise(RuleBasedStateMachine):
    """One subscription and its certificates; `calm` is since when nothing hindered the worker, `known` since when a
    certificate is there to be told."""

    def __init__(self) -> None:
        super().__init__()
        self.made = 0
        self.certificates: dict[str, Certificate] = {}
        self.hidden: dict[str, Certificate] = {}
        self.known: dict[str, datetime] = {}
        self.attention: dict[str, Attention] = {}
        self.told: dict[str, list[int]] = {}
        self.digests: list[Digest] = []
        self.refusals = 0
        self.handled = Handled()

    @initialize(start=st.sampled_from(STARTS), zone=zones, at=turns, days=day_sets, quiet=quiets)
    def subscribe(self, start: datetime, zone: str, at: str, days: tuple[int, ...], quiet: Quiet | None) -> None:
        self.now = self.calm = start
        self.subscription = wanted(schedule=Schedule(at=at, days=days), zone=zone, created_at=start, quiet=quiet)

    @rule(ticks=st.integers(1, 12))
    def live_for_hours(self, ticks: int) -> None:
        for _ in range(ticks):
            self.now += TICK
            self.look()

    @rule(ticks=st.integers(24, 120))
    def live_for_days(self, ticks: int) -> None:
        self.live_for_hours(ticks)

    @rule(ticks=st.integers(120, 480))
    def live_for_a_week(self, ticks: int) -> None:
        self.live_for_hours(ticks)

    @rule(length=st.integers(1, 40 * 48))
    def sleep(self, length: int) -> None:
        """Nobody is awake."""
        self.now += length * TICK
        self.calm = self.now

    @rule(step=st.sampled_from([-HOUR, HOUR, -DAY, DAY]))
    def set_clock(self, step: timedelta) -> None:
        self.now += step
        self.calm = max(self.calm, self.now)

    @rule(left=st.one_of(lefts, soon), life=lives)
    def issue(self, left: timedelta, life: timedelta) -> None:
        self.made += 1
        self.put(f"c{self.made}", left, life)

    @rule(left=st.integers(1, 4 * 48), life=lives, count=st.integers(2, 9))
    def issue_many(self, left: int, life: timedelta, count: int) -> None:
        """Ends that follow each other by the hour."""
        for number in range(count):
            self.issue(left * TICK + number * HOUR, life)

    @precondition(lambda self: self.certificates)
    @rule(data=st.data(), left=lefts, life=lives)
    def reissue(self, data: st.DataObject, left: timedelta, life: timedelta) -> None:
        """The same id with another end."""
        self.put(data.draw(st.sampled_from(sorted(self.certificates))), left, life)

    @precondition(lambda self: self.certificates)
    @rule(data=st.data(), status=st.sampled_from([Status.CANCELLED, Status.REVOKED, Status.EXPIRED, 77]))
    def end(self, data: st.DataObject, status: int) -> None:
        """Revoked, cancelled, expired before its time, or of a status that nobody knows."""
        name = data.draw(st.sampled_from(sorted(self.certificates)))
        self.certificates[name] = msgspec.structs.replace(self.certificates[name], status_code=int(status))

    @precondition(lambda self: self.certificates)
    @rule(data=st.data())
    def renew(self, data: st.DataObject) -> None:
        """Another certificate for the same names; it may be revoked, or left out, at any time."""
        old = self.certificates[data.draw(st.sampled_from(sorted(self.certificates)))]
        if old.expires is not None and old.status is Status.ISSUED:
            self.made += 1
            name, end = f"c{self.made}", max(old.expires, self.now) + 90 * DAY
            new = msgspec.structs.replace(old, id=name, begins=self.now - HOUR, expires=end)
            self.certificates[name] = new
            self.known[epoch(new)] = self.now

    @precondition(lambda self: self.certificates)
    @rule(data=st.data())
    def leave_out(self, data: st.DataObject) -> None:
        """A listing that is not whole."""
        name = data.draw(st.sampled_from(sorted(self.certificates)))
        self.hidden[name] = self.certificates.pop(name)

    @rule()
    def be_whole(self) -> None:
        self.known |= {epoch(each): self.now for each in self.hidden.values()}
        self.certificates, self.hidden = {**self.hidden, **self.certificates}, {}

    @precondition(lambda self: self.certificates)
    @rule(data=st.data(), wanted=st.integers(1, 30 * 24))
    def snooze(self, data: st.DataObject, wanted: int) -> None:
        """As long as it may be; it is to be told when it wakes."""
        each = self.certificates[data.draw(st.sampled_from(sorted(self.certificates)))]
        try:
            until = snooze_end(each, self.now + wanted * HOUR, self.now, self.subscription.zone)
        except NotAllowed:
            return
        self.attention[epoch(each)] = Attention(until=until)
        self.known[epoch(each)] = until

    @rule(zone=zones)
    def move(self, zone: str) -> None:
        self.change(zone=zone)

    @rule(at=turns, days=day_sets, quiet=quiets)
    def reschedule(self, at: str, days: tuple[int, ...], quiet: Quiet | None) -> None:
        self.change(schedule=Schedule(at=at, days=days), quiet=quiet)

    @rule(paused=st.booleans())
    def pause(self, paused: bool) -> None:
        self.change(paused=paused, resumed_at=None if paused else self.now)

    @rule(times=st.integers(1, 30))
    def refuse(self, times: int) -> None:
        """Slack will not have the next digests."""
        self.refusals = times

    def put(self, name: str, left: timedelta, life: timedelta) -> None:
        end = self.now + left
        made = Certificate(name, f"{name}.example", status_code=1, begins=end - life, expires=end)
        if epoch(made) not in self.known:
            self.certificates[name] = made
            self.known[epoch(made)] = self.now
            self.hidden.pop(name, None)

    def change(self, **given: Any) -> None:
        self.subscription = msgspec.structs.replace(self.subscription, **given)
        self.calm = max(self.calm, self.now)

    def look(self) -> None:
        """What a scan does; what it told is remembered as the ledger remembers it."""
        one, now = self.subscription, self.now
        slot = pending_slot(one, self.handled, now)
        listing = Listing(tuple(self.certificates.values()), fetched_at=now)
        found = due(listing, [one], {one.id: self.handled}, now, search=search, attention=self.attention)
        assert len(found) <= 1
        if found and self.refusals:
            self.refusals -= 1
            self.calm = now
            return
        changes: dict[str, Any] = {"slot": (slot if one.active else None) or self.handled.slot}
        for digest in found:
            self.take(digest)
            changes["bands"] = remembered(self.handled.bands, digest.moves)
            changes |= {"version": self.handled.version + 1}
            if digest.extra:
                count = self.handled.extras if self.handled.extras_day == digest.turn.day else 0
                changes |= {"extras": count + 1, "extras_day": digest.turn.day, "slot": self.handled.slot}
        self.handled = msgspec.structs.replace(self.handled, **changes)
        if one.active:
            self.nothing_is_lost()
        else:
            self.calm = now

    def take(self, digest: Digest) -> None:
        """Never twice, never backwards; never more than one digest a day and five between."""
        assert digest.slot not in {each.slot for each in self.digests}
        for name, band in digest.moves.items():
            if band >= FOLDED:
                continue
            assert all(band < before for before in self.told.get(name, []))
            self.told.setdefault(name, []).append(band)
        self.digests.append(digest)
        extras = Counter(each.turn.day for each in self.digests if each.extra)
        assert max(extras.values(), default=0) <= EXTRAS

    def nothing_is_lost(self) -> None:
        listing = tuple(self.certificates.values())
        renewed = {which for which, renewal in renewals(listing, self.now).items() if renewal.is_proven}
        for each in listing:
            if (each.account, each.id) in renewed:
                self.known[epoch(each)] = max(self.now, self.known[epoch(each)])
            elif each.status in {Status.ISSUED, Status.EXPIRED} and each.expires is not None:
                self.is_told(each, each.expires, max(self.calm, self.known[epoch(each)]))

    def is_told(self, each: Certificate, end: datetime, since: datetime) -> None:
        """With its slot, one day off and quiet hours later at most; before its last 24 hours; before its end."""
        told, zone = self.handled.bands.get(epoch(each), NEVER), self.subscription.zone
        capped = self.handled.extras >= EXTRAS and self.handled.extras_day == local_day(self.now, zone)

        def crossed(at: datetime) -> int:
            found = band_at(each, at, zone)
            return NEVER if found is None or at < since else found

        if self.now - end < 50 * DAY:
            assert told <= crossed(self.now - self.longest())
        if capped or self.now >= end:
            return
        if self.now >= end - DAY + 2 * TICK and self.handled.slot is not None:
            assert told <= crossed(end - DAY - TICK)
        if end - self.now <= TICK:
            assert told < NEVER or crossed(self.now - HOUR) == NEVER

    def longest(self) -> timedelta:
        """The longest that a band may wait for its slot."""
        days = self.subscription.schedule.days
        gap = max((later - earlier) % 7 or 7 for earlier, later in zip(days, days[1:] + days[:1], strict=True)) * DAY
        return gap + (gap if self.subscription.quiet else timedelta(0)) + 26 * HOUR + TICK


Promise.TestCase.settings = settings(max_examples=15, stateful_step_count=40, phases=(Phase.explicit, Phase.generate))
TestPromise = Promise.TestCase
