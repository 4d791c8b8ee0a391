"""One process asks the source for a listing; the others wait for what it keeps."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

import msgspec

from bot.certificates import Listing, Progress
from bot.errors import NOT_ASKED, SourceError, SourceUnavailable, StoreUnavailable
from bot.inventory.kept import Kept, KeptListings
from bot.inventory.progress import said, spoken
from bot.inventory.renewal import renewals
from bot.inventory.rows import Rows
from bot.inventory.standing import note_failure
from bot.inventory.threads import off_loop
from bot.sources.filters import EVERYTHING, Filters
from bot.store import keys
from bot.store.connection import Redis, translated
from bot.store.lease import lease

POLL = 0.05

log = logging.getLogger(__name__)


class Source(Protocol):
    """Where the certificates of one account come from."""

    async def listing(self, wanted: Filters = EVERYTHING, *, progress: Progress | None = None) -> Listing:
        """All certificates that the filters leave. Raises SourceError."""


class Fetching:
    """Asks sources for listings and keeps them. Without Redis every process asks for itself."""

    def __init__(
        self,
        redis: Redis,
        kept: KeptListings,
        source_of: Callable[[str, str], Source],
        clock: Callable[[], datetime],
    ) -> None:
        self._redis = redis
        self._kept = kept
        self._source_of = source_of
        self._clock = clock

    async def newer(self, workspace: str, account: str, than: Kept | None, report: Progress) -> Listing:
        """A listing that is not the one known, from the source or from a process that asked it meanwhile.

        Raises SourceError, which is also remembered beside the kept listing.
        """
        known = than.version if than else None
        lock = keys.listing_lock(workspace, account)
        while True:
            async with contextlib.AsyncExitStack() as stack:
                try:
                    leading = await stack.enter_async_context(lease(self._redis, lock, keys.LISTING_LOCK_TTL))
                    other = await self._kept.read(workspace, account)
                except StoreUnavailable:
                    return await self._ask(workspace, account, than, report)
                if other is not None and other.version != known:
                    return other.listing
                if leading:
                    return await self._ask(workspace, account, than, report)
            await self._followed(workspace, account, report)

    async def _followed(self, workspace: str, account: str, report: Progress) -> None:
        """Wait for the process that fetches, and pass on what it says."""
        lock, words = keys.listing_lock(workspace, account), keys.listing_progress(workspace, account)
        heard = None
        with contextlib.suppress(StoreUnavailable), translated():
            while await self._redis.exists(lock):
                value = (await self._redis.mget(words))[0]  # unlike GET, None for another type of key
                word = said(value, workspace, account)
                if word is not None and word != heard:
                    heard = word
                    report(*word)
                await asyncio.sleep(POLL)

    async def _ask(self, workspace: str, account: str, than: Kept | None, report: Progress) -> Listing:
        try:
            async with spoken(self._redis, workspace, account, report) as progress:
                listing = await self._source_of(workspace, account).listing(progress=progress)
        except SourceError as fault:
            await self._failed(workspace, account, fault)
            raise
        rows = await off_loop(len(listing.certificates), Rows.of, listing.certificates)
        if than is not None:
            await _prepare(rows, self._clock())
        listing = msgspec.structs.replace(listing, certificates=rows)
        try:
            return await self._keep(workspace, account, listing)
        except StoreUnavailable as fault:
            log.warning("a listing is not shared: Redis does not answer", extra={"fault": str(fault)})
            self._kept.hold_alone(workspace, account, listing)
            return listing

    async def _keep(self, workspace: str, account: str, listing: Listing) -> Listing:
        if await self._kept.keep(workspace, account, listing):
            return listing
        kept = await self._kept.read(workspace, account)
        if listing.complete or kept is None:
            return kept.listing if kept else listing
        await self._failed(workspace, account, SourceUnavailable("partial"))
        return msgspec.structs.replace(kept.listing, stale=True)

    async def _failed(self, workspace: str, account: str, fault: SourceError) -> None:
        now = self._clock()
        with contextlib.suppress(StoreUnavailable):
            await self._kept.mark_failed(workspace, account, now)
            if getattr(fault, "reason", "") not in NOT_ASKED:
                await note_failure(self._redis, workspace, account, fault, now)


async def _prepare(rows: Rows, now: datetime) -> None:
    """Make the columns of the usual questions before these rows replace those that answer meanwhile; where nothing
    does, people wait for these, and each question makes the columns it needs."""
    steps: list[Callable[[], object]] = [*rows.steps(), partial(renewals, rows, now)]
    for step in steps:
        await off_loop(len(rows), step)
