"""Rounds against a real Redis and a played Slack whose message log is the oracle."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.certificates import Certificate
from bot.errors import NotFound, SourceUnavailable
from bot.language.policy import Schedule
from bot.reminders.selection import epoch
from bot.reminders.slots import EXTRAS
from bot.store import keys
from bot.store.connection import Redis
from tests.reminders.house import House
from tests.reminders.subscribing import NOW

Make = Callable[..., Certificate]
WaitUntil = Callable[[Callable[[], Awaitable[object]]], Awaitable[None]]
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


async def test_due_is_posted_once(house: House, certificate: Make) -> None:
    """A slot's digest is posted once with its key, however often the scan comes, and its bands are remembered."""
    house.certificates.append(certificate(left=10 * DAY))
    subscription = await house.subscribe()
    for _ in range(3):
        await house.scan()
        house.now += MINUTE
    (message,) = house.slack.messages
    assert (message.workspace, message.channel, message.key) == ("T1", "C1", f"{subscription}:2026-11-23")
    assert await house.state(subscription) == ("posted", "")
    remembered = await house.ledger.handled("T1", subscription)
    assert list(remembered.bands.values()) == [14]
    assert remembered.slot is not None
    assert remembered.slot.day.isoformat() == "2026-11-23"


async def test_nothing_due_is_settled_silently(house: House, certificate: Make) -> None:
    """With nothing due nothing is posted, and the slot is dealt with: the next minute has no job."""
    house.certificates.append(certificate(left=90 * DAY))
    await house.subscribe()
    await house.scan()
    assert house.slack.attempts == 0
    assert await house.rounds.scan() == []
    house.now += HOUR
    assert len(await house.rounds.scan()) == 1


async def test_many_workers_post_once(house: House, certificate: Make) -> None:
    """Twenty rounds of one subscription at the same time make one message."""
    house.certificates.append(certificate(left=10 * DAY))
    subscription = await house.subscribe()
    await asyncio.gather(*(house.rounds.round("T1", subscription) for _ in range(20)))
    assert len(house.slack.messages) == 1


async def test_at_most_five_extras_a_day_and_channel(house: House, certificate: Make) -> None:
    """Two subscriptions of one channel have five extra messages a day between them; the rest waits for the slot."""
    await house.subscribe()
    await house.subscribe()
    await house.scan()
    for n in range(EXTRAS + 2):
        house.now += HOUR
        house.certificates.append(certificate(f"c{n}", left=2 * DAY))
        await house.scan()
    assert len(house.slack.messages) == EXTRAS
    told = {epoch for message in house.slack.messages for epoch in message.digest.moves}
    house.now += DAY
    await house.scan()
    late = {epoch for message in house.slack.messages[EXTRAS:] for epoch in message.digest.moves}
    assert len(told | late) == EXTRAS + 2


async def test_one_message_a_second_and_channel(house: House, certificate: Make, redis: Redis) -> None:
    """A post waits for the pace of its channel, not for another channel's."""
    house.certificates.append(certificate(left=10 * DAY))
    await house.subscribe(created_at=house.now - 2 * HOUR)
    await house.subscribe(channel="C2")
    await redis.set(keys.pace("T1", "C1"), "1", px=150)
    jobs = await house.rounds.scan()
    await asyncio.gather(*(house.rounds.round(job.workspace, job.subscription) for job in jobs))
    assert [message.channel for message in house.slack.messages] == ["C2", "C1"]


async def test_source_down_is_caught_up_late(house: House, certificate: Make) -> None:
    """While the source does not answer nothing is lost: the digest comes when it does, and says that it is late."""
    house.certificates.append(certificate(left=10 * DAY))
    await house.subscribe()
    house.unseen = SourceUnavailable("timeout")
    for _ in range(3):
        await house.scan()
        house.now += 10 * MINUTE
    house.unseen = None
    await house.scan()
    (message,) = house.slack.messages
    assert message.digest.late_since == house.now - 30 * MINUTE


async def test_clock_set_back_does_not_postpone_the_next_look(house: House, certificate: Make) -> None:
    """After a clock was a day ahead, an urgent crossing is still told when it comes, not a day later."""
    house.certificates.append(certificate(left=3 * DAY + 2 * HOUR))
    await house.subscribe()
    await house.scan()
    house.now += DAY
    house.certificates.append(certificate("c2", left=3 * DAY + HOUR))
    await house.scan()
    told = len(house.slack.messages)
    house.now -= DAY
    house.certificates.append(certificate("c3", left=2 * DAY))
    await house.scan()
    assert [sorted(message.digest.moves) for message in house.slack.messages[told:]] == [[epoch(house.certificates[2])]]


async def test_slot_that_a_wrong_clock_dealt_with_comes_again(house: House, certificate: Make) -> None:
    """After a minute ten days ahead the slots come as before: nothing is told twice, and what is new is told."""
    house.certificates.append(certificate(left=45 * DAY))
    subscription = await house.subscribe()
    await house.scan()
    today, house.now = house.now, house.now + 10 * DAY
    await house.scan()
    house.now = today + DAY
    house.certificates.append(certificate("c2", left=20 * DAY))
    for _ in range(3):
        await house.scan()
        house.now += MINUTE
    slots = [(message.digest.slot, list(message.digest.moves.values())) for message in house.slack.messages]
    assert slots == [("2026-11-23", [60]), ("2026-11-24", [30])]
    watched = await house.ledger.handled("T1", subscription)
    assert watched.slot is not None
    assert watched.slot.day.isoformat() == "2026-11-24"


async def test_pause_is_not_lateness(house: House, certificate: Make) -> None:
    """What waited for a pause to end is told at once when it ends, in one digest that is not called late."""
    house.certificates.append(certificate(left=10 * DAY))
    subscription = await house.subscribe()
    await house.subscriptions.pause("T1", subscription)
    for _ in range(4):
        await house.scan()
        house.now += DAY + HOUR
    assert house.slack.attempts == 0
    await house.subscriptions.resume("T1", subscription, house.now)
    await house.scan()
    house.now += 25 * DAY - 4 * HOUR
    await house.scan()
    assert [message.digest.late_since for message in house.slack.messages] == [None, NOW + 7 * DAY]


async def test_removed_meanwhile_is_silent(house: House, certificate: Make) -> None:
    """A subscription that is removed between the scan and its round says nothing and leaves nothing behind."""
    house.certificates.append(certificate(left=10 * DAY))
    subscription = await house.subscribe()
    (job,) = await house.rounds.scan()
    await house.subscriptions.remove("T1", subscription)
    await house.rounds.round(job.workspace, job.subscription)
    assert house.slack.attempts == 0
    with pytest.raises(NotFound):
        await house.subscriptions.get("T1", subscription)


async def test_preview_sends_and_remembers_nothing(house: House, certificate: Make) -> None:
    """Asking what would be sent on another day leaves everything as it was."""
    house.certificates.append(certificate(left=40 * DAY))
    subscription = await house.subscriptions.get("T1", await house.subscribe())
    for _ in range(2):
        digest = await house.rounds.preview(subscription, house.now + 28 * DAY)
        assert digest is not None
        assert [group.name for group in digest.groups] == ["days14"]
    assert house.slack.attempts == 0
    assert (await house.ledger.handled("T1", subscription.id)).bands == {}


async def test_nothing_is_posted_when_what_was_remembered_is_unreadable(
    house: House, certificate: Make, redis: Redis
) -> None:
    """State that nobody of ours can have written stops the round: better silent than twice."""
    house.certificates.append(certificate(left=10 * DAY))
    subscription = await house.subscribe()
    await redis.hset(keys.handled("T1", subscription), mapping={b"\xff\xfe": b"\x00"})
    await redis.expire(keys.handled("T1", subscription), 60)
    await house.scan()
    assert house.slack.attempts == 0


async def test_one_poisoned_subscription_keeps_no_other_waiting(house: House, certificate: Make, redis: Redis) -> None:
    """A subscription whose state cannot be read is left out of the scan; the others are told."""
    house.certificates.append(certificate(left=10 * DAY))
    poisons: dict[str, dict[Any, Any]] = {
        "C1": {"day": "yesterday", "turn": "x"}, "C2": {b"\xff": b"\xff"}, "C3": {},
    }  # fmt: skip
    for channel, poison in poisons.items():
        subscription = await house.subscribe(channel=channel)
        if poison:
            await redis.hset(keys.watch("T1", subscription), mapping=poison)
            await redis.expire(keys.watch("T1", subscription), 60)
    await redis.set(keys.watch("T1", await house.subscribe(channel="C4")), "no hash", ex=60)
    await house.scan()
    assert [message.channel for message in house.slack.messages] == ["C3"]


async def test_state_expires_after_the_certificate(house: House, certificate: Make, redis: Redis) -> None:
    """Bands are kept until 60 days after the latest end among them, and dropped one by one before that."""
    house.certificates += [certificate("old", left=-20 * DAY), certificate("new", left=30 * DAY)]
    subscription = await house.subscribe(schedule=Schedule())
    await house.scan()
    remembered = await redis.ttl(keys.handled("T1", subscription))
    end = int((house.now + 90 * DAY).timestamp()) - int((await house.ledger.time()).timestamp())
    assert abs(remembered - end) < 5
    house.certificates.clear()
    house.now += 45 * DAY
    await house.scan()
    bands = (await house.ledger.handled("T1", subscription)).bands
    assert [epoch.rpartition(":")[2] for epoch in bands] == ["new"]
