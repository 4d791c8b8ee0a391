"""Choices belong to one person of one workspace, and outlive a year of silence no longer."""

from __future__ import annotations

from bot.store import keys
from bot.store.connection import Redis
from bot.workspaces.choices import Choices


async def test_the_last_choice_counts(redis: Redis) -> None:
    """Each name has one choice, the latest; others' stay apart, and so does another workspace of the same user id."""
    choices = Choices(redis)
    for name, way in (("day_month", "month"), ("day_month", "day"), ("next_weekday", "coming")):
        await choices.choose("T1", "U1", name, way)
    assert await choices.of("T1", "U1") == {"day_month": "day", "next_weekday": "coming"}
    assert await choices.of("T1", "U2") == await choices.of("T2", "U1") == {}


async def test_choices_are_kept_for_a_year(redis: Redis) -> None:
    """Counted from the last choice."""
    await Choices(redis).choose("T1", "U1", "day_month", "day")
    assert keys.CHOICES_TTL - 60 < await redis.ttl(keys.choices("T1", "U1")) <= keys.CHOICES_TTL == 365 * 86_400


async def test_choices_are_reset(redis: Redis) -> None:
    """Nothing of that person's stays; resetting nothing is no error."""
    choices = Choices(redis)
    await choices.choose("T1", "U1", "day_month", "day")
    await choices.reset("T1", "U1")
    await choices.reset("T1", "U1")
    assert await choices.of("T1", "U1") == {}
