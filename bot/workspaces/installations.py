"""Where the app is installed: one sealed value a workspace, kept until the app is uninstalled."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from bot.store import installation_keys as keys
from bot.store.connection import Redis, translated
from bot.store.swapping import swap
from bot.workspaces.sealing import BrokenSeal, Sealing

Facts = dict[str, Any]
"""An installation as JSON has it: what slack_sdk's Installation is made of."""

log = logging.getLogger(__name__)


class Installations:
    """Installations by workspace id, or by organisation id for org-wide ones. All methods raise StoreUnavailable."""

    def __init__(self, redis: Redis, sealing: Sealing) -> None:
        self._redis = redis
        self._sealing = sealing

    async def save(self, workspace: str, facts: Facts) -> None:
        """Keep an installation (its tokens are why it is sealed) in place of an earlier one."""
        with translated():
            await self._redis.set(keys.installation(workspace), self._sealed(workspace, facts))

    async def load(self, workspace: str) -> Facts | None:
        """A workspace's installation; what does not open is as good as none, and a log line says so."""
        sealed = await self._read(workspace)
        return self._opened(workspace, sealed) if sealed is not None else None

    async def replace(self, workspace: str, change: Callable[[Facts], Facts | None]) -> Facts | None:
        """Put what `change` makes of the kept installation in its place, whoever else writes meanwhile: it is called
        again on what they wrote. What is written, or None where nothing is: `change` gave None, or there is no
        installation (any more), which is never brought back."""
        while True:
            sealed = await self._read(workspace)
            facts = self._opened(workspace, sealed) if sealed is not None else None
            changed = change(facts) if facts is not None else None
            if sealed is None or changed is None:
                return None
            if await swap(self._redis, keys.installation(workspace), sealed, self._sealed(workspace, changed)):
                return changed

    async def delete(self, workspace: str) -> None:
        with translated():
            await self._redis.delete(keys.installation(workspace))

    async def _read(self, workspace: str) -> bytes | None:
        with translated():
            sealed = await self._redis.get(keys.installation(workspace))
        return sealed if isinstance(sealed, bytes) else None

    def _sealed(self, workspace: str, facts: Facts) -> bytes:
        return self._sealing.seal(workspace, json.dumps(facts).encode())

    def _opened(self, workspace: str, sealed: bytes) -> Facts | None:
        try:
            facts: Facts = json.loads(self._sealing.open(workspace, sealed))
        except BrokenSeal as broken:
            log.error("an installation cannot be read", extra={"fault": str(broken)})
            return None
        return facts
