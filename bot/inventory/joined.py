"""Several accounts as one inventory: a question about all of them is answered with those that answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain

from bot.certificates import Listing, Part, Progress
from bot.errors import CertminderError, InvalidSettings, NotFound, SourceError
from bot.inventory.rows import Rows
from bot.inventory.threads import off_loop

Get = Callable[[str, Progress | None], Awaitable[Listing]]
"""Account → its listing. Raises SourceError; InvalidSettings and NotFound where it cannot be asked any more."""


async def joined(get: Get, accounts: Sequence[str], progress: Progress | None = None) -> Listing:
    """The listings of these accounts as one; of a single account, its own. Those that cannot be had are said in the
    parts; where none can, the first one's error is raised."""
    if len(accounts) == 1:
        return await get(accounts[0], progress)
    summed = _Summed(accounts, progress)
    found = await asyncio.gather(*(_tried(get, account, summed) for account in accounts))
    listings = [each for each in found if isinstance(each, Listing)]
    if not listings:
        raise next(each for each in found if isinstance(each, CertminderError))
    parts = tuple(map(_part, accounts, found))
    rows = await off_loop(sum(len(each.certificates) for each in listings), _rows, listings)
    return Listing(
        rows,
        fetched_at=min(each.fetched_at for each in listings),
        complete=all(part.complete and not part.absent for part in parts),
        stale=any(part.stale for part in parts),
        parts=parts,
    )


async def _tried(get: Get, account: str, summed: _Summed) -> Listing | CertminderError:
    try:
        return await get(account, summed.of(account))
    except (SourceError, InvalidSettings, NotFound) as fault:
        return fault


def _part(account: str, found: Listing | CertminderError) -> Part:
    if isinstance(found, Listing):
        return Part(account, found.fetched_at, found.complete, found.stale)
    return Part(account, datetime.min.replace(tzinfo=UTC), complete=False, absent=True)


def _rows(listings: Sequence[Listing]) -> Rows:
    """All rows in one order. They are kept with the first listing's own, columns and all, for as long as none of the
    listings is another."""
    first, *others = (each.certificates for each in listings)
    if not others:
        return Rows.of(first)
    if not isinstance(first, Rows):
        return Rows.of(chain(first, *others))
    same, rows = first.derived.get(joined, ((), None))
    if rows is None or len(same) != len(others) or any(map(_differ, same, others)):
        rows = Rows.of(chain(first, *others))
        first.derived[joined] = (others, rows)
    return rows  # type: ignore[no-any-return]


def _differ(one: object, other: object) -> bool:
    return one is not other


class _Summed:
    """Progress of several listings as that of one; the total is known once every one knows its own."""

    def __init__(self, accounts: Sequence[str], progress: Progress | None) -> None:
        self._progress = progress
        self._so_far: dict[str, tuple[int, int | None]] = dict.fromkeys(accounts, (0, None))

    def of(self, account: str) -> Progress | None:
        return partial(self._report, account) if self._progress else None

    def _report(self, account: str, done: int, total: int | None) -> None:
        self._so_far[account] = (done, total)
        totals = [each for _, each in self._so_far.values() if each is not None]
        if self._progress is not None:
            all_known = len(totals) == len(self._so_far)
            self._progress(sum(each for each, _ in self._so_far.values()), sum(totals) if all_known else None)
