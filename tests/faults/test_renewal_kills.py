"""kill −9 of a process that renews a token: before Slack's answer, and between the answer and our save."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.playground.children import Child
from bot.playground.slack_server import build
from bot.playground.slack_store import TEAM, SlackWorld
from bot.slack.exchange import Exchange
from bot.slack.rotating import Rotation
from bot.slack.web_api import WebApi
from bot.store import installation_keys
from bot.store.connection import Redis
from bot.workspaces.installations import Facts, Installations
from bot.workspaces.sealing import Sealing, new_key

CHILD = Path(__file__).with_name("renewing_child.py")
SOON = 600


@pytest.mark.parametrize("kind", ["timeout", "slow"])
async def test_a_killed_renewal_costs_nothing_for_two_hours(
    serve: Any, redis: Redis, redis_url: str, wait_until: Any, kind: str
) -> None:
    """The access token serves on. Where Slack had not heard of it, the refresh token is good still; where it had, it is
    used up, and the token at hand is what Slack leaves us, until its end."""
    world = SlackWorld(signing_secret="s", bot_token="xoxb-1", token_rotation=True)
    world.client_id, world.client_secret = "1.2", "secret"
    world.base_url = url = await serve(build(world))
    key, pair = new_key(), world.tokens.issue(TEAM, rotating=True)
    installations = Installations(redis, Sealing(key))
    kept: Facts = {"bot_id": "B1", "bot_user_id": "U1", "bot_token": pair.access, "bot_refresh_token": pair.refresh}
    kept |= {"installed_at": time.time(), "bot_token_expires_at": int(time.time()) + SOON}
    await installations.save(TEAM, kept)
    given = {"REDIS_URL": redis_url, "SLACK_API_URL": f"{url}/api/", "CERTMINDER_SECRETS": key, "WORKSPACE": TEAM}
    given |= {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "secret"}
    await ordered(url, kind)
    child = Child([sys.executable, str(CHILD)], given)
    await child.start()
    await wait_until(lambda: any(call["method"] == "oauth.v2.access" for call in world.calls), seconds=20)
    child.kill()
    await child.wait()
    assert await installations.load(TEAM) == kept
    await redis.delete(installation_keys.installation_lock(TEAM))  # a quarter of a minute later
    api = WebApi(f"{url}/api/")
    rotation = Rotation(redis, installations, Exchange(api, "1.2", "secret").renew)
    assert await rotation.fresh(TEAM, kept) == kept
    await rotation.aclose()
    found = await installations.load(TEAM)
    assert found is not None
    if kind == "timeout":
        assert (found["bot_token"] == pair.access, bool(found["bot_refresh_token"])) == (False, True)
    else:
        assert (found["bot_token"], found["bot_refresh_token"]) == (pair.access, None)
    world.tokens.admitted(found["bot_token"])
    await api.aclose()


async def ordered(url: str, kind: str) -> None:
    """The next renewal is answered so late that its process is dead."""
    async with aiohttp.ClientSession() as session:
        fault = {"kind": kind, "method": "oauth.v2.access", "seconds": 2}
        async with session.post(f"{url}/control/faults", json=fault) as answer:
            assert answer.status == 200
