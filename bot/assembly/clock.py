"""What time it is for a process: the machine's time, or in the playground one that a person has moved.

The playground writes how far it is ahead into the file that CERTMINDER_CLOCK names: a file outlives a killed worker,
ends with the playground's folder and, unlike a key, cannot stay behind in anybody's Redis. `settings` refuses it unless
Slack itself is played on loopback.
"""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from bot.certificates import Listing, Progress
from bot.inventory.upstream import Account
from bot.sources.filters import EVERYTHING, Filters

_NOT_MOVED = timedelta(0)


class Clock:
    """Calling it gives the instant now (UTC). `moved` is the playground's file of seconds ahead, if there is one."""

    def __init__(self, moved: Path | None) -> None:
        self._moved = moved

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead()

    @property
    def is_played(self) -> bool:
        """Whether somebody may move it."""
        return self._moved is not None

    def ahead(self) -> timedelta:
        """How far it is ahead of the machine: nothing, until somebody has moved it."""
        if self._moved is None:
            return _NOT_MOVED
        with contextlib.suppress(OSError, ValueError, OverflowError):
            return timedelta(seconds=float(self._moved.read_text(encoding="ascii")))
        return _NOT_MOVED


class Dated:
    """An account's source whose listings are dated by a clock that may be moved; its requests stay on the machine's
    time, which is the account's."""

    def __init__(self, source: Account, clock: Clock) -> None:
        self._source = source
        self._clock = clock

    async def listing(self, wanted: Filters = EVERYTHING, *, progress: Progress | None = None) -> Listing:
        """As the source's own."""
        found = await self._source.listing(wanted, progress=progress)
        return msgspec.structs.replace(found, fetched_at=found.fetched_at + self._clock.ahead())

    async def certificate(self, id: str) -> str | None:  # noqa: A002 - the API's own name
        """As the source's own."""
        return await self._source.certificate(id)
