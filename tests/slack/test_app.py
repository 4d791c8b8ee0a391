"""The whole of one process's side of Slack under bad circumstances."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from starlette.routing import Mount

from bot.playground.slack_server import build as build_world
from bot.playground.slack_store import ALICE, OPS
from bot.slack import app as slack_app
from bot.slack import web
from bot.slack.app import SlackSettings
from bot.slack.socket_mode import run_socket_mode
from bot.store.connection import connect_cache

SECRETS = ("canary-token", "canary-signing-secret", "xoxb-", "xapp-")


@pytest.fixture
async def without_redis(serve: Any, world: Any, answers: Any) -> AsyncIterator[str]:
    """The played Slack's URL, delivering to an app whose Redis is gone."""
    server = build_world(world)
    url = await serve(server)
    gone = connect_cache("redis://127.0.0.1:9/0")
    app = slack_app.build(SlackSettings(bot_token=world.bot_token, api_url=f"{url}/api/"), answers, gone)
    server.router.routes.append(Mount("/bot", web.build(app, world.signing_secret, {})))
    world.request_url = f"{url}/bot/slack/events"
    yield url
    await app.aclose()
    await gone.aclose()


async def test_without_redis_people_are_answered(without_redis: str, answers: Any) -> None:
    """A Redis that is gone costs memory, not answers, and the acknowledgement comes as fast as ever."""
    asked = {"user": ALICE, "channel": OPS, "text": "/certs all", "wait": 5, "until": "answer to all"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{without_redis}/control/type", json=asked) as answer,
    ):
        typed = await answer.json()
    assert (typed["ack"]["status"], typed["timed_out"]) == (200, False)
    assert answers.asked[0].asker.zone == "America/New_York"


async def test_no_secret_reaches_the_log(
    slack: Any, redis: Any, wait_until: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """At DEBUG, over good and bad deliveries, every fault of Slack's and Socket Mode, no token is logged."""
    with caplog.at_level(logging.DEBUG):
        answer = (await slack.type(ALICE, OPS, "/certs all"))["message"]
        await slack.click(ALICE, answer, "result_share", until="shared by")
        await slack.control("forge", how="body")
        for kind in ("http_500", "error", "ratelimited", "drop"):
            await slack.control("faults", kind=kind, method="response", retry_after=0)
            await slack.control("faults", kind=kind, method="chat.postEphemeral", retry_after=0)
            await slack.control("type", user=ALICE, channel=OPS, text="/certs faults")
            await wait_until(lambda: len(slack.app.tasks) == 0)
        await _by_socket(slack, redis, wait_until)
    assert "a request without Slack's signature was refused" in caplog.text
    ours = [record.getMessage() + str(record.__dict__) for record in caplog.records]
    assert [line for line in ours if any(secret in line for secret in SECRETS)] == []


async def _by_socket(slack: Any, redis: Any, wait_until: Any) -> None:
    """Connect by Socket Mode once, and leave."""
    app = slack_app.build(SlackSettings(bot_token="xoxb-canary-token", api_url=f"{slack.url}/api/"), slack, redis)
    stop = asyncio.Event()
    running = asyncio.create_task(run_socket_mode(app, "xapp-canary-token", stop=stop, ping_seconds=0.1))

    async def connected() -> bool:
        return bool((await slack.see("state"))["sockets"])

    await wait_until(connected)
    stop.set()
    await running


def test_settings_do_not_show_the_token() -> None:
    """What is configured can be printed."""
    assert "canary" not in repr(SlackSettings(bot_token="xoxb-canary-token"))
