"""What assembly alone can get wrong."""

from __future__ import annotations

from bot import assembly
from bot.certificates import Query
from bot.language.request import Schedule
from bot.settings import read
from bot.store import keys
from bot.store.connection import Redis


async def test_a_workspace_that_left_is_forgotten(redis_url: str, redis: Redis) -> None:
    """Nothing of it stays, and no scan looks for its reminders any more; another workspace keeps its own."""
    async with assembly.house(read({"LANG": "en"}), redis_url) as house:
        for workspace in ("T1", "T2"):
            await house.subscriptions.add(workspace, "C1", "U1", Query(), "remind", Schedule(), "UTC", "en")
        await house.forget("T1")
        assert await house.subscriptions.workspaces() == ["T2"]
    assert await redis.keys(keys.everything("T1")) == []
    assert len(await redis.keys(keys.everything("T2"))) == 1
