"""How a subscription speaks: when, when not, whom it mentions, in which zone and language, how long ahead."""

from __future__ import annotations

from datetime import time

import msgspec


class Schedule(msgspec.Struct, frozen=True):
    """When a subscription speaks: a local time ("HH:MM") on weekdays (0 = Monday), in the reader's zone."""

    at: str = "09:00"
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)


class Quiet(msgspec.Struct, frozen=True):
    """Local times ("HH:MM") between which nothing is said; may run over midnight. Equal times: never quiet."""

    start: str
    end: str

    def holds(self, at: time) -> bool:
        start, end = time.fromisoformat(self.start), time.fromisoformat(self.end)
        return start <= at < end if start <= end else at >= start or at < end


NEVER_QUIET = Quiet("00:00", "00:00")


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """How a subscription speaks, as far as it was said; None: not said. `mention` is a user's or user group's id,
    "me" for the asker, "" for nobody; `bands` are days before the end, largest first, () the usual ones; `all_clear`
    asks for a line in a week in which nothing was due."""

    at: str | None = None
    days: tuple[int, ...] | None = None
    quiet: Quiet | None = None
    mention: str | None = None
    all_clear: bool | None = None
    zone: str | None = None
    locale: str | None = None
    bands: tuple[int, ...] | None = None

    def schedule(self, before: Schedule) -> Schedule:
        """`before`, with what was said of it."""
        return Schedule(self.at or before.at, self.days or before.days)
