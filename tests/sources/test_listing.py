"""All pages of sources that tell the truth, that lie, that move, and that fall silent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import pytest

from bot.certificates import Certificate
from bot.errors import SourceRefused, SourceUnavailable
from bot.sources.listing import Batch, Bounds, whole

AT_ONCE = Bounds().workers
"""Pages that are under way when one of them says that there are no more."""


def rows(count: int, start: int = 0) -> list[Certificate]:
    return [Certificate(id=f"c{number}", domain=f"{number}.example") for number in range(start, start + count)]


class Shelf:
    """A source of pages that remembers what it was asked. `total` is what it says there are (-1: the truth); `before`
    is called with the page's number before it is given."""

    def __init__(
        self,
        found: Sequence[Certificate],
        *,
        step: int = 10,
        total: int | None = -1,
        before: Callable[[int], None] = lambda page: None,
    ) -> None:
        self.found = list(found)
        self.step = step
        self.total = total
        self.before = before
        self.asked: list[int] = []

    async def __call__(self, page: int) -> Batch:
        self.asked.append(page)
        await asyncio.sleep(0)
        self.before(page)
        page_rows = tuple(self.found[(page - 1) * self.step : page * self.step])
        return Batch(page_rows, len(self.found) if self.total == -1 else self.total, 100)


def ids(found: Sequence[Certificate]) -> list[str]:
    return [certificate.id for certificate in found]


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 95, 100, 1234])
async def test_every_page_is_asked_for_once(count: int) -> None:
    """A truthful source is read whole, in its own order, with not one page too many."""
    shelf = Shelf(rows(count))
    listing = await whole(shelf)
    assert ids(listing.certificates) == ids(shelf.found)
    assert (listing.complete, listing.reported_total) == (True, count)
    assert sorted(shelf.asked) == list(range(1, max(1, -(-count // 10)) + 1))


async def test_a_source_may_give_smaller_pages_than_asked() -> None:
    """Pages are counted by what page 1 held, so a source that caps `count` is still read whole."""
    shelf = Shelf(rows(70), step=3)
    listing = await whole(shelf)
    assert len(listing.certificates) == 70
    assert listing.complete


@pytest.mark.parametrize("total", [None, 3, 0])
async def test_a_total_that_is_missing_or_too_low_is_not_believed(total: int | None) -> None:
    """Reading goes on until a page is empty, and that proves the end."""
    shelf = Shelf(rows(45), total=total)
    listing = await whole(shelf)
    assert len(listing.certificates) == 45
    assert listing.complete
    assert max(shelf.asked) == 6


async def test_a_total_that_is_too_high_makes_a_listing_partial() -> None:
    """A source that counts a billion and gives 45 is stopped by its first empty page; nobody may call that all."""
    shelf = Shelf(rows(45), total=10**9)
    listing = await whole(shelf)
    assert len(listing.certificates) == 45
    assert (listing.complete, listing.reported_total) == (False, 10**9)
    assert len(shelf.asked) <= 5 + AT_ONCE


async def test_a_source_that_repeats_its_first_page_is_left() -> None:
    """A source that gives page 1 for every page costs a handful of requests and gives a partial listing."""
    asked = []

    async def same(page: int) -> Batch:
        asked.append(page)
        return Batch(tuple(rows(10)), 10_000, 100)

    listing = await whole(same)
    assert (len(listing.certificates), listing.complete) == (10, False)
    assert len(asked) <= 1 + AT_ONCE


async def test_a_lost_page_makes_a_listing_partial() -> None:
    """The other pages are there, and it is said that something is missing."""

    def third_is_lost(page: int) -> None:
        if page == 3:
            raise SourceUnavailable("timeout")

    listing = await whole(Shelf(rows(95), before=third_is_lost))
    assert len(listing.certificates) == 85
    assert (listing.complete, listing.reported_total) == (False, 95)


async def test_without_the_first_page_there_is_no_listing() -> None:
    """The reason of the first page's failure is the answer."""

    def refused(page: int) -> None:
        raise SourceRefused(4100)

    with pytest.raises(SourceRefused) as caught:
        await whole(Shelf(rows(5), before=refused))
    assert caught.value.code == 4100


async def test_a_source_that_falls_silent_is_given_up() -> None:
    """After 8 lost pages no more are asked for; what was read remains."""

    def silent(page: int) -> None:
        if page > 20:
            raise SourceUnavailable("timeout")

    shelf = Shelf(rows(1000), before=silent)
    listing = await whole(shelf)
    assert (len(listing.certificates), listing.complete) == (200, False)
    assert len(shelf.asked) <= 20 + 8 + AT_ONCE


async def test_a_listing_given_up_waits_for_nothing() -> None:
    """Once too many pages are lost, those that wait for their turn or for an answer are called back."""
    called_back, waiting = [], asyncio.Event()

    async def fetch(page: int) -> Batch:
        if page == 1:
            return Batch(tuple(rows(10)), 1000, 100)
        if page <= 9:
            await waiting.wait()
            raise SourceUnavailable("timeout")
        waiting.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            called_back.append(page)
            raise
        raise AssertionError("nothing comes")

    async with asyncio.timeout(5):
        listing = await whole(fetch)
    assert (len(listing.certificates), listing.complete) == (10, False)
    assert called_back


async def test_a_key_revoked_halfway_is_not_used_any_further() -> None:
    """A refusal that will not pass ends the reading at once."""

    def revoked(page: int) -> None:
        if page > 1:
            raise SourceRefused(4104)

    shelf = Shelf(rows(1000), before=revoked)
    assert not (await whole(shelf)).complete
    assert len(shelf.asked) <= 1 + AT_ONCE


async def test_rows_without_an_id_are_told_apart_by_the_rest() -> None:
    """No row is lost for want of an id; the very same row twice is one."""
    nameless = [Certificate(id="", domain=f"{number}.example") for number in (1, 2, 2)]
    listing = await whole(Shelf(nameless))
    assert [found.domain for found in listing.certificates] == ["1.example", "2.example"]


async def test_rows_that_move_between_pages_are_found_by_reading_again() -> None:
    """A certificate deleted while page 2 is read pulls one past the reader; the second reading has it."""
    shelf = Shelf(rows(35), step=10)

    def delete_one(page: int) -> None:
        if page == 2 and len(shelf.found) == 35:
            del shelf.found[3]

    shelf.before = delete_one
    listing = await whole(shelf, Bounds(workers=1))
    assert ids(listing.certificates) == [f"c{number}" for number in range(35) if number != 3]
    assert listing.complete


async def test_a_source_that_never_stands_still_is_partial() -> None:
    """When rows move during the second reading too, all that was seen is given and called partial."""
    shelf = Shelf(rows(35), step=10)

    def insert_one(page: int) -> None:
        if page == 2:
            shelf.found.insert(0, Certificate(id=f"new{len(shelf.found)}", domain="new.example"))

    shelf.before = insert_one
    listing = await whole(shelf, Bounds(workers=1))
    assert not listing.complete
    assert {*ids(rows(35))} <= {*ids(listing.certificates)}


async def test_a_source_without_an_order_is_read_twice_and_made_up() -> None:
    """Where pages overlap at random, two readings that make up the total that both speak of are complete."""
    everything = rows(20)
    answers = iter(
        [
            everything[:10],
            [*everything[10:19], everything[0]],
            [],
            everything[:10],
            [*everything[11:], everything[0]],
            [],
        ]
    )

    async def fetch(page: int) -> Batch:
        return Batch(tuple(next(answers)), 20, 100)

    listing = await whole(fetch)
    assert sorted(ids(listing.certificates)) == sorted(ids(everything))
    assert listing.complete


async def test_a_source_with_a_row_twice_is_complete_when_it_says_so_twice() -> None:
    """A steady source that counts one certificate twice is not called partial for ever."""
    listing = await whole(Shelf([*rows(15), *rows(1)]))
    assert (len(listing.certificates), listing.complete, listing.reported_total) == (15, True, 16)


async def test_an_unreadable_row_makes_a_listing_partial() -> None:
    """What was no row may have been a certificate."""

    async def fetch(page: int) -> Batch:
        return Batch(tuple(rows(2)), 3, 100, spoilt=1) if page == 1 else Batch((), 3, 100)

    listing = await whole(fetch)
    assert (len(listing.certificates), listing.complete) == (2, False)


@pytest.mark.parametrize("bounds", [Bounds(pages=3), Bounds(size=250)], ids=["pages", "bytes"])
async def test_a_listing_has_an_upper_bound(bounds: Bounds) -> None:
    """Past its bounds a listing ends, and says that it is not all."""
    shelf = Shelf(rows(1000))
    listing = await whole(shelf, bounds)
    assert not listing.complete
    assert 20 <= len(listing.certificates) <= 10 * (3 + AT_ONCE)


async def test_a_listing_ends_in_time() -> None:
    """A page that never comes does not hold up the rest beyond the bound."""

    async def fetch(page: int) -> Batch:
        if page == 2:
            await asyncio.Event().wait()
        return Batch(tuple(rows(10, start=10 * page)), 30, 100)

    listing = await whole(fetch, Bounds(seconds=0.05))
    assert (len(listing.certificates), listing.complete) == (20, False)


async def test_progress_is_told_after_each_page() -> None:
    """The certificates seen so far and the total, rising to the end."""
    told: list[tuple[int, int | None]] = []
    await whole(Shelf(rows(95)), progress=lambda seen, total: told.append((seen, total)))
    assert len(told) == 10
    assert told == sorted(told)
    assert told[-1] == (95, 95)


async def test_cancelling_stops_every_worker() -> None:
    """When nobody waits any more, no further page is asked for."""
    asked: list[int] = []
    waiting = asyncio.Event()

    async def fetch(page: int) -> Batch:
        asked.append(page)
        if page > 1:
            waiting.set()
            await asyncio.Event().wait()
        return Batch(tuple(rows(10)), 1000, 100)

    task = asyncio.create_task(whole(fetch))
    await waiting.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(asked) <= 1 + AT_ONCE
    assert [other for other in asyncio.all_tasks() if other is not asyncio.current_task()] == []
