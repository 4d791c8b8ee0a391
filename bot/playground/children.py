"""The bot's own processes as children of the playground: none outlives it, however it ends."""

from __future__ import annotations

import asyncio
import ctypes
import signal
from collections.abc import Mapping, Sequence

STOP_SECONDS = 25.0
"""A little more than the bot's own grace for answers under way (20 s)."""

_PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    """Linux ends the child when its parent is killed; elsewhere only a clean exit of the parent does."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    except (AttributeError, OSError):
        return


class Child:
    """One process of the bot: `command` with `environment`, in a session of its own so that a terminal's Ctrl-C
    reaches it once, through `stop`."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command = tuple(command)
        self._environment = dict(environment)
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the process; its output goes where the playground's own goes."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            env=self._environment,
            stdin=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )

    @property
    def ended(self) -> bool:
        """Whether the process is gone, or never was."""
        return self._process is None or self._process.returncode is not None

    async def wait(self) -> int:
        """The exit code, once it ends."""
        return await self._process.wait() if self._process else 0

    def kill(self) -> None:
        """kill −9."""
        if self._process is not None and not self.ended:
            self._process.kill()

    async def stop(self) -> None:
        """Ask it to end and wait; kill it after STOP_SECONDS."""
        if self._process is None or self.ended:
            return
        self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
