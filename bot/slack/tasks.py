"""Work that goes on after a request was acknowledged: held strongly, never raising, finished before the process ends.

Bolt's lazy listeners are neither held nor awaited at shutdown (slack_bolt 1.30), so they are not used.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)

DRAIN_SECONDS = 20.0
"""How long a process that was told to end may go on with what it acknowledged."""


class Tasks:
    """The tasks that are under way."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._running)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` to its end; what it raises is logged."""
        task = asyncio.get_running_loop().create_task(self._guarded(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def drain(self, seconds: float = DRAIN_SECONDS) -> int:
        """Wait for everything under way, also what it starts meanwhile; what is not done in time is cancelled.

        Returns how many were cut off.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while self._running and loop.time() < deadline:
            await asyncio.wait(self._running, timeout=deadline - loop.time())
        late = list(self._running)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        if late:
            log.error("acknowledged requests were cut off at shutdown", extra={"count": len(late)})
        return len(late)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:
            # nobody awaits this task: the log is the last to hear of it
            log.exception("work after an acknowledgement failed")
