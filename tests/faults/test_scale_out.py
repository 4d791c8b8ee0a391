"""Two web processes and two workers on one Redis are one bot: the real processes, between a played Slack and a played
Tencent Cloud. The app is installed, as where several workspaces use it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
import pytest_asyncio

from bot.playground import certgetlist_server, samples
from bot.playground.children import Child
from bot.playground.serving import bind, served
from bot.playground.slack_clock import MovableClock, followed_by
from bot.playground.slack_server import build as build_slack
from bot.playground.slack_store import ALICE, LI_LEI, OPS, TEAM, SlackWorld
from bot.store import keys
from bot.store.connection import Redis, connect_state
from bot.store.embedded import EmbeddedRedis
from bot.workspaces.sealing import new_key
from tests.conftest import WaitUntil

pytestmark = pytest.mark.asyncio(loop_scope="module")

CLIENT_ID, CLIENT_SECRET, SIGNING = "1.2", "scaled-client-secret", "scaled-signing-secret"
SECRET_ID, SECRET_KEY = "scaled-secret-id", "scaled-secret-key"
LIMIT = 12
"""Questions a minute and person."""
LATENCY = 0.3
"""Seconds of each upstream request: two questions are under way at once."""
DIGESTS = 8


class Bot:
    """The four processes and what stands around them."""

    def __init__(self, world: SlackWorld, slack: str, session: aiohttp.ClientSession, redis: Redis) -> None:
        self.world, self.slack, self.session, self.redis = world, slack, session, redis
        self.webs: list[str] = []
        self.children: dict[str, Child] = {}
        self.upstream: list[Mapping[str, str]] = []

    async def control(self, act: str, /, **args: Any) -> Any:
        async with self.session.post(f"{self.slack}/control/{act}", json=args) as answer:
            return await answer.json()

    def deliver_to(self, web: int) -> None:
        """Which of the web processes Slack's router leads to from now on."""
        self.world.request_url = f"{self.webs[web]}/slack/events"

    async def say(self, text: str, *, user: str = ALICE, channel: str = OPS, wait: float = 15) -> dict[str, Any]:
        """Type a command; the message that comes of it."""
        said = await self.control("type", user=user, channel=channel, text=f"/certs {text}", wait=wait)
        message: dict[str, Any] = said["message"] or {}
        return message

    async def install(self) -> None:
        """Install the app in a browser: begun at one web process, and finished at the other."""
        async with self.session.get(f"{self.webs[0]}/slack/install", allow_redirects=False) as answer:
            consent = answer.headers["location"]
        async with self.session.get(consent, allow_redirects=False) as answer:
            back = urlsplit(answer.headers["location"])
        async with self.session.get(f"{self.webs[1]}{back.path}?{back.query}") as answer:
            assert answer.status == 200, await answer.text()

    async def posted(self) -> Counter[str]:
        """How many messages each channel got from chat.postMessage, Slack's own log being the judge."""
        calls = [call for call in self.world.calls if call["method"] == "chat.postMessage" and call["ok"]]
        return Counter(call["args"]["channel"] for call in calls)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    """Two web processes, two workers, one Redis; the app installed."""
    folder = tmp_path_factory.mktemp("scaled")
    embedded = EmbeddedRedis(folder / "redis")
    redis_url = await asyncio.to_thread(embedded.start)
    async with contextlib.AsyncExitStack() as running:
        running.callback(embedded.stop)
        world = SlackWorld(signing_secret=SIGNING, bot_token="xoxb-scaled-bot-token", app_token="", retry_delays=(0.0,))
        world.client_id, world.client_secret = CLIENT_ID, CLIENT_SECRET
        world.clock = MovableClock(followed_by(folder / "ahead"))
        world.base_url = slack = await running.enter_async_context(served(build_slack(world)))
        redis = connect_state(redis_url)
        running.push_async_callback(redis.aclose)
        jar = aiohttp.CookieJar(unsafe=True)
        session = await running.enter_async_context(aiohttp.ClientSession(cookie_jar=jar))
        started = Bot(world, slack, session, redis)
        source = certgetlist_server.build(
            secret_id=SECRET_ID,
            secret_key=SECRET_KEY,
            rows=samples.inventory(datetime.now(UTC)),
            latency=LATENCY,
            on_request=started.upstream.append,
        )
        upstream = await running.enter_async_context(served(source))
        environment = _environment(slack, redis_url, upstream, folder)
        for name in ("web", "web", "worker", "worker"):
            await _start(started, name, environment, running)
        await asyncio.gather(*(_ready(session, url) for url in started.webs))
        await started.install()
        yield started


def _environment(slack: str, redis_url: str, upstream: str, folder: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "VIRTUAL_ENV"}}
    return {
        **inherited,
        "SLACK_CLIENT_ID": CLIENT_ID,
        "SLACK_CLIENT_SECRET": CLIENT_SECRET,
        "SLACK_SIGNING_SECRET": SIGNING,
        "SLACK_API_URL": f"{slack}/api/",
        "CERTMINDER_SECRETS": new_key(),
        "CERTMINDER_WORKSPACES": TEAM,
        "CERTMINDER_CLOCK": str(folder / "ahead"),
        "CERTMINDER_USER_LIMIT": str(LIMIT),
        "CERTMINDER_SOFT_AGE": "86400",
        "CERTMINDER_LOG_LEVEL": "ERROR",
        "PUBLIC_URL": "http://127.0.0.1",
        "REDIS_URL": redis_url,
        "TENCENTCLOUD_SECRET_ID": SECRET_ID,
        "TENCENTCLOUD_SECRET_KEY": SECRET_KEY,
        "CERTGETLIST_URL": f"{upstream}/v2/index.php",
        "CERTGETLIST_PAGE_SIZE": "10",
        "TZ": "UTC",
    }


async def _start(bot: Bot, name: str, environment: Mapping[str, str], running: contextlib.AsyncExitStack) -> None:
    """Start one more process of this name."""
    with bind() as listening:
        port = listening.getsockname()[1]
    child = Child([sys.executable, "-m", "bot", name], {**environment, "PORT": str(port)})
    await child.start()
    running.push_async_callback(child.stop)
    bot.children[f"{name} {len(bot.children)}"] = child
    if name == "web":
        bot.webs.append(f"http://127.0.0.1:{port}")


async def _ready(session: aiohttp.ClientSession, url: str) -> None:
    async with asyncio.timeout(30):
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(f"{url}/healthz") as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.05)


async def test_a_listing_is_fetched_once_for_both(bot: Bot) -> None:
    """Two questions at once, one at each web process, while nothing is kept: every page is asked for once."""
    asking = []
    for web in (0, 1):
        bot.deliver_to(web)
        asking.append(asyncio.create_task(bot.say("expired", user=(ALICE, LI_LEI)[web])))
        await asyncio.sleep(LATENCY / 3)  # the delivery has left for this one
    answers = await asyncio.gather(*asking)
    assert all(answer["blocks"] for answer in answers)
    pages = Counter(parameters["page"] for parameters in bot.upstream)
    assert len(pages) > 2
    assert set(pages.values()) == {1}


async def test_a_command_delivered_to_both_has_one_effect(bot: Bot) -> None:
    """Slack's request again, byte for byte, at the other web process: acknowledged, and nothing more."""
    before = len(await bot.redis.hkeys(keys.subscriptions(TEAM)))
    bot.deliver_to(0)
    assert await bot.say("remind *.shop.example expiring within 30 days at 23:59")
    since = len(bot.world.calls)
    bot.deliver_to(1)
    again = await bot.control("replay")
    assert again["ack"]["status"] == 200
    bot.deliver_to(0)
    await bot.say("reminders")
    assert len(await bot.redis.hkeys(keys.subscriptions(TEAM))) == before + 1
    assert len([call for call in bot.world.calls[since:] if call["method"] == "response"]) <= 1


async def test_a_button_of_one_is_answered_by_the_other(bot: Bot) -> None:
    """What one web process offered works at the other."""
    bot.deliver_to(0)
    answer = await bot.say("all")
    bot.deliver_to(1)
    pressed = await bot.control(
        "click", user=ALICE, channel=OPS, message_ts=answer["ts"], action_id="result_details", wait=15
    )
    assert pressed["ack"]["status"] == 200
    assert json.dumps([pressed["view"], pressed["messages"]]) != "[null, []]"
    assert not pressed["errors"]


async def test_a_limit_holds_over_both(bot: Bot) -> None:
    """Of more questions in a minute than one person has, half of them at each, the rest are refused."""
    who = "U0FAST0001"
    await bot.control("people", id=who)
    refused = 0
    for number in range(LIMIT + 4):
        bot.deliver_to(number % 2)
        answer = await bot.say(f"top {number + 1}", user=who)
        refused += "minute" in json.dumps(answer) or "seconds" in answer.get("text", "")
    assert 2 <= refused <= 4  # one unit comes back every 60 / LIMIT seconds


async def test_what_is_counted_names_nobody(bot: Bot) -> None:
    """What anybody may read of either web process after all this: no workspace, channel, person or certificate."""
    for web in bot.webs:
        for path in ("metrics", "healthz", "healthz/live"):
            async with bot.session.get(f"{web}/{path}") as answer:
                text = await answer.text()
            assert answer.status == 200
            assert [name for name in (TEAM, OPS, ALICE, LI_LEI, "shop.example", "default") if name in text] == []


async def test_a_worker_killed_loses_nothing(bot: Bot, wait_until: WaitUntil) -> None:
    """kill −9 of one of the two workers, then reminders of many channels fall due at once: the other takes over what
    the dead one had begun, and posts each once."""
    channels = [f"C0SCALED{number:02}" for number in range(DIGESTS)]
    bot.deliver_to(0)
    now = datetime.fromtimestamp(bot.world.clock(), UTC)
    for number, channel in enumerate(channels):
        await bot.control("channels", id=channel, name=f"scaled-{number}", members=[ALICE, "U0CERTBOT1"])
        user, at = f"U0SCALED{number:02}", f"{(now.hour + 2) % 24:02}:00"
        await bot.control("people", id=user, zone="UTC")
        assert await bot.say(f"remind expiring within 400 days at {at}", user=user, channel=channel)
    dead = next(child for name, child in bot.children.items() if name.startswith("worker"))
    dead.kill()
    assert isinstance(bot.world.clock, MovableClock)
    await bot.world.clock.move(bot.world.clock() + 3 * 3600)

    async def all_posted() -> bool:
        posted = await bot.posted()
        return all(posted[channel] for channel in channels)

    await wait_until(all_posted, seconds=30)
    posted = await bot.posted()
    assert {channel: posted[channel] for channel in channels} == dict.fromkeys(channels, 1)


async def test_no_key_stays_for_ever(bot: Bot) -> None:
    """After all this every key has a time to live, but for those that are declared to stay."""
    names = [name.decode() async for name in bot.redis.scan_iter(count=1000)]
    assert len(names) > 20
    assert [name for name in names if await bot.redis.ttl(name) == -1 and not keys.is_permanent(name)] == []


async def test_an_uninstall_is_seen_by_both(bot: Bot, wait_until: WaitUntil) -> None:
    """The event comes to one web process: nothing of the workspace is left for anybody, installation and work included;
    what the other process writes afterwards is gone in a moment too."""
    bot.deliver_to(0)
    await bot.control("workspace", act="uninstall")

    async def nothing_left() -> bool:
        return [name async for name in bot.redis.scan_iter(match=keys.everything(TEAM))] == []

    await wait_until(nothing_left)
    assert TEAM.encode() not in await bot.redis.smembers(keys.subscribed())
    bot.deliver_to(1)
    await bot.say("remind expired at 9:00", wait=5)  # what the other process did with a token it still remembered
    await wait_until(nothing_left, seconds=15)
