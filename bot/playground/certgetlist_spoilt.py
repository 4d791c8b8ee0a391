"""Answers gone wrong on their way: what proxies, lost connections and broken servers make of a good one."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable

from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

JSON = "application/json"

_HUGE = 64 * 1024 * 1024
_DEEP = 200_000
_DRIP_SECONDS = 0.05
_HANG_SECONDS = 60


class _Cut(Response):
    """The connection ends in the middle of the body."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        half = bytes(self.body[: len(self.body) // 2])
        await send({"type": "http.response.body", "body": half, "more_body": True})


class _Hang(Response):
    """Nothing is said until the client gives up."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_HANG_SECONDS):
                while (await receive())["type"] != "http.disconnect":
                    pass


async def _drops(body: bytes) -> AsyncIterator[bytes]:
    for byte in body:
        yield bytes((byte,))
        await asyncio.sleep(_DRIP_SECONDS)


async def _flood() -> AsyncIterator[bytes]:
    yield b'{"code": 0, "message": "'
    for _ in range(_HUGE // 65_536):
        yield b"x" * 65_536


def _loop(body: bytes) -> Response:
    row = b'{"id": "AAAAAAAA", "domain": "loop.example"}'
    return Response(b'{"code": 0, "data": {"totalNum": 1000000000, "list": [%s]}}' % row, media_type=JSON)


SPOILT: dict[str, Callable[[bytes], Response]] = {
    "html": lambda body: Response("<html><body>Please log in to this network</body></html>", media_type="text/html"),
    "empty": lambda body: Response(b"", media_type=JSON),
    "cut": lambda body: _Cut(body, media_type=JSON),
    "hang": lambda body: _Hang(),
    "drip": lambda body: StreamingResponse(_drops(body), media_type=JSON),
    "huge": lambda body: StreamingResponse(_flood(), media_type=JSON),
    "deep": lambda body: Response(b"[" * _DEEP, media_type=JSON),
    "loop": _loop,
}
"""By name: what becomes of a good body. `loop` is a billion certificates, the same one on every page."""


def http_status(kind: str) -> int | None:
    """500 for `http500`; None where `kind` is no such fault."""
    found = re.fullmatch(r"http([345]\d\d)", kind)
    return int(found[1]) if found else None


def spoil(kind: str, body: bytes) -> Response:
    """The answer under a fault that is not an error code of the gateway. A redirect leads to the server's own root."""
    status = http_status(kind)
    if status is None:
        return SPOILT[kind](body)
    headers = {"location": "/"} if status < 400 else {}
    return Response("<html>Bad Gateway</html>", status_code=status, headers=headers, media_type="text/html")
