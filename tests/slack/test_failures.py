"""A workspace without the app: whoever types or clicks there reads one sentence, and Slack sends nothing again."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.errors import DeliveryRefused
from bot.messages import clicks
from bot.playground import slack_payloads
from bot.playground.slack_delivery import Delivery, SignedHttp
from bot.playground.slack_store import ALICE, LI_LEI, OPS
from bot.slack import app as slack_app
from bot.slack import web
from bot.slack.app import SlackSettings
from bot.slack.authorize import NOT_INSTALLED, Grant


class Nobody:
    """No workspace has the app."""

    async def grant(self, workspace: str, organisation: str = "") -> Grant:
        raise DeliveryRefused(NOT_INSTALLED)

    async def again(self, refused: Grant, *, expired: bool) -> Grant:
        return refused

    async def warm(self) -> None:
        """Nothing to prepare."""

    async def aclose(self) -> None:
        """Nothing to end."""


@pytest.fixture
async def answer(slack: Any) -> dict[str, Any]:
    """An answer from when the app was there."""
    typed: dict[str, Any] = (await slack.type(ALICE, OPS, "/certs all"))["message"]
    return typed


@pytest.fixture
async def removed(slack: Any, answer: dict[str, Any], answers: Any, redis: Any, serve: Any) -> AsyncIterator[Any]:
    """From now on the app has no token for the workspace."""
    app = slack_app.build(SlackSettings(api_url=f"{slack.url}/api/"), answers, redis, grants=Nobody())
    slack.world.request_url = f"{await serve(web.build(app, slack.world.signing_secret, {}))}/slack/events"
    answers.asked.clear()
    yield slack
    await app.aclose()


@pytest.mark.parametrize(
    ("user", "text", "said"),
    [(ALICE, "all", "is not installed in this workspace"), (LI_LEI, "所有证书", "目前没有安装 Certminder")],
)
async def test_a_command_is_answered_in_its_language(removed: Any, user: str, text: str, said: str) -> None:
    """Nobody can be asked who the person is, so the sentence is in the language that they typed."""
    typed = await removed.control("type", user=user, channel=OPS, text=f"/certs {text}")
    assert (typed["ack"]["status"], typed["ack"]["error"]) == (200, None)
    assert said in json.loads(typed["ack"]["body"])["text"]


async def test_a_click_is_answered_beside_the_list(removed: Any, answers: Any, answer: dict[str, Any]) -> None:
    """A response_url needs no token; the list stays."""
    pressed = await removed.click(ALICE, answer, clicks.PAGE, until="is not installed")
    assert (pressed["ack"]["status"], pressed["timed_out"], answers.calls) == (200, False, [])
    assert removed.world.find_post(OPS, answer["ts"], ALICE).text == "answer to all"


async def test_an_event_is_taken_once(removed: Any, answers: Any) -> None:
    """Sending it again would not help."""
    event = {"type": "app_mention", "channel": OPS, "text": "all", "ts": "1.1", "user": ALICE}
    http = SignedHttp(removed.world)
    ack = await http.send(Delivery("event", slack_payloads.event(removed.world, event)))
    await http.aclose()
    assert (ack.status, answers.asked) == (200, [])
