"""How often an account may be asked, within one process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

Pace = Callable[[], Awaitable[None]]
"""Awaited before each request, retries included. A budget that several processes share is one of these too."""


async def at_will() -> None:
    """No limit but the number of requests at once."""


def every(seconds: float) -> Pace:
    """Requests begin at least so many seconds apart."""
    next_turn = 0.0

    async def wait() -> None:
        nonlocal next_turn
        now = asyncio.get_running_loop().time()
        turn = max(next_turn, now)
        next_turn = turn + seconds
        await asyncio.sleep(turn - now)

    return wait
