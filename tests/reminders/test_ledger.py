"""The ledger: each step is taken once, by who holds the latest token."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import msgspec
import pytest

from bot.errors import StoreUnavailable
from bot.reminders.ledger import Ledger, Verdict
from bot.reminders.records import State
from bot.store import keys
from bot.store.connection import Redis, connect_cache
from tests.reminders.stepping import POST, claimed, digest, posting

WaitUntil = Callable[[Callable[[], Awaitable[object]]], Awaitable[None]]


async def state(ledger: Ledger) -> State | None:
    entry = await ledger.entry("T1", "s1", "2026-11-23")
    return entry.state if entry else None


async def test_the_way_of_a_digest(ledger: Ledger) -> None:
    """planned → claimed → posting → posted, and the bands move with the last step, not before."""
    made = digest()
    _, plan = await ledger.plan(made)
    seen = [await state(ledger)]
    claim = await ledger.claim(made, plan)
    assert claim is not None
    seen.append(await state(ledger))
    await ledger.start(made, claim, POST)
    seen.append(await state(ledger))
    assert (await ledger.handled("T1", "s1")).bands == {}
    assert await ledger.posted(claim, "1795400000.000001")
    seen.append(await state(ledger))
    assert seen == [State.PLANNED, State.CLAIMED, State.POSTING, State.POSTED]
    after = await ledger.handled("T1", "s1")
    assert (after.bands, after.version, after.open) == (made.moves, 1, "")
    assert after.slot == made.turn
    assert (await ledger.plan(made))[0].verdict is Verdict.DONE


async def test_one_of_many_claims(ledger: Ledger) -> None:
    """However many plan and claim at the same time, one holds the digest, and it is its own plan."""
    plans = await asyncio.gather(*(ledger.plan(digest(moves={"e": n})) for n in range(20)))
    claims = await asyncio.gather(*(ledger.claim(digest(), plan) for _, plan in plans))
    assert len([claim for claim in claims if claim]) == 1


async def test_a_replaced_plan_cannot_be_claimed(ledger: Ledger) -> None:
    """Who planned first and was overtaken does not post under the other's bands."""
    _, first = await ledger.plan(digest(moves={"e": 30}))
    _, second = await ledger.plan(digest(moves={"e": 14}))
    assert await ledger.claim(digest(), first) is None
    assert await ledger.claim(digest(), second) is not None


async def test_a_lost_lease_can_change_nothing(ledger: Ledger, wait_until: WaitUntil) -> None:
    """After its lease a holder is told so at each step, and the next one's token counts."""
    old = await claimed(ledger, digest())

    async def free() -> bool:
        return (await ledger.plan(digest()))[0].verdict is Verdict.GO

    assert not await free()
    await wait_until(free)
    new = await posting(ledger, digest())
    assert new.token > old.token
    assert (await ledger.start(digest(), old, POST)).verdict is Verdict.LOST
    assert not await ledger.posted(old, "1.1")
    assert not await ledger.unknown(old)
    assert await ledger.rejected(old, "is_archived", timedelta(0), counted=True) == -1
    assert await ledger.posted(new, "2.2")


async def test_too_little_lease_for_a_post(ledger: Ledger) -> None:
    """A post that might take longer than the lease is not begun."""
    claim = await claimed(ledger, digest())
    assert (await ledger.start(digest(), claim, timedelta(seconds=1))).verdict is Verdict.LOST
    assert await state(ledger) is State.CLAIMED


async def test_stale_plans_are_refused(ledger: Ledger) -> None:
    """A digest made from bands that have moved since is neither planned nor posted."""
    slow, quick = digest(slot="2026-11-23+1", extra=True), digest()
    waiting = await claimed(ledger, slow)
    await ledger.posted(await posting(ledger, quick), "1.1")
    assert (await ledger.start(slow, waiting, POST)).verdict is Verdict.STALE
    other = digest(slot="2026-11-23+2", extra=True)
    assert (await ledger.plan(other))[0].verdict is Verdict.STALE
    assert (await ledger.plan(msgspec.structs.replace(other, version=1)))[0].verdict is Verdict.GO


async def test_late_answer_counts_while_nobody_else_took_it(ledger: Ledger, wait_until: WaitUntil) -> None:
    """A post whose answer comes after the lease is posted, not unknown."""
    claim = await posting(ledger, digest())

    async def given_up() -> bool:
        return (await ledger.standing("T1", "s1", "2026-11-23")).verdict is Verdict.UNKNOWN

    await wait_until(given_up)
    assert await ledger.posted(claim, "1.1")
    assert await state(ledger) is State.POSTED


async def test_a_step_that_is_sent_twice_is_taken_once(ledger: Ledger) -> None:
    """Where the answer of a step was lost and the step is sent again, it is the same claim and the same post."""
    made = digest(slot="2026-11-23+1", extra=True)
    _, plan = await ledger.plan(made)
    first, second = [await ledger.claim(made, plan) for _ in "12"]
    assert first == second
    assert first is not None
    started = [(await ledger.start(made, first, POST)).verdict for _ in "12"]
    assert started == [Verdict.GO, Verdict.GO]
    assert [await ledger.posted(first, "1.1") for _ in "12"] == [True, False]
    assert (await ledger.handled("T1", "s1")).version == 1


@pytest.mark.parametrize("hours", [1, 24])
async def test_redis_clock_set_back_keeps_nobody_waiting(ledger: Ledger, redis: Redis, hours: int) -> None:
    """When Redis' own clock is set back, what was claimed, refused or unanswered does not wait for the hour or the
    day to come again: waits that lie further ahead than any of ours are over."""
    record, ahead = keys.ledger("T1", "s1", "2026-11-23"), hours * 3_600_000
    await claimed(ledger, digest())
    await redis.hincrby(record, "lease", ahead)
    claim = await posting(ledger, digest())
    await ledger.rejected(claim, "ratelimited", timedelta(seconds=30), counted=False)
    assert (await ledger.plan(digest()))[0].verdict is Verdict.LATER
    await redis.hincrby(record, "retry", ahead)
    claim = await posting(ledger, digest())
    await ledger.unknown(claim)
    await redis.hincrby(record, "since", ahead)
    answer = await ledger.standing("T1", "s1", "2026-11-23")
    assert (answer.verdict, answer.time) == (Verdict.UNKNOWN, timedelta(0))


@pytest.mark.parametrize("hours", [1, 24])
async def test_redis_clock_set_forth_does_not_hurry_a_post(ledger: Ledger, redis: Redis, hours: int) -> None:
    """When Redis' clock is set forth in the middle of a post, the post is given its time from then on: only what was
    seen to be unanswered for a while is looked for. Its answer counts all the same."""
    claim = await posting(ledger, digest())
    await redis.hincrby(keys.ledger("T1", "s1", "2026-11-23"), "lease", -hours * 3_600_000)
    answer = await ledger.standing("T1", "s1", "2026-11-23")
    assert answer.verdict is Verdict.UNKNOWN
    assert answer.time < timedelta(seconds=1)
    assert await ledger.posted(claim, "1.1")


async def test_answer_after_it_was_given_up(ledger: Ledger) -> None:
    """A post that was carried into the next digest, and whose answer comes at last, has told its bands."""
    claim = await posting(ledger, digest())
    await ledger.unknown(claim)
    assert await ledger.carry(claim)
    assert await ledger.posted(claim, "1.1")
    after = await ledger.handled("T1", "s1")
    assert (after.bands, after.may_repeat) == (digest().moves, False)


async def test_extra_counts_once_however_often_it_is_put_off(ledger: Ledger, redis: Redis) -> None:
    """An extra that Slack puts off again and again takes one of its channel's five, not all of them."""
    extra = digest(slot="2026-11-23+1", extra=True)
    for _ in range(7):
        claim = await posting(ledger, extra)
        await ledger.rejected(claim, "ratelimited", timedelta(0), counted=False)
    assert await redis.get(keys.extras("T1", "C1", "2026-11-23")) == b"1"


async def test_refusals_back_off_and_end(ledger: Ledger) -> None:
    """Between refusals the digest waits, twice as long each time."""
    await ledger.rejected(await posting(ledger, digest()), "invalid_blocks", timedelta(seconds=60), counted=True)
    answer, _ = await ledger.plan(digest())
    assert answer.verdict is Verdict.LATER
    assert timedelta(seconds=55) < answer.time <= timedelta(seconds=60)


async def test_without_redis_nothing_goes() -> None:
    """The ledger fails closed: no Redis, no plan, no time."""
    gone = Ledger(connect_cache("unix:///nonexistent/redis.sock"))
    with pytest.raises(StoreUnavailable):
        await gone.plan(digest())
    with pytest.raises(StoreUnavailable):
        await gone.time()
