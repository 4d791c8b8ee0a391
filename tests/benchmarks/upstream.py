"""100 000 certificates from a server in another process that answers after 50 ms, next to the ideal.

    .venv/bin/python tests/benchmarks/upstream.py

The ideal is pages × latency ÷ 8 requests at once, with no work at all. The account's budget is set high, for it would
take 100 seconds at ten requests a second. Hold-ups are the longest times that the event loop was held up, in ms; on a
busy machine most of them are the machine's.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import uvicorn
import uvloop

from bot.inventory.listing import Listings
from bot.inventory.upstream import Upstream
from bot.playground.certgetlist_server import build
from bot.playground.serving import bind
from bot.sources.certgetlist import CertGetList
from bot.sources.credentials import Credentials
from bot.sources.listing import Bounds
from bot.store.connection import connect_cache
from bot.store.embedded import EmbeddedRedis

COUNT, PAGE, LATENCY, AT_ONCE = 100_000, 100, 0.05, 8
IDEAL = COUNT / PAGE * LATENCY / AT_ONCE


def row(number: int) -> dict[str, Any]:
    """A wire row with three names."""
    host = f"api{number // 3}.shop.example"
    return {
        "id": f"{number:08x}",
        "domain": host,
        "subjectAltName": [host, f"www.{host}", f"*.{host}"],
        "alias": f"gateway {number}",
        "certType": "SVR",
        "status": 1,
        "certBeginTime": "2026-05-01 08:00:00",
        "certEndTime": f"2027-0{1 + number % 9}-{1 + number % 28:02} 07:59:59",
        "insertTime": "2026-05-01 08:00:00",
        "productZhName": "TrustAsia TLS RSA CA",
        "projectInfo": {"projectId": "0", "name": "默认项目"},
        "from": "trustasia",
    }


def serve() -> None:
    """Be the server; the first line of output is its port."""
    listening = bind()
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    app = build(secret_id="id", secret_key="key", rows=list(map(row, range(COUNT))), latency=LATENCY)
    gc.freeze()  # the collector's walk over a million values would add half a second to some answers
    uvicorn.Server(uvicorn.Config(app, log_config=None)).run(sockets=[listening])


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The server in a process of its own: its URL."""
    child = subprocess.Popen([sys.executable, __file__, "serve"], stdout=subprocess.PIPE, text=True)
    try:
        yield f"http://127.0.0.1:{child.stdout.readline().strip() if child.stdout else ''}"
    finally:
        child.kill()
        child.wait()


def rss() -> float:
    """Megabytes this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


@contextlib.asynccontextmanager
async def gaps(longest: list[float]) -> AsyncIterator[None]:
    """Note how long (ms) the loop was held up each time inside the block."""

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


async def listed(redis_url: str, url: str, workers: int) -> None:
    """One listing by so many workers, kept in Redis, as a line of the table."""
    redis = connect_cache(redis_url)
    await redis.flushall()
    upstream, said, longest = Upstream(redis, per_second=100_000), [], [0.0]
    source = CertGetList(
        Credentials("id", "key"),
        url=url,
        page_size=PAGE,
        bounds=Bounds(workers=workers),
        pace=upstream.pace("T1", "default"),
    )
    listings = Listings(redis, lambda *where: upstream.guarded(source, *where))
    await source.certificate("00000000")  # the first request of a process opens connections
    begun = time.perf_counter()
    async with gaps(longest):
        listing = await listings.get("T1", "default", progress=lambda done, _: said.append(done))
    taken, worst = time.perf_counter() - begun, ", ".join(f"{gap:.0f}" for gap in sorted(longest)[-3:])
    sys.stdout.write(
        f"{workers:3} workers {len(listing.certificates):8} rows {taken:7.2f} s {taken / IDEAL:6.2f} × ideal"
        f"   hold-ups {worst} ms   progress heard {len(said)} times   process {rss():.0f} MB\n"
    )
    await source.aclose()
    await redis.aclose()


def main() -> None:
    """Serve when told so, else measure with 8 and with 10 workers, three times each."""
    if sys.argv[1:] == ["serve"]:
        serve()
        return
    gc.freeze()
    sys.setswitchinterval(0.001)
    embedded = EmbeddedRedis(Path(tempfile.mkdtemp()))
    redis_url = embedded.start()
    with server() as url:
        for workers in (8, 10, 8, 10, 8, 10):
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runner.run(listed(redis_url, url, workers))
    embedded.stop()


if __name__ == "__main__":
    main()
