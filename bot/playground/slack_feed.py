"""What changes in the fake Slack, numbered: the page follows it and tests wait on it instead of on time."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import Any, TypeVar

Found = TypeVar("Found")
KEPT = 5000


class Feed:
    """The last KEPT changes; each has a `seq` one higher than the one before."""

    def __init__(self) -> None:
        self.seq = 0
        self._changes: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._waiting: set[asyncio.Event] = set()

    def publish(self, kind: str, **facts: Any) -> int:
        """Record a change and wake everybody who waits; returns its number."""
        self.seq += 1
        self._changes.append({"seq": self.seq, "kind": kind, **facts})
        for waiting in self._waiting:
            waiting.set()
        return self.seq

    async def wait(self, find: Callable[[], Found | None], seconds: float) -> Found | None:
        """What `find` returns once that isn't None; None when it still is after `seconds`."""
        woken = asyncio.Event()
        self._waiting.add(woken)
        try:
            async with asyncio.timeout(seconds):
                while (found := find()) is None:
                    woken.clear()
                    await woken.wait()
                return found
        except TimeoutError:
            return find()
        finally:
            self._waiting.discard(woken)

    async def follow(self, since: int) -> AsyncIterator[dict[str, Any]]:
        """Every change after number `since`, for ever."""
        woken = asyncio.Event()
        self._waiting.add(woken)
        try:
            while True:
                woken.clear()
                for change in [each for each in self._changes if each["seq"] > since]:
                    since = change["seq"]
                    yield change
                if self.seq <= since:
                    await woken.wait()
        finally:
            self._waiting.discard(woken)
