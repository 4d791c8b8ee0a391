"""Whether an account is blind is told by one, and only while it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.certificates import Part
from bot.reminders.sight import TELLING, Sight, Sights
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
    """Of all that look at once one hears since when; once it was told nobody does, however late."""
    sights = await _blinded(redis)
    at = NOW + timedelta(hours=3)
    assert [await sights.tell(*WHERE, at) for _ in range(3)] == [NOW, None, None]
    await sights.told(*WHERE, at)
    assert await sights.tell(*WHERE, at + TELLING) is None


async def test_what_was_not_told_is_told_by_another(redis: Redis) -> None:
    """Who was to tell it and never says that it was told is waited for, but not for ever; of another blindness than
    that of before its late word says nothing."""
    sights = await _blinded(redis)
    at = NOW + timedelta(hours=3)
    assert await sights.tell(*WHERE, at) == NOW
    assert await sights.tell(*WHERE, at + TELLING) == NOW
    await sights.saw("T1", Part("prod", at), at)
    await sights.told(*WHERE, at + TELLING)
    assert await sights.tell(*WHERE, at + timedelta(days=2)) == at


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
    assert not await redis.hexists(keys.sight(*WHERE), "telling")
