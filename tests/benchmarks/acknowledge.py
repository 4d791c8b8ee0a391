"""How fast `/certs help` is acknowledged, next to a bare Bolt app on the same server in the same run, as ratios.

    .venv/bin/python tests/benchmarks/acknowledge.py [--count 400] [--seconds 10]

Ours is the real `certminder web` on a real Redis, with a sink in Slack's place; the bare app is Bolt with
process_before_response=True, one listener that acknowledges, a fixed authorize and Bolt's own signature check. Both run
under uvicorn with uvloop and httptools, one process each. Requests alternate between the two.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import hashlib
import hmac
import itertools
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn
import uvloop
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.store.embedded import EmbeddedRedis

ROOT = Path(__file__).resolve().parents[2]
SECRET, TOKEN, TEAM = "benchmark-signing-secret", "xoxb-benchmark", "T0BENCH001"
HOST = "127.0.0.1"
USERS = 200
"""People who ask in turn: each one's language and zone is known after the first question."""
RATE = 50
FLOOD = 200
_numbers = itertools.count(1)


def serve_bare(port: int) -> None:
    """A Bolt app that does nothing but acknowledge."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=TOKEN, bot_user_id="U0BOT")

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    async def certs(ack: Callable[[], Any]) -> None:
        await ack()

    app.command("/certs")(certs)
    _serve(AsyncSlackRequestHandler(app), port)


def serve_sink(port: int) -> None:
    """As little of Slack as our process needs; it counts the answers it gets."""
    answered = 0

    async def api(request: Request) -> Response:
        if request.path_params["method"] == "auth.test":
            return JSONResponse({"ok": True, "team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT"})
        return JSONResponse({"ok": True, "user": {"locale": "en-US", "tz": "Europe/Berlin"}})

    async def respond(request: Request) -> Response:
        nonlocal answered
        await request.body()
        answered += 1
        return PlainTextResponse("ok")

    async def count(_: Request) -> Response:
        return PlainTextResponse(str(answered))

    routes = [
        Route("/api/{method}", api, methods=["POST"]),
        Route("/response", respond, methods=["POST"]),
        Route("/answered", count),
    ]
    _serve(Starlette(routes=routes), port)


def _serve(app: Any, port: int) -> None:
    uvicorn.run(app, host=HOST, port=port, loop="uvloop", http="httptools", log_level="error", workers=1)


class Connection:
    """One kept connection; as little HTTP as gives the time of an answer, so that the client hides nothing."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, request: bytes) -> tuple[float, int]:
        """(milliseconds to the whole answer, its status)."""
        if self._stream is None:
            self._stream = await asyncio.open_connection(HOST, self._port)
        reader, writer = self._stream
        started = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = next((line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), b":0")
        await reader.readexactly(int(length.partition(b":")[2]))
        return (time.perf_counter() - started) * 1000, int(head.split(b" ", 2)[1])


def command(sink: int) -> bytes:
    """A signed `/certs help`, unlike any other."""
    number = next(_numbers)
    form = {
        "token": "deprecated",
        "team_id": TEAM,
        "team_domain": "bench",
        "channel_id": "C0BENCH001",
        "channel_name": "bench",
        "user_id": f"U{number % USERS:09d}",
        "user_name": "bench",
        "command": "/certs",
        "text": "help",
        "api_app_id": "A0BENCH001",
        "is_enterprise_install": "false",
        "response_url": f"http://{HOST}:{sink}/response",
        "trigger_id": f"{number}.{time.time_ns()}.abcdef",
    }
    body, now = urlencode(form).encode(), str(int(time.time()))
    signature = hmac.new(SECRET.encode(), f"v0:{now}:".encode() + body, hashlib.sha256).hexdigest()
    head = (
        f"POST /slack/events HTTP/1.1\r\nhost: {HOST}\r\ncontent-type: application/x-www-form-urlencoded\r\n"
        f"content-length: {len(body)}\r\nx-slack-request-timestamp: {now}\r\nx-slack-signature: v0={signature}\r\n\r\n"
    )
    return head.encode() + body


async def alternating(ports: dict[str, int], sink: int, count: int) -> dict[str, list[float]]:
    """`count` commands to each, in turn, `RATE` a second to each: what a person at a keyboard meets."""
    connections = {name: Connection(port) for name, port in ports.items()}
    times: dict[str, list[float]] = {name: [] for name in ports}
    for _ in range(count):
        for name, connection in connections.items():
            milliseconds, status = await connection.send(command(sink))
            assert status == 200, (name, status)
            times[name].append(milliseconds)
            await asyncio.sleep(1 / RATE / len(ports))
    return times


async def throughput(port: int, sink: int, seconds: float, *, at_once: int = 16) -> float:
    """Acknowledgements a second, as fast as they come."""
    done, end = 0, time.perf_counter() + seconds

    async def client() -> None:
        nonlocal done
        connection = Connection(port)
        while time.perf_counter() < end:
            _, status = await connection.send(command(sink))
            assert status == 200
            done += 1

    await asyncio.gather(*(client() for _ in range(at_once)))
    return done / seconds


async def flood(port: int, sink: int, seconds: float) -> tuple[int, int, list[float]]:
    """`FLOOD` commands a second: (sent, answered through the response_url, times of acknowledgement)."""
    before, times = await answered(sink), list[float]()
    idle: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()

    async def one() -> None:
        connection = idle.get_nowait() if not idle.empty() else Connection(port)
        milliseconds, status = await connection.send(command(sink))
        assert status == 200
        times.append(milliseconds)
        idle.put_nowait(connection)

    async with asyncio.TaskGroup() as group:
        started = time.perf_counter()
        for number in range(int(FLOOD * seconds)):
            await asyncio.sleep(max(0.0, started + number / FLOOD - time.perf_counter()))
            group.create_task(one())
    await quiet(sink)
    return len(times), await answered(sink) - before, times


async def answered(sink: int) -> int:
    """How many answers the sink has got."""
    reader, writer = await asyncio.open_connection(HOST, sink)
    writer.write(f"GET /answered HTTP/1.1\r\nhost: {HOST}\r\nconnection: close\r\n\r\n".encode())
    text = await reader.read()
    writer.close()
    return int(text.rpartition(b"\r\n")[2])


async def quiet(sink: int) -> None:
    """Until no more answers come."""
    counts = [-1, await answered(sink)]
    while counts[-1] != counts[-2]:
        await asyncio.sleep(0.5)
        counts.append(await answered(sink))


@contextlib.contextmanager
def processes(ports: dict[str, int], redis_url: str, folder: Path) -> Iterator[None]:
    """Sink, bare app and ours, each in its process, until the context ends."""
    environ = {
        **os.environ,
        "PORT": str(ports["ours"]),
        "REDIS_URL": redis_url,
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"http://{HOST}:{ports['sink']}/api/",
        "CERTMINDER_STATE": str(folder / "state"),
    }
    own = str(Path(__file__).resolve())
    commands = {
        "sink": [sys.executable, own, "--serve", "sink", str(ports["sink"])],
        "bare": [sys.executable, own, "--serve", "bare", str(ports["bare"])],
        "ours": [sys.executable, "-m", "bot", "web"],
    }
    with (folder / "log").open("wb") as log:
        running = [
            subprocess.Popen(parts, env=environ, cwd=ROOT, stdout=log, stderr=log) for parts in commands.values()
        ]
        try:
            yield
        finally:
            for process in running:
                process.send_signal(signal.SIGTERM)
            for process in running:
                process.wait(30)


@contextlib.asynccontextmanager
async def started(ports: dict[str, int]) -> AsyncIterator[None]:
    """Until every port takes connections."""
    async with asyncio.timeout(30):
        for port in ports.values():
            while True:
                try:
                    _, writer = await asyncio.open_connection(HOST, port)
                except OSError:
                    await asyncio.sleep(0.05)
                else:
                    writer.close()
                    break
    yield


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        return int(listening.getsockname()[1])


def percentile(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


async def measure(ports: dict[str, int], count: int, seconds: float) -> None:
    sink, apps = ports["sink"], {name: ports[name] for name in ("bare", "ours")}
    async with started(ports):
        await alternating(apps, sink, USERS)  # warm: code paths, caches, connections
        times = await alternating(apps, sink, count)
        say(f"acknowledgement of /certs help, {RATE} a second to each, {count} each; milliseconds")
        for percent in (50, 99):
            bare, ours = (percentile(times[name], percent) for name in ("bare", "ours"))
            say(f"  p{percent}: bare {bare:.2f}, ours {ours:.2f}, ratio {ours / bare:.2f} (goal for p50: 1.5)")
        await quiet(sink)
        bare, ours = [await throughput(apps[name], sink, seconds / 2) for name in ("bare", "ours")]
        say(f"commands a second, 16 at once: bare {bare:.0f}, ours {ours:.0f} with answers, ratio {ours / bare:.2f}")
        await quiet(sink)
        sent, got, flooded = await flood(apps["ours"], sink, seconds)
        p50, p99 = percentile(flooded, 50), percentile(flooded, 99)
        say(f"{FLOOD} commands a second for {seconds:.0f} s: {sent - got} of {sent} answers lost")
        say(f"  acknowledged p50 {p50:.2f}, p99 {p99:.2f} milliseconds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--serve", nargs=2, metavar=("ROLE", "PORT"))
    chosen = parser.parse_args()
    if chosen.serve:
        {"bare": serve_bare, "sink": serve_sink}[chosen.serve[0]](int(chosen.serve[1]))
        return
    ports = {name: free_port() for name in ("sink", "bare", "ours")}
    with tempfile.TemporaryDirectory() as folder:
        embedded = EmbeddedRedis(Path(folder) / "redis")
        try:
            with processes(ports, embedded.start(), Path(folder)):
                uvloop.run(measure(ports, chosen.count, chosen.seconds))
        finally:
            embedded.stop()


if __name__ == "__main__":
    main()
