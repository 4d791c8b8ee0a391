"""Deliveries that came before: Slack retries, people's networks repeat, attackers replay; the effect is one.

Bolt does not deduplicate (slack_bolt 1.30).
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import Any

from bot.errors import StoreUnavailable
from bot.store import keys
from bot.store.connection import Redis, translated

log = logging.getLogger(__name__)

AT_ONCE = 16
"""Half of a client's connections. A burst that asked for more would wait in the pool, time out, and be taken for first
deliveries."""
IDS = ("event_id", "trigger_id")
"""Slack's own names of a delivery: an event keeps its event_id over all retries; a command, a click or a submitted form
has a trigger_id of its own. Both are inside the signed body, so a replay carries them too."""


def delivery_id(body: dict[str, Any]) -> str:
    """What names a delivery; for one without an id of Slack's, a digest of its content."""
    named = next((f"{name}:{body[name]}" for name in IDS if isinstance(body.get(name), str) and body[name]), None)
    if named:
        return named
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


class Repeats:
    """Remembers deliveries for `keys.DELIVERY_TTL`: longer than a signature is valid, and than Slack retries."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def first(self, workspace: str, body: dict[str, Any]) -> bool:
        """Whether this delivery is seen for the first time, over all processes.

        Without Redis every delivery counts as a first one: an answer given twice is better than none.
        """
        key = keys.delivery(workspace, delivery_id(body))
        try:
            async with self._turns:
                with translated():
                    return bool(await self._redis.set(key, b"1", nx=True, ex=keys.DELIVERY_TTL))
        except StoreUnavailable as fault:
            log.warning("repeated deliveries are not noticed: Redis does not answer", extra={"fault": str(fault)})
            return True
