"""Whom an org-wide installation serves: found both ways, granted and revoked one by one."""

from __future__ import annotations

from functools import partial

from bot.store import keys
from bot.store.connection import Redis
from bot.store.erasure import erase
from bot.workspaces.departures import Departures
from bot.workspaces.organisations import Organisations


def organisations(redis: Redis) -> Organisations:
    return Organisations(redis, Departures(redis, partial(erase, redis)))


async def test_a_workspace_finds_its_organisation(redis: Redis) -> None:
    """And the organisation all of its workspaces; another one has its own."""
    kept = organisations(redis)
    await kept.grant("E1", ["T1", "T2"])
    await kept.grant("E2", ["T3"])
    await kept.grant("E3", [])
    assert [await kept.of(each) for each in ("T1", "T2", "T3", "T4")] == ["E1", "E1", "E2", ""]
    assert [await kept.workspaces(each) for each in ("E1", "E2", "E3")] == [["T1", "T2"], ["T3"], []]
    await kept.revoke("E1", "T1")
    assert (await kept.of("T1"), await kept.workspaces("E1")) == ("", ["T2"])


async def test_the_link_goes_with_the_workspace(redis: Redis) -> None:
    """Both are keys of their own: deleting everything of either takes its side along."""
    kept = organisations(redis)
    await kept.grant("E1", ["T1"])
    await erase(redis, "T1")
    assert await kept.of("T1") == ""
    await erase(redis, "E1")
    assert await kept.workspaces("E1") == []


async def test_a_workspace_that_is_granted_again_is_not_swept(redis: Redis) -> None:
    """It departed a moment ago, and is back."""
    departures = Departures(redis, partial(erase, redis))
    await departures.begin("T1")
    await Organisations(redis, departures).grant("E1", ["T1"])
    await redis.set(keys.result("T1", "r1"), b"x", ex=60)
    assert await departures.sweep() == 0
    assert await redis.exists(keys.result("T1", "r1")) == 1
