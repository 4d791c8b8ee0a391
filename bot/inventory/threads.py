"""Work that would hold the event loop up is done in a thread, where there is enough of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

LARGE = 2_000
"""So many certificates take a few milliseconds to search, pack or unpack: longer than a thread costs."""


async def off_loop(count: int, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `work` gives; done in a thread when it is about many certificates."""
    if count < LARGE:
        return work(*args, **kwargs)
    return await asyncio.to_thread(work, *args, **kwargs)
