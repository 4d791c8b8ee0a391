"""Single flight: however many ask for the same thing at once in this process, it is fetched once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from bot.certificates import Progress
from bot.errors import CertminderError

K = TypeVar("K")
T = TypeVar("T")

log = logging.getLogger(__name__)


class _Flight(Generic[T]):
    def __init__(self, fetch: Callable[[Progress], Awaitable[T]]) -> None:
        self.waiting = 0
        self.listeners: list[Progress] = []
        self.task = asyncio.ensure_future(fetch(self._report))

    def _report(self, done: int, total: int | None) -> None:
        for listener in self.listeners:
            listener(done, total)


class Flights(Generic[K, T]):
    """Fetches under way. Each ends when it is done, or when nobody waits for it any more."""

    def __init__(self) -> None:
        self._under_way: dict[K, _Flight[T]] = {}

    async def share(self, key: K, fetch: Callable[[Progress], Awaitable[T]], progress: Progress | None = None) -> T:
        """What `fetch` gives, fetched by whoever asks first; everybody hears of its progress and gets its errors."""
        flight = self._joined(key, fetch)
        listeners = [progress] if progress else []
        flight.listeners += listeners
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            for listener in listeners:
                flight.listeners.remove(listener)
            if not flight.waiting:
                self._left(key, flight)

    def start(self, key: K, fetch: Callable[[Progress], Awaitable[T]]) -> asyncio.Future[T]:
        """Fetch behind: nobody needs to wait for it. An error is logged, and raised for those who do wait."""
        flight = self._joined(key, fetch)
        flight.waiting += 1  # never given back: this one lasts until it is done
        return flight.task

    async def aclose(self) -> None:
        """Give up everything under way."""
        tasks = [flight.task for flight in self._under_way.values()]
        for task in tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)

    def _joined(self, key: K, fetch: Callable[[Progress], Awaitable[T]]) -> _Flight[T]:
        flight = self._under_way.get(key)
        if flight is None:
            flight = self._under_way[key] = _Flight(fetch)
            started = flight
            flight.task.add_done_callback(lambda _: self._landed(key, started))
        return flight

    def _left(self, key: K, flight: _Flight[T]) -> None:
        if not flight.task.done():
            flight.task.cancel()
            self._forget(key, flight)

    def _landed(self, key: K, flight: _Flight[T]) -> None:
        self._forget(key, flight)
        if not flight.task.cancelled() and (fault := flight.task.exception()) is not None:
            ours = isinstance(fault, CertminderError)
            log.warning("a fetch failed", extra={"fault": str(fault)}, exc_info=None if ours else fault)

    def _forget(self, key: K, flight: _Flight[T]) -> None:
        if self._under_way.get(key) is flight:
            del self._under_way[key]
