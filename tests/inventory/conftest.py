"""Certificates to search."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.certificates import Certificate, Kind

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)

Make = Callable[..., Certificate]


@pytest.fixture
def now() -> datetime:
    """Noon in Shanghai on the day of the examples."""
    return NOW


@pytest.fixture
def make() -> Make:
    """`make("id", "a.example", "b.example", days=30)`: issued, for these names, ending in so many days (or None)."""

    def certificate(id: str, *names: str, days: float | None = 30, **fields: Any) -> Certificate:  # noqa: A002
        values: dict[str, Any] = {
            "id": id,
            "domain": names[0] if names else f"{id}.example",
            "names": names,
            "status_code": 1,
            "kind": Kind.SERVER,
            "begins": NOW - timedelta(days=170),
            "expires": None if days is None else NOW + timedelta(days=days),
            "source": "trustasia",
        }
        return Certificate(**(values | fields))

    return certificate
