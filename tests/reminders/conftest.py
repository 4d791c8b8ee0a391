"""What the tests of reminders share: certificates and subscriptions by what matters of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.certificates import Certificate, Listing, Query, Status
from bot.language.request import Schedule
from bot.reminders.subscriptions import Subscription

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Monday, 09:00 in Shanghai."""


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
        values: dict[str, object] = {
            "id": "s1",
            "workspace": "T1",
            "channel": "C1",
            "user": "U1",
            "query": Query(),
            "text": "",
            "schedule": Schedule(),
            "zone": "Asia/Shanghai",
            "locale": "en-US",
            "created_at": NOW - timedelta(days=1),
        }
        return Subscription(**{**values, **given})  # type: ignore[arg-type]

    return make


@pytest.fixture
def listing() -> Callable[..., Listing]:
    """`listing(certificate, …)`: a complete listing of these."""
    return lambda *certificates: Listing(tuple(certificates), fetched_at=NOW)
