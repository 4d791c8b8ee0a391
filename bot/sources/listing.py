"""All pages of a source as one Listing: fast, bounded, and honest about what was not seen.

Page 1 says how many there are; the rest is read side by side. A source may lie about its total, repeat a page for
ever, lose one, or change while it is read; whatever it does, the rows seen are kept once each, and `complete` is said
only where every row that the source counts was seen in a reading during which nothing moved.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import chain

import msgspec

from bot.certificates import Certificate, Listing, Progress
from bot.errors import SourceError, SourceRefused
from bot.sources.patience import BUSY

log = logging.getLogger(__name__)


class Batch(msgspec.Struct, frozen=True):
    """One page as it came: its certificates, the total it speaks of, its size in bytes, rows that are no rows."""

    certificates: tuple[Certificate, ...]
    total: int | None
    size: int
    spoilt: int = 0


class Bounds(msgspec.Struct, frozen=True):
    """What a listing may cost: pages under way at once, pages, bytes and seconds in all, and pages it may lose before
    it is given up. Past any of these it is partial. `workers` are more than the requests on the wire, so that some
    pages are read and merged while others are on their way."""

    workers: int = 16
    pages: int = 10_000
    size: int = 512 << 20
    seconds: float = 300.0
    lost: int = 8


Fetch = Callable[[int], Awaitable[Batch]]
"""Page number (from 1) → the page. Raises SourceError."""


async def whole(fetch: Fetch, bounds: Bounds | None = None, progress: Progress | None = None) -> Listing:
    """Every certificate of a source. Raises SourceError when not even the first page is to be had.

    A listing that moved while it was read is read once more; what moves again is partial.
    """
    reading = _Reading(fetch, bounds or Bounds(), progress)
    await reading.run()
    if reading.moved and not reading.complete:
        again = _Reading(fetch, bounds or Bounds(), progress)
        try:
            await again.run()
        except SourceError as fault:
            log.warning("a listing moved and could not be read again", extra={"fault": str(fault)})
        else:
            again.join(reading)
            reading = again
    return Listing(reading.certificates, reading.began, reading.complete, reading.total)


class _Reading:
    """One walk over all pages."""

    def __init__(self, fetch: Fetch, bounds: Bounds, progress: Progress | None) -> None:
        self._fetch = fetch
        self._bounds = bounds
        self._progress = progress
        # tuples, and a dict for a set: the garbage collector does not walk a hundred thousand rows in these
        self._pages: dict[int, tuple[Certificate, ...]] = {}
        self._seen: dict[str | Certificate, None] = {}
        self._totals: set[int | None] = set()
        self._workers: list[asyncio.Task[None]] = []
        self._next = 1
        self._end = bounds.pages + 1
        """The first page that is not asked for; lowered by the first that brings nothing new."""
        self._rows = 0
        self._size = 0
        self._lost = 0
        self._whole = True
        self.began = datetime.now(UTC)
        self.total: int | None = None
        self.complete = False

    async def run(self) -> None:
        """Read page 1, then what it promises side by side, then what goes on beyond that."""
        self._take(1, await self._fetch(self._number()))
        planned = self._planned()
        try:
            async with asyncio.timeout(self._bounds.seconds):
                async with asyncio.TaskGroup() as group:
                    count = min(self._bounds.workers, planned - 1)
                    self._workers = [group.create_task(self._work(planned)) for _ in range(count)]
                while self._lost == 0 and len(self._seen) != self.total and self._next < self._end:
                    await self._page(self._number())
        except TimeoutError:
            self._give_up("seconds")
        self.complete = self._whole and self._ended and self._steady and self._all_counted

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """In the order of the pages, each once."""
        return tuple(chain.from_iterable(self._pages[number] for number in sorted(self._pages)))

    @property
    def moved(self) -> bool:
        """Rows came twice or the total changed: others may have slipped through between two pages."""
        return self._whole and (not self._steady or self._rows > len(self._seen))

    def join(self, earlier: _Reading) -> None:
        """Add what only the earlier reading saw. Two readings together are complete where they make up the total that
        both speak of, or saw exactly the same, as of a source that has a row twice."""
        if self.complete:
            return
        missed = tuple(found for found in earlier.certificates if _key(found) not in self._seen)
        self._pages[self._bounds.pages + 1] = missed
        agreed = self._seen == earlier._seen and self._rows == self.total
        made_up = len(self._seen) + len(missed) == self.total
        self.complete = self._whole and self._steady and self._totals == earlier._totals and (agreed or made_up)

    @property
    def _ended(self) -> bool:
        return self._end <= self._bounds.pages or len(self._seen) == self.total

    @property
    def _steady(self) -> bool:
        return len(self._totals) == 1

    @property
    def _all_counted(self) -> bool:
        return self._rows == len(self._seen) if self.total is None else len(self._seen) >= self.total

    def _planned(self) -> int:
        """The last page that page 1 promises. A source may give fewer rows a page than it was asked for."""
        step = len(self._pages[1])
        return min(-(-(self.total or 0) // step), self._bounds.pages) if step else 1

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    async def _work(self, planned: int) -> None:
        while self._next <= planned and self._next < self._end:
            await self._page(self._number())

    async def _page(self, number: int) -> None:
        try:
            self._take(number, await self._fetch(number))
        except SourceError as fault:
            log.warning("a page is lost", extra={"page": number, "fault": str(fault)})
            self._whole = False
            self._lost += 1
            if self._lost >= self._bounds.lost or (isinstance(fault, SourceRefused) and fault.code not in BUSY):
                self._give_up("lost pages")

    def _take(self, number: int, batch: Batch) -> None:
        fresh = []
        for found in batch.certificates:
            if (key := _key(found)) not in self._seen:
                self._seen[key] = None
                fresh.append(found)
        self._pages[number] = tuple(fresh)
        self._count(batch)
        if not fresh and not batch.spoilt:
            self._end = min(self._end, number)
            self._whole = self._whole and not batch.certificates  # a page that only repeats others is a loop
        if self._progress:
            self._progress(len(self._seen), self.total)

    def _count(self, batch: Batch) -> None:
        self._rows += len(batch.certificates)
        self._size += batch.size
        self._totals.add(batch.total)
        self.total = batch.total
        self._whole = self._whole and not batch.spoilt
        if self._size > self._bounds.size:
            self._give_up("bytes")

    def _give_up(self, why: str) -> None:
        log.warning("a listing is cut short", extra={"why": why, "pages": len(self._pages)})
        self._whole = False
        self._end = 0
        for worker in self._workers:
            if worker is not asyncio.current_task():
                worker.cancel()


def _key(certificate: Certificate) -> str | Certificate:
    """Rows without an id are told apart by all they say."""
    return certificate.id or certificate
