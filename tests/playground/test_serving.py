"""Servers of the playground take a loopback port and give it back."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from starlette.applications import Starlette
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


def test_a_busy_port_gets_another_one() -> None:
    """Two servers that want the same port both get one."""
    first = bind()
    port = first.getsockname()[1]
    second = bind(port)
    assert second.getsockname()[1] not in {0, port}
    first.close()
    second.close()
