"""The whole play on loopback: a CertGetList with samples, a fake Slack with its page, and the bot's own processes."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import aiohttp

from bot.playground import certgetlist_server, samples, slack_server
from bot.playground.children import Child
from bot.playground.serving import bind, served
from bot.playground.slack_store import ALICE, LI_LEI, OPS, PAYMENTS, SlackWorld

PAGE_PORT = 8765
START_SECONDS = 30.0
ZONES = {ALICE: "America/New_York", LI_LEI: "Asia/Shanghai"}


class Scene(NamedTuple):
    """A running playground: the page's address, the control API's root, and the bot's processes by name."""

    url: str
    children: dict[str, Child]

    async def type(self, text: str, *, user: str = ALICE, channel: str = OPS) -> dict[str, Any]:
        """Type `text` as a person would, wait for the answer, and return what they see (see slack_control)."""
        asked = {"user": user, "channel": channel, "text": text, "wait": 20}
        async with aiohttp.ClientSession() as session, session.post(f"{self.url}/control/type", json=asked) as answer:
            outcome: dict[str, Any] = await answer.json()
            return outcome

    async def remind(self, text: str, *, user: str = ALICE, channel: str = PAYMENTS) -> str:
        """Set a reminder of `text` that comes within a minute or so; returns its local time (HH:MM)."""
        at = coming_minute(datetime.now(UTC), ZONES[user])
        await self.type(f"/certs remind {text} at {at}", user=user, channel=channel)
        return at

    async def ended(self) -> str:
        """The name of the first of the bot's processes to end by itself."""
        waits = {asyncio.create_task(child.wait()): name for name, child in self.children.items()}
        done, rest = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for task in rest:
            task.cancel()
        return waits[done.pop()]


def coming_minute(now: datetime, zone: str) -> str:
    """The local time (HH:MM) of a full minute that is 20 to 80 seconds ahead: time to set a reminder for it."""
    return (now + timedelta(seconds=80)).astimezone(ZoneInfo(zone)).strftime("%H:%M")


class DidNotStart(RuntimeError):
    """One of the bot's processes ended, or did not become ready in START_SECONDS."""


@contextlib.asynccontextmanager
async def certgetlist_samples() -> AsyncIterator[dict[str, str]]:
    """Serve the sample inventory; yields the environment that points a bot at it."""
    key_id, key = f"sample-{secrets.token_hex(6)}", secrets.token_urlsafe(24)
    app = certgetlist_server.build(secret_id=key_id, secret_key=key, rows=lambda: samples.inventory(datetime.now(UTC)))
    async with served(app) as url:
        yield {
            "CERTGETLIST_URL": f"{url}/v2/index.php",
            "TENCENTCLOUD_SECRET_ID": key_id,
            "TENCENTCLOUD_SECRET_KEY": key,
            "TENCENTCLOUD_TOKEN": "",
        }


@contextlib.asynccontextmanager
async def play(
    redis_url: str, command: Sequence[str], environment: Mapping[str, str], *, page_port: int = PAGE_PORT
) -> AsyncIterator[Scene]:
    """Start everything; yields once the bot answers, and ends all of it afterwards.

    `command` starts one of the bot's processes when its name (web, worker) is appended; `environment` is what those
    processes get besides what the scene adds. Raises DidNotStart.
    """
    world = SlackWorld(
        signing_secret=secrets.token_hex(16),
        bot_token=f"xoxb-{secrets.token_hex(12)}",
        app_token=f"xapp-{secrets.token_hex(12)}",
    )
    async with contextlib.AsyncExitStack() as running:
        account = await running.enter_async_context(certgetlist_samples())
        url = await running.enter_async_context(served(slack_server.build(world), page_port))
        web_port = _free_port()
        world.base_url, world.request_url = url, f"http://127.0.0.1:{web_port}/slack/events"
        given = {**environment, **account, **_slack(world), "REDIS_URL": redis_url, "PORT": str(web_port)}
        given["PUBLIC_URL"] = f"http://127.0.0.1:{web_port}"
        children = {name: Child([*command, name], given) for name in ("web", "worker")}
        for child in children.values():
            await child.start()
            running.push_async_callback(child.stop)
        scene = Scene(url, children)
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
