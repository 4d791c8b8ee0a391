"""A listing over HTTP from a server in another process that answers after 50 ms, next to the ideal.

    .venv/bin/python tests/benchmarks/upstream.py

The ideal is pages × latency ÷ 8 requests at once, with no work at all. The account's budget is set high, for 100 000
certificates would take 100 seconds at ten requests a second. On a busy machine compare the processors' times.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
import uvloop

from bot.inventory.listing import Listings
from bot.inventory.upstream import Upstream
from bot.playground.certgetlist_server import build
from bot.playground.serving import bind
from bot.sources.certgetlist import CertGetList
from bot.sources.credentials import Credentials
from bot.sources.transport import Request, Transport
from bot.sources.wire import AT_ONCE
from bot.store.connection import connect_cache
from bot.store.embedded import EmbeddedRedis
from tests.benchmarks.process import hold_ups, rss

COUNT, PAGE, LATENCY = 100_000, 100, 0.05


def ideal(count: int) -> float:
    """Seconds for so many certificates."""
    return count / PAGE * LATENCY / AT_ONCE


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


def serve(count: int) -> None:
    """Be the server; the first line of output is its port."""
    listening = bind()
    app = build(secret_id="id", secret_key="key", rows=list(map(row, range(count))), latency=LATENCY)
    gc.freeze()  # the collector's walk over a million values would add half a second to some answers
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    uvicorn.Server(uvicorn.Config(app, log_config=None)).run(sockets=[listening])


class Server(msgspec.Struct):
    """A server in a process of its own."""

    pid: int
    url: str

    def processor(self) -> float:
        """Seconds of a processor it has had."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def server(count: int) -> Iterator[Server]:
    """A server of so many certificates."""
    child = subprocess.Popen([sys.executable, __file__, "serve", str(count)], stdout=subprocess.PIPE, text=True)
    try:
        port = child.stdout.readline().strip() if child.stdout else ""
        yield Server(child.pid, f"http://127.0.0.1:{port}")
    finally:
        child.kill()
        child.wait()


class Watched(Transport):
    """A transport that counts what is on the wire."""

    def __init__(self) -> None:
        super().__init__()
        self.at_once = self.most_at_once = 0
        self.seconds = 0.0

    async def body(self, request: Request) -> bytes:
        """As the transport's."""
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        begun = time.perf_counter()
        try:
            return await super().body(request)
        finally:
            self.at_once -= 1
            self.seconds += time.perf_counter() - begun


async def listed(redis_url: str, url: str) -> dict[str, float]:
    """The figures of one listing, kept in Redis."""
    redis = connect_cache(redis_url)
    await redis.flushall()
    async with Watched() as wire:
        upstream = Upstream(redis, per_second=100_000)
        pace = upstream.pace("T1", "default")
        source = CertGetList(Credentials("id", "key"), url=url, page_size=PAGE, transport=wire, pace=pace)
        listings = Listings(redis, lambda *where: upstream.guarded(source, *where))
        await source.certificate("00000000")  # the first request of a process opens connections
        wire.seconds, begun, processor = 0.0, time.perf_counter(), time.process_time()
        async with hold_ups() as held:
            listing = await listings.get("T1", "default")
        taken = time.perf_counter() - begun
        processor = time.process_time() - processor
    await redis.aclose()
    return {
        "seconds": taken,
        "× ideal": taken / ideal(len(listing.certificates)),
        "on the wire": wire.seconds / taken,
        "at most": wire.most_at_once,
        "our CPU a page": processor / len(listing.certificates) * PAGE * 1e3,
        "hold-up": max(held.whole),
        "of it ours": max(held.own),
        "MB": rss(),
    }


def run(redis_url: str, url: str) -> dict[str, float]:
    """`listed` in a loop of its own, as `bot/lifecycle.py` runs it."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(listed(redis_url, url))


def main() -> None:
    """Serve when told so, else measure five times."""
    if sys.argv[1:2] == ["serve"]:
        serve(int(sys.argv[2]))
        return
    gc.freeze()
    sys.setswitchinterval(0.001)
    embedded = EmbeddedRedis(Path(tempfile.mkdtemp()))
    redis_url = embedded.start()
    with server(COUNT) as there:
        for number in range(5):
            before = there.processor()
            figures = run(redis_url, there.url)
            figures["its CPU a page"] = (there.processor() - before) / COUNT * PAGE * 1e3
            if not number:
                sys.stdout.write("".join(f"{name:>16}" for name in figures) + "\n")
            sys.stdout.write("".join(f"{value:16.2f}" for value in figures.values()) + "\n")
    embedded.stop()


if __name__ == "__main__":
    main()
