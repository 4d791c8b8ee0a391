"""Which workspaces an org-wide installation serves: an organisation's admin grants and revokes them one by one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from bot.store import installation_keys as keys
from bot.store.connection import Redis, translated
from bot.store.naming import workspaces_in
from bot.workspaces.departures import Departures


class Organisations:
    """Both ways, from an organisation to its workspaces and back. All methods raise StoreUnavailable."""

    def __init__(self, redis: Redis, departures: Departures) -> None:
        self._redis = redis
        self._departures = departures

    async def grant(self, organisation: str, workspaces: Collection[str]) -> None:
        """These workspaces are served too. The organisation hears of each first, so that its end finds them all."""
        for workspace in workspaces:
            await self._departures.returned(workspace)
        if not workspaces:
            return
        with translated():
            await cast("Any", self._redis.sadd(keys.workspaces(organisation), *workspaces))
            for workspace in workspaces:
                await self._redis.set(keys.organisation(workspace), organisation)

    async def revoke(self, organisation: str, workspace: str) -> None:
        """The workspace is no longer served by the organisation's installation."""
        with translated():
            await self._redis.delete(keys.organisation(workspace))
            await cast("Any", self._redis.srem(keys.workspaces(organisation), workspace))

    async def of(self, workspace: str) -> str:
        """The organisation that serves a workspace, or ""."""
        with translated():
            found = await self._redis.get(keys.organisation(workspace))
        return next(iter(workspaces_in([found] if found else [])), "")

    async def workspaces(self, organisation: str) -> list[str]:
        """The ids of all workspaces that the organisation's installation serves."""
        with translated():
            found = await cast("Any", self._redis.smembers(keys.workspaces(organisation)))
        return workspaces_in(found)
