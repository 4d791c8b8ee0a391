"""Who is told when nobody else can be."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import DeliveryRefused
from bot.playground.slack_store import TEAM, Person
from bot.slack.admins import ENOUGH, Admins


async def test_admins_and_owners_who_are_there(slack: Any) -> None:
    """Owners first; nobody who left, no bot, nobody of another company, and not a crowd."""
    admins = Admins(slack.app.api, slack.app.authorize)
    for each in slack.world.people.values():
        each.admin = each.owner = False
    assert await admins.of(TEAM) == []
    kinds: list[dict[str, Any]] = [
        {}, {"admin": True, "deleted": True}, {"admin": True, "bot": True}, {"admin": True}, {"owner": True},
        {"owner": True, "stranger": True},
    ]  # fmt: skip
    for number, kind in enumerate(kinds):
        slack.world.add_person(Person(f"U9{number}", f"p{number}", f"Person {number}", **kind))
    assert await admins.of(TEAM) == ["U94", "U93"]
    for number in range(10, 20):
        slack.world.add_person(Person(f"U9{number}", f"p{number}", f"Person {number}", admin=True))
    assert len(await admins.of(TEAM)) == ENOUGH


async def test_of_no_workspace_of_ours(slack: Any) -> None:
    """Where the app is not installed nobody is known."""
    with pytest.raises(DeliveryRefused):
        await Admins(slack.app.api, slack.app.authorize).of("T0ELSE0001")
