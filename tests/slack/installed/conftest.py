"""An app that workspaces and organisations install: our pages and processes over real HTTP, beside a played Slack."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from slack_sdk.oauth.installation_store import Installation

from bot.messages import hello
from bot.playground.slack_organisation import SECOND, Organisation
from bot.playground.slack_places import second_workspace
from bot.playground.slack_store import ALICE, LI_LEI, TEAM
from bot.slack import app as slack_app
from bot.slack import web
from bot.slack.app import SlackApp, SlackSettings
from bot.slack.exchange import Exchange
from bot.slack.installations import InstalledWorkspaces, where_of
from bot.slack.installing import Installing, InstallSettings
from bot.slack.joining import Joining, Kept
from bot.slack.lifecycle import Lifecycle
from bot.slack.rotating import Rotation
from bot.slack.web_api import WebApi
from bot.store.connection import Redis
from bot.store.erasure import erase
from bot.workspaces.audit import Audit
from bot.workspaces.departures import Departures
from bot.workspaces.installations import Installations
from bot.workspaces.oauth_states import OAuthStates
from bot.workspaces.organisations import Organisations
from bot.workspaces.sealing import Sealing, new_key

ORG = Organisation().id
CLIENT, CLIENT_SECRET = "1.2", "canary-client-secret"


@dataclass
class Process:
    """One process's side of Slack, made of the real parts as assembly makes it."""

    app: SlackApp
    installations: Installations
    installed: InstalledWorkspaces
    rotation: Rotation
    organisations: Organisations
    departures: Departures
    exchange: Exchange

    async def token(self, workspace: str) -> str:
        return (await self.app.authorize.grant(workspace)).token

    def kept(self, redis: Redis) -> Kept:
        return Kept(self.installed, self.organisations, self.departures, Audit(redis))


Started = Callable[[], Process]


class Site:
    """Our pages, and browsers that visit them."""

    def __init__(self, url: str, slack: Any, process: Process, joined: list[tuple[str, str, str]]) -> None:
        self.url, self.slack, self.process, self.joined = url, slack, process, joined

    async def visit(self, browser: aiohttp.ClientSession, url: str, **headers: str) -> tuple[int, str, str]:
        """One step: (status, where it leads, what it shows)."""
        async with browser.get(url, headers=headers, allow_redirects=False) as answer:
            return answer.status, answer.headers.get("location", ""), await answer.text()

    async def consented(self, browser: aiohttp.ClientSession, **choice: str) -> str:
        """Begin, consent at Slack (`team`, `as_`), and give the URL that Slack sends the browser back to."""
        _, consent, _ = await self.visit(browser, f"{self.url}/slack/install")
        chosen = "".join(f"&{name.rstrip('_')}={value}" for name, value in choice.items())
        _, back, shown = await self.visit(browser, consent + chosen)
        return back or shown

    def here(self, back: str) -> str:
        """The redirect as the test's port has it."""
        return f"{self.url}{urlsplit(back).path}?{urlsplit(back).query}"

    async def install(self, browser: aiohttp.ClientSession, **choice: str) -> tuple[int, str]:
        """All of it: the last page's status and text."""
        status, _, shown = await self.visit(browser, self.here(await self.consented(browser, **choice)))
        return status, shown


@pytest.fixture
def allowed() -> frozenset[str]:
    return frozenset()


@pytest.fixture
def old_key() -> str:
    return new_key()


@pytest.fixture
def sealing(old_key: str) -> Sealing:
    """As every process has it while keys are rotated."""
    return Sealing(f"{new_key()},{old_key}")


@pytest.fixture
async def started(
    slack: Any, redis: Redis, answers: Any, sealing: Sealing, allowed: frozenset[str]
) -> AsyncIterator[Started]:
    """Start one more process over the same Redis and the same Slack."""
    running: list[Process] = []

    def start() -> Process:
        api = WebApi(f"{slack.url}/api/")
        exchange = Exchange(api, CLIENT, CLIENT_SECRET)
        departures = Departures(redis, partial(erase, redis))
        organisations, installations = Organisations(redis, departures), Installations(redis, sealing)
        rotation = Rotation(redis, installations, exchange.renew)
        installed = InstalledWorkspaces(installations, organisations, rotation, api, allowed)
        lifecycle = Lifecycle(departures, organisations, installed)
        chosen = SlackSettings(api_url=f"{slack.url}/api/")
        app = slack_app.build(chosen, answers, redis, api=api, grants=installed, lifecycle=lifecycle)
        running.append(Process(app, installations, installed, rotation, organisations, departures, exchange))
        return running[-1]

    yield start
    for process in running:
        await process.app.aclose()


@pytest.fixture
async def site(slack: Any, redis: Redis, serve: Any, allowed: frozenset[str], started: Started) -> Site:
    """An app without any token, that can be installed in the played workspace."""
    slack.world.client_id, slack.world.client_secret = CLIENT, CLIENT_SECRET
    slack.world.tokens.revoke(TEAM)
    process, joined = started(), list[tuple[str, str, str]]()
    joining = Joining(process.app, process.kept(redis), hello.to_installer)

    async def tell(installation: Installation, locale: str) -> None:
        joined.append((where_of(installation), installation.user_id, locale))
        await joining.joined(installation, locale)

    chosen = InstallSettings(
        client_id=CLIENT, api_url=f"{slack.url}/api/", public_url="http://127.0.0.1", workspaces=allowed
    )
    installing = Installing(chosen, OAuthStates(redis), process.exchange, tell)
    url = await serve(web.build(process.app, slack.world.signing_secret, {}, installing=installing))
    slack.world.request_url = f"{url}/slack/events"
    return Site(url, slack, process, joined)


@pytest.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield session


@pytest.fixture
def organisation(slack: Any) -> str:
    """The workspace belongs to an organisation with a second one, in which both people are; Alice may install for
    all."""
    second_workspace(slack.world, ALICE, LI_LEI)
    slack.world.people[ALICE].org_admin = True
    assert slack.world.organisation is not None
    return ORG


@pytest.fixture
async def everywhere(site: Site, organisation: str, browser: aiohttp.ClientSession) -> Site:
    """The app is installed for the organisation and granted in both workspaces."""
    assert (await site.install(browser, team=organisation))[0] == 200
    for team in (TEAM, SECOND):
        await site.slack.control("workspace", act="grant_access", where=team)
    return site
