"""Fair shares of this process between workspaces, at every step: who had more of it lately lets the others go first.

A piece of work is many short steps with waits for Redis between them, and the event loop runs steps in the order in
which they become ready. Without shares each step of a calm workspace's question stands behind some of a flood's.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any

FREE_SECONDS = 0.05
"""How much more of the processor than another a workspace may have had before its steps wait: a dozen questions, or a
few about a large inventory."""
PATIENCE_SECONDS = 0.02
"""The longest a step waits, twice as long as a question takes: what waits may hold a connection, and where somebody is
always at work nobody is stopped for good."""
EBB_SECONDS = 1.0
"""After this long half of what a workspace has had is forgotten."""
_NOTHING = 0.001


class Shares:
    """What each workspace has had of the processor (seconds, ebbing), and which of them are at work. `clock` gives
    seconds from any beginning."""

    def __init__(
        self,
        free: float = FREE_SECONDS,
        patience: float = PATIENCE_SECONDS,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._free = free
        self._patience = patience
        self._had: dict[str, float] = {}
        self.clock = clock
        self._ebbed = clock()
        self._at_work: Counter[str] = Counter()
        self._waiting: deque[asyncio.Future[None]] = deque()

    def enter(self, workspace: str) -> None:
        """A piece of its work begins."""
        self._at_work[workspace] += 1

    def leave(self, workspace: str) -> None:
        """A piece is done, or waits for something slow."""
        self._at_work[workspace] -= 1
        if not self._at_work[workspace]:
            del self._at_work[workspace]
        self._next()

    def stepwise(self, workspace: str, work: Coroutine[Any, Any, None]) -> Awaitable[None]:
        """To be awaited in place of `work`: the same, with a wait before a step that is not its turn."""
        return _Steps(self, workspace, work)

    def must_wait(self, workspace: str) -> bool:
        """Whether somebody at work has had less, by more than is free."""
        fair = self._had.get(workspace, 0.0) - self._free
        return fair > 0 and any(self._had.get(other, 0.0) < fair for other in self._at_work)

    async def turn(self, workspace: str) -> None:
        """Until nobody at work has had less, but no longer than patience lasts."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._patience
        try:
            while self.must_wait(workspace) and (left := deadline - loop.time()) > 0:
                called: asyncio.Future[None] = loop.create_future()
                self._waiting.append(called)
                await asyncio.wait((called,), timeout=left)
                called.cancel()
        finally:
            loop.call_soon(self._next)

    def _next(self) -> None:
        """Steps that wait are called one by one, so that whatever has arrived meanwhile comes between them."""
        while self._waiting:
            called = self._waiting.popleft()
            if not called.done():
                called.set_result(None)
                return

    def had(self, workspace: str, seconds: float) -> None:
        """It has had so much more."""
        if (now := self.clock()) - self._ebbed >= EBB_SECONDS:
            kept = 0.5 ** ((now - self._ebbed) / EBB_SECONDS)
            self._had = {each: left for each, once in self._had.items() if (left := once * kept) > _NOTHING}
            self._ebbed = now
        self._had[workspace] = self._had.get(workspace, 0.0) + seconds


class _Steps:
    """Drives a coroutine as a task does, and measures each of its steps."""

    def __init__(self, shares: Shares, workspace: str, work: Coroutine[Any, Any, None]) -> None:
        self._shares = shares
        self._workspace = workspace
        self._work = work

    def __await__(self) -> Generator[Any, Any, None]:
        thrown: BaseException | None = None
        while True:
            try:
                if self._shares.must_wait(self._workspace):
                    yield from self._shares.turn(self._workspace).__await__()
            except BaseException as fault:  # noqa: BLE001 - a cancellation is for the work to hear
                thrown = fault
            try:
                awaited = self._step(thrown)
            except StopIteration:
                return
            try:
                thrown = None
                yield awaited
            except BaseException as fault:  # noqa: BLE001 - as above
                thrown = fault

    def _step(self, thrown: BaseException | None) -> Any:
        """What the work awaits next; StopIteration when it is done."""
        begun = self._shares.clock()
        try:
            return self._work.send(None) if thrown is None else self._work.throw(thrown)
        finally:
            self._shares.had(self._workspace, self._shares.clock() - begun)
