"""Signed commands to an app, and the Slack that hears its answers, in one process: it knows when each answer came.

As little HTTP as gives the times, so that the measuring side hides nothing and costs the machine little.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import re
import socket
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import urlencode

SECRET, TOKEN, TEAM = "benchmark-signing-secret", "xoxb-benchmark", "T0BENCH001"
HOST = "127.0.0.1"
PATIENCE_SECONDS = 60.0
"""An answer that takes longer is lost."""
KEPT_SECONDS = 3.0
MARK = b'"header"'
"""Answers have one; refusals, and words to be patient, do not."""
_OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"


class Answered(NamedTuple):
    """Milliseconds from sending a command to its acknowledgement and to its answer (0 where none is waited for)."""

    acknowledged: float
    answered: float = 0.0


class PlayedSlack:
    """Takes answers at response_urls of its own and says who people are."""

    def __init__(self) -> None:
        self.port = 0
        self.answer = b""
        """The body of the last answer."""
        self._numbers = itertools.count(1)
        self._awaited: dict[int, asyncio.Future[float]] = {}
        self._idle: dict[int, list[_Connection]] = {}

    async def start(self) -> None:
        server = await asyncio.get_running_loop().create_server(lambda: _Side(self._heard), HOST, 0)
        self.port = server.sockets[0].getsockname()[1]

    async def command(
        self, port: int, text: str, *, user: int = 1, team: str = TEAM, answered: bool = True
    ) -> Answered:
        """Send `/certs <text>` to the app at `port` on a kept connection, and wait for its answer unless `answered` is
        False. Raises TimeoutError where none comes, ValueError for any status but 200."""
        number = next(self._numbers)
        arrived = self._awaited[number] = asyncio.get_running_loop().create_future()
        idle = self._idle.setdefault(port, [])
        connection = idle.pop() if idle and idle[-1].fresh else _Connection(port)
        request = self._signed(number, text, f"U{user:09d}", team)
        started = time.perf_counter()
        status = await connection.send(request)
        acknowledged = time.perf_counter() - started
        if status != 200:
            raise ValueError(f"{text} was answered with {status}")
        idle.append(connection)
        if not answered:
            return Answered(acknowledged * 1e3)
        async with asyncio.timeout(PATIENCE_SECONDS):
            return Answered(acknowledged * 1e3, (await arrived - started) * 1e3)

    def _signed(self, number: int, text: str, user: str, team: str) -> bytes:
        """A command unlike any other."""
        form = {
            "token": "deprecated",
            "team_id": team,
            "team_domain": "bench",
            "channel_id": "C0BENCH001",
            "channel_name": "bench",
            "user_id": user,
            "user_name": "bench",
            "command": "/certs",
            "text": text,
            "api_app_id": "A0BENCH001",
            "is_enterprise_install": "false",
            "response_url": f"http://{HOST}:{self.port}/response/{number}",
            "trigger_id": f"{number}.{time.time_ns()}.abcdef",
        }
        body, now = urlencode(form).encode(), str(int(time.time()))
        signature = hmac.new(SECRET.encode(), f"v0:{now}:".encode() + body, hashlib.sha256).hexdigest()
        head = (
            f"POST /slack/events HTTP/1.1\r\nhost: {HOST}\r\ncontent-type: application/x-www-form-urlencoded\r\n"
            f"content-length: {len(body)}\r\nx-slack-request-timestamp: {now}\r\nx-slack-signature: v0={signature}"
            "\r\n\r\n"
        )
        return head.encode() + body

    def _heard(self, path: str, body: bytes) -> bytes:
        if not path.startswith("/response/"):
            return json.dumps(_said_of(path)).encode()
        if MARK in body and (arrived := self._awaited.pop(int(path.rpartition("/")[2]), None)):
            self.answer = body
            arrived.set_result(time.perf_counter())
        return b'{"ok":true}'


def _said_of(path: str) -> dict[str, object]:
    if path.endswith("auth.test"):
        return {"ok": True, "team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT"}
    return {"ok": True, "user": {"locale": "en-US", "tz": "Europe/Berlin"}}


class _Side(asyncio.Protocol):
    """One connection to the played Slack: `heard` gives the answer to a path and a body."""

    def __init__(self, heard: Callable[[str, bytes], bytes]) -> None:
        self._heard = heard
        self._received = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head, whole = bytes(self._received[:end]), end + 4 + _length(self._received[:end])
            if len(self._received) < whole:
                return
            said = self._heard(head.split(b" ", 2)[1].decode(), bytes(self._received[end + 4 : whole]))
            del self._received[:whole]
            self._transport.write(_OK % len(said) + said)


class _Connection:
    """One connection to an app."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._used = 0.0

    @property
    def fresh(self) -> bool:
        """Whether the app still keeps it: uvicorn closes what was idle for five seconds."""
        return time.perf_counter() - self._used < KEPT_SECONDS

    async def send(self, request: bytes) -> int:
        """The status of the whole answer."""
        if self._stream is None:
            self._stream = await asyncio.open_connection(HOST, self._port)
        reader, writer = self._stream
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_length(head))
        self._used = time.perf_counter()
        return int(head.split(b" ", 2)[1])


def _length(head: bytes | bytearray) -> int:
    """Of the body, as a head says it."""
    return next((int(value) for value in re.findall(rb"content-length: *(\d+)", head, re.IGNORECASE)), 0)


def cpu_seconds(process: int) -> float:
    """What all threads of a process have had of the processors so far."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9


async def reachable(port: int) -> None:
    """Until a port takes connections."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            try:
                _, writer = await asyncio.open_connection(HOST, port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        return int(listening.getsockname()[1])


def percentile(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]
