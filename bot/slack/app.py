"""The Bolt app and everything its listeners work with, from arguments only.

Request verification is not Bolt's here: `bot.slack.web` verifies before anything else, and Socket Mode is authenticated
by its connection. Do not serve `SlackApp.bolt` through another adapter.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_sdk.web.async_client import AsyncWebClient

from bot import observability
from bot.slack import actions, commands, events, reminding, shortcuts, views
from bot.slack.attribution import organisation, workspace
from bot.slack.authorize import Authorize, Grants, SingleWorkspace
from bot.slack.channels import Channels
from bot.slack.delivery import Delivery
from bot.slack.desk import Answers, Desk
from bot.slack.failures import failed
from bot.slack.lanes import Lanes
from bot.slack.lifecycle import Lifecycle
from bot.slack.people import People, Trust
from bot.slack.repeats import Repeats
from bot.slack.tasks import Tasks
from bot.slack.waiting import MOMENT_SECONDS, Waiting
from bot.slack.web_api import WebApi
from bot.store.connection import Redis

bolt_log = logging.getLogger("slack_bolt.certminder")
bolt_log.setLevel(logging.ERROR)  # below that Bolt logs payloads, and advice about settings that are not its own


class SlackSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`bot_token` of a single workspace ("" where installations are stored); `api_url` ends in /api/; `trust`:
    who is an admin besides those of Slack, and whether guests may ask."""

    bot_token: str = ""
    api_url: str = "https://slack.com/api/"
    trust: Trust = Trust()

    def __repr__(self) -> str:
        return f"SlackSettings(api_url={self.api_url!r})"


@dataclass(frozen=True)
class SlackApp:
    """One process's side of Slack. Belongs to the event loop in which it is first used."""

    bolt: AsyncApp
    tasks: Tasks
    delivery: Delivery
    authorize: Authorize
    api: WebApi
    desk: Desk

    async def aclose(self) -> None:
        """Finish what was acknowledged (at most tasks.DRAIN_SECONDS) and close the HTTP session."""
        await self.tasks.drain()
        await self.authorize.aclose()
        await self.api.aclose()


def now() -> datetime:
    return datetime.now(UTC)


def build(
    settings: SlackSettings,
    answers: Answers,
    redis: Redis,
    *,
    api: WebApi | None = None,
    grants: Grants | None = None,
    lifecycle: Lifecycle | None = None,
    clock: Callable[[], datetime] = now,
    moment: float = MOMENT_SECONDS,
) -> SlackApp:
    """Wire one process's side of Slack. `redis` keeps deliveries and people (a cache: it may be missing); `api` is
    closed with the app; `grants` give the tokens of installed workspaces (default: the one of `settings.bot_token`);
    `lifecycle` ends what is kept of a workspace that removed the app; a question that takes longer than `moment`
    (seconds) says so. Each request gets an id, which `observability.request_id` holds while it is worked on."""
    api = api or WebApi(settings.api_url)
    authorize = Authorize(grants or SingleWorkspace(settings.bot_token, api), time.monotonic)
    delivery, tasks = Delivery(api, authorize.calling), Tasks()
    people = People(redis, api, authorize.calling, lambda: clock().timestamp())
    waiting = Waiting(delivery, moment)
    channels = Channels(api, authorize.calling)
    repeats, trust = Repeats(redis), settings.trust
    desk = Desk(answers, delivery, people, repeats, tasks, Lanes(), clock, waiting, trust, channels)
    bolt = _bolt(authorize, _Begin(authorize, tasks, lifecycle), settings.api_url)
    for listeners in (commands, events, shortcuts, actions, reminding, views):
        listeners.register(bolt, desk)
    bolt.error(failed(api))
    return SlackApp(bolt, tasks, delivery, authorize, api, desk)


def _bolt(authorize: Authorize, begin: AsyncMiddleware, api_url: str) -> AsyncApp:
    """Without process_before_response Bolt polls for the acknowledgement in sleeps of 10 ms (slack_bolt 1.30)."""
    return AsyncApp(
        name="certminder",
        logger=bolt_log,
        client=AsyncWebClient(base_url=api_url),
        before_authorize=begin,
        authorize=_Authorized(authorize),
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,  # Slack's checks of a certificate carry no signature, so none comes this far
        attaching_function_token_enabled=False,
    )


class _Authorized(AsyncAuthorize):
    """Bolt's interface itself: a plain function would cost it a dictionary of everything at each request."""

    def __init__(self, authorize: Authorize) -> None:
        self._authorize = authorize

    async def __call__(
        self, *, context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None, **_: Any
    ) -> AuthorizeResult:
        """Raises DeliveryError (NOT_INSTALLED where the app isn't: Bolt's own sentence for that is English only)."""
        return await self._authorize.authorize(enterprise_id, team_id)


class _Begin(AsyncMiddleware):
    """Gives the request its id (the tasks that it starts inherit it) and its workspace, and takes in what says where
    the app is: that needs no token."""

    def __init__(self, authorize: Authorize, tasks: Tasks, lifecycle: Lifecycle | None) -> None:
        self._authorize = authorize
        self._tasks = tasks
        self._lifecycle = lifecycle

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002  Bolt passes arguments by name
    ) -> BoltResponse | None:
        observability.begin_request()
        noted = await self._lifecycle.note(req.body) if self._lifecycle else None
        if self._lifecycle is None or noted is None:
            req.context["team_id"], req.context["enterprise_id"] = workspace(req.body), organisation(req.body)
            return await next()
        for each in noted.ids:
            self._authorize.forget(each)
        self._tasks.start(self._lifecycle.erase(noted))
        return BoltResponse(status=200, body="")
