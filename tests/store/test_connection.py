"""Clients that fail fast where that is wanted, and never hand one caller another's answer."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator

import pytest

from bot.errors import StoreUnavailable
from bot.store.connection import Redis, connect_cache, connect_state, translated

NOWHERE = "unix:///nowhere/redis.sock"


async def test_a_dead_redis_is_told_within_a_second() -> None:
    """The cache's client gives up at once when nothing listens, with our own error and no address in it."""
    client = connect_cache(NOWHERE)
    begun = time.monotonic()
    with pytest.raises(StoreUnavailable) as caught, translated():
        await client.get("key")
    assert time.monotonic() - begun < 1
    assert "nowhere" not in str(caught.value)
    await client.aclose()


@pytest.mark.parametrize("url", ["redis+cluster://{hosts}", "redis+sentinel://{hosts}/mymaster"])
async def test_silent_servers_are_told_in_time(url: str) -> None:
    """Of hosts that take connections and say nothing every caller hears within some seconds, however many ask."""

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    servers = [await asyncio.start_server(silent, "127.0.0.1", 0) for _ in range(3)]
    hosts = ",".join(f"127.0.0.1:{server.sockets[0].getsockname()[1]}" for server in servers)
    client = connect_cache(url.format(hosts=hosts))

    async def ask() -> None:
        with translated():
            await client.get("key")

    begun = time.monotonic()
    outcomes = await asyncio.gather(*(ask() for _ in range(40)), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {StoreUnavailable}
    assert time.monotonic() - begun < 6
    await client.aclose()
    for server in servers:
        server.close()


async def test_a_refusal_keeps_its_code_only(redis: Redis) -> None:
    """What Redis refuses is named by its code; the command, which may hold a secret, is not quoted."""
    await redis.set("text", "canary", ex=60)
    with pytest.raises(StoreUnavailable, match=r"^ResponseError WRONGTYPE$") as caught, translated():
        await redis.lpush("text", "canary")
    assert caught.value.__cause__ is None


@pytest.fixture
async def slow_url(redis_url: str) -> AsyncIterator[str]:
    """The same Redis behind a TCP proxy whose answers take a few milliseconds, each another time."""
    chance = random.Random(7)

    async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay: float) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(1 << 16):
                await asyncio.sleep(chance.random() * delay)
                writer.write(data)
                await writer.drain()
        writer.close()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = redis_url.removeprefix("unix://")
        redis_reader, redis_writer = await asyncio.open_unix_connection(path)
        await asyncio.gather(forward(reader, redis_writer, 0), forward(redis_reader, writer, 0.004))

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    yield f"redis://127.0.0.1:{port}"
    server.close()


async def storm(redis: Redis, client: Redis, longest: float) -> int:
    """Ask `client` for what `redis` wrote, again and again, while half of those who ask are cancelled within so many
    seconds: each of the others gets its own answer. How many were cancelled in time."""
    for number in range(50):
        await redis.set(f"key:{number}", number, ex=60)
    chance, cancelled = random.Random(7), 0

    async def read(number: int) -> bool:
        return await client.get(f"key:{number}") == str(number).encode()

    for _ in range(20):
        tasks = [asyncio.create_task(read(number)) for number in range(50)]
        await asyncio.sleep(chance.random() * longest)
        for task in chance.sample(tasks, 25):
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        cancelled += sum(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
        assert all(outcome is True or isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
    return cancelled


async def test_a_cancelled_caller_leaves_no_answer_behind(redis: Redis, slow_url: str) -> None:
    """After a storm of commands cancelled while their answers were under way, every answer still belongs to its own
    question (CVE-2023-28858)."""
    client = connect_state(slow_url)
    assert 100 < await storm(redis, client, 0.008) <= 500
    await client.aclose()
