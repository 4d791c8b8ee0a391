"""Query → the certificates it means, sorted and cut into pages. Pure: `now` and `zone` are arguments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.certificates import Certificate, Listing, Page, Query, Sort
from bot.inventory.filters import At, filtered
from bot.inventory.rows import Rows
from bot.inventory.threads import off_loop


def _ordered(rows: Rows, query: Query, at: At) -> Sequence[int]:
    if query.sort is not Sort.STATUS:
        return rows.ordered(query.sort or Sort.EXPIRES, descending=query.descending)
    groups: dict[int, list[int]] = {}
    for row, status in enumerate(rows.statuses_at(at.now)):
        groups.setdefault(status, []).append(row)
    return [row for status in sorted(groups, reverse=query.descending) for row in groups[status]]


def search(
    certificates: Iterable[Certificate],
    query: Query,
    *,
    now: datetime,
    zone: str,
    taken: frozenset[str] = frozenset(),
    snoozed: frozenset[str] = frozenset(),
) -> list[Certificate]:
    """The certificates a query means: filtered, sorted (by end unless asked otherwise; missing values last, ties by
    end and id) and limited. Days are those of `zone`; `owned` and `snoozed` ask whether an id is in `taken`, `snoozed`.

    Fast when `certificates` are the Rows of a Listing, which keep their columns.
    """
    rows, at = Rows.of(certificates), At(now, zone, taken, snoozed)
    chosen = filtered(rows, _ordered(rows, query, at), query, at)
    return [rows[row] for row in chosen[: query.limit]]


async def searched(
    certificates: Sequence[Certificate],
    query: Query,
    *,
    now: datetime,
    zone: str,
    taken: frozenset[str] = frozenset(),
    snoozed: frozenset[str] = frozenset(),
) -> list[Certificate]:
    """`search` for callers on the event loop: a large inventory is searched in a thread."""
    return await off_loop(
        len(certificates), search, certificates, query, now=now, zone=zone, taken=taken, snoozed=snoozed
    )


def matches(certificate: Certificate, query: Query, *, now: datetime, zone: str) -> bool:
    """Whether one certificate is meant; sort and limit aside. Nothing is known here of others that replace it."""
    rows = Rows.of((certificate,))
    return bool(filtered(rows, [0], query, At(now, zone, frozenset(), frozenset())))


def page(
    found: Sequence[Certificate], query: Query, listing: Listing, *, result_id: str, number: int = 1, size: int = 10
) -> Page:
    """Page `number` (from 1; a number past the end is the last page) of what a search found in a listing."""
    last = max(1, -(-len(found) // size))
    number = min(max(1, number), last)
    return Page(
        result_id=result_id,
        query=query,
        rows=tuple(found[(number - 1) * size : number * size]),
        total=len(found),
        number=number,
        size=size,
        as_of=listing.fetched_at,
        complete=listing.complete,
        stale=listing.stale,
        parts=listing.parts,
    )
