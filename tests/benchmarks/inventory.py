"""The inventory next to the obvious way (one JSON text in Redis, a list of dicts in the process), as ratios.

    .venv/bin/python tests/benchmarks/inventory.py

Times are milliseconds (p95 where a thing is done often); each way and size runs in a process of its own, so that its
memory is its own. Ours runs as `bot/lifecycle.py` runs it: uvloop, modules frozen, threads switched each millisecond.
"Listing" is over HTTP from a server with 50 ms latency (see `upstream.py`, which has more of it), next to one page
after the other; "decode" is from the bytes in Redis to rows; "first" questions are asked by a process that has to read
Redis first. Hold-ups are the longest of the event loop; "ours" are those in which this process had a processor.
"""

from __future__ import annotations

import asyncio
import fnmatch
import gc
import inspect
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import redis.asyncio
import uvloop

from bot.certificates import Certificate, Kind, Listing, Project, Query, Sort, Span, Status
from bot.inventory.listing import Listings
from bot.inventory.packing import unpack_chunks, unpack_head
from bot.inventory.renewal import renewals
from bot.inventory.search import page, searched
from bot.inventory.threads import off_loop
from bot.sources.certgetlist import CertGetList
from bot.sources.credentials import Credentials
from bot.sources.listing import Bounds
from bot.sources.transport import Transport
from bot.store import keys
from bot.store.connection import connect_state
from bot.store.embedded import EmbeddedRedis
from tests.benchmarks import upstream
from tests.benchmarks.process import HoldUps, hold_ups, rss

NOW = datetime.now(UTC)
SIZES = (1_000, 10_000, 100_000)
TODAY = NOW.date()
QUERIES = {
    "everything": Query(),
    "expiring in 30 days": Query(expires=Span(TODAY, TODAY + timedelta(days=31))),
    "expired": Query(statuses=(Status.EXPIRED,)),
    "host": Query(names=("api3.shop.example",)),
    "pattern": Query(names=("*.shop.example",), expires=Span(TODAY, None)),
    "words": Query(text="gateway 77"),
    "project": Query(projects=("payments",), kind=Kind.SERVER),
    "by domain": Query(sort=Sort.DOMAIN),
    "newest": Query(sort=Sort.BEGINS, descending=True, limit=20),
    "by status": Query(sort=Sort.STATUS),
    "not renewed": Query(expires=Span(TODAY, date(TODAY.year + 1, 1, 1)), renewed=False),
    "but not": Query(excluding=(Query(names=("*.pay.example",)),)),
}


def certificates(count: int) -> tuple[Certificate, ...]:
    """A made-up inventory: three names each, a few issuers and projects, a third renewed or about to be."""
    chance = random.Random(count)

    def one(number: int) -> Certificate:
        host = f"{chance.choice(('api', 'www', 'pay', 'cdn'))}{number // 3}.{chance.choice(('shop', 'pay'))}.example"
        begins = NOW - timedelta(seconds=chance.randrange(1, 25_000_000))
        return Certificate(
            id=f"{number:08x}",
            domain=host,
            alias=f"gateway {number}",
            names=(host, f"www.{host}", f"*.{host}"),
            status_code=chance.choice((1, 1, 1, 1, 3, 0, 7)),
            status_name="已颁发",
            kind=Kind.SERVER,
            begins=begins,
            expires=begins + timedelta(days=chance.choice((100, 200, 365))),
            created=begins,
            issuer=chance.choice(("TrustAsia TLS RSA CA", "DigiCert Basic")),
            type_name="TrustAsia DV",
            source="trustasia",
            verification="DNS",
            validity_months=12,
            project=Project(*chance.choice((("0", "默认项目"), ("7", "Payments")))),
            owner="100000000001",
        )

    return tuple(map(one, range(count)))


class Source:
    """A source that answers after LATENCY seconds and counts."""

    LATENCY = 0.05

    def __init__(self, rows: tuple[Certificate, ...]) -> None:
        self.rows = rows
        self.asked = 0

    async def listing(self, *_: object, **__: object) -> Listing:
        """All rows."""
        self.asked += 1
        await asyncio.sleep(self.LATENCY)
        return Listing(self.rows, datetime.now(UTC))


async def timed(work: Callable[[], Any], times: int = 1) -> float:
    """p95 of the milliseconds a call takes."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        outcome = work()
        if inspect.isawaitable(outcome):
            await outcome
        taken.append((time.perf_counter() - begun) * 1e3)
    return sorted(taken)[int(len(taken) * 0.95)]


async def keep_ours(url: str, count: int) -> dict[str, float]:
    """Fetch and keep a listing as the inventory does."""
    client = connect_state(url)
    await client.flushall()
    source = Source(certificates(count))
    listings = Listings(client, lambda *_: source)
    async with hold_ups() as held:
        taken = await timed(lambda: listings.get("T1", "default"))
    await client.aclose()
    return {"keep": taken - Source.LATENCY * 1e3, **said_of("keeping", held)}


def said_of(what: str, held: HoldUps) -> dict[str, float]:
    """Two figures of hold-ups."""
    return {f"hold-up, {what}": max(held.whole), f"hold-up, {what}, ours": max(held.own)}


async def decode_ours(url: str, _: int) -> dict[str, float]:
    """From the bytes in Redis to rows."""
    client = connect_state(url)
    kept: Any = await client.hgetall(keys.listing("T1", "default"))
    head = unpack_head(kept[b"head"], "T1", "default")
    await client.aclose()
    if head is None:
        raise LookupError("nothing is kept")
    values = [kept[str(number).encode()] for number in range(head.chunks)]
    return {"decode": await timed(lambda: unpack_chunks(values, head), 5)}


async def ask(query: Query, listings: Listings, workspace: str = "T1") -> None:
    """A question, as an answer asks it: search, a page, what renews its rows."""
    listing = await listings.get(workspace, "default")
    found = await searched(listing.certificates, query, now=NOW, zone="Asia/Shanghai")
    rows = page(found, query, listing, result_id="r").rows
    await off_loop(len(listing.certificates), renewals, listing.certificates, NOW, rows)


async def first_ours(url: str, _: int) -> dict[str, float]:
    """Each question to a process that has read nothing yet."""
    client = connect_state(url)

    async def first(query: Query) -> None:
        await ask(query, Listings(client, lambda *_: Source(())))

    async with hold_ups() as held:
        figures = {f"first {name}": await timed(partial(first, query), 3) for name, query in QUERIES.items()}
    await client.aclose()
    return {"first, the slowest": max(figures.values()), **figures, **said_of("first", held)}


async def ours(url: str, _: int) -> dict[str, float]:
    """Questions to a process that holds the listing."""
    client = connect_state(url)
    listings, before, figures = Listings(client, lambda *_: Source(())), rss(), {}
    async with hold_ups() as held:
        for query in QUERIES.values():
            await ask(query, listings)
        for name, query in QUERIES.items():
            figures[name] = await timed(partial(ask, query, listings), 10)
    figures |= said_of("asking", held) | {"memory, MB": rss() - before}
    async with hold_ups() as held:
        every = [partial(ask, query, listings) for query in QUERIES.values()]
        figures["twelve at once"] = await timed(lambda: asyncio.gather(*(one() for one in every)), 5)
    figures |= said_of("twelve", held) | {"memory of the process, MB": rss()}
    await client.aclose()
    return figures


async def many_workspaces(url: str, count: int) -> dict[str, float]:
    """So many workspaces of 200 certificates each, every column of theirs made; then questions to one after another."""
    client = connect_state(url)
    await client.flushall()
    listings, before = Listings(client, lambda *_: Source(certificates(200))), rss()
    for number in range(count):
        for query in QUERIES.values():
            await ask(query, listings, f"T{number}")
    numbers = iter(range(count))
    taken = await timed(lambda: ask(QUERIES["words"], listings, f"T{next(numbers)}"), count)
    await client.aclose()
    return {"question": taken, "MB": rss() - before}


async def keep_obvious(url: str, count: int) -> dict[str, float]:
    """Keep one JSON text."""
    client = redis.asyncio.Redis.from_url(url)
    await client.flushall()
    plain = [msgspec.to_builtins(one) for one in certificates(count)]
    taken = await timed(lambda: client.set("listing", json.dumps(plain), ex=600))
    await client.aclose()
    return {"keep": taken, "hold-up, keeping": taken}


async def decode_obvious(url: str, _: int) -> dict[str, float]:
    """From the text in Redis to dicts."""
    client = redis.asyncio.Redis.from_url(url)
    text = await client.get("listing")
    await client.aclose()
    return {"decode": await timed(lambda: json.loads(text or "[]"), 5)}


async def list_ours(url: str, count: int) -> dict[str, float]:
    """Over HTTP into Redis."""
    with upstream.server(count) as there:
        figures = await upstream.listed(url, there.url)
    return {"listing": figures["seconds"] * 1e3, "listing, × ideal": figures["× ideal"]}


async def list_obvious(_: str, count: int) -> dict[str, float]:
    """Over HTTP, one page after the other."""
    with upstream.server(count) as there:
        async with Transport() as transport:
            bounds, key = Bounds(workers=1), Credentials("id", "key")
            source = CertGetList(key, url=there.url, page_size=upstream.PAGE, transport=transport, bounds=bounds)
            return {"listing": await timed(source.listing)}


async def obvious(url: str, _: int) -> dict[str, float]:
    """Read it into a list of dicts and search that."""
    client = redis.asyncio.Redis.from_url(url)
    before = rss()
    kept: list[list[dict[str, Any]]] = []

    async def read() -> None:
        kept[:] = [json.loads(await client.get("listing") or "[]")]
        expiring()

    def expiring() -> list[dict[str, Any]]:
        end = NOW + timedelta(days=31)
        found = [row for row in kept[0] if NOW <= datetime.fromisoformat(row["expires"]) < end]
        return sorted(found, key=lambda row: row["expires"])

    def named() -> list[dict[str, Any]]:
        found = [row for row in kept[0] if any(fnmatch.fnmatch(name, "*.shop.example") for name in row["names"])]
        return sorted(found, key=lambda row: row["expires"])

    def worded() -> list[dict[str, Any]]:
        return [row for row in kept[0] if all(word in json.dumps(row).lower() for word in ("gateway", "77"))]

    figures = {"first expiring in 30 days": await timed(read)}
    for name, search in (("expiring in 30 days", expiring), ("pattern", named), ("words", worded)):
        figures[name] = await timed(search, 5)
    figures["by domain"] = await timed(lambda: sorted(kept[0], key=lambda row: row["domain"]), 5)
    figures |= {"hold-up, asking": max(figures.values()), "memory, MB": rss() - before}
    await client.aclose()
    return figures


_OURS = (list_ours, keep_ours, decode_ours, first_ours, ours)
_OBVIOUS = (list_obvious, keep_obvious, decode_obvious, obvious)
WAYS = {one.__name__: one for one in (*_OURS, *_OBVIOUS, many_workspaces)}


async def stampede(url: str) -> str:
    """400 cold readers in four processes' worth of listings."""
    clients = [connect_state(url) for _ in range(4)]
    await clients[0].flushall()
    source = Source(certificates(1_000))
    reading = [Listings(client, lambda *_: source) for client in clients]
    begun = time.perf_counter()
    await asyncio.gather(*(one.get("T1", "default") for one in reading for _ in range(100)))
    taken = (time.perf_counter() - begun) * 1e3
    for client in clients:
        await client.aclose()
    return f"{'stampede of 400 cold readers':32}{taken:12.1f}   upstream listings: {source.asked}\n"


def measured(way: str, url: str, count: int) -> dict[str, float]:
    """The figures of one way and size, from a process of its own."""
    command = [sys.executable, __file__, way, url, str(count)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return json.loads(said)  # type: ignore[no-any-return]


def both(url: str, count: int) -> tuple[dict[str, float], dict[str, float]]:
    """All figures of one size, ours and the obvious way's."""
    mine, other = ([measured(way.__name__, url, count) for way in ways] for ways in (_OURS, _OBVIOUS))
    return {name: one[name] for one in mine for name in one}, {name: one[name] for one in other for name in one}


def table(url: str) -> None:
    """Print everything."""
    columns = [both(url, count) for count in SIZES]
    sys.stdout.write(f"{'certificates':32}" + "".join(f"{count:>12}{'obvious':>10}{'ratio':>8}" for count in SIZES))
    for name in columns[0][0]:
        sys.stdout.write(f"\n{name:32}")
        for mine, other in columns:
            value = mine[name]
            beside = f"{other[name]:10.1f}{other[name] / max(value, 0.01):8.1f}" if name in other else " " * 18
            sys.stdout.write(f"{value:12.1f}{beside}")
    many = measured("many_workspaces", url, 500)
    sys.stdout.write(f"\n{'500 workspaces of 200':32}{many['question']:12.1f}   memory, MB: {many['MB']:.0f}")
    sys.stdout.write(f"\n{asyncio.run(stampede(url))}")


def main() -> None:
    """Measure one way and size when told so, else everything."""
    if len(sys.argv) == 4:
        gc.freeze()
        sys.setswitchinterval(0.001)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            sys.stdout.write(json.dumps(runner.run(WAYS[sys.argv[1]](sys.argv[2], int(sys.argv[3])))))
        return
    embedded = EmbeddedRedis(Path(tempfile.mkdtemp()))
    table(embedded.start())
    embedded.stop()


if __name__ == "__main__":
    main()
