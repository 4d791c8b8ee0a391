"""The Web API face: one table of the methods that are played, and what every call goes through before its method.

Gaps against the real Slack: no method outside METHODS; no pagination (every list but history is one page); no
attachments, files, reactions, scheduled messages or user tokens; tiers are not enforced except one post a second and
channel.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.playground import slack_chat as chat
from bot.playground import slack_lookups as lookups
from bot.playground import slack_oauth as oauth
from bot.playground import slack_views as views
from bot.playground.slack_faults import Faults
from bot.playground.slack_places import check_reach
from bot.playground.slack_refusals import Refused
from bot.playground.slack_store import JSON, SlackWorld

Play = Callable[[SlackWorld, JSON], JSON]


@dataclass(frozen=True)
class Method:
    """How a method is played; the scopes its token must have; whose token it takes: bot, app or anyone's."""

    play: Play
    scopes: tuple[str, ...] = ()
    holder: str = "bot"


METHODS: dict[str, Method] = {
    "apps.connections.open": Method(lookups.connections_open, holder="app"),
    "auth.revoke": Method(lookups.auth_revoke),
    "auth.teams.list": Method(lookups.auth_teams_list),
    "auth.test": Method(lookups.auth_test),
    "bots.info": Method(lookups.bots_info, ("users:read",)),
    "chat.delete": Method(chat.delete, ("chat:write",)),
    "chat.getPermalink": Method(chat.permalink),
    "chat.postEphemeral": Method(chat.post_ephemeral, ("chat:write",)),
    "chat.postMessage": Method(chat.post_message, ("chat:write",)),
    "chat.update": Method(chat.update, ("chat:write",)),
    "conversations.history": Method(lookups.conversations_history),
    "conversations.info": Method(lookups.conversations_info),
    "conversations.list": Method(lookups.conversations_list, ("channels:read",)),
    "conversations.members": Method(lookups.conversations_members),
    "conversations.open": Method(lookups.conversations_open, ("im:write",)),
    "oauth.v2.access": Method(oauth.access, holder="anyone"),
    "team.info": Method(lookups.team_info, ("team:read",)),
    "users.info": Method(lookups.users_info, ("users:read",)),
    "users.list": Method(lookups.users_list, ("users:read",)),
    "views.open": Method(views.open_view),
    "views.publish": Method(views.publish),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
}
"""The four conversations.* without a scope here check the one of the channel's kind (channels:, groups:, im:)."""


class WebApi:
    """/api/<method>: token, scope, fault, rate, method; every call is kept in `world.calls` with its outcome."""

    def __init__(self, world: SlackWorld, faults: Faults) -> None:
        self._world = world
        self._faults = faults
        self._posted: dict[str, float] = {}

    def named(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint of one method of the table."""

        async def endpoint(request: Request) -> Response:
            return await self._call(name, request)

        return endpoint

    async def unknown(self, request: Request) -> Response:
        """The endpoint of every other method."""
        return await self._call(request.path_params["method"], request)

    async def _call(self, name: str, request: Request) -> Response:
        started = perf_counter()
        args, token = await _arguments(request)
        call: JSON = {"method": name, "args": args, "at": self._world.clock()}
        self._world.calls.append(call)
        fault = self._faults.take(name)
        refusal = await fault.before() if fault else None
        status, body, headers = refusal or self._answer(name, args, token)
        if fault:
            await fault.late()
        call |= {"status": status, "ok": body.get("ok", False), "error": body.get("error")}
        call |= {"ms": round((perf_counter() - started) * 1000, 2), "fault": fault.kind if fault else None}
        self._world.feed.publish("call", method=name)
        return fault.after() if fault and fault.drops else JSONResponse(body, status, headers)

    def _answer(self, name: str, args: JSON, token: str) -> tuple[int, JSON, dict[str, str]]:
        try:
            method = METHODS.get(name)
            if method is None:
                raise Refused("unknown_method", req_method=name)
            self._admit(method, token)
            if method.holder == "bot":
                check_reach(self._world, self._world.tokens.caller, args)
            self._pace(name, args)
            body = {"ok": True, **method.play(self._world, args)}
        except Refused as refusal:
            return refusal.status, refusal.body, refusal.headers
        return 200, body, {"x-oauth-scopes": ",".join(self._world.scopes)}

    def _admit(self, method: Method, token: str) -> None:
        world = self._world
        if method.holder == "anyone":
            return
        if not token:
            raise Refused("not_authed")
        if token == world.app_token:
            if method.holder != "app":
                raise Refused("not_allowed_token_type")
        else:
            world.tokens.caller = world.tokens.admitted(token)
            if method.holder != "bot":
                raise Refused("not_allowed_token_type")
        if missing := [each for each in method.scopes if each not in world.scopes]:
            raise Refused("missing_scope", needed=",".join(missing), provided=",".join(world.scopes))

    def _pace(self, name: str, args: JSON) -> None:
        rate, channel = self._world.rate_per_second, str(args.get("channel"))
        if rate is None or name != "chat.postMessage":
            return
        now = self._world.clock()
        if now < self._posted.get(channel, 0.0) + 1 / rate:
            raise ratelimited(1)
        self._posted[channel] = now


def ratelimited(seconds: int) -> Refused:
    """The refusal of a call that came too early."""
    return Refused("ratelimited", status=429, headers={"Retry-After": str(seconds)})


async def _arguments(request: Request) -> tuple[JSON, str]:
    """The call's arguments (JSON, form or query) without its token, and the token."""
    raw = await request.body()
    if "json" in request.headers.get("content-type", ""):
        parsed = json.loads(raw or b"{}")
        args: JSON = parsed if isinstance(parsed, dict) else {}
    else:
        args = dict(parse_qsl(raw.decode(errors="replace"), keep_blank_values=True))
    args = dict(request.query_params) | args
    kind, _, credentials = request.headers.get("authorization", "").partition(" ")
    if kind == "Basic":
        client_id, _, secret = b64decode(credentials).decode(errors="replace").partition(":")
        args |= {"client_id": client_id, "client_secret": secret}
    bearer = credentials.strip() if kind == "Bearer" else ""
    return args, bearer or str(args.pop("token", ""))
