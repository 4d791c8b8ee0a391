"""An organisation installs the app: real processes, two workspaces, tokens that expire, and the end of it."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot.playground import certgetlist_server, samples
from bot.playground.children import Child
from bot.playground.serving import bind
from bot.playground.slack_organisation import SECOND, Organisation
from bot.playground.slack_places import second_workspace
from bot.playground.slack_server import build as build_slack
from bot.playground.slack_store import ALICE, LI_LEI, OPS, TEAM, SlackWorld
from bot.store import keys
from bot.store.connection import Redis
from bot.workspaces.sealing import new_key

ORG, BILLING = Organisation().id, "C0SECOND01"
SOURCE_ID, SOURCE_KEY = "journey-id", "journey-key"


class Journey:
    """The processes of a bot, and a browser."""

    def __init__(self, world: SlackWorld, slack: str, session: aiohttp.ClientSession, given: dict[str, str]) -> None:
        self.world, self.slack, self.session, self.given = world, slack, session, given
        self.web = f"http://127.0.0.1:{given['PORT']}"

    def child(self, name: str) -> Child:
        return Child([sys.executable, "-m", "bot", name], self.given)

    async def ready(self) -> None:
        async with asyncio.timeout(30):
            while True:
                with contextlib.suppress(aiohttp.ClientError):
                    async with self.session.get(f"{self.web}/healthz") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.05)

    async def control(self, act: str, /, **args: Any) -> Any:
        async with self.session.post(f"{self.slack}/control/{act}", json=args) as answer:
            return await answer.json()

    async def ask(self, user: str, channel: str) -> str:
        """The answer to a question."""
        said = await self.control("type", user=user, channel=channel, text="/certs expired", wait=15)
        return str((said["message"] or {}).get("text"))

    async def refused(self, user: str, channel: str) -> bool:
        """Whether a workspace is told that the app is not installed there."""
        said = await self.control("type", user=user, channel=channel, text="/certs expired")
        return "not installed" in said["ack"]["body"]

    async def install(self) -> str:
        """A browser goes all the way; the page at its end."""
        async with self.session.get(f"{self.web}/slack/install", allow_redirects=False) as answer:
            consent = answer.headers["location"]
        async with self.session.get(f"{consent}&team={ORG}", allow_redirects=False) as answer:
            back = urlsplit(answer.headers["location"])
        async with self.session.get(f"{self.web}{back.path}?{back.query}") as answer:
            return await answer.text()

    async def renewals(self) -> int:
        calls = [call["args"] for call in self.world.calls if call["method"] == "oauth.v2.access" and call["ok"]]
        return len([args for args in calls if args.get("grant_type") == "refresh_token"])


@pytest.fixture
async def journey(serve: Any, redis_url: str) -> AsyncIterator[Journey]:
    world = SlackWorld(signing_secret="s" * 32, bot_token="xoxb-1", retry_delays=(0.0,), token_rotation=True)
    world.client_id, world.client_secret = "1.2", "journey-secret"
    world.tokens.revoke(TEAM)
    second_workspace(world, ALICE, LI_LEI)
    world.people[ALICE].org_admin = True
    rows = samples.inventory(datetime.now(UTC))
    source = await serve(certgetlist_server.build(secret_id=SOURCE_ID, secret_key=SOURCE_KEY, rows=rows))
    world.base_url = slack = await serve(build_slack(world))
    with bind() as listening:
        port = listening.getsockname()[1]
    world.request_url = f"http://127.0.0.1:{port}/slack/events"
    given = {
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "journey-secret",
        "SLACK_SIGNING_SECRET": world.signing_secret,
        "SLACK_BOT_TOKEN": "",
        "SLACK_API_URL": f"{slack}/api/",
        "CERTMINDER_SECRETS": new_key(),
        "CERTMINDER_WORKSPACES": ORG,
        "CERTMINDER_LOG_LEVEL": "ERROR",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "REDIS_URL": redis_url,
        "TENCENTCLOUD_SECRET_ID": SOURCE_ID,
        "TENCENTCLOUD_SECRET_KEY": SOURCE_KEY,
        "CERTGETLIST_URL": f"{source}/v2/index.php",
    }
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield Journey(world, slack, session, given)


async def test_an_organisation_comes_and_goes(journey: Journey, redis: Redis, wait_until: Any) -> None:
    """Listed by its own id it installs the app; both workspaces are answered, each with data of its own; an expired
    token is renewed once, also for a process that was killed; after the end nothing is left of all three."""
    async with contextlib.AsyncExitStack() as running:
        children = {name: journey.child(name) for name in ("web", "worker")}
        for child in children.values():
            await child.start()
            running.push_async_callback(child.stop)
        await journey.ready()
        assert await journey.refused(ALICE, OPS)
        assert "Playground Group" in await journey.install()
        assert await journey.refused(ALICE, BILLING)
        for team in (TEAM, SECOND):
            await journey.control("workspace", act="grant_access", where=team)
        answers = [await journey.ask(who, where) for who, where in ((ALICE, OPS), (ALICE, BILLING), (LI_LEI, BILLING))]
        assert [each[:2] for each in answers] == ["9 "] * 3
        for team in (TEAM, SECOND):
            assert await redis.exists(keys.listing(team, "default"))
        await journey.control("workspace", act="expire", where=ORG)
        await journey.control("home", user=LI_LEI, wait=15)
        assert LI_LEI in journey.world.homes
        assert await journey.renewals() == 1
        children["web"].kill()
        again = journey.child("web")
        await again.start()
        running.push_async_callback(again.stop)
        await journey.ready()
        assert (await journey.ask(ALICE, OPS)).startswith("9 ")
        assert await journey.renewals() == 1
        await journey.control("workspace", act="uninstall", where=ORG)
        await wait_until(lambda: _gone(redis), seconds=15)
        assert await journey.refused(ALICE, OPS)
        assert await _gone(redis)


async def _gone(redis: Redis) -> bool:
    return not [name for each in (ORG, TEAM, SECOND) for name in await redis.keys(keys.everything(each))]
