"""Whether an account is blind is told by one, and only while it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.certificates import Part
from bot.reminders.sight import Sight, Sights
from bot.store import keys
from bot.store.connection import Redis

NOW = datetime(2026, 11, 23, 1, 0, 0, 123456, tzinfo=UTC)
WHERE = ("T1", "prod")


async def _blinded(redis: Redis) -> Sights:
    """An account that was seen, and failed twice since."""
    sights = Sights(redis)
    await sights.saw("T1", Part("prod", NOW), NOW)
    for hours in (1, 2):
        await sights.failed(*WHERE, NOW + timedelta(hours=hours))
    return sights


async def test_blindness_is_for_one_to_tell(redis: Redis) -> None:
    """Of all that look at once one hears since when; then nobody, until it was seen again."""
    sights = await _blinded(redis)
    assert [await sights.tell(*WHERE, NOW + timedelta(hours=3)) for _ in range(3)] == [NOW, None, None]


@pytest.mark.parametrize("meanwhile", ["seen", "forgotten"])
async def test_what_is_over_is_not_told(redis: Redis, monkeypatch: pytest.MonkeyPatch, meanwhile: str) -> None:
    """An account that another round has seen since, or that was removed, is not marked as told: the next time is."""
    sights = await _blinded(redis)
    of: Callable[[str, str], Awaitable[Sight]] = sights.of

    async def overtaken(workspace: str, account: str) -> Sight:
        found = await of(workspace, account)
        if meanwhile == "seen":
            await sights.saw(workspace, Part(account, NOW + timedelta(hours=3)), NOW)
        else:
            await redis.unlink(keys.sight(workspace, account))
        return found

    monkeypatch.setattr(sights, "of", overtaken)
    assert await sights.tell(*WHERE, NOW + timedelta(hours=3)) is None
    assert not (await of(*WHERE)).told
