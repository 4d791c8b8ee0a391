"""What replaces what, for the certificates that are shown: inventory's renewals in the words of messages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.certificates import Certificate, Listing
from bot.inventory.renewal import Renewal, renewals, replaced
from bot.inventory.threads import off_loop
from bot.messages.details import Related
from bot.messages.renewals import Renewals, Renewed


async def of_rows(listing: Listing, rows: Iterable[Certificate], now: datetime) -> Renewals:
    """The renewals of some rows of a listing; a large one is compared in a thread."""
    known = await off_loop(len(listing.certificates), renewals, listing.certificates, now, rows)
    return {key: _said(renewal) for key, renewal in known.items()}


async def of_one(listing: Listing, certificate: Certificate, now: datetime) -> Related:
    """What replaces one certificate, and what it replaces."""
    own = await of_rows(listing, [certificate], now)
    older = await off_loop(len(listing.certificates), replaced, listing.certificates, certificate, now)
    return Related(own.get((certificate.account, certificate.id)), older)


def _said(renewal: Renewal) -> Renewed:
    return Renewed(renewal.by.id, renewal.by.expires, renewal.missing, renewal.is_uploaded)
