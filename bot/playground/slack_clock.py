"""The workspace's clock, which a person can move ahead and back: reminders of next Monday need not be waited for."""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

FARTHEST = 5 * 366 * 86_400.0
"""Seconds; what is further off than any certificate lasts shows nothing new."""

Read = Callable[[str, float, str], float]
"""The instant (Unix seconds) that a text names, at an instant and in a zone (IANA). Raises ValueError."""


def _reads_nothing(text: str, now: float, zone: str) -> float:
    raise ValueError(f"nobody here reads {text!r}")


@dataclass
class MovableClock:
    """Unix seconds, `ahead` of the machine's. `follow` moves everything that must agree with Slack on the time (what
    is signed by another clock is refused) and is told how many seconds ahead of the machine it shall be; `read` finds
    the instant that a person typed."""

    follow: Callable[[float], Awaitable[None]]
    read: Read = _reads_nothing
    ahead: float = 0.0

    def __call__(self) -> float:
        """Now."""
        return time.time() + self.ahead

    async def move(self, to: float) -> None:
        """Make it `to` (Unix seconds), which may be back, but not before the machine's now. Raises ValueError."""
        ahead = to - time.time()
        if not 0 <= ahead <= FARTHEST:
            raise ValueError("the clock goes ahead of the machine's, for five years at most")
        await self._set(ahead)

    async def back(self) -> None:
        """Make it the machine's now."""
        await self._set(0.0)

    async def _set(self, ahead: float) -> None:
        await self.follow(ahead)
        self.ahead = ahead


def followed_by(file: Path) -> Callable[[float], Awaitable[None]]:
    """Tell those who read `file` how many seconds they are ahead: never half a number."""

    async def follow(ahead: float) -> None:
        fresh = file.with_suffix(".new")
        fresh.write_text(f"{ahead:.6f}", encoding="ascii")
        os.replace(fresh, file)

    return follow
