"""Requests keep their distance."""

from __future__ import annotations

import asyncio
import time

from bot.sources.pace import every


async def test_requests_begin_apart() -> None:
    """Five at once go one by one; a pause is not saved up for later."""
    wait, started = every(0.02), time.monotonic()
    began = []

    async def request() -> None:
        await wait()
        began.append(time.monotonic() - started)

    await asyncio.gather(*(request() for _ in range(5)))
    await request()
    assert all(moment >= 0.02 * number - 0.002 for number, moment in enumerate(began))
