"""All certificates of an account: asked of the source once, kept for everybody, and honest about their age.

A listing younger than the soft age is the answer. An older one is the answer too, while a newer one is fetched behind;
one that is much older is waited for a moment. When the source does not answer, the kept one is said to be stale.
One process fetches, the others wait for what it keeps; a partial listing never replaces a complete one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import msgspec

from bot.certificates import Listing, Progress, Query
from bot.errors import SourceError, StoreUnavailable
from bot.inventory.fetching import Fetching, Source
from bot.inventory.flights import Flights
from bot.inventory.kept import Kept, KeptListings
from bot.inventory.narrowing import narrowing
from bot.inventory.standing import Standing, last_failure
from bot.inventory.upstream import is_answer
from bot.observability import count_cache
from bot.sources.filters import Filters
from bot.store import keys
from bot.store.breaker import Breaker
from bot.store.connection import Redis

__all__ = ["Listings", "Progress", "Source"]

MUCH_OLDER = 10
"""Soft ages after which a kept listing is worth waiting PATIENCE seconds for a newer one."""
PATIENCE = 1.0
JUST_NOW = timedelta(seconds=2)
"""A refresh of what is younger than this asks nobody: a button pressed by many is pressed once."""
RETRY_AFTER = timedelta(seconds=15)
"""How long a source that failed is left alone, while there is a kept listing to answer with."""
MEMORY = 256 << 20
"""Bytes of unpacked listings a process holds."""

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class Listings:
    """The listings of all workspaces' accounts. Ages are seconds; without Redis every process asks for itself."""

    def __init__(
        self,
        redis: Redis,
        source_of: Callable[[str, str], Source],
        soft_age: float = 60,
        hard_age: float = 86_400,
        *,
        memory: int = MEMORY,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._redis = redis
        self._source_of = source_of
        self._soft_age = timedelta(seconds=soft_age)
        self._hard_age = timedelta(seconds=hard_age)
        self._clock = clock
        self._kept = KeptListings(redis, hard_age, memory)
        self._fetching = Fetching(redis, self._kept, source_of, clock)
        self._flights: Flights[tuple[str, str], Listing] = Flights()
        self._narrowed: Flights[tuple[str, str, Filters], Listing] = Flights()

    async def get(
        self, workspace: str, account: str, *, refresh: bool = False, progress: Progress | None = None
    ) -> Listing:
        """The account's listing, fetched now when there is none or a `refresh` is asked for.

        Raises SourceError when the source does not give one and none is kept, and when it refuses our key.
        """
        kept = await self._read(workspace, account)
        if kept is None or self._is_over(kept):
            count_cache("miss")
            return await self._fetched(workspace, account, kept, progress)
        age = abs(self._clock() - kept.listing.fetched_at)  # another machine's clock may be ahead
        if refresh and age > JUST_NOW:
            count_cache("refresh")
            return await _or_kept(self._fetched(workspace, account, kept, progress), kept)
        if age <= self._soft_age:
            count_cache("hit")
            return kept.listing
        count_cache("stale")
        if kept.failed_at is not None and abs(self._clock() - kept.failed_at) < RETRY_AFTER:
            return _stale(kept)
        return await self._while_fetching_behind(workspace, account, kept, age)

    async def narrowed(
        self, workspace: str, account: str, query: Query, *, progress: Progress | None = None
    ) -> Listing:
        """A listing that holds everything the query means: the kept one, else what the source itself narrows down
        where it can, else all. It still has to be searched. Raises SourceError."""
        filters = narrowing(query)
        kept = await self._read(workspace, account) if filters is not None else None
        if filters is None or (kept is not None and not self._is_over(kept)):
            return await self.get(workspace, account, progress=progress)
        listing = await self._narrowed.share(
            (workspace, account, filters),
            lambda report: self._source_of(workspace, account).listing(filters, progress=report),
            progress,
        )
        if filters.text and not listing.certificates:  # the source's own search looks at fewer fields than ours
            return await self.get(workspace, account, progress=progress)
        count_cache("narrowed")
        return listing

    async def standing(self, workspace: str, account: str) -> Standing:
        """How it stands, whatever that is; nobody is asked. Raises StoreUnavailable."""
        head = await self._kept.head(workspace, account)
        failed = await last_failure(self._redis, workspace, account)
        standing = Standing(closed=await Breaker(keys.breaker(workspace, account)).left(self._redis))
        if head is not None:
            kept = {"as_of": head.fetched_at, "count": head.count, "complete": head.complete}
            standing = msgspec.structs.replace(standing, **kept)
        if failed is not None and (head is None or failed[1] > head.fetched_at):
            standing = msgspec.structs.replace(standing, failure=failed[0], failed_at=failed[1])
        return standing

    async def aclose(self) -> None:
        """Give up what is being fetched."""
        await self._flights.aclose()
        await self._narrowed.aclose()

    async def _read(self, workspace: str, account: str) -> Kept | None:
        try:
            return await self._kept.read(workspace, account)
        except StoreUnavailable as fault:
            log.warning("listings are not shared: Redis does not answer", extra={"fault": str(fault)})
            return self._kept.held(workspace, account)

    def _is_over(self, kept: Kept) -> bool:
        """Whether it is too old to answer with: Redis may not have dropped it yet, by its own clock."""
        return self._clock() - kept.listing.fetched_at > self._hard_age

    async def _fetched(self, workspace: str, account: str, kept: Kept | None, progress: Progress | None) -> Listing:
        return await self._flights.share(
            (workspace, account), lambda report: self._fetching.newer(workspace, account, kept, report), progress
        )

    async def _while_fetching_behind(self, workspace: str, account: str, kept: Kept, age: timedelta) -> Listing:
        fetching = self._flights.start(
            (workspace, account), lambda report: self._fetching.newer(workspace, account, kept, report)
        )
        if age > MUCH_OLDER * self._soft_age:
            await asyncio.wait([fetching], timeout=PATIENCE)
        if fetching.done():
            return await _or_kept(fetching, kept)
        return _stale(kept) if kept.failed_at is not None else kept.listing


def _stale(kept: Kept) -> Listing:
    return msgspec.structs.replace(kept.listing, stale=True)


async def _or_kept(newer: Awaitable[Listing], kept: Kept) -> Listing:
    """The newer listing, or the kept one when the source is out of order; what refuses our key is not hidden."""
    try:
        return await newer
    except SourceError as fault:
        if is_answer(fault):
            raise
        return _stale(kept)
