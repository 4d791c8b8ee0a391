"""The states of installations under way: each good once, for ten minutes."""

from __future__ import annotations

import hashlib
import secrets

from bot.errors import RateLimited
from bot.observability import count_limited
from bot.store import installation_keys as keys
from bot.store.connection import Redis, translated
from bot.store.gcra import Budget, spend

PER_MINUTE = 60
"""Installations that may begin: anybody can ask for one, and what is kept of each must not fill Redis."""


class OAuthStates:
    """States in Redis, so that any process can take what another one issued. Raises StoreUnavailable."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def issue(self) -> str:
        """A new state, to be sent to Slack and kept by the browser. Raises RateLimited."""
        refusal = await spend(self._redis, Budget.per_minute(keys.oauth_rate(), PER_MINUTE))
        if refusal is not None:
            count_limited("install")
            raise RateLimited("install", refusal.wait)
        state = secrets.token_urlsafe(32)
        with translated():
            await self._redis.set(_key(state), b"1", ex=keys.OAUTH_STATE_TTL)
        return state

    async def consume(self, state: str) -> bool:
        """Whether this state was issued, is not too old, and comes for the first time."""
        with translated():
            return bool(await self._redis.delete(_key(state)))


def _key(state: str) -> str:
    return keys.oauth_state(hashlib.sha256(state.encode()).hexdigest())
