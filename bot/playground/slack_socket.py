"""Socket Mode: the WebSocket side of deliveries (docs.slack.dev/apis/events-api/using-socket-mode)."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import secrets
from time import perf_counter

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.slack_delivery import FAILED, TIMEOUT, Ack, Delivery
from bot.playground.slack_store import APP, JSON, SlackWorld

CONNECTIONS = 10
WARNED_SECONDS = 10.0
"""What Slack gives a warned connection (docs.slack.dev/apis/events-api/using-socket-mode)."""
_TYPES = {"command": "slash_commands", "interaction": "interactive", "event": "events_api"}


class Sockets:
    """The app's open connections; each delivery goes to any one of them."""

    def __init__(self, world: SlackWorld) -> None:
        self._world = world
        self._open: list[WebSocket] = []
        self._acks: dict[str, asyncio.Future[str]] = {}

    @property
    def count(self) -> int:
        """How many connections are open."""
        return len(self._open)

    async def serve(self, socket: WebSocket) -> None:
        """One connection: its ticket once, hello, then acks until it closes."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._world.tickets or self.count >= CONNECTIONS:
            await socket.close(4001)
            return
        self._world.tickets.discard(ticket)
        await socket.accept()
        self._open.append(socket)
        await socket.send_json(self._hello())
        self._world.feed.publish("socket", open=self.count)
        try:
            while True:
                self._acked(await socket.receive_text())
        except (WebSocketDisconnect, RuntimeError):  # RuntimeError: starlette's word for a socket we closed
            return
        finally:
            self._forget(socket)

    def _hello(self) -> JSON:
        debug = {"host": "playground", "build_number": 1, "approximate_connection_time": 18060}
        connection = {"connection_info": {"app_id": APP}, "num_connections": self.count}
        return {"type": "hello", **connection, "debug_info": debug}

    def _acked(self, text: str) -> None:
        with contextlib.suppress(ValueError):
            answer = json.loads(text)
            waiting = self._acks.get(answer.get("envelope_id", "")) if isinstance(answer, dict) else None
            if waiting and not waiting.done():
                payload = answer.get("payload")
                waiting.set_result("" if not payload else json.dumps(payload, ensure_ascii=False))

    async def send(self, delivery: Delivery) -> Ack:
        """Deliver to any open connection; without one the dispatch fails."""
        if not self._open:
            return Ack(error=FAILED)
        envelope, started = self._envelope(delivery), perf_counter()
        acked = asyncio.get_running_loop().create_future()
        self._acks[envelope["envelope_id"]] = acked
        ack = Ack(error=TIMEOUT)
        socket = random.choice(self._open)  # noqa: S311  (as Slack: any of them)
        try:
            async with asyncio.timeout(self._world.ack_seconds):
                await socket.send_json(envelope)
                ack = Ack(200, body=await acked)
        except TimeoutError:
            pass
        except (WebSocketDisconnect, RuntimeError):
            self._forget(socket)
            ack = Ack(error=FAILED)
        finally:
            del self._acks[envelope["envelope_id"]]
        ack.ms = round((perf_counter() - started) * 1000, 2)
        return ack

    def _envelope(self, delivery: Delivery) -> JSON:
        event = delivery.kind == "event"
        retry = {"retry_attempt": delivery.attempt, "retry_reason": delivery.reason} if event else {}
        kind = {"type": _TYPES[delivery.kind], "accepts_response_payload": not event, **retry}
        return {"envelope_id": secrets.token_hex(16), "payload": delivery.payload, **kind}

    async def refresh(self) -> None:
        """What happens about hourly: each connection is warned, and closed once the app has another one, or after
        WARNED_SECONDS without. Until then it is used, so that an app which heeds the warning loses nothing."""
        old = list(self._open)
        for socket in old:
            await self._disconnect(socket, "warning")
        if old:
            await self._world.feed.wait(lambda: self._others(old) or None, WARNED_SECONDS)
        for socket in old:
            self._forget(socket)
            await self._disconnect(socket, "refresh_requested")
            with contextlib.suppress(RuntimeError):
                await socket.close(1000)

    async def _disconnect(self, socket: WebSocket, reason: str) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}})

    def _others(self, old: list[WebSocket]) -> list[WebSocket]:
        return [each for each in self._open if each not in old]

    async def drop(self) -> None:
        """The network is gone: every connection closes without a word."""
        for socket in list(self._open):
            self._forget(socket)
            with contextlib.suppress(RuntimeError):
                await socket.close(1011)

    def _forget(self, socket: WebSocket) -> None:
        if socket in self._open:
            self._open.remove(socket)
            self._world.feed.publish("socket", open=self.count)
