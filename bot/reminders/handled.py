"""What is remembered of a subscription, and what is news beside it. Plain data; the ledger keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from bot.reminders.schedule import Slot
from bot.reminders.selection import UNKNOWN_BAND, Row, band_told

_NEVER = UNKNOWN_BAND + 1


class Handled(msgspec.Struct, frozen=True):
    """What is remembered of a subscription: per epoch the most urgent band handled, the last slot dealt with, and the
    number of extra messages on `extras_day`.

    `version` counts the changes, so that a stale plan can be refused. `open` names the slot whose post has no outcome
    yet; `may_repeat`: a post of unknown fate is being told again.
    """

    bands: Mapping[str, int] = {}
    slot: Slot | None = None
    extras: int = 0
    extras_day: date | None = None
    version: int = 0
    open: str = ""
    may_repeat: bool = False

    def band(self, epoch: str) -> int:
        """The most urgent band of a certificate that was handled; one less urgent than any where none was."""
        return self.bands.get(epoch, _NEVER)

    def is_due(self, row: Row) -> bool:
        """Whether its band was not handled yet; what was told as renewed was not handled as anything else."""
        return row.band < self.band(row.epoch)

    def is_news(self, row: Row) -> bool:
        """Whether nothing so urgent was told of it, as renewed or not."""
        return row.band < band_told(self.band(row.epoch))

    def extras_on(self, day: date) -> int:
        """How many messages between slots there were on this local day."""
        return self.extras if self.extras_day == day else 0
