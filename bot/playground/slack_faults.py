"""Faults that a test orders: the next N calls of a method fail in a way the real Slack fails."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.playground.slack_store import JSON

Refusal = tuple[int, JSON, dict[str, str]]
KINDS = ("ratelimited", "http_500", "drop", "timeout", "slow", "error")


@dataclass
class Fault:
    """`method` fails `count` times: `ratelimited` (429, `retry_after` seconds), `http_500`, `drop` (the call is done,
    the answer is lost), `timeout` (`seconds` late, not done), `slow` (done, and answered `seconds` late), `error` (ok:
    false with `error`). `response` is the response_url, `*` is any."""

    kind: str
    method: str = "*"
    count: int = 1
    retry_after: int = 1
    seconds: float = 60.0
    error: str = "internal_error"

    @property
    def drops(self) -> bool:
        """Whether the answer is lost after the call was done."""
        return self.kind == "drop"

    async def before(self) -> Refusal | None:
        """The refusal that is answered instead of the call, if it is one."""
        if self.kind == "ratelimited":
            return 429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(self.retry_after)}
        if self.kind == "http_500":
            return 500, {"ok": False, "error": "internal_error"}, {}
        if self.kind == "timeout":
            await asyncio.sleep(self.seconds)
            return 503, {"ok": False, "error": "service_unavailable"}, {}
        return (200, {"ok": False, "error": self.error}, {}) if self.kind == "error" else None

    async def late(self) -> None:
        """The time between the call and its answer."""
        await asyncio.sleep(self.seconds if self.kind == "slow" else 0)

    def after(self) -> Response:
        """An answer that never arrives whole."""
        return _Lost()


class _Lost(Response):
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Promise a body and leave: uvicorn closes the connection."""
        headers = [(b"content-length", b"1000"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


class Faults:
    """The faults that are still to come, in order."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def order(self, fault: Fault) -> None:
        """Add one. Raises ValueError for a kind that isn't played."""
        if fault.kind not in KINDS:
            raise ValueError(f"no such fault: {fault.kind}; there are {', '.join(KINDS)}")
        self._waiting.append(fault)

    def take(self, method: str) -> Fault | None:
        """The fault this call must suffer."""
        fault = next((each for each in self._waiting if each.method in {"*", method}), None)
        if fault:
            fault.count -= 1
            if fault.count <= 0:
                self._waiting.remove(fault)
        return fault

    def clear(self) -> None:
        """Forget what is still to come."""
        self._waiting.clear()
