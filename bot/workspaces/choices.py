"""What one person chose, by name: small words under small words, kept for a year after the last choice."""

from __future__ import annotations

from typing import Any, cast

from bot.store import keys
from bot.store.connection import Redis, translated
from bot.store.transactions import transaction


class Choices:
    """Choices by workspace and user. Raises StoreUnavailable."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def of(self, workspace: str, user: str) -> dict[str, str]:
        """Name → what was chosen."""
        with translated():
            kept = cast("dict[bytes, bytes]", await _awaited(self._redis.hgetall(keys.choices(workspace, user))))
        return {name.decode(errors="replace"): way.decode(errors="replace") for name, way in kept.items()}

    async def choose(self, workspace: str, user: str, name: str, way: str) -> None:
        """Remember a choice in place of the one before."""
        key = keys.choices(workspace, user)
        await transaction(self._redis, ("HSET", key, name, way), ("EXPIRE", key, keys.CHOICES_TTL))

    async def reset(self, workspace: str, user: str) -> None:
        """Forget all of them."""
        with translated():
            await self._redis.delete(keys.choices(workspace, user))


async def _awaited(answer: Any) -> Any:
    """redis-py 8.1 types its hash commands for both of its colours."""
    return await answer
