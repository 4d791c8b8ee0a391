"""Fixtures for every room: a real Redis, applications on loopback, waiting for conditions."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import hypothesis
import pytest
import redis as synchronous
from starlette.types import ASGIApp

from bot import observability
from bot.playground.serving import served
from bot.store import keys
from bot.store.connection import Redis, connect_state
from bot.store.embedded import EmbeddedRedis

# a machine that is shared is slow now and then; how long things take is measured in tests/benchmarks
hypothesis.settings.register_profile("certminder", deadline=None)
hypothesis.settings.load_profile("certminder")

# everything is written down and looked through; pytest's own handler, which caplog shows, keeps to `log_level`
logging.getLogger().setLevel(logging.DEBUG)
CANARY = "canary"

Serve = Callable[[ASGIApp], Awaitable[str]]
WaitUntil = Callable[..., Awaitable[None]]


@pytest.fixture(scope="session")
def embedded_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One embedded Redis for the whole run; tests take `redis` or `redis_url`, which are empty at the start."""
    embedded = EmbeddedRedis(tmp_path_factory.mktemp("redis"))
    yield embedded.start()
    embedded.stop()


@pytest.fixture
def redis_url(embedded_url: str) -> str:
    """URL of a real, empty Redis."""
    with synchronous.Redis.from_url(embedded_url) as client:
        client.flushall()
    return embedded_url


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    """A client of a real, empty Redis."""
    client = connect_state(redis_url)
    yield client
    await client.aclose()


@pytest.fixture
async def silent_url() -> AsyncIterator[str]:
    """URL of a Redis that takes connections and says nothing, like a frozen one."""
    ended = asyncio.Event()

    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await ended.wait()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0"
    ended.set()
    server.close()


@pytest.fixture(autouse=True)
def no_key_stays_forever(request: pytest.FixtureRequest) -> Iterator[None]:
    """A key without a time to live that is not declared in keys.PERMANENT fails the test that left it."""
    if "redis_url" not in request.fixturenames:
        yield
        return
    url = request.getfixturevalue("redis_url")
    yield
    with synchronous.Redis.from_url(url) as client:
        assert undeclared(client) == []


def undeclared(client: synchronous.Redis) -> list[str]:
    """Keys of a server without a time to live that are not declared in keys.PERMANENT."""
    names = [name for name in client.scan_iter(count=1000) if client.ttl(name) == -1]
    forever = [name.decode(errors="replace") for name in names]
    return [name for name in forever if not keys.is_permanent(name)]


class _Listening(logging.Handler):
    """Hears every line of every logger at DEBUG, written as operators see it, and keeps those with a secret in them:
    the tests' secrets are called canaries."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(observability.JsonLines())
        self.leaks: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        if CANARY in line.lower():
            self.leaks.append(line[:500])


@pytest.fixture(scope="session")
def listening() -> Iterator[_Listening]:
    """Hears the whole run; what was counted meanwhile holds no secret either."""
    heard = _Listening()
    yield heard
    body, _ = observability.metrics()
    assert CANARY not in body.decode().lower()


@pytest.fixture(autouse=True)
def no_secret_is_logged(listening: _Listening) -> Iterator[None]:
    """A secret in a log line fails the test that wrote it."""
    root = logging.getLogger()
    root.addHandler(listening)
    listening.leaks.clear()
    yield
    root.removeHandler(listening)
    assert listening.leaks == []


@pytest.fixture
def wait_until() -> WaitUntil:
    """`await wait_until(condition)`: until condition() (plain or async) is true; fails after `seconds` (5)."""

    async def wait(condition: Callable[[], object], *, seconds: float = 5.0) -> None:
        async with asyncio.timeout(seconds):
            while True:
                outcome = condition()
                if await outcome if inspect.isawaitable(outcome) else outcome:
                    return
                await asyncio.sleep(0.005)

    return wait


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """`base_url = await serve(app)`: an ASGI application on a free loopback port until the test ends."""
    async with contextlib.AsyncExitStack() as running:

        async def start(app: ASGIApp) -> str:
            return await running.enter_async_context(served(app))

        yield start
