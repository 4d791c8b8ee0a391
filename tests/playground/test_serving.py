"""Servers of the playground take a loopback port and give it back."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.playground.serving import bind, served


async def get(url: str) -> bytes:
    """The raw answer to GET /."""
    reader, writer = await asyncio.open_connection(urlsplit(url).hostname, urlsplit(url).port)
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    return answer


async def test_served_answers_at_once() -> None:
    """The address answers from the first moment it is known."""
    async with served(Starlette(routes=[Route("/", lambda request: PlainTextResponse("here"))])) as url:
        assert (await get(url)).endswith(b"here")


async def test_what_was_asked_is_finished() -> None:
    """A request under way when the server stops is answered, and the lifespan ends after it."""
    asked, told = asyncio.Event(), asyncio.Event()
    order: list[str] = []

    async def slow(request: Request) -> PlainTextResponse:
        asked.set()
        await told.wait()
        order.append("answered")
        return PlainTextResponse("finished")

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        order.append("ended")

    async with served(Starlette(routes=[Route("/", slow)], lifespan=lifespan)) as url:
        answer = asyncio.create_task(get(url))
        await asked.wait()
        asyncio.get_running_loop().call_later(0.05, told.set)
    assert (await answer).endswith(b"finished")
    assert order == ["answered", "ended"]


async def test_nobody_holds_up_the_end() -> None:
    """A request that never ends is cut off after the grace, and the port is free again."""
    asked = asyncio.Event()

    async def never(request: Request) -> PlainTextResponse:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    async with served(Starlette(routes=[Route("/", never)])) as url:
        answer = asyncio.create_task(get(url))
        await asked.wait()
    assert b"finished" not in await answer
    with bind(urlsplit(url).port or 0) as again:
        assert again.getsockname()[1] == urlsplit(url).port


def test_a_busy_port_gets_another_one() -> None:
    """Two servers that want the same port both get one."""
    first = bind()
    port = first.getsockname()[1]
    second = bind(port)
    assert second.getsockname()[1] not in {0, port}
    first.close()
    second.close()
