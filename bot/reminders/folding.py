"""What is renewed asks for one thing only: to confirm that the new certificate is deployed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.certificates import Listing
from bot.inventory.renewal import Epoch, Renewal, renewals
from bot.reminders.selection import Row


class Parted(NamedTuple):
    """Rows that ask to be renewed, and those whose renewal is proven: each is one line until its old one ends."""

    loud: list[Row]
    folded: list[Row]

    def is_news(self, told: Mapping[str, int]) -> bool:
        """Whether a renewed one was never `told` of: alone it is worth a message once, not at each of its bands."""
        return any(row.epoch not in told for row in self.folded)


def known_renewals(rows: Sequence[Row], inventory: Listing, now: datetime) -> Mapping[Epoch, Renewal]:
    """What renews any of the rows, proven or not, by their account and id."""
    return renewals(inventory.certificates, now, [row.certificate for row in rows]) if rows else {}


def parted(rows: Sequence[Row], known: Mapping[Epoch, Renewal], now: datetime) -> Parted:
    """What has ended and was renewed before is left out."""
    proven = {name for name, renewal in known.items() if renewal.is_proven}
    folded = [row for row in rows if which(row) in proven]
    return Parted(
        [row for row in rows if which(row) not in proven],
        [row for row in folded if (left := row.left(now)) is not None and left > timedelta(0)],
    )


def which(row: Row) -> Epoch:
    """The certificate of a row, whatever its end."""
    return row.certificate.account, row.certificate.id
