"""How an account's inventory stands, told without asking for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.certificates import Certificate, Listing, Progress
from bot.errors import SourceError, SourceRefused, SourceUnavailable
from bot.inventory.listing import Listings
from bot.inventory.standing import Standing, last_failure
from bot.sources.filters import EVERYTHING, Filters
from bot.store import keys
from bot.store.connection import Redis

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Source:
    """Lists one certificate, or fails as told."""

    def __init__(self) -> None:
        self.fault: SourceError | None = None
        self.now = NOW

    async def listing(self, wanted: Filters = EVERYTHING, *, progress: Progress | None = None) -> Listing:
        if self.fault is not None:
            raise self.fault
        return Listing((Certificate("c1", "a.example"),), self.now)


async def test_it_tells_age_count_and_the_last_failure(redis: Redis) -> None:
    """Before the first listing there is only the failure; with a listing its age and size; a later failure is told
    beside it, an earlier one no more."""
    source = Source()
    listings = Listings(redis, lambda workspace, account: source, clock=lambda: source.now)
    assert await listings.standing("T1", "prod") == Standing()
    source.fault = SourceRefused(4500, server_time=1_700_000_000)
    with pytest.raises(SourceRefused):
        await listings.get("T1", "prod")
    first = await listings.standing("T1", "prod")
    assert (first.as_of, str(first.failure), first.failed_at) == (None, str(source.fault), NOW)
    assert getattr(first.failure, "server_time", None) == 1_700_000_000
    source.fault, source.now = None, NOW + timedelta(minutes=1)
    await listings.get("T1", "prod")
    assert await listings.standing("T1", "prod") == Standing(source.now, 1)
    source.fault, source.now = SourceUnavailable("timeout"), NOW + timedelta(minutes=2)
    await listings.get("T1", "prod", refresh=True)
    after = await listings.standing("T1", "prod")
    assert (after.count, str(after.failure), after.failed_at) == (1, str(source.fault), source.now)
    await listings.aclose()


async def test_what_says_nothing_of_the_source_is_not_noted(redis: Redis) -> None:
    """That it was left alone hides no reason; another account's failure, or rubbish, is none of this one's."""
    source = Source()
    listings = Listings(redis, lambda workspace, account: source, clock=lambda: NOW)
    for source.fault in (SourceRefused(4101), SourceUnavailable("left_alone", retry_after=9)):
        with pytest.raises(SourceError):
            await listings.get("T1", "prod")
    assert str((await listings.standing("T1", "prod")).failure) == str(SourceRefused(4101))
    await redis.set(keys.failure("T1", "dev"), await redis.get(keys.failure("T1", "prod")) or b"", ex=60)
    await redis.set(keys.failure("T1", "old"), b"\xff{", ex=60)
    assert [await last_failure(redis, "T1", name) for name in ("dev", "old")] == [None, None]
    await listings.aclose()
