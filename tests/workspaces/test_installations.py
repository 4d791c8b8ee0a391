"""Installations are kept sealed, each for its own workspace."""

from __future__ import annotations

import asyncio

from bot.store import installation_keys as keys
from bot.store.connection import Redis
from bot.workspaces.installations import Installations
from bot.workspaces.sealing import Sealing, new_key

FACTS = {"bot_token": "xoxb-canary-token", "bot_user_id": "U1"}


async def test_an_installation_is_kept_sealed(redis: Redis, sealing: Sealing) -> None:
    """It comes back whole, is not readable in Redis, and is gone once deleted."""
    installations = Installations(redis, sealing)
    await installations.save("T1", FACTS)
    assert await installations.load("T1") == FACTS
    assert b"canary" not in (await redis.get(keys.installation("T1")) or b"")
    await installations.delete("T1")
    assert await installations.load("T1") is None


async def test_a_value_of_another_workspace_is_none(redis: Redis, sealing: Sealing) -> None:
    """A value that somebody copied between two workspaces' keys is not believed."""
    installations = Installations(redis, sealing)
    await installations.save("T1", FACTS)
    await redis.set(keys.installation("T2"), await redis.get(keys.installation("T1")) or b"")
    assert await installations.load("T2") is None
    assert await installations.load("T1") == FACTS


async def test_a_lost_key_means_not_installed(redis: Redis, sealing: Sealing) -> None:
    """With other keys the installation does not open, and nothing crashes."""
    await Installations(redis, sealing).save("T1", FACTS)
    assert await Installations(redis, Sealing(new_key())).load("T1") is None


async def test_an_installation_is_replaced_only_where_it_is(redis: Redis, sealing: Sealing) -> None:
    """What is gone is not brought back, and no change leaves it as it is; of many at once none loses another's."""
    installations = Installations(redis, sealing)
    assert await installations.replace("T1", lambda facts: facts) is None
    await installations.save("T1", {**FACTS, "count": 0})
    assert await installations.replace("T1", lambda _: None) is None
    many = (installations.replace("T1", lambda facts: {**facts, "count": facts["count"] + 1}) for _ in range(20))
    await asyncio.gather(*many)
    assert await installations.load("T1") == {**FACTS, "count": 20}
