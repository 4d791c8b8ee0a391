"""The whole play on loopback: a CertGetList with samples, a fake Slack with its page, and the bot's own processes."""

from __future__ import annotations

import asyncio
import contextlib
import math
import secrets
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import aiohttp
from cryptography.fernet import Fernet

from bot.playground import certgetlist_server, samples, slack_server
from bot.playground.children import Child
from bot.playground.serving import bind, served
from bot.playground.slack_clock import MovableClock, Read, followed_by
from bot.playground.slack_store import ALICE, LI_LEI, OPS, PAYMENTS, SlackWorld

PAGE_PORT = 8765
STAGING = ("sample-staging", "sample-staging-key")
"""SecretId and SecretKey of a second sample account: there to be connected."""
START_SECONDS = 30.0
SOON, SETTING = 20.0, 10.0
"""Seconds: the first reminder comes so soon, and setting it may take so long on a slow machine."""
ZONES = {ALICE: "America/New_York", LI_LEI: "Asia/Shanghai"}


class Scene(NamedTuple):
    """A running playground: the page's address, the control API's root, the bot's processes by name, and the clock that
    all of them go by."""

    url: str
    children: dict[str, Child]
    clock: MovableClock

    async def type(self, text: str, *, user: str = ALICE, channel: str = OPS) -> dict[str, Any]:
        """Type `text` as a person would, wait for the answer, and return what they see (see slack_control)."""
        asked = {"user": user, "channel": channel, "text": text, "wait": 20}
        async with aiohttp.ClientSession() as session, session.post(f"{self.url}/control/type", json=asked) as answer:
            outcome: dict[str, Any] = await answer.json()
            return outcome

    async def remind(self, text: str, *, user: str = ALICE, channel: str = PAYMENTS) -> str:
        """Set a reminder of `text` that comes within SOON; returns its local time (HH:MM). A full minute that is
        further off is brought nearer: the playground's clock goes some seconds ahead from then on."""
        turn = coming_minute(self.clock())
        if turn - SOON > self.clock():
            await self.clock.move(turn - SOON)
        at = datetime.fromtimestamp(turn, ZoneInfo(ZONES[user])).strftime("%H:%M")
        await self.type(f"/certs remind {text} at {at}", user=user, channel=channel)
        return at

    async def ended(self) -> str:
        """The name of the first of the bot's processes to end by itself."""
        waits = {asyncio.create_task(child.wait()): name for name, child in self.children.items()}
        done, rest = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for task in rest:
            task.cancel()
        return waits[done.pop()]


def coming_minute(now: float) -> float:
    """The first full minute (Unix seconds) that leaves time to set a reminder for it."""
    return math.ceil((now + SETTING) / 60) * 60.0


class DidNotStart(RuntimeError):
    """One of the bot's processes ended, or did not become ready in START_SECONDS."""


@contextlib.asynccontextmanager
async def certgetlist_samples() -> AsyncIterator[dict[str, str]]:
    """Serve the sample inventory as of now; yields the environment that points a bot at it."""
    key_id, key = f"sample-{secrets.token_hex(6)}", secrets.token_urlsafe(24)
    now = datetime.now(UTC)
    second = certgetlist_server.Account(*STAGING, samples.staging(now))
    app = certgetlist_server.build(secret_id=key_id, secret_key=key, rows=samples.inventory(now), others=[second])
    async with served(app) as url:
        yield {
            "CERTGETLIST_URL": f"{url}/v2/index.php",
            "TENCENTCLOUD_SECRET_ID": key_id,
            "TENCENTCLOUD_SECRET_KEY": key,
            "TENCENTCLOUD_TOKEN": "",
        }


@contextlib.asynccontextmanager
async def play(
    redis_url: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    read_moment: Read,
    page_port: int = PAGE_PORT,
) -> AsyncIterator[Scene]:
    """Start everything; yields once the bot answers, and ends all of it afterwards.

    `command` starts one of the bot's processes when its name (web, worker) is appended; `environment` is what those
    processes get besides what the scene adds. `read_moment` reads where the clock is to be moved. Raises DidNotStart.
    """
    async with contextlib.AsyncExitStack() as running:
        moved = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="certminder-clock-"))) / "ahead"
        clock = MovableClock(followed_by(moved), read_moment)
        world = SlackWorld(
            signing_secret=secrets.token_hex(16),
            bot_token=f"xoxb-{secrets.token_hex(12)}",
            app_token=f"xapp-{secrets.token_hex(12)}",
            clock=clock,
            escape_commands=True,
        )
        account = await running.enter_async_context(certgetlist_samples())
        url = await running.enter_async_context(served(slack_server.build(world), page_port))
        web_port = _free_port()
        world.base_url, world.request_url = url, f"http://127.0.0.1:{web_port}/slack/events"
        given = {**environment, **account, **_slack(world), "REDIS_URL": redis_url, "PORT": str(web_port)}
        given |= {"PUBLIC_URL": f"http://127.0.0.1:{web_port}", "CERTMINDER_CLOCK": str(moved)}
        given["CERTMINDER_SECRETS"] = Fernet.generate_key().decode()
        children = {name: Child([*command, name], given) for name in ("web", "worker")}
        for child in children.values():
            await child.start()
            running.push_async_callback(child.stop)
        scene = Scene(url, children, clock)
        await _ready(scene, f"http://127.0.0.1:{web_port}/healthz")
        yield scene


def _free_port() -> int:
    with bind() as listening:
        port: int = listening.getsockname()[1]
        return port


def _slack(world: SlackWorld) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": world.bot_token,
        "SLACK_APP_TOKEN": world.app_token,
        "SLACK_SIGNING_SECRET": world.signing_secret,
        "SLACK_API_URL": f"{world.base_url}/api/",
        "SLACK_CLIENT_ID": "",
        "SLACK_CLIENT_SECRET": "",
    }


async def _ready(scene: Scene, healthz: str) -> None:
    watching = asyncio.create_task(scene.ended())
    try:
        async with asyncio.timeout(START_SECONDS), aiohttp.ClientSession() as session:
            while not await _healthy(session, healthz):
                if watching.done():
                    raise DidNotStart(f"certminder {watching.result()} ended at its start")
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise DidNotStart(f"certminder web was not ready within {START_SECONDS:.0f} s") from None
    finally:
        watching.cancel()


async def _healthy(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False
