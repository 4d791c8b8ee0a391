"""One process that renews a token, as it is needed; its parent kills it while it does."""

from __future__ import annotations

import asyncio
import os

from bot.slack.exchange import Exchange
from bot.slack.rotating import Rotation
from bot.slack.web_api import WebApi
from bot.store.connection import connect_state
from bot.workspaces.installations import Installations
from bot.workspaces.sealing import Sealing


async def renew() -> None:
    """Have the token of WORKSPACE renewed."""
    given, where = os.environ, os.environ["WORKSPACE"]
    redis, api = connect_state(given["REDIS_URL"]), WebApi(given["SLACK_API_URL"])
    installations = Installations(redis, Sealing(given["CERTMINDER_SECRETS"]))
    exchange = Exchange(api, given["SLACK_CLIENT_ID"], given["SLACK_CLIENT_SECRET"])
    rotation = Rotation(redis, installations, exchange.renew)
    facts = await installations.load(where)
    assert facts is not None
    await rotation.fresh(where, facts)
    await rotation.aclose()


if __name__ == "__main__":
    asyncio.run(renew())
