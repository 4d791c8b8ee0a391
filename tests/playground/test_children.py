"""Children of the playground end with it, politely or not."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.playground.children import Child

SLEEPER = [sys.executable, "-c", "import signal; signal.pause()"]


def alive(pid: int) -> bool:
    """Whether a process runs; one that is only waiting to be reaped does not."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] not in {"Z", "X"}


async def test_stop_ends_the_child() -> None:
    """A stopped child is gone, and its exit is seen."""
    child = Child(SLEEPER, os.environ)
    await child.start()
    assert not child.ended
    await child.stop()
    assert child.ended
    assert await child.wait() == -signal.SIGTERM


async def test_a_killed_parent_takes_its_children_along(wait_until: Callable[..., Awaitable[None]]) -> None:
    """kill -9 of the playground leaves no orphan behind."""
    program = (
        "import asyncio, os, sys\n"
        "from bot.playground.children import Child\n"
        "async def main():\n"
        f"    child = Child({SLEEPER!r}, os.environ)\n"
        "    await child.start()\n"
        "    print(child._process.pid, flush=True)\n"
        "    await child.wait()\n"
        "asyncio.run(main())\n"
    )
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE)
    assert parent.stdout is not None
    pid = int(await asyncio.wait_for(parent.stdout.readline(), 10))
    assert alive(pid)
    parent.kill()
    await parent.wait()
    await wait_until(lambda: not alive(pid))


async def test_a_child_that_ends_by_itself_is_seen() -> None:
    """The exit code of a child that fails at start reaches the playground."""
    child = Child([sys.executable, "-c", "raise SystemExit(3)"], os.environ)
    await child.start()
    assert await asyncio.wait_for(child.wait(), 10) == 3
    await child.stop()
