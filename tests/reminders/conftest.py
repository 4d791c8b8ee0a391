"""What the tests of reminders share: certificates and subscriptions by what matters of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.certificates import Certificate, Listing, Status
from bot.reminders.ledger import Ledger
from bot.reminders.sight import Sights
from bot.reminders.subscription import Subscription
from bot.reminders.subscriptions import Subscriptions
from bot.store.connection import Redis
from tests.reminders.house import House, PlayedSlack, Told
from tests.reminders.subscribing import NOW, wanted


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def certificate() -> Callable[..., Certificate]:
    """`certificate("c1", left=timedelta(days=5))`: issued, of 200 days unless told otherwise, ending so long after
    NOW (or at `expires`)."""

    def make(
        id: str = "c1",  # noqa: A002
        *,
        left: timedelta | None = None,
        expires: datetime | None = None,
        lifetime: timedelta | None = timedelta(days=200),
        status: int | None = Status.ISSUED,
        account: str = "default",
    ) -> Certificate:
        end = NOW + left if left is not None else expires
        begins = end - lifetime if end is not None and lifetime is not None else None
        domain = f"{id}.shop.example"
        return Certificate(
            id=id, domain=domain, names=(domain,), status_code=status, begins=begins, expires=end, account=account
        )

    return make


@pytest.fixture
def subscription() -> Callable[..., Subscription]:
    """`subscription(zone="Asia/Shanghai")`: every day at 09:00, made a day before NOW."""

    def make(**given: object) -> Subscription:
        return wanted(**{"id": "s1", "created_at": NOW - timedelta(days=1), **given})

    return make


@pytest.fixture
def listing() -> Callable[..., Listing]:
    """`listing(certificate, …)`: a complete listing of these."""
    return lambda *certificates: Listing(tuple(certificates), fetched_at=NOW)


@pytest.fixture
def ledger(redis: Redis) -> Ledger:
    """A ledger whose leases and paces are over soon."""
    return Ledger(redis, lease=timedelta(milliseconds=300), pace=timedelta(milliseconds=1))


@pytest.fixture
def house(redis: Redis) -> House:
    """Rounds on a real Redis and a played Slack; an unanswered post settles at once."""
    subscriptions, sights = Subscriptions(redis), Sights(redis)
    ledger = Ledger(redis, lease=timedelta(seconds=5), pace=timedelta(milliseconds=1))
    return House(subscriptions, ledger, sights, PlayedSlack(), Told(), [])
