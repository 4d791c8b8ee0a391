"""A fake Slack to build, test and show the bot against: one workspace in memory, behind five faces.

| face | paths | plays |
|---|---|---|
| Web API | /api/<method> | slack_methods.METHODS: tokens, scopes, refusals, limits |
| response_url | /response/<id> | five posts, thirty minutes, replace and delete for clicks only |
| Socket Mode | /socket/ | apps.connections.open, hello, envelopes, acks, disconnect |
| install | /oauth/v2/authorize | consents by itself, `as` whom and for which `team`, and sends the browser back |
| page | /, /page/… | the workspace to click in |
| control | /control/… | what tests do (table in slack_control) |

Deliveries to the app are signed HTTP to `SlackWorld.request_url`, or Socket Mode envelopes (`delivery="socket"`).

Known gaps: slack_methods says which methods and parameters aren't played; message events carry no blocks; one workspace
a server, unless slack_places makes it two; user tokens, files, threads' replies, modals' external selects
(block_suggestion) and unfurling aren't played. A response_url of a slash command never replaces an earlier answer
(as the real one: slackapi/bolt-python #1268); its refusals are {"ok": false, "error": used_url, expired_url …}, 404 for
those and 400 for content, of which the status of the latter is our reading.
"""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.playground.slack_chat import respond
from bot.playground.slack_control import Control
from bot.playground.slack_delivery import Courier, SignedHttp
from bot.playground.slack_faults import Faults
from bot.playground.slack_methods import METHODS, WebApi
from bot.playground.slack_page import page_routes
from bot.playground.slack_refusals import Refused
from bot.playground.slack_socket import Sockets
from bot.playground.slack_store import ALICE, JSON, TEAM, SlackWorld

__all__ = ["SlackWorld", "build"]

HOSTS = ["127.0.0.1", "localhost"]
"""A page of another site that rebinds its name to loopback is refused."""


def build(world: SlackWorld) -> Starlette:
    """The whole server of one world; the world stays reachable as `app.state.world`."""
    sockets, faults = Sockets(world), Faults()
    courier = Courier(world, SignedHttp(world), sockets)
    api = WebApi(world, faults)
    control = Control(world, courier, faults, sockets)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await courier.aclose()

    routes = [
        *(Route(f"/api/{name}", api.named(name), methods=["GET", "POST"]) for name in METHODS),
        Route("/api/{method:path}", api.unknown, methods=["GET", "POST"]),
        Route("/response/{name}", _responding(world, faults), methods=["POST"]),
        Route("/oauth/v2/authorize", _consent(world)),
        WebSocketRoute("/socket/", sockets.serve),
        *control.routes(),
        *page_routes(world),
    ]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)
    learning = Middleware(_Address, world=world)
    app = Starlette(routes=routes, middleware=[hosts, learning], lifespan=lifespan)
    app.state.world = world
    return app


class _Address:
    """Learns the server's own address from the first request: response_urls and sockets start with it."""

    def __init__(self, app: ASGIApp, world: SlackWorld) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass every request on."""
        if scope["type"] == "http" and not self._world.base_url:
            self._world.base_url = str(Request(scope).base_url).rstrip("/")
        await self._app(scope, receive, send)


def _responding(world: SlackWorld, faults: Faults) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        args: JSON = json.loads(await request.body() or b"{}")
        call: JSON = {"method": "response", "args": args, "at": world.clock()}
        world.calls.append(call)
        fault = faults.take("response")
        refusal = await fault.before() if fault else None
        status, body, headers = refusal or _answered(world, request.path_params["name"], args)
        status = 400 if status == 200 and body.get("error") else status
        call |= {"status": status, "ok": status == 200, "error": body.get("error"), "fault": fault and fault.kind}
        if fault and fault.drops:
            return fault.after()
        return PlainTextResponse("ok") if status == 200 else JSONResponse(body, status, headers)

    return endpoint


def _answered(world: SlackWorld, name: str, args: JSON) -> tuple[int, JSON, dict[str, str]]:
    try:
        respond(world, world.response_urls.get(name), args)
    except Refused as refusal:
        return refusal.status, refusal.body, refusal.headers
    return 200, {}, {}


def _consent(world: SlackWorld) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        query = request.query_params
        if not world.client_id or query.get("client_id") != world.client_id:
            return PlainTextResponse("invalid_client_id", 400)
        code = secrets.token_urlsafe(16)
        asked = {name: query.get(name, "") for name in ("redirect_uri", "scope")}
        user, where, org = query.get("as", ALICE), query.get("team", TEAM), world.organisation
        if org is not None and where == org.id and not world.people[user].org_admin:
            return PlainTextResponse("only an Org Admin installs an app for the whole organisation", 403)
        world.codes[code] = asked | {"user": user, "where": where}
        answer = urlencode({"code": code, "state": query.get("state", "")})
        return RedirectResponse(f"{query.get('redirect_uri', '')}?{answer}", 302)

    return endpoint
