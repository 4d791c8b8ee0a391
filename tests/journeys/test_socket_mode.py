"""The same bot without a public address: `certminder socket-mode` against a Slack that delivers by WebSocket."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.playground import slack_server
from bot.playground.children import Child
from bot.playground.scene import certgetlist_samples
from bot.playground.serving import served
from bot.playground.slack_store import ALICE, OPS, SlackWorld
from bot.settings import inherited


@pytest.fixture
async def slack(
    redis_url: str, tmp_path: Path, wait_until: Callable[..., Awaitable[None]]
) -> AsyncIterator[httpx.AsyncClient]:
    """A Slack in Socket Mode with the real process connected to it; the client speaks to its control API."""
    world = SlackWorld(signing_secret="s" * 32, bot_token="xoxb-1", app_token="xapp-1", delivery="socket")
    async with served(slack_server.build(world)) as url, certgetlist_samples() as account:
        given = {
            **account,
            "SLACK_BOT_TOKEN": world.bot_token,
            "SLACK_APP_TOKEN": world.app_token,
            "SLACK_API_URL": f"{url}/api",
            "REDIS_URL": redis_url,
        }
        bot = Child((sys.executable, "-m", "bot", "socket-mode"), inherited(given))
        await bot.start()
        async with httpx.AsyncClient(base_url=url, timeout=30, trust_env=False) as client:

            async def connected() -> bool:
                sockets: int = (await client.get("/control/state")).json()["sockets"]
                return sockets > 0

            await wait_until(connected, seconds=20)
            yield client
        await bot.stop()


async def typed(slack: httpx.AsyncClient, text: str) -> dict[str, Any]:
    """What Alice sees after typing a text."""
    asked = {"user": ALICE, "channel": OPS, "text": text, "wait": 20}
    outcome: dict[str, Any] = (await slack.post("/control/type", json=asked)).json()
    return outcome


async def test_a_question_over_socket_mode(slack: httpx.AsyncClient) -> None:
    """A command is answered, again after Slack has refreshed the connection, and a repeated one only once."""
    answer = await typed(slack, "/certs expiring in the next 30 days")
    assert "api.shop.example" in json.dumps(answer["message"])
    await slack.post("/control/socket", json={"act": "refresh"})
    again = await typed(slack, "/certs expired")
    assert "Expired" in json.dumps(again["message"])
    await slack.post("/control/replay", json={})
    await typed(slack, "/certs help")
    seen = (await slack.get("/control/messages", params={"user": ALICE, "channel": OPS})).json()["messages"]
    assert len(seen) == 3
