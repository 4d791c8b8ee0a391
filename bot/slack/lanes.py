"""A fair order of work between workspaces: each has a few places in this process, and waits for its own only; and its
steps have their share of the processor.

Without it a workspace that asks a thousand questions at once has a thousand tasks under way, and everybody else's next
step is one among them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from typing import Any

from bot.slack.shares import Shares

PLACES = 8
"""Pieces of a workspace's work at once: one is worked on while others wait for Redis, five times a question; with two
places a Redis 15 ms away would leave a workspace 27 answers a second."""
MOMENT_SECONDS = 0.25
"""What takes longer waits for a source, not for this process, and gives its place back: one slow listing must not hold
its workspace's other people up."""

_place: ContextVar[_Place | None] = ContextVar("place", default=None)


def give_back() -> None:
    """Before waiting for Slack: the place of the work that is under way, if it has one, is the next one's."""
    if place := _place.get():
        place.give_back()


class Lanes:
    """One lane a workspace, first come, first served. `moment` is seconds."""

    def __init__(self, places: int = PLACES, moment: float = MOMENT_SECONDS) -> None:
        self._places = places
        self._moment = moment
        self._lanes: dict[str, _Lane] = {}
        self._shares = Shares()

    async def through(self, workspace: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do `work` when there is a place for its workspace; what it raises is raised."""
        lane = self._lanes.setdefault(workspace, _Lane(self._places))
        lane.inside += 1
        try:
            await lane.places.acquire()
            place = _Place(workspace, lane.places, self._shares)
            _place.set(place)
            overdue = asyncio.get_running_loop().call_later(self._moment, place.give_back)
            try:
                await self._shares.stepwise(workspace, work())
            finally:
                overdue.cancel()
                place.give_back()
        finally:
            lane.inside -= 1
            if not lane.inside:
                del self._lanes[workspace]


class _Lane:
    """`inside`: how many wait or work; a lane that nobody is in is forgotten."""

    def __init__(self, places: int) -> None:
        self.places = asyncio.Semaphore(places)
        self.inside = 0


class _Place:
    """Given back once, by whoever comes first."""

    def __init__(self, workspace: str, places: asyncio.Semaphore, shares: Shares) -> None:
        self._workspace = workspace
        self._places: asyncio.Semaphore | None = places
        self._shares = shares
        shares.enter(workspace)

    def give_back(self) -> None:
        if self._places is not None:
            self._places.release()
            self._shares.leave(self._workspace)
        self._places = None
