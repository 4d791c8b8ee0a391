"""The web process: Slack's requests, health and metrics around the Bolt app. What is not Slack's stops here."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

from slack_bolt.async_app import AsyncBoltRequest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot import observability
from bot.answers.export import KINDS, File
from bot.errors import CertminderError, InvalidSettings, NotFound, RateLimited
from bot.slack.app import SlackApp
from bot.slack.connecting import Connecting
from bot.slack.installing import Installing
from bot.slack.manifest import PATH
from bot.slack.signatures import SIGNATURE, TIMESTAMP, Signatures

log = logging.getLogger(__name__)

BODY_BYTES = 1 << 20
"""Slack's largest payloads, clicks on long messages, are some 100 kB."""

CONTENT_TYPE = "content-type"
"""The one header that Bolt reads, now that the signature is checked here."""

HEALTH_SECONDS = 3.0
"""A check that takes longer does not hold: whoever asks gives up soon, and a silent Redis is as good as gone."""

Check = Callable[[], Awaitable[object]]
"""Raises CertminderError while something this process needs is missing."""
Metrics = Callable[[], Awaitable[tuple[bytes, str]]]
"""The metrics now, and their content type."""


Files = Callable[[str, str], Awaitable[File]]
"""What is behind a link (its token, csv or ics). Raises NotFound, RateLimited, SourceError, StoreUnavailable."""
FILE_HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
    "content-security-policy": "default-src 'none'; sandbox",
}


def build(
    slack: SlackApp,
    signing_secret: str,
    checks: Mapping[str, Check],
    *,
    metrics: Metrics | None = None,
    installing: Installing | None = None,
    connecting: Connecting | None = None,
    files: Files | None = None,
    clock: Callable[[], float] = time.time,
) -> ASGIApp:
    """The application to serve. `checks` by name say whether it is ready; `clock` gives Unix seconds.

    Its lifespan ends with the work that was acknowledged. Raises InvalidSettings for an empty signing secret.
    """
    try:
        signatures = Signatures(signing_secret, clock)
    except ValueError:
        raise InvalidSettings(("SLACK_SIGNING_SECRET is not set",)) from None

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(_warm(slack))
        yield
        warming.cancel()
        await slack.aclose()

    routes = [
        Route("/healthz", _ready(checks), methods=["GET"]),
        Route("/healthz/live", _live, methods=["GET"]),
        *([Route("/export/{token}.{kind}", _export(files), methods=["GET"])] if files else []),
        *(installing.routes() if installing else []),
        *(connecting.routes() if connecting else []),
        *([Route("/metrics", _metrics(metrics), methods=["GET"])] if metrics else []),
    ]
    return _Front(_Events(slack, signatures), Starlette(routes=routes, lifespan=lifespan))


class _Front:
    """Every line that is logged for a request carries the request's id; Bolt's requests get another one from _Begin,
    which Socket Mode has too. Slack's go past Starlette, whose layers would be a tenth of an acknowledgement."""

    def __init__(self, events: ASGIApp, others: ASGIApp) -> None:
        self._events = events
        self._others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._others
        if scope["type"] == "http":
            observability.begin_request()
            if scope["path"].removeprefix(scope.get("root_path", "")) == PATH:
                app = self._events
        await app(scope, receive, send)


async def _warm(slack: SlackApp) -> None:
    with contextlib.suppress(CertminderError):  # Slack is asked again at the first request
        await slack.authorize.warm()


class _Events:
    """Slack's requests, as an ASGI application of its own."""

    def __init__(self, slack: SlackApp, signatures: Signatures) -> None:
        self._slack = slack
        self._signatures = signatures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(Request(scope, receive))
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method != "POST":
            return Response(status_code=405, headers={"allow": "POST"})
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        headers = request.headers
        if not self._signatures.genuine(headers.getlist(TIMESTAMP), headers.getlist(SIGNATURE), body):
            log.info("a request without Slack's signature was refused")
            return Response(status_code=401)
        try:
            asked = AsyncBoltRequest(body=body.decode(), headers={CONTENT_TYPE: headers.get(CONTENT_TYPE, "")})
        except (ValueError, TypeError, AttributeError):  # what Bolt raises on JSON that is no object
            return Response(status_code=400)
        answer = await self._slack.bolt.async_dispatch(asked)
        return Response(answer.body, answer.status, answer.first_headers_without_set_cookie())


async def _body(request: Request) -> bytes | None:
    """The raw body; None when it is longer than BODY_BYTES, of which no more is read."""
    parts, length = [], 0
    with contextlib.suppress(ClientDisconnect):
        async for part in request.stream():
            length += len(part)
            if length > BODY_BYTES:
                return None
            parts.append(part)
    return b"".join(parts)


def _ready(checks: Mapping[str, Check]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(_: Request) -> Response:
        held = await asyncio.gather(*map(_holds, checks.values()))
        failing = [name for name, holds in zip(checks, held, strict=True) if not holds]
        return JSONResponse({"live": True, "ready": not failing, "failing": failing}, 503 if failing else 200)

    return endpoint


async def _holds(check: Check) -> bool:
    try:
        async with asyncio.timeout(HEALTH_SECONDS):
            await check()
    except (CertminderError, TimeoutError):
        return False
    return True


async def _live(_: Request) -> Response:
    return JSONResponse({"live": True})


def _export(files: Files) -> Callable[[Request], Awaitable[Response]]:
    """Wrong, expired, revoked and foreign links are all alike: 404."""

    async def endpoint(request: Request) -> Response:
        token, kind = request.path_params["token"], request.path_params["kind"]
        try:
            file = await files(token, kind) if kind in KINDS else None
        except NotFound:
            file = None
        except RateLimited as error:
            return Response(status_code=429, headers={"retry-after": str(math.ceil(error.retry_after)), **FILE_HEADERS})
        except CertminderError:
            return Response(status_code=503, headers={"retry-after": "60", **FILE_HEADERS})
        if file is None:
            return Response(status_code=404, headers=FILE_HEADERS)
        named = {"content-disposition": f'attachment; filename="{file.name}"', "content-type": file.media_type}
        return Response(file.content, headers={**FILE_HEADERS, **named})

    return endpoint


def _metrics(metrics: Metrics) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(_: Request) -> Response:
        content, kind = await metrics()
        return Response(content, headers={"content-type": kind})

    return endpoint
