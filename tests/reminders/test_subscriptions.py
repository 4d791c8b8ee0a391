"""Subscriptions: what a channel asked to be told, kept until somebody removes it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from bot.certificates import Query, Span
from bot.errors import NotFound
from bot.language.policy import Quiet, Schedule
from bot.reminders.subscriptions import Subscriptions
from bot.store import keys
from bot.store.connection import Redis
from tests.reminders.subscribing import wanted

QUERY = Query(names=("*.shop.example",), expires=Span(None, datetime(2026, 12, 24).date()))
WEEKDAYS = Schedule(days=(0, 1, 2, 3, 4))


async def add(subscriptions: Subscriptions, workspace: str = "T1", channel: str = "C1", **given: Any) -> str:
    usual: dict[str, Any] = {"query": QUERY, "text": "*.shop.example within 30 days", "schedule": WEEKDAYS}
    return (await subscriptions.create(wanted(workspace=workspace, channel=channel, **{**usual, **given}))).id


async def test_kept_as_given(redis: Redis) -> None:
    """What was saved is read back the same, by another process as well."""
    id_ = await add(Subscriptions(redis), quiet=Quiet("22:00", "07:00"), mention="U7", all_clear=True)
    kept = await Subscriptions(redis).get("T1", id_)
    assert (kept.query, kept.schedule, kept.zone, kept.mention) == (QUERY, WEEKDAYS, "Asia/Shanghai", "U7")
    assert kept.active
    assert kept.all_clear
    assert kept.quiet == Quiet("22:00", "07:00")


async def test_by_channel_and_workspace(redis: Redis) -> None:
    """A channel sees its own, a workspace all of its own, and nobody another's."""
    subscriptions = Subscriptions(redis)
    first, second = await add(subscriptions), await add(subscriptions, channel="C2")
    other = [await add(subscriptions, "T2") for _ in range(3)][-1]
    assert [each.id for each in await subscriptions.of_channel("T1", "C2")] == [second]
    assert [each.id for each in await subscriptions.of_workspace("T1")] == [first, second]
    assert await subscriptions.workspaces() == ["T1", "T2"]
    with pytest.raises(NotFound):
        await subscriptions.get("T1", other)


async def test_removed_and_had_back_for_a_day(redis: Redis) -> None:
    """Removing answers what it was, once; then it does not exist, and a day later nothing is remembered of it. Until
    then it is restored with all that was handled for it, under its own id."""
    subscriptions = Subscriptions(redis)
    id_ = await add(subscriptions, mention="U7")
    await redis.hset(keys.handled("T1", id_), "epoch", "14 2026-11-23")
    removed = await subscriptions.remove("T1", id_)
    with pytest.raises(NotFound):
        await subscriptions.remove("T1", id_)
    assert 0 < await redis.ttl(keys.handled("T1", id_)) <= keys.FORMER_TTL
    assert await subscriptions.restore("T1", id_) == removed == await subscriptions.get("T1", id_)
    assert await redis.ttl(keys.handled("T1", id_)) > keys.FORMER_TTL
    with pytest.raises(NotFound):
        await subscriptions.restore("T1", id_)


async def test_a_change_is_undone(redis: Redis) -> None:
    """What it was before its last change can be had back."""
    subscriptions = Subscriptions(redis)
    before = await subscriptions.get("T1", await add(subscriptions))
    await subscriptions.change(msgspec.structs.replace(before, zone="UTC"))
    assert (await subscriptions.former("T1", before.id)).zone == "Asia/Shanghai"
    assert await subscriptions.restore("T1", before.id) == before


async def test_a_change_and_its_undoing_end_no_silence(redis: Redis) -> None:
    """Who changes a policy, or takes that back, does not make a reminder speak that somebody paused meanwhile, or whose
    channel takes no messages."""
    subscriptions = Subscriptions(redis)
    before = await subscriptions.get("T1", await add(subscriptions))
    await subscriptions.pause("T1", before.id)
    await subscriptions.change(msgspec.structs.replace(before, zone="UTC"))
    changed = await subscriptions.get("T1", before.id)
    assert (changed.zone, changed.paused) == ("UTC", True)
    await subscriptions.suspend("T1", before.id, "is_archived")
    restored = await subscriptions.restore("T1", before.id)
    assert (restored.zone, restored.paused, restored.suspended) == ("Asia/Shanghai", True, "is_archived")


async def test_ids_are_short_and_never_given_twice(redis: Redis) -> None:
    """They can be typed; each workspace counts for itself, and a removed one's number stays its own."""
    subscriptions = Subscriptions(redis)
    first = await add(subscriptions)
    await subscriptions.remove("T1", first)
    assert [first, await add(subscriptions), await add(subscriptions, "T2")] == ["s1", "s2", "s1"]


async def test_purged_workspace_is_scanned_no_more(redis: Redis) -> None:
    """After an uninstall nothing says that the workspace was here."""
    subscriptions = Subscriptions(redis)
    await add(subscriptions)
    await subscriptions.purge("T1")
    assert (await subscriptions.workspaces(), await subscriptions.of_workspace("T1")) == ([], [])


async def test_pause_resume_and_suspend(redis: Redis) -> None:
    """A pause and a suspension silence; resuming ends both; the first suspension is news, and the first after that."""
    subscriptions = Subscriptions(redis)
    id_ = await add(subscriptions)
    assert not (await subscriptions.pause("T1", id_)).active
    assert (await subscriptions.resume("T1", id_)).active
    assert await subscriptions.suspend("T1", id_, "is_archived")
    assert not await subscriptions.suspend("T1", id_, "is_archived")
    assert (await subscriptions.get("T1", id_)).suspended == "is_archived"
    assert (await subscriptions.resume("T1", id_)).active
    assert await subscriptions.suspend("T1", id_, "is_archived")


async def test_changes_at_the_same_time_keep_each_other(redis: Redis) -> None:
    """A pause is not lost to a suspension, whichever is written last."""
    subscriptions = Subscriptions(redis)
    for _ in range(20):
        id_ = await add(subscriptions)
        await asyncio.gather(subscriptions.suspend("T1", id_, "is_archived"), subscriptions.pause("T1", id_))
        both = await subscriptions.get("T1", id_)
        assert (both.paused, both.suspended) == (True, "is_archived")


async def test_changed_policy_is_kept(redis: Redis) -> None:
    """Another time and zone are saved under the same id; a removed one cannot be changed."""
    subscriptions = Subscriptions(redis)
    before = await subscriptions.get("T1", await add(subscriptions))
    await subscriptions.change(msgspec.structs.replace(before, zone="America/New_York", schedule=Schedule(at="18:00")))
    after = await subscriptions.get("T1", before.id)
    assert (after.zone, after.schedule.at) == ("America/New_York", "18:00")
    await subscriptions.remove("T1", before.id)
    with pytest.raises(NotFound):
        await subscriptions.change(after)


@pytest.mark.parametrize(
    "given",
    [
        {"schedule": Schedule(days=())},
        {"schedule": Schedule(days=(7,))},
        {"schedule": Schedule(at="25:00")},
        {"zone": "Mars/Olympus"},
        {"zone": "../../etc/passwd"},
        {"quiet": Quiet("late", "early")},
    ],
)
async def test_what_can_never_come_is_refused(redis: Redis, given: dict[str, Any]) -> None:
    """A schedule or zone that would fail at night is refused when it is made."""
    subscriptions = Subscriptions(redis)
    with pytest.raises(ValueError, match=r"."):
        await add(subscriptions, **given)
    assert await subscriptions.of_workspace("T1") == []


@pytest.mark.parametrize(
    "poison", [b"", b"\x80\x05junk", b"{}", b'{"id": "x", "workspace": "T2"}', b"[1, 2]", b"\xff" * 100]
)
async def test_poisoned_values_are_nothing(redis: Redis, poison: bytes) -> None:
    """What is no subscription is not read as one, and does not hide the others."""
    subscriptions = Subscriptions(redis)
    id_ = await add(subscriptions)
    await redis.hset(keys.subscriptions("T1"), "bad", poison)
    assert [each.id for each in await subscriptions.of_workspace("T1")] == [id_]
    with pytest.raises(NotFound):
        await subscriptions.get("T1", "bad")


async def test_a_subscription_of_another_workspace_is_nothing(redis: Redis) -> None:
    """A value that was moved from one workspace's hash to another's is not read there."""
    subscriptions = Subscriptions(redis)
    value = await redis.hget(keys.subscriptions("T1"), await add(subscriptions))
    assert value is not None
    await redis.hset(keys.subscriptions("T2"), "moved", value)
    assert await subscriptions.of_workspace("T2") == []


async def test_a_first_round_comes_after_now(redis: Redis) -> None:
    """The instant of making is kept: slots from before it are not caught up."""
    made = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    subscriptions = Subscriptions(redis)
    assert (await subscriptions.get("T1", await add(subscriptions, created_at=made))).created_at == made
