"""An account's requests on the wire: a few at once and no more, each begun in its turn."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from bot.sources.pace import Pace
from bot.sources.transport import Transport

AT_ONCE = 8
"""Requests of an account on the wire, whatever is asked of it in this process; past 16 httpx gets slower."""
AHEAD = 2
"""Requests that take their turn while all places are taken: enough that no place waits for Redis, and so few that a
source which was slow for a while is not sent a burst."""


class Wire:
    """One account's share of a transport. Without a `transport` it has its own, which `aclose` closes."""

    def __init__(self, transport: Transport | None, pace: Pace, at_once: int = AT_ONCE) -> None:
        self._transport = transport or Transport()
        self._owns_transport = transport is None
        self._pace = pace
        self._ahead = asyncio.Semaphore(at_once + AHEAD)
        self._places = asyncio.Semaphore(at_once)

    @contextlib.asynccontextmanager
    async def place(self) -> AsyncIterator[Transport]:
        """`async with wire.place() as transport`: sign and send one request, now, and take its body in. Who waits for a
        turn or reads an answer holds no place. Raises what the pace raises."""
        async with self._ahead:
            await self._pace()
            async with self._places:
                yield self._transport

    async def aclose(self) -> None:
        if self._owns_transport:
            await self._transport.aclose()
