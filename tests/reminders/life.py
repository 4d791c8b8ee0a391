"""A subscription as time goes by, as the tests of the plan see it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec

from bot.certificates import Certificate, Listing, Query, Span
from bot.inventory.search import search
from bot.reminders.digest import Digest
from bot.reminders.handled import Handled
from bot.reminders.plan import due
from bot.reminders.schedule import local_day
from bot.reminders.selection import epoch
from bot.reminders.slots import pending_slot
from bot.reminders.subscription import Subscription
from tests.reminders.remembering import remembered

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


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
