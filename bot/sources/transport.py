"""HTTP to a source: bounded in bytes, seconds and connections; no redirects, no proxies of the environment.

The body may be anything; what is wrong with the conversation itself becomes SourceUnavailable.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from importlib import import_module
from types import TracebackType
from typing import Literal, Self, TypeVar

import httpx
import msgspec

from bot.errors import SourceUnavailable

Answer = TypeVar("Answer")

MOST_BYTES = 8 << 20
"""Of one answer: sixty times a page of 100 certificates with ten names each."""
LARGE_BODY = 256 << 10
"""Bytes that take 4 ms to read: half a thousand certificates, or one with very many names."""
MOST_REQUESTS = 32
"""At once, by all listings of this process; a listing itself makes 8 at most."""


class Timing(msgspec.Struct, frozen=True):
    """Seconds for one request: to connect, between two reads, and from its start to the last byte."""

    connect: float = 5.0
    read: float = 10.0
    whole: float = 15.0


class Request(msgspec.Struct, frozen=True):
    """A request as it is signed."""

    method: Literal["GET", "POST"]
    url: httpx.URL
    content: bytes | None = None
    headers: dict[str, str] | None = None


class _WithoutQuery(logging.Filter):
    """httpx logs each request's URL at INFO; a signed GET has the SecretId and the Signature in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                argument.copy_with(query=None) if isinstance(argument, httpx.URL) else argument
                for argument in record.args
            )
        return True


logging.getLogger("httpx").addFilter(_WithoutQuery())

# httpcore 1.0.9 imports this at the first connection, which holds the event loop up for 30 ms and more.
import_module("anyio._backends._asyncio")


class Transport:
    """One pool of connections, meant to be shared by all sources of a process. Close it with `aclose`."""

    def __init__(self, timing: Timing | None = None, *, most_bytes: int = MOST_BYTES) -> None:
        self._timing = timing or Timing()
        self._most_bytes = most_bytes
        self._slots = asyncio.Semaphore(MOST_REQUESTS)
        self._reading = asyncio.Lock()
        self._client = httpx.AsyncClient(
            limits=httpx.Limits(max_connections=MOST_REQUESTS, max_keepalive_connections=16, keepalive_expiry=20),
            timeout=httpx.Timeout(self._timing.read, connect=self._timing.connect),
            follow_redirects=False,
            trust_env=False,
            # A compressed answer can be a thousand times its size; without compression the cap on bytes is the truth.
            headers={"accept-encoding": "identity", "user-agent": "certminder"},
        )

    async def body(self, request: Request) -> bytes:
        """The body of a 200. Raises SourceUnavailable: unreachable, timeout, http_status, not_an_answer, too_large."""
        built = self._client.build_request(
            request.method, request.url, content=request.content, headers=request.headers
        )
        return await self._answered(built)

    async def reading(self, body: bytes, read: Callable[[bytes], Answer]) -> Answer:
        """What `read` finds in a body. Answers that arrive together are read one a turn of the loop, not all in one;
        large ones in a thread."""
        async with self._reading:
            if len(body) > LARGE_BODY:
                return await asyncio.to_thread(read, body)
            answer = read(body)
            await asyncio.sleep(0)
        return answer

    async def _answered(self, request: httpx.Request) -> bytes:
        async with self._slots:
            try:
                async with asyncio.timeout(self._timing.whole):
                    return await self._body(request)
            except (TimeoutError, httpx.TimeoutException):
                raise SourceUnavailable("timeout") from None  # the request in httpx's error holds a signed URL
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
                raise SourceUnavailable("unreachable") from None

    async def _body(self, request: httpx.Request) -> bytes:
        response = await self._client.send(request, stream=True)
        try:
            if response.status_code != httpx.codes.OK:
                raise HttpStatus(response.status_code)
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                raise SourceUnavailable("not_an_answer")
            return await self._capped(response)
        finally:
            await response.aclose()

    async def _capped(self, response: httpx.Response) -> bytes:
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > self._most_bytes:
            raise SourceUnavailable("too_large")
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > self._most_bytes:
                raise SourceUnavailable("too_large")
        return bytes(body)

    async def aclose(self) -> None:
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


class HttpStatus(SourceUnavailable):
    """The answer's status is not 200; from 500 up it may be better next time."""

    def __init__(self, status: int) -> None:
        super().__init__("http_status")
        self.status = status
