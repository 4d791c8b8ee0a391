"""Deliveries that came before: Slack retries, people's networks repeat, attackers replay; the effect is one.

Bolt does not deduplicate (slack_bolt 1.30). Every delivery asks this first and then who sent it, so one round trip to
Redis brings both, for all deliveries of a workspace that come while another one is asked about.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import random
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from bot.errors import StoreUnavailable
from bot.store import keys
from bot.store.coalescing import Coalescing
from bot.store.connection import Redis, translated

log = logging.getLogger(__name__)

AT_ONCE = 16
"""Half of a client's connections. A burst that asked for more would wait in the pool, time out, and be taken for first
deliveries."""
IDS = ("event_id", "trigger_id")
"""Slack's own names of a delivery: an event keeps its event_id over all retries; a command, a click or a submitted form
has a trigger_id of its own. Both are inside the signed body, so a replay carries them too."""


_TAKE = """
-- KEYS: a delivery and the person who sent it, for each question. ARGV: a delivery's time to live, then a word of each
-- question alone. Answers for each {1 where the delivery is a first one else 0, what is kept of the person}.
local answers = {}
for at = 1, #KEYS, 2 do
  local delivery, sender, word = KEYS[at], KEYS[at + 1], ARGV[(at + 3) / 2]
  local first = redis.call('SET', delivery, word, 'NX', 'EX', ARGV[1])
  -- a client that lost the answer sends its call again
  first = first or redis.call('TYPE', delivery).ok == 'string' and redis.call('GET', delivery) == word
  local person = redis.call('TYPE', sender).ok == 'string' and redis.call('GET', sender)
  answers[#answers + 1] = {first and 1 or 0, person}
end
return answers
"""


class Arrival(NamedTuple):
    """Whether a delivery is seen for the first time, and what is kept of its sender (bytes for People)."""

    first: bool
    person: bytes | None = None


class _Asked(NamedTuple):
    """Two keys, and a word of this question alone."""

    delivery: str
    person: str
    word: bytes


def delivery_id(body: dict[str, Any]) -> str:
    """What names a delivery; for one without an id of Slack's, a digest of its content."""
    named = next((f"{name}.{body[name]}" for name in IDS if isinstance(body.get(name), str) and body[name]), None)
    if named:
        return named
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


class Repeats:
    """Remembers deliveries for `keys.DELIVERY_TTL`: longer than a signature is valid, and than Slack retries."""

    def __init__(self, redis: Redis) -> None:
        self._take = redis.register_script(_TAKE)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._together = Coalescing(self._asked)

    async def arrival(self, workspace: str, user: str, body: dict[str, Any]) -> Arrival:
        """Whether this delivery is seen for the first time, over all processes; `user` is whom to look up beside.

        Without Redis every delivery counts as a first one: an answer given twice is better than none.
        """
        word = random.randbytes(8)  # noqa: S311 - told from others by chance, by nobody's malice
        asked = _Asked(keys.delivery(workspace, delivery_id(body)), keys.person(workspace, user), word)
        try:
            return await self._together.ask(workspace, asked)
        except StoreUnavailable as fault:
            log.warning("repeated deliveries are not noticed: Redis does not answer", extra={"fault": str(fault)})
            return Arrival(True)

    async def _asked(self, several: Sequence[_Asked]) -> list[Arrival]:
        names = [name for one in several for name in (one.delivery, one.person)]
        async with self._turns:
            with translated():
                answers = await self._take(names, [keys.DELIVERY_TTL, *(one.word for one in several)])
        return [Arrival(bool(first), person) for first, person in cast("list[tuple[int, bytes | None]]", answers)]
