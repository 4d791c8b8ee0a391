"""The workspace's clock, which a person can move ahead: reminders of next Monday need not be waited for."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass
class MovableClock:
    """Unix seconds, `ahead` of the machine's. `follow` moves everything that must agree with Slack on the time (what
    is signed by another clock is refused) and is told how many seconds ahead of the machine it shall be."""

    follow: Callable[[float], Awaitable[None]]
    ahead: float = 0.0

    def __call__(self) -> float:
        """Now."""
        return time.time() + self.ahead

    async def move(self, to: float) -> None:
        """Make it `to` (Unix seconds). Raises ValueError for the past: no message comes before one that is there."""
        ahead = to - time.time()
        if ahead < self.ahead:
            raise ValueError("the clock only goes ahead")
        await self.follow(ahead)
        self.ahead = ahead
