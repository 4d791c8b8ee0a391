"""Where the app is installed: one sealed value a workspace, kept until the app is uninstalled."""

from __future__ import annotations

import json
import logging
from typing import Any

from bot.store import keys
from bot.store.connection import Redis, translated
from bot.workspaces.sealing import BrokenSeal, Sealing

log = logging.getLogger(__name__)


class Installations:
    """Installations by workspace id, or by organisation id for org-wide ones. All methods raise StoreUnavailable."""

    def __init__(self, redis: Redis, sealing: Sealing) -> None:
        self._redis = redis
        self._sealing = sealing

    async def save(self, workspace: str, facts: dict[str, Any]) -> None:
        """Keep an installation (JSON values; its tokens are why it is sealed) in place of an earlier one."""
        sealed = self._sealing.seal(workspace, json.dumps(facts).encode())
        with translated():
            await self._redis.set(keys.installation(workspace), sealed)

    async def load(self, workspace: str) -> dict[str, Any] | None:
        """A workspace's installation; what does not open is as good as none, and a log line says so."""
        with translated():
            sealed = await self._redis.get(keys.installation(workspace))
        if not isinstance(sealed, bytes):
            return None
        try:
            facts: dict[str, Any] = json.loads(self._sealing.open(workspace, sealed))
        except BrokenSeal as broken:
            log.error("an installation cannot be read", extra={"fault": str(broken)})
            return None
        return facts

    async def delete(self, workspace: str) -> None:
        with translated():
            await self._redis.delete(keys.installation(workspace))
