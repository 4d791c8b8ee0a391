"""What assembly alone can get wrong."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from bot import assembly
from bot.errors import DeliveryRefused, InvalidSettings
from bot.settings import read
from bot.slack.manifest import INSTALL_PATH, REDIRECT_PATH
from bot.store import keys
from bot.store.connection import Redis
from bot.workspaces.installations import Installations
from bot.workspaces.sealing import Sealing, new_key
from tests.reminders.subscribing import wanted


async def test_a_workspace_that_left_is_forgotten(redis_url: str, redis: Redis) -> None:
    """Nothing of it stays, and no scan looks for its reminders any more; another workspace keeps its own."""
    async with assembly.house(read({"LANG": "en"}), redis_url) as house:
        for workspace in ("T1", "T2"):
            await house.subscriptions.create(wanted(workspace=workspace))
        await house.departures.begin("T1")
        await house.departures.erase("T1")
        assert await house.subscriptions.workspaces() == ["T2"]
    assert await redis.keys(keys.everything("T1")) == []
    assert len(await redis.keys(keys.everything("T2"))) == 2


INSTALLABLE = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "canary-client-secret",
    "SLACK_SIGNING_SECRET": "canary-signing-secret",
    "CERTMINDER_SECRETS": new_key(),
    "PUBLIC_URL": "https://bot.example",
    "LANG": "en",
}


@pytest.mark.parametrize(
    ("less", "more", "fault"),
    [
        ("CERTMINDER_SECRETS", {}, "CERTMINDER_SECRETS is not set"),
        ("PUBLIC_URL", {}, "PUBLIC_URL is not set"),
        ("", {"TENCENTCLOUD_SECRET_ID": "i", "TENCENTCLOUD_SECRET_KEY": "k"}, "CERTMINDER_WORKSPACES is not set"),
    ],
)
def test_an_app_to_install_needs_more(less: str, more: dict[str, str], fault: str) -> None:
    """A sealing key, a public address, and whom an account of the environment may be shown to; no bot token."""
    assembly.require_slack(read(INSTALLABLE))
    with pytest.raises(InvalidSettings) as missing:
        assembly.require_slack(read({name: text for name, text in (INSTALLABLE | more).items() if name != less}))
    assert missing.value.faults[0].startswith(fault)
    assembly.require_slack(read(INSTALLABLE | {"TENCENTCLOUD_SECRET_ID": "i", "TENCENTCLOUD_SECRET_KEY": "k"} | NAMED))


NAMED = {"CERTMINDER_WORKSPACES": "T1, E2"}


async def test_an_installed_workspace_is_known(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The token comes from the sealed installation; slack_bolt, which looks at the environment itself, has no say."""
    for name, text in INSTALLABLE.items():
        monkeypatch.setenv(name, text)
    async with assembly.house(read(INSTALLABLE), redis_url) as house:
        app = assembly.slack(house)
        with pytest.raises(DeliveryRefused, match="not_installed"):
            await app.authorize.grant("T1")
        installed = Installations(house.state, Sealing(INSTALLABLE["CERTMINDER_SECRETS"]))
        await installed.save("T1", {"user_id": "U1", "team_id": "T1", "bot_token": "xoxb-canary-token"})
        assert (await app.authorize.grant("T1")).token == "xoxb-canary-token"
        await app.aclose()


async def test_the_pages_of_an_installation_are_served(redis_url: str) -> None:
    """With SLACK_CLIENT_ID the web process has them, without it there is no such page."""
    for environment, paths in ((INSTALLABLE, {INSTALL_PATH, REDIRECT_PATH}), (SINGLE, set())):
        async with assembly.house(read(environment), redis_url) as house:
            pages: Any = assembly.web(house)
            async with httpx.AsyncClient(
                transport=httpx.ASGITransport(pages), base_url="https://bot.example"
            ) as client:
                answers = {path: await client.get(path) for path in (INSTALL_PATH, REDIRECT_PATH)}
            assert {path for path, answer in answers.items() if answer.status_code != 404} == paths


SINGLE = {"SLACK_BOT_TOKEN": "xoxb-canary-token", "SLACK_SIGNING_SECRET": "canary-signing-secret", "LANG": "en"}
