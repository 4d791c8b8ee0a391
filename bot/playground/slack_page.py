"""The page face: static files under a strict policy, the state one person sees, and a WebSocket that says when it
changed (a WebSocket, for an open fetch would keep headless browsers' virtual time from passing)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.slack_clock import MovableClock
from bot.playground.slack_lookups import TEAM_NAME
from bot.playground.slack_outcomes import message
from bot.playground.slack_store import BOT_USER, JSON, Channel, SlackWorld

SHOWN = 200
"""The newest messages of a channel that the page shows."""

FOLDER = Path(__file__).parent / "page"
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
}


class _Files(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file under the page's policy."""
        response = await super().get_response(path, scope)
        response.headers.update(HEADERS)
        return response


def page_routes(world: SlackWorld) -> list[BaseRoute]:
    """`/`, `/page/state?as=U…`, `/page/feed`, and the files."""

    async def index(_: Request) -> Response:
        return FileResponse(FOLDER / "index.html", headers=HEADERS)

    return [
        Route("/", index),
        Route("/page/state", _state(world)),
        WebSocketRoute("/page/feed", _feed(world)),
        Mount("/page", _Files(directory=FOLDER)),
    ]


def _state(world: SlackWorld) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        user = request.query_params.get("as", "")
        if user not in world.people or world.people[user].bot:
            user = next(each.id for each in world.people.values() if not each.bot)
        return JSONResponse(seen_by(world, user))

    return endpoint


def seen_by(world: SlackWorld, user: str) -> JSON:
    """Everything one person's client shows."""
    people = [
        {
            "id": each.id,
            "name": each.name,
            "real_name": each.real_name,
            "locale": each.locale,
            "zone": each.zone,
            "bot": each.bot,
        }
        for each in world.people.values()
        if not each.deleted
    ]
    rooms = [room for room in world.channels.values() if user in room.members]
    return {
        "me": user,
        "team": TEAM_NAME,
        "bot": BOT_USER,
        "command": world.command,
        "people": people,
        "channels": [_room(world, user, room) for room in rooms],
        "views": world.views.get(user, []),
        "home": world.homes.get(user),
        "errors": [each for each in world.errors if each["user"] == user],
        "shortcuts": list(world.shortcuts),
        "clock": _clock(world),
        "seq": world.feed.seq,
    }


def _clock(world: SlackWorld) -> JSON:
    ahead = world.clock.ahead if isinstance(world.clock, MovableClock) else None
    return {"now": world.clock(), "movable": ahead is not None, "ahead": ahead or 0.0}


def _room(world: SlackWorld, user: str, room: Channel) -> JSON:
    posts = [message(each) for each in world.visible(user, [room])[-SHOWN:]]
    kind = {"im": room.im_with is not None, "archived": room.archived, "has_bot": BOT_USER in room.members}
    return {"id": room.id, "name": room.name, **kind, "messages": posts}


def _feed(world: SlackWorld) -> Callable[[WebSocket], Awaitable[None]]:
    async def endpoint(socket: WebSocket) -> None:
        since = world.feed.seq
        await socket.accept()
        leaving = asyncio.create_task(socket.receive())
        following = asyncio.create_task(_tell(world, socket, since))
        try:
            await asyncio.wait({leaving, following}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (leaving, following):
                task.cancel()
            await asyncio.gather(leaving, following, return_exceptions=True)

    return endpoint


async def _tell(world: SlackWorld, socket: WebSocket, since: int) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        async for change in world.feed.follow(since):
            await socket.send_json({"seq": change["seq"], "kind": change["kind"]})
