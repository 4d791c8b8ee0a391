"""What Slack says of a token: for `certminder check`. Nothing is changed by asking."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import msgspec
from slack_sdk.errors import SlackApiError

from bot.errors import DeliveryRefused
from bot.slack.manifest import MANIFEST
from bot.slack.web_api import WebApi, judged

FOREIGN = frozenset({"invalid_client_id", "bad_client_secret"})
"""Slack's words for an app's id and secret that are none (docs.slack.dev/reference/methods/oauth.v2.access)."""


class Seen(msgspec.Struct, frozen=True):
    """One answer of Slack's: whose token it is, the scopes granted with it, the answer's header `Date` ("": not said),
    how long it took (seconds), and when it came (UTC)."""

    workspace: str
    team: str
    user: str
    scopes: frozenset[str]
    date: str
    seconds: float
    at: datetime


def wanted_scopes() -> tuple[frozenset[str], frozenset[str]]:
    """The scopes that are needed, and those that are welcome."""
    scopes = MANIFEST["oauth_config"]["scopes"]
    optional = frozenset(scopes["bot_optional"])
    return frozenset(scopes["bot"]) - optional, optional


async def inspect(api: WebApi, token: str) -> Seen:
    """Who this bot token is, by auth.test; the scopes stand in the header x-oauth-scopes. Raises DeliveryError."""
    begun = time.perf_counter()
    with judged("auth.test"):
        answer = await api.client(token).api_call("auth.test")
    said: dict[str, Any] = answer.data if isinstance(answer.data, dict) else {}
    granted = str(answer.headers.get("x-oauth-scopes") or "")
    return Seen(
        workspace=str(said.get("team_id") or ""),
        team=str(said.get("team") or ""),
        user=str(said.get("user") or ""),
        scopes=frozenset(scope.strip() for scope in granted.split(",") if scope.strip()),
        date=str(answer.headers.get("date") or ""),
        seconds=time.perf_counter() - begun,
        at=datetime.now(UTC),
    )


async def reach(api: WebApi) -> Seen:
    """The same without a token, which Slack refuses: only its clock and how long it took. Raises DeliveryError."""
    begun = time.perf_counter()
    with judged("auth.test"):
        try:
            answer = await api.client("").api_call("auth.test")
        except SlackApiError as refused:
            if getattr(refused.response, "status_code", None) != 200:
                raise
            answer = refused.response
    date, seconds = str(answer.headers.get("date") or ""), time.perf_counter() - begun
    return Seen("", "", "", frozenset(), date, seconds, datetime.now(UTC))


async def knows_app(api: WebApi, client_id: str, client_secret: str) -> None:
    """Ask for a token with a code that is none: Slack looks at the id and secret first. Raises DeliveryRefused for
    those, DeliveryError."""
    try:
        await api.exchange(client_id, client_secret, code="none")
    except DeliveryRefused as refused:
        if refused.code in FOREIGN:
            raise


async def opens_socket(api: WebApi, app_token: str) -> None:
    """Ask for a Socket Mode address and leave it: only connections that are opened count, and its ticket runs out
    (docs.slack.dev/reference/methods/apps.connections.open). Raises DeliveryError."""
    with judged("apps.connections.open"):
        await api.client(app_token).api_call("apps.connections.open")
