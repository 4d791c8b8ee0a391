"""A source that lies, fails or moves, from its HTTP to what the inventory answers: nothing is lost, and it is said."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import pytest
import zstandard

from bot.certificates import Query
from bot.errors import SourceError
from bot.inventory.listing import Listings
from bot.inventory.search import search
from bot.playground.certgetlist_faults import Faults
from bot.playground.certgetlist_server import build
from bot.sources.certgetlist import CertGetList
from bot.sources.credentials import Credentials
from bot.sources.patience import Patience
from bot.sources.transport import Transport
from bot.store import keys
from bot.store.connection import Redis
from tests.conftest import Serve
from tests.inventory.conftest import NOW, Clock

WHERE, ELSEWHERE = ("T1", "default"), ("T2", "default")
NO_ANSWER = ["html:1", "empty:1", "cut:1", "deep:1", "huge:1", "http500:1", "6200:1"]

Row = dict[str, Any]


def row(number: int, **changes: Any) -> Row:
    """A sound wire row."""
    sound = {"id": f"c{number:04}", "domain": f"{number}.example", "certType": "SVR", "status": 1}
    return sound | {"certEndTime": "2027-01-01 07:59:59", "alias": f"name {number}"} | changes


class Upstream:
    """A CertGetList server whose rows and faults the test changes, and the listings of it."""

    def __init__(self) -> None:
        self.rows: list[Row] = [row(number) for number in range(45)]
        self.faults = Faults()
        self.on_request: Callable[[], None] = lambda: None

    def seen(self) -> Sequence[Row]:
        """The rows of one request."""
        self.on_request()
        return list(self.rows)


@pytest.fixture
def upstream() -> Upstream:
    """45 certificates, five pages."""
    return Upstream()


@pytest.fixture
async def listings(upstream: Upstream, redis: Redis, clock: Clock, serve: Serve) -> AsyncIterator[Listings]:
    """The listings of that server, asked over real HTTP, ten rows a page."""
    url = await serve(build(secret_id="id", secret_key="key", rows=upstream.seen, faults=upstream.faults))
    async with Transport(most_bytes=1 << 20) as transport:
        patience = Patience(attempts=3, seconds=2.0, first_wait=0.001, longest_wait=0.002)
        source = CertGetList(Credentials("id", "key"), url=url, page_size=10, transport=transport, patience=patience)
        listings = Listings(redis, lambda *_: source, clock=clock)
        yield listings
        await listings.aclose()


@pytest.mark.parametrize("fault", NO_ANSWER)
async def test_what_is_no_answer(listings: Listings, upstream: Upstream, clock: Clock, fault: str) -> None:
    """With a listing at hand it is the answer and said to be stale; without one the error says why there is none."""
    kept = await listings.get(*WHERE)
    upstream.faults.play(fault)
    clock.pass_(5)
    again = await listings.get(*WHERE, refresh=True)
    assert (again.certificates, again.complete, again.stale) == (kept.certificates, True, True)
    with pytest.raises(SourceError):
        await listings.get(*ELSEWHERE)


async def test_a_source_that_repeats_itself_and_lies(listings: Listings, upstream: Upstream, clock: Clock) -> None:
    """One row for ever under a total of a billion is partial, and takes nothing away from what is known."""
    kept = await listings.get(*WHERE)
    upstream.faults.play("loop:1")
    clock.pass_(5)
    again = await listings.get(*WHERE, refresh=True)
    assert (again.certificates, again.complete, again.stale) == (kept.certificates, True, True)
    alone = await listings.get(*ELSEWHERE)
    assert ([one.domain for one in alone.certificates], alone.complete) == (["loop.example"], False)


async def test_a_page_that_fails_for_good(listings: Listings, upstream: Upstream, clock: Clock) -> None:
    """Without page 3 the rest is the answer and said to be partial, until the whole is to be had again."""
    upstream.faults.play("http500:1:page=3")
    partial = await listings.get(*WHERE)
    assert (len(partial.certificates), partial.complete, partial.reported_total) == (35, False, 45)
    upstream.faults.play()
    clock.pass_(5)
    whole = await listings.get(*WHERE, refresh=True)
    assert (len(whole.certificates), whole.complete) == (45, True)


async def test_half_of_all_answers_fail(listings: Listings, upstream: Upstream) -> None:
    """Whatever is lost, what is said to be complete is, and what is not says so."""
    upstream.faults.play("http500:0.5")
    found = []
    for number in range(8):
        with contextlib.suppress(SourceError):
            found.append(await listings.get(f"T{number}", "default"))
    assert found
    assert all(listing.complete is (len(listing.certificates) == 45) for listing in found)


async def test_rows_that_move(listings: Listings, upstream: Upstream) -> None:
    """A certificate deleted between two pages hides none of the others: they are all there, or it is partial."""

    def delete_one() -> None:
        upstream.on_request = lambda: None
        del upstream.rows[0]

    countdown = iter([lambda: None, delete_one])
    upstream.on_request = lambda: next(countdown, lambda: None)()
    listing = await listings.get(*WHERE)
    found = {one.id for one in listing.certificates}
    remaining = {f"c{number:04}" for number in range(1, 45)}
    assert found >= remaining
    assert listing.complete


async def test_two_thousand_names(listings: Listings, upstream: Upstream) -> None:
    """Each of a certificate's 2 000 names finds it, first or last, by host, pattern and word."""
    names = [f"host-{number}.shop.example" for number in range(1_999)] + ["last.other.example"]
    upstream.rows.append(row(99, domain=names[0], subjectAltName=names))
    listing = await listings.get(*WHERE)
    for query in (
        Query(names=("host-1998.shop.example",)),
        Query(names=("*.other.example",)),
        Query(text="last.other"),
    ):
        assert [one.id for one in search(listing.certificates, query, now=NOW, zone="UTC")] == ["c0099"]


async def test_a_certificate_and_a_key_in_a_listing_are_kept_nowhere(
    listings: Listings, upstream: Upstream, redis: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    """What a source sends along unasked, a PEM or even a private key, is in no row, no value in Redis and no log."""
    caplog.set_level(logging.DEBUG)
    secret = {"cert": "-----BEGIN CERTIFICATE-----canary", "privateKey": "-----BEGIN PRIVATE KEY-----canary"}
    upstream.rows.append(row(99, **secret, projectInfo={"projectId": "1", "name": "ours", "key": "canary"}))
    listing = await listings.get(*WHERE)
    assert (len(listing.certificates), "canary" in repr(listing)) == (46, False)
    kept: Any = await redis.hgetall(keys.listing(*WHERE))
    values = [zstandard.ZstdDecompressor().decompress(kept[b"0"]), repr(kept).encode()]
    assert [b"c0099" in values[0], *(b"canary" in value for value in values)] == [True, False, False]
    ours = [repr(record.__dict__) for record in caplog.records if not record.name.startswith("uvicorn")]
    assert "canary" not in "".join(ours)
