"""The inventory next to the obvious way (one JSON text in Redis, a list of dicts in the process), as ratios.

    .venv/bin/python tests/benchmarks/inventory.py

Times are milliseconds; each way and size runs in a process of its own, so that its memory is its own. Ours runs as
`bot/processes.py` runs it: uvloop, modules frozen, threads switched each millisecond. `upstream.py` measures the rest.
"""

from __future__ import annotations

import asyncio
import contextlib
import fnmatch
import gc
import inspect
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import redis.asyncio
import uvloop

from bot.certificates import Certificate, Kind, Listing, Project, Query, Sort, Span, Status
from bot.inventory.listing import Listings
from bot.inventory.search import page, searched
from bot.store.connection import connect_state
from bot.store.embedded import EmbeddedRedis

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

    async def listing(self, **_: object) -> Listing:
        """All rows."""
        self.asked += 1
        await asyncio.sleep(self.LATENCY)
        return Listing(self.rows, datetime.now(UTC))


def rss() -> float:
    """Megabytes this process holds now."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


@contextlib.asynccontextmanager
async def gaps(longest: list[float]) -> AsyncIterator[None]:
    """Note the longest time (ms) the loop was held up inside the block."""

    async def beat() -> None:
        before = time.perf_counter()
        while True:
            await asyncio.sleep(0.001)
            longest.append((time.perf_counter() - before) * 1e3)
            before = time.perf_counter()

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()


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
    source, longest = Source(certificates(count)), [0.0]
    listings = Listings(client, lambda *_: source)
    async with gaps(longest):
        taken = await timed(lambda: listings.get("T1", "default"))
    await client.aclose()
    return {"fetch and keep": taken - Source.LATENCY * 1e3, "longest hold-up, fetching": max(longest)}


async def ours(url: str, _: int) -> dict[str, float]:
    """Read what is kept and search it."""
    client = connect_state(url)
    listings = Listings(client, lambda *_: Source(()))
    longest, before = [0.0], rss()

    async def ask(query: Query) -> None:
        listing = await listings.get("T1", "default")
        found = await searched(listing.certificates, query, now=NOW, zone="Asia/Shanghai")
        page(found, query, listing, result_id="r")

    async with gaps(longest):
        figures = {"first question": await timed(lambda: ask(QUERIES["expiring in 30 days"]))}
        for query in QUERIES.values():
            await ask(query)
        for name, query in QUERIES.items():
            figures[name] = await timed(partial(ask, query), 10)
    figures |= {"longest hold-up, asking": max(longest), "memory, MB": rss() - before}
    longest[:] = [0.0]
    async with gaps(longest):
        figures["twelve at once"] = await timed(lambda: asyncio.gather(*map(ask, QUERIES.values())), 5)
    figures |= {"longest hold-up, twelve": max(longest), "memory of the process, MB": rss()}
    await client.aclose()
    return figures


async def keep_obvious(url: str, count: int) -> dict[str, float]:
    """Keep one JSON text."""
    client = redis.asyncio.Redis.from_url(url)
    await client.flushall()
    plain = [msgspec.to_builtins(one) for one in certificates(count)]
    taken = await timed(lambda: client.set("listing", json.dumps(plain), ex=600))
    await client.aclose()
    return {"fetch and keep": taken, "longest hold-up, fetching": taken}


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

    figures = {"first question": await timed(read)}
    for name, search in (("expiring in 30 days", expiring), ("pattern", named), ("words", worded)):
        figures[name] = await timed(search, 5)
    figures["by domain"] = await timed(lambda: sorted(kept[0], key=lambda row: row["domain"]), 5)
    figures |= {"longest hold-up, asking": max(figures.values()), "memory, MB": rss() - before}
    await client.aclose()
    return figures


WAYS = {"keep_ours": keep_ours, "ours": ours, "keep_obvious": keep_obvious, "obvious": obvious}


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
    return f"stampede: 400 cold readers, {source.asked} upstream listing(s), {taken:.0f} ms\n"


def measured(way: str, url: str, count: int) -> dict[str, float]:
    """The figures of one way and size, from a process of its own."""
    command = [sys.executable, __file__, way, url, str(count)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return json.loads(said)  # type: ignore[no-any-return]


def table(url: str) -> None:
    """Print everything."""
    for count in SIZES:
        mine = measured("keep_ours", url, count) | measured("ours", url, count)
        other = measured("keep_obvious", url, count) | measured("obvious", url, count)
        title = f"{count} certificates"
        sys.stdout.write(f"\n{title:28}{'ours':>10}{'obvious':>10}{'ratio':>8}\n")
        for name, value in mine.items():
            beside = f"{other[name]:10.1f}{other[name] / max(value, 0.01):8.1f}" if name in other else ""
            sys.stdout.write(f"  {name:26}{value:10.1f}{beside}\n")
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
