"""What becomes of a post that Slack refuses or puts off; the message log is the oracle."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.certificates import Certificate
from bot.errors import (
    DeliveryRefused,
    DeliveryThrottled,
    StoreUnavailable,
)
from bot.reminders import sending
from bot.reminders.ledger import TRIES
from bot.store import keys
from bot.store.connection import Redis
from tests.reminders.house import House

Make = Callable[..., Certificate]
WaitUntil = Callable[[Callable[[], Awaitable[object]]], Awaitable[None]]
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    "code",
    ["channel_not_found", "not_in_channel", "is_archived", "restricted_action", "account_inactive", "token_revoked"],
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


async def test_a_suspension_halfway_is_told(house: House, certificate: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Redis goes away after the subscription is suspended, its owner hears of it when Redis is back."""
    house.certificates.append(certificate(left=10 * DAY))
    subscription = await house.subscribe()
    house.slack.faults = [("before", DeliveryRefused("is_archived"))]
    suspend, tries = house.subscriptions.suspend, []

    async def halfway(workspace: str, subscription_id: str, code: str) -> bool:
        tries.append(code)
        if len(tries) == 1:
            await house.subscriptions._replace(workspace, subscription_id, suspended=code)
            raise StoreUnavailable("gone")
        return bool(await suspend(workspace, subscription_id, code))

    monkeypatch.setattr(house.subscriptions, "suspend", halfway)
    monkeypatch.setattr(sending, "_PATIENCE", 0)
    await house.scan()
    assert house.told.suspensions == [(subscription, "is_archived")]


async def test_refused_for_ever_is_suspended_and_told(house: House, certificate: Make) -> None:
    """A channel that always refuses costs a bounded number of calls: then its subscription waits for a person, who is
    told once, and each resumption is one more try. Nothing is lost when the channel takes it."""
    house.certificates.append(certificate(left=10 * DAY))
    subscription = await house.subscribe()
    house.slack.faults = [("before", DeliveryRefused("invalid_blocks"))] * (TRIES + 1)
    for _ in range(3 * TRIES):
        await house.scan()
        house.now += MINUTE
    assert house.slack.attempts == TRIES
    assert await house.state(subscription) == ("rejected", "invalid_blocks")
    assert (await house.subscriptions.get("T1", subscription)).suspended == "invalid_blocks"
    assert house.told.suspensions == [(subscription, "invalid_blocks")]
    for tries in (1, 2):
        await house.subscriptions.resume("T1", subscription)
        for _ in range(3):
            await house.scan()
        assert house.slack.attempts == TRIES + tries
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


async def test_urgent_extra_outlasts_429(house: House, certificate: Make) -> None:
    """An urgent message between slots that Slack puts off ten times is delivered once, the same hour."""
    house.certificates.append(certificate(left=3 * DAY + 2 * HOUR))
    await house.subscribe()
    await house.scan()
    house.now += 2 * HOUR
    house.slack.faults = [("before", DeliveryThrottled(0.0))] * 10
    for _ in range(15):
        await house.scan()
        house.now += MINUTE
    assert [message.digest.slot for message in house.slack.messages] == ["2026-11-23", "2026-11-23+2"]


async def test_answer_outlasts_redis(house: House, certificate: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack's answer is recorded as soon as Redis is back: an urgent digest does not come twice, though nobody may
    look for it."""
    house.certificates.append(certificate(left=2 * DAY))
    subscription = await house.subscribe()
    house.slack.readable = False
    posted, faults = house.ledger.posted, [StoreUnavailable("gone"), StoreUnavailable("gone")]

    async def gone(*arguments: Any) -> bool:
        if faults:
            raise faults.pop()
        return bool(await posted(*arguments))

    monkeypatch.setattr(house.ledger, "posted", gone)
    for _ in range(5):
        await house.scan()
        house.now += MINUTE
    assert [message.digest.may_repeat for message in house.slack.messages] == [False]
    assert await house.state(subscription) == ("posted", "")


async def test_what_was_never_sent_is_not_in_doubt(house: House, certificate: Make) -> None:
    """A token that cannot be read just then is no post of unknown fate: the digest comes later, once and unmarked."""
    house.certificates.append(certificate(left=2 * DAY))
    await house.subscribe()
    house.slack.readable = False
    house.slack.faults = [("before", StoreUnavailable("gone"))]
    for _ in range(3):
        await house.scan()
        house.now += MINUTE
    assert [message.digest.may_repeat for message in house.slack.messages] == [False]
