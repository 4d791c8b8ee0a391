"""An environment in which everything is as it should be, between a played Slack and a played Tencent Cloud."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.checking.checks import checked
from bot.checking.findings import Finding, State, Topic
from bot.checking.report import as_plain
from bot.playground import certgetlist_server, samples
from bot.playground.slack_server import build as build_slack
from bot.playground.slack_store import SlackWorld
from bot.settings import Settings, read
from bot.workspaces.sealing import new_key
from tests.conftest import Serve

BOT_TOKEN, APP_TOKEN, SIGNING = "xoxb-1-checked-bot-token", "xapp-1-checked-app-token", "checked-signing-secret"
SECRET_ID, SECRET_KEY, SEALING_KEY = "AKIDchecked0123456789abc", "checked-secret-key-012345", new_key()
CLIENT_SECRET = "checked-client-secret"
SECRETS = (BOT_TOKEN, APP_TOKEN, SIGNING, CLIENT_SECRET, SECRET_ID, SECRET_KEY, SEALING_KEY)

INSTALLABLE = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": CLIENT_SECRET, "SLACK_BOT_TOKEN": ""}
"""What an environment has where workspaces install the app."""

Read = Callable[..., Settings]


async def found(settings: Any, topic: Topic | None = None) -> list[Finding]:
    """What the check of these settings finds, under one heading or all."""
    findings = await checked(settings, settings.redis_url)
    text = json.dumps(as_plain(findings))
    assert [secret for secret in SECRETS if secret in text] == []
    return [each for each in findings if topic in {None, each.topic}]


def said(findings: list[Finding], state: State) -> str:
    """Everything said in this state, as one text."""
    return "\n".join(each.said for each in findings if each.state == state)


@pytest.fixture
def world() -> SlackWorld:
    """The played Slack."""
    played = SlackWorld(signing_secret=SIGNING, bot_token=BOT_TOKEN, app_token=APP_TOKEN, retry_delays=())
    played.client_id, played.client_secret = INSTALLABLE["SLACK_CLIENT_ID"], CLIENT_SECRET
    return played


@pytest.fixture
async def settings(serve: Serve, world: SlackWorld, redis_url: str) -> Read:
    """`settings(NAME="value")`: the settings with some variables changed."""
    rows = samples.inventory(datetime.now(UTC))
    source = await serve(certgetlist_server.build(secret_id=SECRET_ID, secret_key=SECRET_KEY, rows=rows))
    slack = await serve(build_slack(world))
    environment = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING,
        "SLACK_API_URL": f"{slack}/api/",
        "REDIS_URL": redis_url,
        "CERTMINDER_SECRETS": SEALING_KEY,
        "PUBLIC_URL": "https://certs.example",
        "TENCENTCLOUD_SECRET_ID": SECRET_ID,
        "TENCENTCLOUD_SECRET_KEY": SECRET_KEY,
        "CERTGETLIST_URL": f"{source}/v2/index.php",
        "LANG": "en",
        "TZ": "UTC",
    }
    return lambda **changed: read({**environment, **changed})
