"""What becomes of a post that Slack does not answer; the message log is the oracle."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.certificates import Certificate
from bot.errors import (
    DeliveryThrottled,
    DeliveryUnknown,
)
from bot.language.policy import Quiet
from bot.store import keys
from bot.store.connection import Redis
from tests.reminders.house import House

Make = Callable[..., Certificate]
WaitUntil = Callable[[Callable[[], Awaitable[object]]], Awaitable[None]]
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


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
    subscription = await house.subscribe(quiet=Quiet("09:05", "12:00"))
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
    assert [message.digest.slot for message in house.slack.messages] == ["2026-11-23", "2026-11-23+2"]


async def test_history_that_never_answers_blocks_nobody_for_ever(
    house: House, certificate: Make, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While Slack does not say what stands in the channel, the digest waits; after six hours it is as if nobody may
    look."""
    house.certificates.append(certificate(left=2 * DAY))
    subscription = await house.subscribe()
    house.slack.faults = [("before", DeliveryUnknown())]

    async def find(*arguments: Any) -> str | None:
        raise DeliveryThrottled(1.0)

    monkeypatch.setattr(house.slack, "find", find)
    for _ in range(3):
        await house.scan()
    assert house.slack.attempts == 1
    await redis.hincrby(keys.ledger("T1", subscription, "2026-11-23"), "since", -7 * 3_600_000)
    await house.scan()
    await house.scan()
    assert [message.digest.may_repeat for message in house.slack.messages] == [True]
