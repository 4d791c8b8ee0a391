"""Rounds against a real Redis and a played Slack whose message log is the oracle."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.certificates import Certificate
from bot.errors import (
    DeliveryRefused,
    DeliveryThrottled,
    DeliveryUnknown,
    NotFound,
    SourceUnavailable,
)
from bot.language.request import Schedule
from bot.reminders.ledger import TRIES
from bot.reminders.plan import EXTRAS
from bot.reminders.schedule import Quiet
from bot.store import keys
from bot.store.connection import Redis

Make = Callable[..., Certificate]
WaitUntil = Callable[[Callable[[], Awaitable[object]]], Awaitable[None]]
House = Any  # the fixture's class; conftest cannot be imported
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


@pytest.mark.parametrize(
    "code", ["channel_not_found", "not_in_channel", "is_archived", "restricted_action", "account_inactive"]
)
async def test_dead_channel_suspends_and_tells_once(house: House, certificate: Make, code: str) -> None:
    """Where nothing can be delivered, the owner is told once, the band stays unhandled, and resuming delivers."""
    house.certificates.append(certificate(left=10 * DAY))
    subscription = await house.subscribe()
    house.slack.faults = [("before", DeliveryRefused(code))]
    for _ in range(4):
        await house.scan()
        house.now += MINUTE
    assert house.told.suspensions == [(subscription, code)]
    assert (house.slack.attempts, house.slack.messages) == (1, [])
    assert (await house.ledger.handled("T1", subscription)).bands == {}
    await house.subscriptions.resume("T1", subscription)
    await house.scan()
    assert len(house.slack.messages) == 1


async def test_refused_for_ever_is_given_up(house: House, certificate: Make) -> None:
    """A message that Slack will not have is tried a bounded number of times; the next slot tries anew."""
    house.certificates.append(certificate(left=10 * DAY))
    subscription = await house.subscribe()
    house.slack.faults = [("before", DeliveryRefused("invalid_blocks"))] * TRIES
    for _ in range(3 * TRIES):
        await house.scan()
        house.now += MINUTE
    assert house.slack.attempts == TRIES
    assert await house.state(subscription) == ("rejected", "invalid_blocks")
    house.now += DAY
    await house.scan()
    assert [list(message.digest.moves.values()) for message in house.slack.messages] == [[14]]


@pytest.mark.parametrize("code", ["invalid_auth", "missing_scope"])
async def test_operators_fault_waits_for_the_operator(house: House, certificate: Make, code: str) -> None:
    """A wrong token suspends nobody: the digest is tried again until it is mended."""
    house.certificates.append(certificate(left=10 * DAY))
    await house.subscribe()
    house.slack.faults = [("before", DeliveryRefused(code))] * (2 * TRIES)
    for _ in range(2 * TRIES + 1):
        await house.scan()
    assert len(house.slack.messages) == 1
    assert house.told.suspensions == []


async def test_throttled_is_delivered_once_afterwards(house: House, certificate: Make, wait_until: WaitUntil) -> None:
    """While Slack says 429 nothing is asked before its time; afterwards the digest is posted once."""
    house.certificates.append(certificate(left=10 * DAY))
    subscription = await house.subscribe()
    house.slack.faults = [("before", DeliveryThrottled(0.3))] * 3
    await house.scan()
    await house.scan()
    assert (house.slack.attempts, await house.state(subscription)) == (1, ("rejected", "ratelimited"))

    async def delivered() -> bool:
        await house.scan()
        return bool(house.slack.messages)

    await wait_until(delivered)
    await house.scan()
    assert (house.slack.attempts, len(house.slack.messages)) == (4, 1)


async def test_ten_minutes_of_429(house: House, certificate: Make, redis: Redis) -> None:
    """A Retry-After of ten minutes is kept to, however often the scan comes meanwhile; the digest says it is late."""
    house.certificates.append(certificate(left=10 * DAY))
    subscription = await house.subscribe()
    house.slack.faults = [("before", DeliveryThrottled(600.0))]
    for _ in range(10):
        await house.scan()
        house.now += MINUTE
    assert house.slack.attempts == 1
    await redis.hset(keys.ledger("T1", subscription, "2026-11-23"), "retry", "0")  # ten minutes are over
    house.now += 10 * MINUTE
    await house.scan()
    (message,) = house.slack.messages
    assert message.digest.late_since is not None


@pytest.mark.parametrize("fault", [DeliveryUnknown(), TimeoutError()])
async def test_accepted_then_dropped_is_one_message(house: House, certificate: Make, fault: Exception) -> None:
    """When the answer is lost after Slack took the message, it is found by its key and not posted again."""
    house.certificates.append(certificate(left=2 * DAY))
    subscription = await house.subscribe()
    house.slack.faults = [("after", fault)]
    await house.scan()
    assert await house.state(subscription) == ("unknown", "")
    await house.scan()
    assert len(house.slack.messages) == 1
    assert await house.state(subscription) == ("posted", "")
    assert list((await house.ledger.handled("T1", subscription)).bands.values()) == [3]


async def test_unanswered_post_may_still_arrive(house: House, certificate: Make) -> None:
    """While a request may still be on its way, nobody concludes from an empty channel that it is lost."""
    house.certificates.append(certificate(left=2 * DAY))
    subscription = await house.subscribe()
    house.settling(timedelta(minutes=1))
    house.slack.faults = [("before", DeliveryUnknown())]
    for _ in range(3):
        await house.scan()
    assert (house.slack.attempts, await house.state(subscription)) == (1, ("unknown", ""))


async def test_unknown_is_settled_in_quiet_hours_too(house: House, certificate: Make) -> None:
    """What became of a post is found out at the next scan, though nothing may be said then."""
    house.certificates.append(certificate(left=10 * DAY))
    subscription = await house.subscribe(quiet=Quiet("09:05", "12:00"), now=house.now - HOUR)
    house.now -= 30 * MINUTE
    await house.scan()
    house.now += 30 * MINUTE
    house.slack.faults = [("after", DeliveryUnknown())]
    await house.scan()
    house.now += 10 * MINUTE
    await house.scan()
    assert await house.state(subscription) == ("posted", "")


async def test_lost_before_slack_is_posted_again(house: House, certificate: Make) -> None:
    """When history shows that nothing arrived, the digest is posted, unmarked."""
    house.certificates.append(certificate(left=2 * DAY))
    await house.subscribe()
    house.slack.faults = [("before", DeliveryUnknown())]
    await house.scan()
    await house.scan()
    (message,) = house.slack.messages
    assert not message.digest.may_repeat


async def test_urgent_and_unreadable_repeats_once_and_says_so(house: House, certificate: Make) -> None:
    """Where history may not be read, an urgent digest is posted once more, marked; never a third time that day."""
    house.certificates.append(certificate(left=2 * DAY))
    subscription = await house.subscribe()
    house.slack.readable = False
    house.slack.faults = [("after", DeliveryUnknown())] * 2
    for _ in range(10):
        await house.scan()
        house.now += MINUTE
    assert [message.digest.may_repeat for message in house.slack.messages] == [False, True]
    assert (await house.ledger.handled("T1", subscription)).bands == {}
    house.now += DAY
    await house.scan()
    assert [message.digest.may_repeat for message in house.slack.messages] == [False, True, True]


async def test_calm_and_unreadable_is_carried_into_the_next(house: House, certificate: Make) -> None:
    """Where history may not be read, a calm digest is not repeated: its rows come with the next slot's, marked."""
    house.certificates.append(certificate(left=10 * DAY))
    subscription = await house.subscribe()
    house.slack.readable = False
    house.slack.faults = [("before", DeliveryUnknown())]
    for _ in range(5):
        await house.scan()
        house.now += MINUTE
    assert (house.slack.attempts, await house.state(subscription)) == (1, ("unknown", ""))
    house.now += DAY
    await house.scan()
    (message,) = house.slack.messages
    assert message.digest.may_repeat
    assert not (await house.ledger.handled("T1", subscription)).may_repeat


async def test_unknown_extra_is_settled_before_the_next_slot(house: House, certificate: Make) -> None:
    """An extra without an answer is looked for before anything else is posted, under whatever name it comes."""
    house.certificates.append(certificate(left=3 * DAY + 2 * HOUR))
    await house.subscribe()
    await house.scan()
    house.now += 2 * HOUR
    house.slack.faults = [("after", DeliveryUnknown())]
    await house.scan()
    house.now += DAY - 2 * HOUR
    await house.scan()
    assert [message.digest.slot for message in house.slack.messages] == ["2026-11-23", "2026-11-23+1"]


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
    await house.subscribe(now=house.now - 2 * HOUR)
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


async def test_blindness_is_told_once(house: House) -> None:
    """Two failed rounds, or 26 hours without a complete listing, tell the admins once, and again after sight."""
    await house.subscribe()
    await house.scan()
    seen = house.now
    house.now += DAY
    house.unseen = SourceUnavailable("timeout")
    for _ in range(5):
        await house.scan()
    assert house.told.blindness == [("T1", "default", seen)]
    house.unseen = None
    await house.scan()
    assert (await house.sights.of("T1", "default")).blind_since(house.now) is None
    house.complete = False
    seen = house.now
    for _ in range(3):
        house.now += DAY
        await house.scan()
    assert house.told.blindness[1:] == [("T1", "default", seen)]


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
