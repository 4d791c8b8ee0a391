"""Subscriptions by what matters of them, for every test that has one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.certificates import Query
from bot.language.policy import Schedule
from bot.reminders.subscription import Subscription

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Monday, 09:00 in Shanghai."""


def wanted(**given: Any) -> Subscription:
    """`wanted(zone="UTC")`: of everything, in #C1 every day at 09:00 in Shanghai, made an hour before NOW; it has no id
    before it is kept."""
    usual: dict[str, Any] = {
        "id": "",
        "workspace": "T1",
        "channel": "C1",
        "user": "U1",
        "query": Query(),
        "text": "",
        "schedule": Schedule(),
        "zone": "Asia/Shanghai",
        "locale": "en-US",
        "created_at": NOW - timedelta(hours=1),
    }
    return Subscription(**{**usual, **given})
