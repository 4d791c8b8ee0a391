"""Deliveries that came before: Slack retries, people's networks repeat, attackers replay; the effect is one.

Bolt does not deduplicate (slack_bolt 1.30). Every delivery asks this first and then who sent it, so one round trip to
Redis brings both.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import secrets
from typing import Any, NamedTuple, cast

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


_TAKE = """
-- KEYS: a delivery, the person who sent it. ARGV: a word of this call alone, the delivery's time to live.
-- Answers {1 where the delivery is a first one else 0, what is kept of the person}.
local first = redis.call('SET', KEYS[1], ARGV[1], 'NX', 'EX', ARGV[2])
-- a client that lost the answer sends its call again
first = first or redis.call('TYPE', KEYS[1]).ok == 'string' and redis.call('GET', KEYS[1]) == ARGV[1]
local person = redis.call('TYPE', KEYS[2]).ok == 'string' and redis.call('GET', KEYS[2])
return {first and 1 or 0, person}
"""


class Arrival(NamedTuple):
    """Whether a delivery is seen for the first time, and what is kept of its sender (bytes for People)."""

    first: bool
    person: bytes | None = None


def delivery_id(body: dict[str, Any]) -> str:
    """What names a delivery; for one without an id of Slack's, a digest of its content."""
    named = next((f"{name}:{body[name]}" for name in IDS if isinstance(body.get(name), str) and body[name]), None)
    if named:
        return named
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


class Repeats:
    """Remembers deliveries for `keys.DELIVERY_TTL`: longer than a signature is valid, and than Slack retries."""

    def __init__(self, redis: Redis) -> None:
        self._take = redis.register_script(_TAKE)
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def arrival(self, workspace: str, user: str, body: dict[str, Any]) -> Arrival:
        """Whether this delivery is seen for the first time, over all processes; `user` is whom to look up beside.

        Without Redis every delivery counts as a first one: an answer given twice is better than none.
        """
        asked = [keys.delivery(workspace, delivery_id(body)), keys.person(workspace, user)]
        try:
            async with self._turns:
                with translated():
                    answer = await self._take(asked, [secrets.token_bytes(8), keys.DELIVERY_TTL])
        except StoreUnavailable as fault:
            log.warning("repeated deliveries are not noticed: Redis does not answer", extra={"fault": str(fault)})
            return Arrival(True)
        first, person = cast("tuple[int, bytes | None]", answer)
        return Arrival(bool(first), person)
