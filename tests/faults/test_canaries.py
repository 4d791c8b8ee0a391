"""Secrets go in everywhere and come out nowhere: not in a log at DEBUG, a message, an error, a metric or a page."""

from __future__ import annotations

import base64
import io
import json
import logging
import re
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot import assembly, observability
from bot.playground import certgetlist_server, samples
from bot.playground.certgetlist_faults import Faults
from bot.playground.certgetlist_spoilt import SPOILT
from bot.playground.slack_server import build as build_slack
from bot.playground.slack_store import ALICE, OPS, TEAM, SlackWorld
from bot.settings import read
from bot.store import installation_keys, keys
from bot.store.connection import Redis

SEALING_KEY = base64.urlsafe_b64encode(b"a canary of thirty-two bytes, ok").decode()
BOT_TOKEN, SIGNING, CLIENT_SECRET = "xoxb-1-canary-bot-token", "canary-signing-secret", "canary-client-secret"
SECRET_ID, SECRET_KEY, TOKEN = "AKIDcanary0123456789abcdef", "canary-secret-key-0123456789", "canary-token-0123456789"
ENTERED = ("AKIDcanaryentered0123456789", "canary-entered-key-0123456789")
WRONG_KEY = "canary-mistyped-key-0123456789"
CANARIES = (SEALING_KEY, BOT_TOKEN, SIGNING, CLIENT_SECRET, SECRET_ID, SECRET_KEY, TOKEN, *ENTERED, WRONG_KEY)
HOST = {"host": "127.0.0.1"}
"""The address that PUBLIC_URL names; the port is the test's."""
ELSEWHERE = ("uvicorn", "bot.playground", "asyncio")
"""The servers of the test itself."""


class Walk:
    """A whole bot between a played Slack and a played Tencent Cloud, and everything that it writes down."""

    def __init__(self, url: str, bot: str, session: aiohttp.ClientSession, faults: Faults) -> None:
        self.url, self.bot, self.session, self.faults = url, bot, session, faults
        self.pages: list[str] = []

    async def control(self, name: str, **args: Any) -> Any:
        async with self.session.post(f"{self.url}/control/{name}", json=args) as answer:
            return await answer.json()

    async def say(self, text: str, wait: float = 5) -> dict[str, Any]:
        """Type a command and wait for what comes of it, for so many seconds at most."""
        said = await self.control("type", user=ALICE, channel=OPS, text=f"/certs {text}", wait=wait)
        message: dict[str, Any] = said["message"] or {"text": said["ack"]["body"], "blocks": []}
        return message

    async def visit(self, url: str) -> aiohttp.ClientResponse:
        """Open a page of ours and keep what it shows."""
        async with self.session.get(url, allow_redirects=False) as answer:
            self.pages.append(await answer.text() + str(dict(answer.headers)))
            return answer

    async def install(self) -> int:
        """Install the app in a browser."""
        async with self.session.get(f"{self.bot}/slack/install", allow_redirects=False) as answer:
            consent = answer.headers["location"]
        async with self.session.get(consent, allow_redirects=False) as answer:
            back = urlsplit(answer.headers["location"])
        return (await self.visit(f"{self.bot}{back.path}?{back.query}")).status


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Every log line of every logger as operators see it, at DEBUG."""
    root, stream = logging.getLogger(), io.StringIO()
    before, level = list(root.handlers), root.level
    handler = logging.StreamHandler(stream)
    handler.setFormatter(observability.JsonLines())
    root.addHandler(handler)
    root.setLevel("DEBUG")
    yield stream
    root.handlers[:] = before
    root.setLevel(level)


@pytest.fixture
def world() -> SlackWorld:
    world = SlackWorld(signing_secret=SIGNING, bot_token=BOT_TOKEN, app_token="xapp-1-canary", retry_delays=(0.0,))
    world.client_id, world.client_secret, world.token_rotation = "1.2", CLIENT_SECRET, True
    return world


@pytest.fixture
async def walk(serve: Any, world: SlackWorld, redis_url: str, written: io.StringIO) -> AsyncIterator[Walk]:
    """Everything as assembly wires it, from an environment full of secrets."""
    faults = Faults()
    rows = samples.inventory(datetime.now(UTC))
    second = certgetlist_server.Account(*ENTERED, rows)
    played = certgetlist_server.build(
        secret_id=SECRET_ID, secret_key=SECRET_KEY, rows=rows, faults=faults, others=[second]
    )
    source = await serve(played)
    url = await serve(build_slack(world))
    environment = {
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": CLIENT_SECRET,
        "SLACK_SIGNING_SECRET": SIGNING,
        "SLACK_API_URL": f"{url}/api/",
        "CERTMINDER_SECRETS": SEALING_KEY,
        "CERTMINDER_WORKSPACES": TEAM,
        "CERTMINDER_SOFT_AGE": "1",
        "PUBLIC_URL": "http://127.0.0.1",
        "TENCENTCLOUD_SECRET_ID": SECRET_ID,
        "TENCENTCLOUD_SECRET_KEY": SECRET_KEY,
        "TENCENTCLOUD_TOKEN": TOKEN,
        "CERTGETLIST_URL": f"{source}/v2/index.php",
        "LANG": "en",
        "TZ": "UTC",
    }
    settings = read(environment)
    jar = aiohttp.CookieJar(unsafe=True)
    async with assembly.house(settings, redis_url) as house, aiohttp.ClientSession(cookie_jar=jar) as session:
        bot = await serve(assembly.web(house))
        world.request_url = f"{bot}/slack/events"
        yield Walk(url, bot, session, faults)


async def test_no_secret_comes_out_anywhere(
    walk: Walk, world: SlackWorld, redis: Redis, written: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    """Install, ask, click, export, renew a token, be refused, be cut off, be forged at, uninstall: whatever is written,
    shown or counted meanwhile holds no secret, also before the log's own redaction."""
    with caplog.at_level(logging.DEBUG):
        await _everything(walk, redis)
        async with walk.session.get(f"{walk.bot}/metrics") as answer:
            metrics = await answer.text()
        sealed = await redis.mget(installation_keys.installation(TEAM), keys.accounts(TEAM))
        assert None not in sealed
        await walk.control("workspace", act="uninstall")
    shown = json.dumps([[str(post.wire()) for post in room.posts] for room in world.channels.values()])
    raw = [
        f"{record.name} {record.getMessage()} {record.__dict__} {record.exc_info}"
        for record in caplog.records
        if not record.name.startswith(ELSEWHERE)
    ]
    assert len(raw) > 20
    places = {"log": written.getvalue(), "raw": "\n".join(raw), "metrics": metrics, "messages": shown}
    places |= {"pages": "\n".join(walk.pages), "redis": str(sealed)}
    tokens = [token for each in world.tokens.issued for token in (each.access, each.refresh) if token]
    assert len(tokens) >= 5  # the first, and two pairs
    canaries = (*CANARIES, *tokens)
    assert {(place, canary) for place, text in places.items() for canary in canaries if canary in text} == set()


async def _connect(walk: Walk) -> None:
    """An account is connected on the page: with a key that is mistyped, and then with the right one."""
    found = re.search(r"/connect/[\w.-]+", json.dumps(await walk.say("connect")))
    assert found
    url = f"{walk.bot}{found.group()}"
    async with walk.session.get(url, headers=HOST) as answer:
        csrf = re.findall(r'name="csrf" value="(\w+)"', await answer.text())[0]
    for key, status in ((WRONG_KEY, 422), (ENTERED[1], 200)):
        form = {
            "csrf": csrf,
            "name": "second",
            "site": "certgetlist:private",
            "secret_id": ENTERED[0],
            "secret_key": key,
        }
        async with walk.session.post(url, data=form, headers=HOST | {"origin": "http://127.0.0.1"}) as answer:
            # the SecretId stays filled in, and nothing else
            shown = (await answer.text()).replace(f'value="{ENTERED[0]}"', "")
            walk.pages.append(shown + str(dict(answer.headers)))
            assert answer.status == status
    for text in ("accounts", "expired account second", "expired in all accounts", "default account second", "audit"):
        await walk.say(text)


async def _everything(walk: Walk, redis: Redis) -> None:
    """Every path that a secret is near to."""
    await walk.say("before the installation")
    assert await walk.install() == 200
    answer = await walk.say("expired")
    assert "3 " in answer["text"] or "certificate" in answer["text"]
    for action in ("result_share", "result_refresh", "result_details"):
        where = {"channel": OPS, "message_ts": answer["ts"], "action_id": action}
        await walk.control("click", user=ALICE, **where, wait=5)
    exported = json.dumps((await walk.say("export expired"))["blocks"])
    links = re.findall(r"http://127\.0\.0\.1(/export/[^\"|>]+)", exported)
    for path in links:
        await walk.visit(f"{walk.bot}{path}")
    assert len(links) >= 2
    await _connect(walk)
    await walk.control("workspace", act="expire", where=TEAM)
    await walk.control("home", user=ALICE, wait=5)
    for fault in ("4100", "4500", "http500", sorted(SPOILT)[0]):
        walk.faults.play(f"{fault}:1")
        await redis.delete(keys.listing(TEAM, "default"), keys.breaker(TEAM, "default"))
        await walk.say("expired")
    walk.faults.play()
    for kind in ("http_500", "error", "ratelimited", "drop"):
        for method in ("response", "chat.postEphemeral", "users.info"):
            await walk.control("faults", kind=kind, method=method, retry_after=0)
        await walk.say("all", wait=0.5)  # under some of these nothing comes
    for how in ("signature", "old", "junk", "missing", "body"):
        await walk.control("forge", how=how)
    assert (await walk.visit(f"{walk.bot}/slack/oauth_redirect?code=c&state=s")).status == 400
    assert (await walk.visit(f"{walk.bot}/healthz")).status == 200
