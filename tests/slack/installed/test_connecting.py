"""The page that takes a key says whose it is, also under an org-wide installation."""

from __future__ import annotations

from typing import Any, cast

import aiohttp
from starlette.applications import Starlette

from bot.answers.connecting import ConnectPage
from bot.playground.slack_organisation import SECOND
from bot.playground.slack_store import ALICE
from bot.slack.connecting import Connecting
from bot.workspaces.accounts import Site as Keyed
from bot.workspaces.connect_links import Link


class Opened:
    """A page whose links are all Alice's, of the second workspace."""

    sites = (Keyed("ssl", "china"),)

    async def open(self, token: str, cookie: str) -> tuple[Link, str]:
        return Link(workspace=SECOND, user=ALICE, channel="C1", locale="en-US", zone="UTC"), "cookie"


async def test_a_workspace_of_an_organisation_is_named(
    everywhere: Any, serve: Any, browser: aiohttp.ClientSession
) -> None:
    """The token's own name is the organisation's, which has several: the workspace stands beside it."""
    routes = Connecting("http://127.0.0.1", cast("ConnectPage", Opened()), everywhere.process.app).routes()
    url = await serve(Starlette(routes=routes))
    status, _, shown = await everywhere.visit(browser, f"{url}/connect/token", Host="127.0.0.1")
    assert (status, f"{everywhere.slack.world.organisation.name} ({SECOND})" in shown) == (200, True)
