"""A served fake Slack with a small app of the tests' own behind it, which keeps what it got and says what it's told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.playground.slack_server import build
from bot.playground.slack_store import SlackWorld

JSON = dict[str, Any]
TOKEN, APP_TOKEN, SECRET = "xoxb-canary-token", "xapp-canary-token", "canary-secret"


@dataclass
class App:
    """What was delivered, and how the next deliveries are acknowledged."""

    got: list[JSON] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    status: int = 200
    body: str = ""
    hold: asyncio.Event | None = None

    async def receive(self, request: Request) -> Response:
        """Keep and acknowledge."""
        raw = (await request.body()).decode()
        self.headers.append(dict(request.headers))
        form = dict(parse_qsl(raw, keep_blank_values=True)) if "form" in request.headers["content-type"] else None
        self.got.append(json.loads(raw) if form is None else json.loads(form["payload"]) if "payload" in form else form)
        if self.hold:
            await self.hold.wait()
        kind = "application/json" if self.body.startswith("{") else "text/plain"
        return Response(self.body, self.status, media_type=kind)


class Slack:
    """The fake, its world, and calls of its faces."""

    def __init__(self, url: str, world: SlackWorld, session: aiohttp.ClientSession) -> None:
        self.url, self.world, self.session = url, world, session

    async def api(self, method: str, token: str = TOKEN, **args: Any) -> JSON:
        """A Web API call with a JSON body."""
        headers = {"authorization": f"Bearer {token}"} if token else {}
        async with self.session.post(f"{self.url}/api/{method}", json=args, headers=headers) as answer:
            return {"_status": answer.status, "_headers": dict(answer.headers), **await answer.json()}

    async def control(self, name: str, **args: Any) -> JSON:
        """A control call."""
        async with self.session.post(f"{self.url}/control/{name}", json=args) as answer:
            return {"_status": answer.status, **await answer.json()}

    async def see(self, name: str, **args: str) -> JSON:
        """A control look."""
        async with self.session.get(f"{self.url}/control/{name}", params=args) as answer:
            parsed: JSON = await answer.json()
            return parsed

    async def respond(self, url: str, **args: Any) -> tuple[int, str]:
        """A post to a response_url."""
        async with self.session.post(url, json=args) as answer:
            return answer.status, await answer.text()


@pytest.fixture
def app() -> App:
    """The tests' own app."""
    return App()


@pytest.fixture
async def slack(serve: Callable[[ASGIApp], Awaitable[str]], app: App) -> AsyncIterator[Slack]:
    """A fake Slack that delivers to `app`, on the same server: half the time to start and stop."""
    world = SlackWorld(signing_secret=SECRET, bot_token=TOKEN, app_token=APP_TOKEN, retry_delays=(0.0, 0.0))
    server = build(world)
    server.router.routes.append(Route("/slack/events", app.receive, methods=["POST"]))
    async with aiohttp.ClientSession() as session:
        url = await serve(server)
        world.request_url = f"{url}/slack/events"
        yield Slack(url, world, session)
