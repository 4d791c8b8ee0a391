"""Deliveries to the app: signed HTTP as Slack sends it, the three-second limit, retries of events."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from time import perf_counter
from typing import Protocol
from urllib.parse import urlencode

import aiohttp

from bot.playground.slack_store import JSON, SlackWorld

TIMEOUT, FAILED = "operation_timeout", "dispatch_failed"


@dataclass
class Ack:
    """What the app answered: HTTP status (None without an answer), milliseconds, body, and Slack's error if any."""

    status: int | None = None
    ms: float = 0.0
    body: str = ""
    error: str | None = None
    no_retry: bool = False

    def wire(self) -> JSON:
        """The ack as the control API shows it."""
        return {"status": self.status, "ms": self.ms, "body": self.body, "error": self.error}


@dataclass
class Delivery:
    """One request to the app. `kind`: command, interaction or event; `payload` is what it carries."""

    kind: str
    payload: JSON
    attempt: int = 0
    reason: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    ack: Ack | None = None


class Transport(Protocol):
    """A way to reach the app."""

    async def send(self, delivery: Delivery) -> Ack:
        """Deliver once and wait for the ack, at most `ack_seconds`."""
        ...


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The x-slack-signature of a body (docs.slack.dev/authentication/verifying-requests-from-slack)."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()


def encoded(delivery: Delivery) -> tuple[bytes, str]:
    """The body and its content type: a form for commands and interactions, JSON for events."""
    if delivery.kind == "event":
        return json.dumps(delivery.payload, ensure_ascii=False).encode(), "application/json"
    form = delivery.payload
    if delivery.kind == "interaction":
        form = {"payload": json.dumps(delivery.payload, ensure_ascii=False)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


class SignedHttp:
    """POST to the world's request_url over one shared session, which belongs to the running loop."""

    def __init__(self, world: SlackWorld) -> None:
        self._world = world
        self._session: aiohttp.ClientSession | None = None

    async def send(self, delivery: Delivery) -> Ack:
        """Sign and deliver; a delivery that has a body already is sent as it is."""
        if not delivery.body:
            self.prepare(delivery)
        return await self.post(delivery.headers, delivery.body)

    def prepare(self, delivery: Delivery) -> None:
        """Encode and sign."""
        delivery.body, kind = encoded(delivery)
        now = str(int(self._world.clock()))
        signature = sign(self._world.signing_secret, now, delivery.body)
        delivery.headers = {"content-type": kind, "x-slack-request-timestamp": now, "x-slack-signature": signature}
        delivery.headers["user-agent"] = "Slackbot 1.0 (+https://api.slack.com/robots)"
        if delivery.attempt:
            delivery.headers["x-slack-retry-num"] = str(delivery.attempt)
            delivery.headers["x-slack-retry-reason"] = delivery.reason

    async def post(self, headers: dict[str, str], body: bytes) -> Ack:
        """Send these very bytes."""
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        started, ack = perf_counter(), Ack(error=FAILED)
        try:
            async with asyncio.timeout(self._world.ack_seconds):
                async with self._session.post(self._world.request_url, data=body, headers=headers) as answer:
                    ack = Ack(answer.status, body=await answer.text())
                    ack.no_retry = answer.headers.get("x-slack-no-retry") == "1"
                    ack.error = None if 200 <= answer.status < 300 else FAILED
        except TimeoutError:
            ack.error = TIMEOUT
        except (aiohttp.ClientError, ValueError):  # ValueError: no request_url yet
            ack.error = FAILED
        ack.ms = round((perf_counter() - started) * 1000, 2)
        return ack

    async def aclose(self) -> None:
        """Close the session."""
        if self._session:
            await self._session.close()
            self._session = None


class Courier:
    """Delivers by the transport the world is set to, keeps every delivery, and retries events that failed."""

    def __init__(self, world: SlackWorld, http: SignedHttp, socket: Transport) -> None:
        self._world = world
        self._transports: dict[str, Transport] = {"http": http, "socket": socket}
        self.http = http
        self.deliveries: list[Delivery] = []
        self._retries: set[asyncio.Task[None]] = set()

    async def deliver(self, kind: str, payload: JSON) -> Ack:
        """Deliver once; an event that failed is sent again later, in the background."""
        ack = await self.once(Delivery(kind, payload))
        if kind == "event" and ack.error and not ack.no_retry:
            task = asyncio.create_task(self._retry(payload, ack))
            self._retries.add(task)
            task.add_done_callback(self._retries.discard)
        return ack

    async def once(self, delivery: Delivery) -> Ack:
        """Deliver without a retry and keep it."""
        self.deliveries.append(delivery)
        delivery.ack = await self._transports[self._world.delivery].send(delivery)
        self._world.feed.publish("delivery", delivery=delivery.kind, error=delivery.ack.error)
        return delivery.ack

    async def again(self, *, resigned: bool) -> Delivery | None:
        """The last delivery once more: the very same bytes, or signed anew."""
        if not self.deliveries:
            return None
        last = self.deliveries[-1]
        copy = Delivery(last.kind, last.payload, last.attempt, last.reason)
        if not resigned:
            copy.headers, copy.body = last.headers, last.body
        await self.once(copy)
        return copy

    async def _retry(self, payload: JSON, ack: Ack) -> None:
        for attempt, delay in enumerate(self._world.retry_delays, 1):
            await asyncio.sleep(delay)
            reason = "http_timeout" if ack.error == TIMEOUT else "http_error"
            ack = await self.once(Delivery("event", payload, attempt, reason))
            if ack.error is None or ack.no_retry:
                return

    async def aclose(self) -> None:
        """Stop retrying and close the session."""
        for task in self._retries:
            task.cancel()
        await asyncio.gather(*self._retries, return_exceptions=True)
        await self.http.aclose()
