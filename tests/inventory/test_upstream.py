"""Manners towards a source: its budget and its breaker, in one process and in many."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.certificates import Listing
from bot.errors import SourceError, SourceRefused, SourceUnavailable
from bot.inventory.listing import Listings
from bot.inventory.upstream import Guarded, Upstream
from bot.sources.filters import Filters
from bot.store import keys
from bot.store.connection import Redis, connect_cache
from tests.conftest import WaitUntil
from tests.inventory.conftest import PlayedSource

WHERE = ("T1", "default")


class Account(PlayedSource):
    """A played source that also gives single certificates."""

    async def certificate(self, id: str) -> str | None:  # noqa: A002
        """As the listing does, without rows."""
        await self.listing(Filters(id=id))
        return f"PEM of {id}"


@pytest.fixture
def account() -> Account:
    """A source of no certificates."""
    return Account()


async def failing(guarded: Guarded, times: int) -> list[SourceError]:
    """The errors of so many questions."""
    faults = []
    for _ in range(times):
        with pytest.raises(SourceError) as caught:
            await guarded.listing()
        faults.append(caught.value)
    return faults


async def test_a_budget_is_one_for_all_processes(redis: Redis) -> None:
    """Two processes share an account's ten turns a second; another account and another workspace have their own."""
    paces = [Upstream(redis, per_second=10, longest_wait=0.0).pace(*WHERE) for _ in range(2)]
    for number in range(10):
        await paces[number % 2]()
    with pytest.raises(SourceUnavailable) as caught:
        await paces[0]()
    assert caught.value.reason == "over_budget"
    assert 0 < caught.value.retry_after <= 1
    for other in (("T1", "prod"), ("T2", "default")):
        await Upstream(redis, longest_wait=0.0).pace(*other)()


async def test_requests_wait_for_their_turn(redis: Redis) -> None:
    """Of eight requests at five a second, the sixth and those after it begin a second later, on Redis' clock."""
    pace = Upstream(redis, per_second=5).pace(*WHERE)
    started, began = await seconds_of(redis), []

    async def request() -> None:
        await pace()
        began.append(await seconds_of(redis) - started)

    await asyncio.gather(*(request() for _ in range(8)))
    assert sorted(began)[5] >= 0.998


async def seconds_of(redis: Redis) -> float:
    """Redis' clock."""
    seconds, microseconds = await redis.time()
    return float(seconds + microseconds / 1e6)


async def test_without_redis_a_process_keeps_the_pace_alone(caplog: pytest.LogCaptureFixture) -> None:
    """Redis gone is one log line and one wait, not one for each page; the pace is kept all the same."""
    client = connect_cache("unix:///nowhere/redis.sock")
    pace = Upstream(client, per_second=100).pace(*WHERE)
    began, started = [], asyncio.get_running_loop().time()
    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            await pace()
            began.append(asyncio.get_running_loop().time() - started)
    assert caplog.text.count("requests are not counted") == 1
    assert all(moment >= 0.01 * number - 0.002 for number, moment in enumerate(began))
    await client.aclose()


@pytest.mark.parametrize("fault", [SourceUnavailable("timeout"), SourceRefused(4400), SourceRefused(6200)])
async def test_a_source_that_fails_on_end_is_left_alone(redis: Redis, account: Account, fault: SourceError) -> None:
    """After three failures no process asks, for listings or single certificates; the error says for how long."""
    account.fault = fault
    first, second = (Upstream(redis, failures=3, pause=30).guarded(account, *WHERE) for _ in range(2))
    await failing(first, 3)
    account.fault = None
    for guarded in (first, second):
        (left,) = await failing(guarded, 1)
        assert isinstance(left, SourceUnavailable)
        assert left.reason == "left_alone"
        assert 0 < left.retry_after <= 30
    with pytest.raises(SourceUnavailable, match="left_alone"):
        await second.certificate("a")
    assert len(account.asked) == 3
    assert await Upstream(redis).guarded(account, "T2", "default").certificate("a") == "PEM of a"


async def test_it_is_asked_again_after_the_pause(redis: Redis, account: Account, wait_until: WaitUntil) -> None:
    """When the pause is over the next question is asked, and its answer ends the matter."""
    account.fault = SourceUnavailable("unreachable")
    guarded = Upstream(redis, failures=2, pause=0.1).guarded(account, *WHERE)
    await failing(guarded, 3)
    account.fault = None

    async def answered() -> Listing | None:
        try:
            return await guarded.listing()
        except SourceUnavailable:
            return None

    await wait_until(answered)
    await guarded.listing()
    assert await redis.exists(keys.breaker(*WHERE)) == 0


@pytest.mark.parametrize("fault", [SourceRefused(4100), SourceRefused(4000), SourceUnavailable("over_budget")])
async def test_what_is_no_outage_is_not_counted(redis: Redis, account: Account, fault: SourceError) -> None:
    """A wrong key, a wrong parameter and our own budget say nothing against the source."""
    account.fault = fault
    guarded = Upstream(redis, failures=2).guarded(account, *WHERE)
    assert await failing(guarded, 5) == [fault] * 5
    assert len(account.asked) == 5


async def test_without_redis_the_source_is_asked(account: Account) -> None:
    """A breaker that cannot be read stops nobody."""
    client = connect_cache("unix:///nowhere/redis.sock")
    guarded = Upstream(client, failures=1).guarded(account, *WHERE)
    account.fault = SourceUnavailable("timeout")
    assert [one.args for one in await failing(guarded, 2)] == [account.fault.args] * 2
    await client.aclose()


async def test_a_kept_listing_answers_for_a_source_left_alone(redis: Redis, account: Account) -> None:
    """With a listing at hand an open breaker is no error: the answer is the kept listing, said to be stale."""
    upstream = Upstream(redis, failures=1, pause=30)
    listings = Listings(redis, lambda *where: upstream.guarded(account, *where))
    kept = await listings.get(*WHERE)
    await upstream.guarded(account, *WHERE).certificate("a")
    account.fault = SourceUnavailable("timeout")
    await failing(upstream.guarded(account, *WHERE), 1)
    old = Listings(redis, lambda *where: upstream.guarded(account, *where), soft_age=0)
    listing = await old.get(*WHERE)
    assert (listing.fetched_at, listing.stale) == (kept.fetched_at, True)
    assert len(account.asked) == 3
    for one in (listings, old):
        await one.aclose()
