"""Work that would hold the event loop up is done in a thread, where there is enough of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

LARGE = 2_000
"""So many certificates take a few milliseconds to search, pack or unpack: longer than a thread costs."""

_thread = ThreadPoolExecutor(1, thread_name_prefix="inventory")
"""One: they share the interpreter, so more would finish nothing sooner, and the event loop would wait for each of them
in turn (twelve searches at once: 70 ms instead of 10)."""


PIECE = 1_000
"""Certificates are freed in a millisecond."""


async def off_loop(count: int, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `work` gives; done in the thread when it is about many certificates. Others wait meanwhile, so what takes
    longer than a fifth of a second is handed over in steps."""
    if count < LARGE:
        return work(*args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(_thread, partial(work, *args, **kwargs))


def let_go(heaps: list[list[Any]]) -> None:
    """Free what is in these lists, which nobody else knows, in the thread and in pieces: at once it would hold the
    interpreter, and so the event loop, for as long as it takes."""
    with contextlib.suppress(RuntimeError):  # the interpreter ends, and frees everything
        _thread.submit(_free, heaps)


def _free(heaps: list[list[Any]]) -> None:
    for heap in heaps:
        while heap:
            del heap[-PIECE:]
