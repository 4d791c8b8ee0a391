"""After an uninstallation there is nothing of the workspace, whatever was used before and is under way meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot import assembly
from bot.answers.message import Asker
from bot.assembly import House
from bot.messages import clicks, marks
from bot.playground import certgetlist_server, samples
from bot.playground.slack_clock import MovableClock, followed_by
from bot.playground.slack_organisation import SECOND
from bot.playground.slack_places import second_workspace
from bot.playground.slack_server import build as build_slack
from bot.playground.slack_store import ALICE, LI_LEI, OPS, TEAM, SlackWorld
from bot.reminders.worker import run_worker
from bot.settings import read
from bot.store import keys
from bot.workspaces.accounts import Account
from bot.workspaces.roles import Role
from bot.workspaces.sealing import new_key
from bot.workspaces.stored_accounts import Access

SECRET_ID, SECRET_KEY = "uninstalled-id", "uninstalled-key"
BILLING = "C0SECOND01"
KEPT = {
    "account-defaults", "accounts", "attention", "audit", "choices", "connect", "delivery", "export", "handled",
    "installation", "ledger", "listing", "person", "posted", "rate", "result", "sight", "subscriptions", "views",
    "watch",
}  # fmt: skip
"""The kinds of keys that a workspace has by the time it leaves."""


class Bot:
    """A web process and a worker between a played Slack and a played Tencent Cloud, all in this loop."""

    def __init__(self, world: SlackWorld, url: str, house: House, session: aiohttp.ClientSession) -> None:
        self.world, self.url, self.house, self.session = world, url, house, session

    async def control(self, act: str, /, **args: Any) -> Any:
        async with self.session.post(f"{self.url}/control/{act}", json=args) as answer:
            return await answer.json()

    async def say(self, text: str, channel: str) -> Any:
        said = await self.control("type", user=ALICE, channel=channel, text=f"/certs {text}", wait=10)
        assert not said["timed_out"], text
        return said["message"]

    async def install(self, team: str) -> None:
        """Consent for one workspace, in a browser."""
        web = self.world.request_url.removesuffix("/slack/events")
        async with self.session.get(f"{web}/slack/install", allow_redirects=False) as answer:
            consent = answer.headers["location"]
        async with self.session.get(f"{consent}&team={team}", allow_redirects=False) as answer:
            back = urlsplit(answer.headers["location"])
        async with self.session.get(f"{web}{back.path}?{back.query}") as answer:
            assert answer.status == 200

    async def move(self, **ahead: float) -> None:
        assert isinstance(self.world.clock, MovableClock)
        await self.world.clock.move(self.world.clock() + timedelta(**ahead).total_seconds())

    def lookups(self) -> int:
        """How often Slack was asked who somebody is."""
        return sum(call["method"] == "users.info" for call in self.world.calls)

    def posts(self, channel: str) -> list[Any]:
        """Digests and other messages that Slack took from the app for a channel."""
        calls = [call for call in self.world.calls if call["method"] == "chat.postMessage" and call["ok"]]
        return [call for call in calls if call["args"]["channel"] == channel]


@pytest.fixture
async def bot(serve: Any, redis_url: str, tmp_path: Path) -> AsyncIterator[Bot]:
    """Everything as assembly wires it; both workspaces of an organisation have installed the app by themselves."""
    world = SlackWorld(signing_secret="s" * 32, bot_token="xoxb-1", retry_delays=(0.0,))
    world.client_id, world.client_secret, world.clock = "1.2", "secret", MovableClock(followed_by(tmp_path / "ahead"))
    second_workspace(world, ALICE)
    world.people[ALICE].zone = "UTC"
    rows = samples.inventory(datetime.now(UTC))
    source = await serve(certgetlist_server.build(secret_id=SECRET_ID, secret_key=SECRET_KEY, rows=rows))
    world.base_url = url = await serve(build_slack(world))
    settings = read(
        {
            "SLACK_CLIENT_ID": "1.2",
            "SLACK_CLIENT_SECRET": "secret",
            "SLACK_SIGNING_SECRET": world.signing_secret,
            "SLACK_API_URL": f"{url}/api/",
            "CERTMINDER_SECRETS": new_key(),
            "CERTMINDER_WORKSPACES": f"{TEAM},{SECOND}",
            "CERTMINDER_CLOCK": str(tmp_path / "ahead"),
            "CERTMINDER_SOFT_AGE": "86400",
            "PUBLIC_URL": "http://127.0.0.1",
            "TENCENTCLOUD_SECRET_ID": SECRET_ID,
            "TENCENTCLOUD_SECRET_KEY": SECRET_KEY,
            "CERTGETLIST_URL": f"{source}/v2/index.php",
            "LANG": "en",
            "TZ": "UTC",
        }
    )
    jar = aiohttp.CookieJar(unsafe=True)
    async with assembly.house(settings, redis_url) as house, aiohttp.ClientSession(cookie_jar=jar) as session:
        world.request_url = f"{await serve(assembly.web(house))}/slack/events"
        made = Bot(world, url, house, session)
        for team in (TEAM, SECOND):
            world.tokens.revoke(team)
            await made.install(team)
        app = assembly.slack(house)
        worker = asyncio.create_task(
            run_worker(
                redis_url,
                assembly.rounds(house, app),
                house.state,
                edits=assembly.editing(house, app).run,
                sweep=assembly.sweep(house, app),
                scan_every=timedelta(seconds=0.5),
                signals=False,
            )
        )
        yield made
        worker.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await worker
        await app.aclose()


async def used(bot: Bot, team: str, channel: str, wait_until: Any) -> None:
    """A workspace uses whatever there is."""
    answer = await bot.say("expired", channel)
    await bot.control("click", user=ALICE, channel=channel, message_ts=answer["ts"], action_id="result_save", wait=5)
    await bot.control("submit", user=ALICE, values={"name": "mine"}, wait=5)
    await bot.say("export expired", channel)
    await bot.say("connect", channel)
    who = Asker(team, ALICE, channel, "en-US", "UTC", Role.ADMIN)
    await bot.house.answers.choose("day_month=day", who)
    await bot.house.accounts.connect(team, Account("prod"), Access(SECRET_ID, SECRET_KEY))
    await bot.house.accounts.set_default(team, channel, "default")
    at = datetime.fromtimestamp(bot.world.clock(), UTC) + timedelta(hours=2)
    await bot.say(f"remind expiring within 400 days in account default at {at:%H}:00", channel)
    before = len(bot.posts(channel))
    await bot.move(hours=3)
    await wait_until(lambda: len(bot.posts(channel)) > before, seconds=20)
    shown = json.dumps(bot.posts(channel)[-1]["args"]["blocks"])
    found = re.search(rf'"{marks.TAKE}:([^"]+)"', shown)
    assert found
    assert not (await bot.house.answers.press(clicks.ROW, f"{marks.TAKE}:{found[1]}", who)).notice


async def test_nothing_of_it_stays(bot: Bot, redis: Any, wait_until: Any) -> None:
    """Every kind of key is there before, none after, also when what was under way has ended; no reminder comes any
    more; the other workspace keeps what it has, and its reminders."""
    for team, channel in ((TEAM, OPS), (SECOND, BILLING)):
        await used(bot, team, channel, wait_until)
    assert {name.decode().split(":")[2] for name in await redis.keys(keys.everything(TEAM))} >= KEPT
    others, posts = set(await redis.keys(keys.everything(SECOND))), len(bot.posts(OPS))
    await bot.control("faults", kind="slow", method="users.info", seconds=0.7)
    asked = bot.lookups()
    await bot.control("type", user=LI_LEI, channel=OPS, text="/certs all")  # Slack says late who this is
    await wait_until(lambda: bot.lookups() > asked)
    await bot.control("workspace", act="uninstall", where=TEAM)
    since = len(bot.posts(OPS))
    await wait_until(lambda: redis.exists(keys.listing(TEAM, "default")))  # written back
    await bot.control("wait", user=LI_LEI, since=since, wait=10, until="ertificate")
    assert await bot.house.departures.sweep() == 1
    assert await redis.keys(keys.everything(TEAM)) == []
    await bot.move(days=1)
    billed = len(bot.posts(BILLING))
    await wait_until(lambda: len(bot.posts(BILLING)) > billed, seconds=20)
    await bot.house.departures.sweep()
    assert await redis.keys(keys.everything(TEAM)) == []
    assert len(bot.posts(OPS)) == posts
    assert await bot.house.subscriptions.workspaces() == [SECOND]
    lasting = {name for name in others if await redis.exists(name) or b":pace:" in name or b":rate:" in name}
    assert lasting == others
