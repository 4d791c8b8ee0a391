"""How many questions a person and a workspace may ask in a minute."""

from __future__ import annotations

import logging

from bot.errors import RateLimited, StoreUnavailable
from bot.observability import count_limited
from bot.store import keys
from bot.store.connection import Redis
from bot.store.gcra import Budget, spend

log = logging.getLogger(__name__)

_WHOSE = ("user", "workspace")


class Limits:
    """The two budgets of every question. They protect the upstream's patience, so they fail open."""

    def __init__(self, redis: Redis, user_per_minute: int = 20, workspace_per_minute: int = 120) -> None:
        self._redis = redis
        self._user = user_per_minute
        self._workspace = workspace_per_minute

    async def spend(self, workspace: str, user: str) -> None:
        """Count one question. Raises RateLimited with the seconds to wait; a refused question costs nothing.

        Without Redis everybody may ask, and a log line says so.
        """
        budgets = (
            Budget.per_minute(keys.rate(workspace, "user", user), self._user),
            Budget.per_minute(keys.rate(workspace, "workspace"), self._workspace),
        )
        try:
            refusal = await spend(self._redis, *budgets)
        except StoreUnavailable as fault:
            log.warning("rate limits are off: Redis does not answer", extra={"fault": str(fault)})
            return
        if refusal is not None:
            count_limited(_WHOSE[refusal.which])
            raise RateLimited(_WHOSE[refusal.which], refusal.wait)
