"""Slack goes away in each of its ways, over real HTTP: none of its digests is lost, none comes twice, each says that it
is late. The message log of the played Slack is the oracle; the rounds' clock is moved."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from bot.messages.reply import Reply
from bot.playground.slack_server import build as build_world
from bot.playground.slack_store import BOT_USER, OPS, PAYMENTS, RANDOM, TEAM, Post, SlackWorld
from bot.reminders.digest import Digest
from bot.reminders.ledger import Ledger
from bot.reminders.sending import Timing
from bot.reminders.subscription import Subscription
from bot.reminders.subscriptions import Subscriptions
from bot.slack.authorize import Authorize, SingleWorkspace
from bot.slack.delivery import Delivery
from bot.slack.history import History
from bot.slack.web_api import WebApi
from bot.store import keys
from bot.store.connection import Redis
from tests.reminders.around import Around
from tests.reminders.subscribing import NOW, wanted

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
TOKEN = "xoxb-played"
ROOMS = (OPS, PAYMENTS, RANDOM)


class House(Around):
    """Slack at one address or at none, a clock that is moved, people who are told."""

    def __init__(self, world: SlackWorld, url: str, redis: Redis) -> None:
        super().__init__()
        self.world, self.redis, self.reachable = world, redis, True
        self._control = httpx.AsyncClient(base_url=f"{url}/control", trust_env=False)
        self.told: list[str] = []
        self.apis = WebApi(f"{url}/api/"), WebApi("http://127.0.0.1:1/api/")
        authorize = Authorize(SingleWorkspace(TOKEN, self.apis[0]), time.monotonic)
        self._ways = [Delivery(api, authorize.calling) for api in self.apis]
        self.subscriptions = Subscriptions(redis)
        ledger = Ledger(redis, lease=timedelta(seconds=2), pace=MINUTE / 60_000)
        timing = Timing(post=timedelta(seconds=0.4), again=timedelta(0), waiting=timedelta(0))
        history = History(self.apis[0], authorize)
        self.rounds = self.rounds_to(self, ledger, redis, history=history, timing=timing)

    async def rendered(self, digest: Digest, subscription: Subscription) -> Reply:
        return Reply(f"{digest.slot} due {digest.late_since}", public=True)

    async def deliver(self, workspace: str, channel: str, reply: Reply, metadata: Mapping[str, Any]) -> str:
        return await self._ways[0 if self.reachable else 1].deliver(workspace, channel, reply, metadata)

    async def suspended(self, subscription: Subscription, code: str) -> None:
        self.told.append(code)

    async def fail(self, kind: str, method: str = "chat.postMessage", **more: Any) -> None:
        """Every call of the method, until all is well."""
        answer = await self._control.post("/faults", json={"kind": kind, "method": method, "count": 10_000, **more})
        assert answer.status_code == 200

    async def be_well(self) -> None:
        self.reachable = True
        await self._control.delete("/faults")

    async def aclose(self) -> None:
        await self._control.aclose()
        for api in self.apis:
            await api.aclose()

    async def pass_by(self, length: timedelta, step: timedelta = 10 * MINUTE) -> None:
        """Scans as time goes by; what Slack asked to wait for is over when that time is."""
        end = self.now + length
        while self.now < end:
            await self.scan()
            self.now += step

    async def scan(self) -> None:
        for job in await self.rounds.scan():
            await self.rounds.round(job.workspace, job.subscription)
        async for record in self.redis.scan_iter(keys.ledger(TEAM, "*", "*").replace("%2A", "*")):
            await self.redis.hset(record, "retry", "0")

    def messages(self) -> dict[str, list[str]]:
        """What stands in each channel that was posted to."""
        ours = {room: [post.text for post in self.world.channels[room].posts if mine(post)] for room in ROOMS}
        return {room: texts for room, texts in ours.items() if texts}


def mine(post: Post) -> bool:
    return post.author == BOT_USER and post.metadata is not None


@pytest.fixture
async def around(serve: Callable[[ASGIApp], Awaitable[str]], redis: Redis) -> AsyncIterator[House]:
    world = SlackWorld(signing_secret="s", bot_token=TOKEN, app_token="xapp", rate_per_second=None)
    house = House(world, await serve(build_world(world)), redis)
    for room in ROOMS:
        world.channels[room].members.add(BOT_USER)
        await house.subscriptions.create(wanted(workspace=TEAM, channel=room))
    yield house
    await house.aclose()


LATE = {room: [f"2026-11-23 due {NOW}"] for room in ROOMS}


@pytest.mark.parametrize("way", ["refused", "http_500", "drop", "timeout"])
@pytest.mark.parametrize("left", [10 * DAY, 2 * DAY], ids=["calm", "urgent"])
async def test_slack_away_for_two_hours(around: House, way: str, left: timedelta) -> None:
    """From nine to eleven Slack takes no connection, answers 503, loses its answers, or does not answer: afterwards
    each channel has its digest once, late where it was not taken at once."""
    around.end = NOW + left
    if way == "refused":
        around.reachable = False
    elif way == "timeout":
        await around.fail("timeout", seconds=0.6)
    else:
        await around.fail(way, "*" if way == "http_500" else "chat.postMessage")
    await around.pass_by(2 * HOUR, HOUR if way == "timeout" else 10 * MINUTE)
    at_once = {room: ["2026-11-23 due None"] for room in ROOMS}
    assert around.messages() == (at_once if way == "drop" else {})
    await around.be_well()
    await around.pass_by(HOUR)
    assert around.messages() == (at_once if way == "drop" else LATE)
    await around.pass_by(20 * HOUR, HOUR)
    assert around.messages() == (at_once if way == "drop" else LATE)


async def test_429_for_ten_minutes(around: House) -> None:
    """What Slack puts off for ten minutes is delivered once, afterwards, and Slack is left alone meanwhile."""
    await around.fail("ratelimited", retry_after=600)
    for _ in range(10):
        for job in await around.rounds.scan():
            await around.rounds.round(job.workspace, job.subscription)
        around.now += MINUTE
    posts = [call for call in around.world.calls if call["method"] == "chat.postMessage"]
    assert len(posts) == len(ROOMS)
    await around.be_well()
    await around.scan()
    around.now += 10 * MINUTE
    await around.pass_by(HOUR)
    assert around.messages() == LATE


async def test_dead_channel_and_revoked_token(around: House) -> None:
    """An archived channel, one that the app was removed from, and later a revoked token: each subscription is tried
    once, waits, and its owner is told once; resumed, it tells what it had to tell."""
    around.world.channels[OPS].archived = True
    around.world.channels[PAYMENTS].members.discard(BOT_USER)
    await around.pass_by(DAY, HOUR)
    assert sorted(around.told) == ["is_archived", "not_in_channel"]
    assert list(around.messages()) == [RANDOM]
    around.world.tokens.revoke(TEAM)
    around.end = NOW + 2 * DAY
    await around.pass_by(2 * DAY, HOUR)
    assert sorted(around.told) == ["is_archived", "not_in_channel", "token_revoked"]
    assert len([call for call in around.world.calls if call["method"] == "chat.postMessage"]) == 4
    around.world.tokens.restore(TEAM)
    around.world.channels[OPS].archived = False
    around.world.channels[PAYMENTS].members.add(BOT_USER)
    around.now = NOW + DAY
    for each in await around.subscriptions.of_workspace(TEAM):
        await around.subscriptions.resume(TEAM, each.id)
    await around.pass_by(DAY, HOUR)
    found = around.messages()
    assert sorted(found) == sorted(ROOMS)
    assert all(len(set(texts)) == len(texts) for texts in found.values())
    assert len(around.told) == 3
