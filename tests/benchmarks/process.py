"""What the benchmarks measure of their own process: its memory, and how long its event loop is held up."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path


def rss() -> float:
    """Megabytes this process holds now."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


@dataclass
class HoldUps:
    """Milliseconds between two turns of the loop, and those of them in which this process had a processor: the rest is
    the machine's, which does something else."""

    whole: list[float] = field(default_factory=lambda: [0.0])
    own: list[float] = field(default_factory=lambda: [0.0])

    def __str__(self) -> str:
        return f"{max(self.whole):.0f} ms, {max(self.own):.0f} ms of them ours"


@contextlib.asynccontextmanager
async def hold_ups() -> AsyncIterator[HoldUps]:
    """Note how long the loop is held up inside the block."""
    noted = HoldUps()

    async def beat() -> None:
        while True:
            clock, processor = time.perf_counter(), time.process_time()
            await asyncio.sleep(0.001)
            noted.whole.append((time.perf_counter() - clock) * 1e3)
            noted.own.append((time.process_time() - processor) * 1e3)

    beating = asyncio.create_task(beat())
    try:
        yield noted
    finally:
        beating.cancel()
