"""Workspaces that removed the app: everything of theirs is deleted, and deleted again until nothing is under way.

Work that began before the end (a listing that is fetched, an answer that is made) writes after it. Who departed is
therefore kept for a while, and swept by the workers; a process that dies while it deletes loses nothing either.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any, cast

from bot.errors import CertminderError
from bot.store import installation_keys as keys
from bot.store.connection import Redis, translated
from bot.store.lease import lease
from bot.store.naming import workspaces_in

KEEP_SECONDS = 15 * 60.0
"""Longer than anything that begins with a token from a cache, and than Slack's last retry of an event."""
WAIT_SECONDS = 0.05
"""How often a reinstallation looks whether deleting has ended."""

log = logging.getLogger(__name__)


class Departures:
    """`erase` deletes what is kept of a workspace; `clock` gives Unix seconds. All methods raise StoreUnavailable."""

    def __init__(
        self, redis: Redis, erase: Callable[[str], Awaitable[object]], clock: Callable[[], float] = time.time
    ) -> None:
        self._redis = redis
        self._erase = erase
        self._clock = clock

    async def begin(self, *workspaces: str) -> None:
        """From now on nothing of these workspaces stays; `erase` or a worker's `sweep` does it."""
        if workspaces:
            with translated():
                await cast("Any", self._redis.zadd(keys.departed(), dict.fromkeys(workspaces, self._clock())))

    async def erase(self, workspace: str) -> None:
        """Delete what is there now, unless another process does, or the workspace is back."""
        async with lease(self._redis, keys.erasing(workspace), keys.ERASING_TTL) as held:
            if held and await self._has_departed(workspace):
                await self._erase(workspace)

    async def returned(self, workspace: str) -> None:
        """The workspace installs again: what it writes from now on stays."""
        with translated():
            was_gone = await cast("Any", self._redis.zrem(keys.departed(), workspace))
            if not was_gone and not await self._redis.exists(keys.erasing(workspace)):
                return
        while True:
            async with lease(self._redis, keys.erasing(workspace), keys.ERASING_TTL) as held:
                if held:
                    return
            await asyncio.sleep(WAIT_SECONDS)

    async def sweep(self, is_back: Callable[[], Awaitable[bool]] | None = None) -> int:
        """Delete what was written since; how many workspaces there were to look at. `is_back` says of the one workspace
        of a token in the settings, which nobody installs here, whether it has the app again; raises DeliveryError."""
        try:
            departed = await self._departed()
            if departed and is_back is not None and await is_back():
                for workspace in departed:
                    await self.returned(workspace)
                return len(departed)
            for workspace in departed:
                await self.erase(workspace)
            with translated():
                await self._redis.zremrangebyscore(keys.departed(), "-inf", self._clock() - KEEP_SECONDS)
        except CertminderError as fault:
            log.warning("what departed workspaces left is not deleted yet", extra={"fault": str(fault)})
            return 0
        return len(departed)

    async def _departed(self) -> list[str]:
        with translated():
            found = await cast("Any", self._redis.zrange(keys.departed(), 0, -1))
        return workspaces_in(found)

    async def _has_departed(self, workspace: str) -> bool:
        with translated():
            return await cast("Any", self._redis.zscore(keys.departed(), workspace)) is not None
