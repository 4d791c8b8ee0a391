"""Certificates to search."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from bot.certificates import Certificate, Kind, Listing, Progress
from bot.inventory.listing import Listings
from bot.sources.filters import EVERYTHING, Filters
from bot.store.connection import Redis, connect_cache

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


class PlayedSource:
    """A source whose answers the test decides: what it lists, whether it fails, and when it goes on."""

    def __init__(self, *certificates: Certificate) -> None:
        self.certificates = certificates
        self.complete = True
        self.fault: Exception | None = None
        self.asked: list[dict[str, object]] = []
        self.cancelled = 0
        self.open = asyncio.Event()
        self.open.set()
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    async def listing(self, wanted: Filters = EVERYTHING, *, progress: Progress | None = None) -> Listing:
        """Answer as the test said, once `open` is set."""
        self.asked.append({name: value for name, value in msgspec.structs.asdict(wanted).items() if value})
        if progress is not None:
            progress(0, len(self.certificates))
        try:
            await self.open.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.fault is not None:
            raise self.fault
        found = tuple(one for one in self.certificates if wanted.id in ("", one.id) and wanted.text in one.alias)
        return Listing(found, self.clock(), self.complete, len(found))


@pytest.fixture
def source(make: Make) -> PlayedSource:
    """A source of three certificates."""
    return PlayedSource(make("a", "a.example"), make("b", "b.example", days=60), make("c", "c.example", days=90))


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock(source: PlayedSource) -> Clock:
    """The clock of the listings and of the source."""
    clock = Clock()
    source.clock = clock
    return clock


MakeListings = Callable[[], Listings]


@pytest.fixture
async def make_listings(redis_url: str, source: PlayedSource, clock: Clock) -> AsyncIterator[MakeListings]:
    """`make_listings()`: what one process has; each call is another process on the same Redis and source."""
    made: list[tuple[Listings, Redis]] = []

    def one() -> Listings:
        redis = connect_cache(redis_url)
        listings = Listings(redis, lambda *_: source, clock=clock)
        made.append((listings, redis))
        return listings

    yield one
    for listings, redis in made:
        await listings.aclose()
        await redis.aclose()
