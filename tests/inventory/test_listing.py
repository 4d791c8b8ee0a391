"""One listing for everybody: fetched once, kept, renewed behind, and honest about its age."""

from __future__ import annotations

import asyncio
import logging
import re

import pytest

from bot import observability
from bot.certificates import Kind, Progress, Query
from bot.errors import SourceRefused, SourceUnavailable
from bot.inventory.listing import Listings
from bot.store import keys
from bot.store.connection import Redis, connect_cache
from tests.conftest import WaitUntil
from tests.inventory.conftest import Clock, Make, MakeListings, PlayedSource

WHERE = ("T1", "default")


async def test_asked_once_and_kept(make_listings: MakeListings, source: PlayedSource, clock: Clock) -> None:
    """The first question asks the source; the next ones, also in another process, get the same until it is old."""
    first = await make_listings().get(*WHERE)
    clock.pass_(59)
    again = await make_listings().get(*WHERE)
    assert [one.id for one in again.certificates] == ["a", "b", "c"]
    assert (again, again.fetched_at, again.complete, again.stale) == (first, first.fetched_at, True, False)
    assert len(source.asked) == 1


async def test_a_stampede_asks_once(make_listings: MakeListings, source: PlayedSource, wait_until: WaitUntil) -> None:
    """400 cold questions in four processes at once are one question to the source."""
    source.open.clear()
    asking = [asyncio.create_task(one.get(*WHERE)) for one in [make_listings() for _ in range(4)] for _ in range(100)]
    await wait_until(lambda: source.asked)
    source.open.set()
    outcomes = await asyncio.gather(*asking)
    assert len(source.asked) == 1
    assert {len(outcome.certificates) for outcome in outcomes} == {3}


async def test_what_became_of_each_is_counted(make_listings: MakeListings, clock: Clock) -> None:
    """An operator sees how many were answered with what was kept, and how many cost the source a whole listing."""

    def counted() -> dict[str, int]:
        told = observability.metrics()[0].decode()
        found = re.findall(r'certminder_listing_cache_total\{outcome="(\w+)"\} (\d+)', told)
        return {outcome: int(times) for outcome, times in found}

    listings, before = make_listings(), counted()
    await listings.narrowed(*WHERE, Query(ids=("a",)))
    for seconds, refresh in ((0, False), (0, False), (10, True), (61, False)):
        clock.pass_(seconds)
        await listings.get(*WHERE, refresh=refresh)
    more = {outcome: times - before.get(outcome, 0) for outcome, times in counted().items()}
    assert more == {"narrowed": 1, "miss": 1, "hit": 1, "refresh": 1, "stale": 1}


async def test_an_old_one_answers_while_a_newer_is_fetched(
    make_listings: MakeListings, source: PlayedSource, clock: Clock, make: Make, wait_until: WaitUntil
) -> None:
    """Past the soft age the kept listing is the answer at once, and the newer one soon after."""
    listings = make_listings()
    await listings.get(*WHERE)
    clock.pass_(61)
    source.certificates = (make("new"),)
    source.open.clear()
    assert len((await listings.get(*WHERE)).certificates) == 3
    source.open.set()

    async def renewed() -> bool:
        return [one.id for one in (await listings.get(*WHERE)).certificates] == ["new"]

    await wait_until(renewed)
    assert len(source.asked) == 2


async def test_a_much_older_one_is_waited_for(
    make_listings: MakeListings, source: PlayedSource, clock: Clock, make: Make
) -> None:
    """A listing of this morning is not the answer when the source gives today's within a moment."""
    await make_listings().get(*WHERE)
    clock.pass_(3600)
    source.certificates = (make("new"),)
    assert [one.id for one in (await make_listings().get(*WHERE)).certificates] == ["new"]


async def test_one_that_is_too_old_is_no_answer(
    make_listings: MakeListings, source: PlayedSource, clock: Clock, make: Make
) -> None:
    """Beyond the hard age the source is asked, though Redis, by its own clock, still keeps the old one; where it gives
    none, there is none."""
    listings = make_listings()
    await listings.get(*WHERE)
    clock.pass_(86_401)
    source.certificates = (make("new"),)
    assert [one.id for one in (await listings.get(*WHERE)).certificates] == ["new"]
    clock.pass_(86_401)
    source.fault = SourceUnavailable("timeout")
    with pytest.raises(SourceUnavailable):
        await listings.get(*WHERE)


async def test_a_refresh_asks_now(make_listings: MakeListings, source: PlayedSource, clock: Clock) -> None:
    """A refresh gets what the source says now; one that follows at once is the same refresh."""
    listings = make_listings()
    await listings.get(*WHERE)
    await listings.get(*WHERE, refresh=True)
    assert len(source.asked) == 1
    clock.pass_(5)
    assert (await listings.get(*WHERE, refresh=True)).fetched_at == clock.now
    assert len(source.asked) == 2


async def test_a_newer_one_comes_ready_to_be_searched(make_listings: MakeListings, clock: Clock) -> None:
    """What replaces a listing that answers meanwhile has its columns; what people wait for does not wait for them."""
    listings = make_listings()
    assert "words" not in vars((await listings.get(*WHERE)).certificates)
    clock.pass_(5)
    assert "words" in vars((await listings.get(*WHERE, refresh=True)).certificates)


@pytest.mark.parametrize("fault", [SourceUnavailable("timeout"), SourceRefused(4400), SourceRefused(6200)])
@pytest.mark.parametrize("refresh", [True, False])
async def test_stale_if_error(
    make_listings: MakeListings, source: PlayedSource, clock: Clock, fault: Exception, refresh: bool
) -> None:
    """When the source is out of order, the kept listing is the answer and says so, in every process, and the source
    is then left alone for a while."""
    await make_listings().get(*WHERE)
    clock.pass_(3600)
    source.fault = fault
    listing = await make_listings().get(*WHERE, refresh=refresh)
    assert (len(listing.certificates), listing.stale) == (3, True)
    clock.pass_(10)
    assert (await make_listings().get(*WHERE)).stale
    assert len(source.asked) == 2
    source.fault = None
    clock.pass_(10)
    assert not (await make_listings().get(*WHERE)).stale


async def test_a_refused_key_is_not_hidden(make_listings: MakeListings, source: PlayedSource, clock: Clock) -> None:
    """When the source refuses our key, that is the answer, not last hour's listing."""
    await make_listings().get(*WHERE)
    clock.pass_(3600)
    source.fault = SourceRefused(4100)
    with pytest.raises(SourceRefused):
        await make_listings().get(*WHERE)


async def test_everybody_hears_of_an_error(make_listings: MakeListings, source: PlayedSource) -> None:
    """With nothing kept, a source that fails is an error for all who wait, and the next question asks again."""
    source.fault = SourceUnavailable("unreachable")
    listings = make_listings()
    outcomes = await asyncio.gather(*(listings.get(*WHERE) for _ in range(5)), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {SourceUnavailable}
    assert len(source.asked) == 1
    source.fault = None
    assert len((await listings.get(*WHERE)).certificates) == 3


async def test_partial_never_replaces_complete(
    make_listings: MakeListings, source: PlayedSource, clock: Clock, make: Make
) -> None:
    """A listing that lost a page leaves the complete one in place, which is then said to be stale."""
    await make_listings().get(*WHERE)
    clock.pass_(3600)
    source.certificates, source.complete = (make("a"),), False
    for refresh in (True, False):
        listing = await make_listings().get(*WHERE, refresh=refresh)
        assert (len(listing.certificates), listing.complete, listing.stale) == (3, True, True)


async def test_partial_is_better_than_nothing(make_listings: MakeListings, source: PlayedSource, clock: Clock) -> None:
    """With nothing complete, a partial listing is the answer and says so, until a complete one comes."""
    source.complete = False
    assert not (await make_listings().get(*WHERE)).complete
    assert not (await make_listings().get(*WHERE)).complete
    assert len(source.asked) == 1
    source.complete = True
    clock.pass_(5)
    assert (await make_listings().get(*WHERE, refresh=True)).complete


@pytest.mark.parametrize("other", [("T2", "default"), ("T1", "prod")])
async def test_accounts_and_workspaces_are_apart(
    make_listings: MakeListings, source: PlayedSource, redis: Redis, other: tuple[str, str]
) -> None:
    """A listing copied under another workspace's or account's key is a miss there, not an answer."""
    await make_listings().get(*WHERE)
    await redis.copy(keys.listing(*WHERE), keys.listing(*other))
    await make_listings().get(*other)
    assert len(source.asked) == 2


async def test_cancelled_when_nobody_waits(
    make_listings: MakeListings, source: PlayedSource, wait_until: WaitUntil
) -> None:
    """A fetch lives as long as somebody waits for it, and the next question begins a new one."""
    source.open.clear()
    listings = make_listings()
    first, second = (asyncio.create_task(listings.get(*WHERE)) for _ in range(2))
    await wait_until(lambda: source.asked)
    first.cancel()
    await asyncio.wait([first])
    assert source.cancelled == 0
    second.cancel()
    await wait_until(lambda: source.cancelled == 1)
    source.open.set()
    assert len((await listings.get(*WHERE)).certificates) == 3


async def test_progress_is_heard_by_all(
    make_listings: MakeListings, source: PlayedSource, wait_until: WaitUntil
) -> None:
    """Who waits for a fetch that asks for progress hears of it."""
    heard: list[tuple[int, int | None]] = []
    await make_listings().get(*WHERE, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(0, 3)]


async def test_progress_is_heard_in_every_process(
    make_listings: MakeListings, source: PlayedSource, wait_until: WaitUntil, redis: Redis
) -> None:
    """A process that waits for another's fetch hears how far that one is, and nothing of it stays."""
    source.open.clear()
    heard: list[list[tuple[int, int | None]]] = [[] for _ in range(3)]

    def hearing(number: int) -> Progress:
        return lambda done, total: heard[number].append((done, total))

    asking = [asyncio.create_task(make_listings().get(*WHERE, progress=hearing(number))) for number in range(3)]
    await wait_until(lambda: all(heard))
    source.open.set()
    await asyncio.gather(*asking)
    assert heard == [[(0, 3)]] * 3
    assert len(source.asked) == 1
    assert await redis.ttl(keys.listing_progress(*WHERE)) <= keys.LISTING_PROGRESS_TTL


@pytest.mark.parametrize("poison", [b"\xc1", b"", b"\x94\xa2T2\xa7default\x01\x02", b"\x91" * 5000])
async def test_strange_progress_is_not_heard(
    make_listings: MakeListings, source: PlayedSource, wait_until: WaitUntil, redis: Redis, poison: bytes
) -> None:
    """What another workspace or nobody of ours wrote as progress is passed over."""
    source.open.clear()
    heard: list[tuple[int, int | None]] = []
    await redis.config_resetstat()
    await redis.set(keys.listing_lock(*WHERE), b"somebody", ex=60)
    await redis.set(keys.listing_progress(*WHERE), poison, ex=60)
    waiting = make_listings()
    asking = asyncio.create_task(waiting.get(*WHERE, progress=lambda done, total: heard.append((done, total))))
    await wait_until(lambda: polled(redis))
    await redis.delete(keys.listing_lock(*WHERE))
    await wait_until(lambda: source.asked)
    assert heard == [(0, 3)]
    source.open.set()
    await asking


async def polled(redis: Redis) -> bool:
    """Whether a process that waits has looked at the progress."""
    calls = await redis.info("commandstats")
    return int(calls.get("cmdstat_mget", {}).get("calls", 0)) > 0


async def test_without_redis(source: PlayedSource, caplog: pytest.LogCaptureFixture, clock: Clock) -> None:
    """When Redis is down the source is asked directly, once for many, and the log says so."""
    redis = connect_cache("unix:///nowhere/redis.sock")
    listings = Listings(redis, lambda *_: source, clock=clock)
    with caplog.at_level(logging.WARNING):
        outcomes = await asyncio.gather(*(listings.get(*WHERE) for _ in range(5)))
        await listings.get(*WHERE)
    assert {len(outcome.certificates) for outcome in outcomes} == {3}
    assert len(source.asked) == 1
    assert "Redis does not answer" in caplog.text
    await listings.aclose()
    await redis.aclose()


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (Query(ids=("a",)), {"id": "a"}),
        (Query(names=("api.a.example",), kind=Kind.SERVER), {"host": "api.a.example", "kind": Kind.SERVER}),
        (Query(kind=Kind.CLIENT), {"kind": Kind.CLIENT}),
        (Query(names=("*.a.example",)), {}),
        (Query(ids=("a", "b")), {}),
        (Query(text="two words"), {}),
        (Query(text="missing"), {}),
        (Query(ids=("a",), renewed=False), {}),
        (Query(), {}),
    ],
)
async def test_narrowed(
    make_listings: MakeListings, source: PlayedSource, query: Query, asked: dict[str, object]
) -> None:
    """Without a listing at hand the source gets what it can filter by itself; with one it is not asked at all."""
    listings = make_listings()
    await listings.narrowed(*WHERE, query)
    assert source.asked[-1] == asked
    await listings.get(*WHERE)
    before = len(source.asked)
    assert len((await listings.narrowed(*WHERE, query)).certificates) == 3
    assert len(source.asked) == before


async def test_a_stampede_of_one_narrow_question(
    make_listings: MakeListings, source: PlayedSource, wait_until: WaitUntil
) -> None:
    """Many who ask a process for the same host at once are one question to the source; another host is another."""
    source.open.clear()
    listings, names = make_listings(), ("a.example", "b.example")
    asking = [asyncio.create_task(listings.narrowed(*WHERE, Query(names=(name,)))) for name in names for _ in range(50)]
    waiting = listings._narrowed._under_way
    await wait_until(lambda: sum(flight.waiting for flight in waiting.values()) == len(asking))
    source.open.set()
    assert {len((await one).certificates) for one in asking} == {3}
    assert source.asked == [{"host": name} for name in names]
