"""What replaces what, for the certificates that are shown: inventory's renewals in the words of messages."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.certificates import Certificate, Listing
from bot.inventory.renewal import Renewal, renewals
from bot.messages.details import Related
from bot.messages.renewals import Renewals, Renewed

LARGE = 5_000
"""From so many certificates on, comparing them would hold up the event loop."""
Epochs = Mapping[tuple[str, str], Renewal]


async def of_rows(listing: Listing, rows: Iterable[Certificate], now: datetime) -> Renewals:
    """The renewals of some rows of a listing."""
    known = await _renewals(listing, now)
    keys = ((row.account, row.id) for row in rows)
    return {key: _said(known[key]) for key in keys if key in known}


async def of_one(listing: Listing, certificate: Certificate, now: datetime) -> Related:
    """What replaces one certificate, and what it replaces."""
    known = await _renewals(listing, now)
    own = known.get((certificate.account, certificate.id))
    replaced = (old for (_, old), renewal in known.items() if renewal.by.id == certificate.id and renewal.is_proven)
    return Related(_said(own) if own else None, tuple(sorted(replaced)))


async def _renewals(listing: Listing, now: datetime) -> Epochs:
    """Kept with the listing between certificates' ends; a large one is compared in a thread."""
    if len(listing.certificates) < LARGE:
        return renewals(listing.certificates, now)
    return await asyncio.to_thread(renewals, listing.certificates, now)


def _said(renewal: Renewal) -> Renewed:
    return Renewed(renewal.by.id, renewal.by.expires, renewal.missing, renewal.is_uploaded)
