"""Socket Mode works against an emulator, and reconnects without losing a command."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.playground.slack_store import ALICE, OPS
from bot.slack import app as slack_app
from bot.slack.app import SlackSettings
from bot.slack.socket_mode import run_socket_mode
from bot.store.connection import Redis

APP_TOKEN = "xapp-canary-token"


@pytest.fixture
async def socket(slack: Any, redis: Redis, answers: Any, wait_until: Any) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, connected to the played Slack by a WebSocket."""
    await slack.control("settings", delivery="socket")
    app = slack_app.build(SlackSettings(bot_token="xoxb-canary-token", api_url=f"{slack.url}/api/"), answers, redis)
    stop = asyncio.Event()
    running = asyncio.create_task(run_socket_mode(app, APP_TOKEN, stop=stop, ping_seconds=0.1))
    await wait_until(lambda: connected(slack))
    yield running
    stop.set()
    await asyncio.wait([running], timeout=5)


async def connected(slack: Any) -> bool:
    return bool((await slack.see("state"))["sockets"])


async def test_a_command_over_the_socket_is_answered(slack: Any, socket: object, answers: Any) -> None:
    """The envelope is acknowledged and the answer comes as over HTTP."""
    typed = await slack.type(ALICE, OPS, "/certs all")
    assert (typed["ack"]["status"], typed["message"]["ephemeral_for"]) == (200, ALICE)
    assert answers.asked[0].asker.zone == "America/New_York"
    pressed = await slack.click(ALICE, typed["message"], "result_page", until="page 2")
    assert pressed["message"]["ts"] == typed["message"]["ts"]


async def test_a_refreshed_connection_loses_nothing(slack: Any, socket: object, wait_until: Any) -> None:
    """After Slack's hourly refresh, and after a network that fell silent, the next command is answered."""
    for act in ("refresh", "drop"):
        await slack.control("socket", act=act)
        await wait_until(lambda: connected(slack))
        assert not (await slack.type(ALICE, OPS, f"/certs {act}", until=f"answer to {act}"))["timed_out"]


async def test_what_was_acknowledged_is_finished_at_the_end(
    slack: Any, socket: asyncio.Task[None], answers: Any
) -> None:
    """A command whose answer is under way when the process is told to end is still answered."""
    answers.hold = asyncio.Event()
    await slack.control("type", user=ALICE, channel=OPS, text="/certs late")
    asyncio.get_running_loop().call_later(0.05, answers.hold.set)
    socket.cancel()
    await asyncio.gather(socket, return_exceptions=True)
    assert [message["text"] for message in (await slack.see("messages", user=ALICE))["messages"]] == ["answer to late"]


async def test_a_slack_that_is_away_is_waited_for(redis: Redis, answers: Any) -> None:
    """Nobody answers at the start: the process goes on trying, and ends when it is told to."""
    app = slack_app.build(SlackSettings(bot_token="xoxb-x", api_url="http://127.0.0.1:9/api/"), answers, redis)
    stop = asyncio.Event()
    running = asyncio.create_task(run_socket_mode(app, APP_TOKEN, stop=stop, ping_seconds=0.05))
    await asyncio.sleep(0)
    assert not running.done()
    stop.set()
    await asyncio.wait_for(running, 5)
