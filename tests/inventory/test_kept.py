"""Listings in Redis: whole, marked, and a miss whenever anything about them is odd."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.certificates import Certificate, Kind, Listing, Project
from bot.inventory.kept import UNPACKED, KeptListings
from bot.inventory.packing import Head, pack_chunk, pack_head, unpack_chunk, unpack_head
from bot.store import keys
from bot.store.connection import Redis
from tests.inventory.conftest import Make

WHERE = ("T1", "default")
KEY = keys.listing(*WHERE)
NOW = datetime.now(UTC)

Fresh = Callable[[], KeptListings]


@pytest.fixture
def fresh(redis: Redis) -> Fresh:
    """What another process has: the same Redis, nothing unpacked."""
    return lambda: KeptListings(redis, hard_age=3600, memory=1 << 30)


def listing(make: Make, count: int, **fields: object) -> Listing:
    """A listing of so many certificates."""
    certificates = tuple(make(f"{number:05}", f"{number}.example", **fields) for number in range(count))
    return Listing(certificates, NOW, reported_total=count)


async def test_it_comes_back_whole(fresh: Fresh, make: Make, redis: Redis) -> None:
    """Everything of a certificate survives, over several chunks, for as long as the hard age."""
    odd = make(
        "odd", "例子.测试", days=None, project=Project("0", "默认项目"), alias="<!channel>\x00", kind=Kind.CLIENT
    )
    kept = Listing((*listing(make, 2_500).certificates, odd), NOW, complete=False, reported_total=9_999)
    assert await fresh().keep(*WHERE, kept)
    read = await fresh().read(*WHERE)
    assert read is not None
    assert read.listing == kept
    assert 3500 < await redis.ttl(KEY) <= 3600


async def test_huge_rows_come_back(fresh: Fresh, make: Make) -> None:
    """Rows that make more than a readable chunk together are kept in several; each is read by other processes."""
    huge = Listing(tuple(make(f"{number:02}", "a.example", alias="x" * (2 << 20)) for number in range(20)), NOW)
    await fresh().keep(*WHERE, huge)
    read = await fresh().read(*WHERE)
    assert read is not None
    assert read.listing == huge


async def test_two_thousand_names_each(fresh: Fresh, make: Make) -> None:
    """Certificates with 2 000 names keep every one."""
    names = tuple(f"host-{number}.shop.example" for number in range(2_000))
    await fresh().keep(*WHERE, Listing(tuple(make(f"{number:02}", *names) for number in range(50)), NOW))
    read = await fresh().read(*WHERE)
    assert read is not None
    assert {one.names for one in read.listing.certificates} == {names}


async def test_nothing_is_left_beside_it(fresh: Fresh, make: Make, redis: Redis) -> None:
    """Replacing a listing leaves one key, whatever was kept before."""
    for count in (1_500, 10):
        await fresh().keep(*WHERE, listing(make, count))
    assert {key async for key in redis.scan_iter()} == {KEY.encode()}


async def test_it_is_read_once(fresh: Fresh, make: Make) -> None:
    """A process that has unpacked a version gives the same objects until another version is kept."""
    one, other = fresh(), fresh()
    await other.keep(*WHERE, listing(make, 5))
    first, second = await one.read(*WHERE), await one.read(*WHERE)
    assert first is not None
    assert second is not None
    assert first.listing.certificates is second.listing.certificates
    await other.keep(*WHERE, listing(make, 6))
    third = await one.read(*WHERE)
    assert third is not None
    assert len(third.listing.certificates) == 6


async def test_it_is_unpacked_once(fresh: Fresh, make: Make) -> None:
    """Readers who come at once share one unpacking: they get the very same rows."""
    await fresh().keep(*WHERE, listing(make, 2_500))
    one = fresh()
    read = await asyncio.gather(*(one.read(*WHERE) for _ in range(20)))
    assert len({id(kept.listing.certificates) for kept in read if kept is not None}) == 1


@pytest.mark.parametrize(
    ("kept", "offered", "taken"),
    [((True, 0), (True, 5), True), ((True, 5), (True, 0), False), ((True, 0), (False, 5), False),
     ((False, 0), (False, 5), True), ((False, 0), (True, 5), True)],
)  # fmt: skip
async def test_what_replaces_what(
    fresh: Fresh, make: Make, kept: tuple[bool, int], offered: tuple[bool, int], taken: bool
) -> None:
    """A listing replaces an older one, unless it is partial and the older one complete."""
    base = listing(make, 3)
    for number, (complete, seconds) in enumerate((kept, offered)):
        moment = NOW + timedelta(seconds=seconds)
        candidate = msgspec.structs.replace(base, complete=complete, fetched_at=moment)
        assert await fresh().keep(*WHERE, candidate) is (taken if number else True)


async def test_a_failure_is_remembered_until_the_next_listing(fresh: Fresh, make: Make, redis: Redis) -> None:
    """Every process sees when the source last failed; a newer listing forgets it, and nothing kept needs no note."""
    await fresh().mark_failed(*WHERE, NOW)
    assert await redis.exists(KEY) == 0
    await fresh().keep(*WHERE, listing(make, 1))
    await fresh().mark_failed(*WHERE, NOW)
    read = await fresh().read(*WHERE)
    assert read is not None
    assert read.failed_at == NOW
    await fresh().keep(*WHERE, listing(make, 1))
    read = await fresh().read(*WHERE)
    assert read is not None
    assert read.failed_at is None


async def test_memory_is_bounded(redis: Redis, make: Make) -> None:
    """A process gives up the listing it used least when it holds too many bytes, and reads it again from Redis."""
    full = Head.of(listing(make, 200), *WHERE, "v1")
    room = round(2.5 * UNPACKED * pack_chunk(full, listing(make, 200).certificates)[1])
    kept = KeptListings(redis, hard_age=3600, memory=room)
    for workspace in ("T1", "T2", "T3"):
        await kept.keep(workspace, "default", listing(make, 200))
    assert [kept.held(workspace, "default") is None for workspace in ("T1", "T2", "T3")] == [True, False, False]
    read = await kept.read("T1", "default")
    assert read is not None
    assert len(read.listing.certificates) == 200
    assert kept.held("T2", "default") is None


async def test_a_reader_survives_a_replacement(fresh: Fresh, make: Make) -> None:
    """Readers during replacements get a whole listing of one version, never a mixture."""
    sizes = (2_100, 3_100)
    await fresh().keep(*WHERE, listing(make, sizes[0]))

    async def replacing() -> None:
        for number in range(6):
            await fresh().keep(*WHERE, listing(make, sizes[number % 2]))

    writer = asyncio.create_task(replacing())
    while not writer.done():
        read = await fresh().read(*WHERE)
        assert read is None or len(read.listing.certificates) in sizes
    await writer


async def test_another_type_of_key_is_a_miss(fresh: Fresh, make: Make, redis: Redis) -> None:
    """A key that is no hash is a miss, and is replaced."""
    await redis.set(KEY, b"\xc1", ex=60)
    assert await fresh().read(*WHERE) is None
    await fresh().mark_failed(*WHERE, NOW)
    assert await fresh().keep(*WHERE, listing(make, 1))


@pytest.mark.parametrize("field", ["head", "0", "1", "failed", "complete", "fetched"])
async def test_a_missing_or_foreign_field(fresh: Fresh, make: Make, redis: Redis, field: str) -> None:
    """Without a chunk or its head there is no listing; the other fields only tell less. A new one can be kept."""
    await fresh().keep(*WHERE, listing(make, 1_500))
    await redis.hdel(KEY, field)
    assert (await fresh().read(*WHERE) is None) is (field in {"head", "0", "1"})
    assert await fresh().keep(*WHERE, listing(make, 1))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(field=st.sampled_from(["head", "0", "failed", "complete", "fetched"]), value=st.binary(max_size=100))
async def test_random_bytes_in_any_field(fresh: Fresh, make: Make, redis: Redis, field: str, value: bytes) -> None:
    """Random bytes in any field are a miss or are passed over; reading never fails, and a new listing is kept."""
    await redis.flushall()
    await fresh().keep(*WHERE, listing(make, 2))
    await redis.hset(KEY, field, value)
    assert (await fresh().read(*WHERE) is None) is (field in {"head", "0"})
    assert await fresh().keep(*WHERE, msgspec.structs.replace(listing(make, 1), fetched_at=datetime.now(UTC)))


def test_a_chunk_of_another_listing_is_a_miss(make: Make) -> None:
    """A chunk of another workspace or version is not read, nor a head of another account or format."""
    mine = Head.of(listing(make, 1), "T1", "default", "v1")
    value, _ = pack_chunk(mine, [make("a")])
    assert unpack_chunk(value, mine) is not None
    for other in ({"workspace": "T2"}, {"version": "v2"}):
        assert unpack_chunk(value, msgspec.structs.replace(mine, **other)) is None
    assert unpack_head(pack_head(mine), "T1", "default") == mine
    assert unpack_head(pack_head(mine), "T2", "default") is None
    assert unpack_head(pack_head(mine), "T1", "prod") is None
    assert unpack_head(pack_head(msgspec.structs.replace(mine, format=0)), "T1", "default") is None


@given(st.lists(st.builds(Certificate), min_size=1, max_size=5))
def test_every_field_survives(certificates: list[Certificate]) -> None:
    """Whatever a certificate's fields hold, it unpacks as it was."""
    head = Head.of(Listing(tuple(certificates), NOW), "T1", "default", "v1")
    value, plain = pack_chunk(head, certificates)
    assert unpack_chunk(value, head) == (tuple(certificates), plain)


def test_crooked_columns_are_a_miss(make: Make) -> None:
    """Columns of different lengths, and rows that point at nothing, are no chunk."""
    head = Head.of(listing(make, 2), "T1", "default", "v1")
    whole = zstandard.ZstdDecompressor().decompress(pack_chunk(head, listing(make, 2).certificates)[0])
    workspace, version, columns, shared, numbers = msgspec.msgpack.decode(whole)
    cases: tuple[tuple[object, ...], ...] = (
        (columns, shared, [0]),
        (columns, shared, [0, 1]),
        (columns, shared, [0, -1]),
        (columns, [], numbers),
        ([columns[0][:1], *columns[1:]], shared, numbers),
        ([[] for _ in columns], shared, []),
    )
    for crooked in cases:
        value = msgspec.msgpack.encode((workspace, version, *crooked))
        assert unpack_chunk(zstandard.ZstdCompressor(level=1).compress(value), head) is None


def test_bombs_are_not_unpacked(make: Make) -> None:
    """A frame that announces gigabytes, one that hides its size, and deep nesting are misses, without the memory."""
    head = Head.of(listing(make, 1), "T1", "default", "v1")
    compress = zstandard.ZstdCompressor(level=1).compress
    hidden = zstandard.ZstdCompressor(level=1, write_content_size=False).compress(b"\x91" * 1000)
    for value in (compress(bytes(40 << 20)), hidden, compress(b"\x91" * 100_000), b"", None):
        assert unpack_chunk(value, head) is None
    assert unpack_head(b"\x91" * 100_000, "T1", "default") is None


def test_rows_stay_foreign_text(make: Make) -> None:
    """Packing changes no text, however hostile."""
    head = Head.of(listing(make, 1), "T1", "default", "v1")
    odd: Certificate = make("a", alias="\u202e<@U1>\U0001f600")
    unpacked = unpack_chunk(pack_chunk(head, [odd])[0], head)
    assert unpacked is not None
    assert unpacked[0] == (odd,)
