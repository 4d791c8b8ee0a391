"""Two people in front of the running playground, each with a browser; collected where Chromium is installed."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.journeys.browser.chromium import CHROMIUM, Client, launched, opened
from tests.journeys.conftest import ALICE, LI_LEI, Playground

collect_ignore_glob = [] if CHROMIUM.exists() else ["test_*.py"]
_numbers = itertools.count(1)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say that these tests were left out, and what they need."""
    if not CHROMIUM.exists():
        terminalreporter.write_line(
            f"tests/journeys/browser was left out: there is no {CHROMIUM} (apt-get install chromium fonts-wqy-microhei)"
        )


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all tests; each person gets a context of their own in it."""
    async with launched() as running:
        yield running


@pytest.fixture
def room(playground: Playground) -> str:
    """A channel that nobody has written in."""
    number = next(_numbers)
    name: str = playground.post("channels", id=f"C0BROWSE{number:02}", name=f"browser-{number}")["id"]
    return name


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def clients(browser: Browser, playground: Playground) -> AsyncIterator[dict[str, Client]]:
    """A tab for each of the two, in a context of its own; opening a browser's context costs a second."""
    async with contextlib.AsyncExitStack() as open_:
        yield {name: await open_.enter_async_context(opened(browser, playground.url, name)) for name in (ALICE, LI_LEI)}


@pytest_asyncio.fixture(loop_scope="session")
async def alice(clients: dict[str, Client], playground: Playground, room: str) -> AsyncIterator[Client]:
    """Alice, who looks at the room, with no form open that an earlier test left to her; a script's error or a breach of
    the page's policy fails the test."""
    client = clients[ALICE]
    if playground.get("views", user=ALICE)["stack"]:
        playground.post("close", user=ALICE, cleared=True)
    await client.open(room)
    yield client
    assert client.faults == []


@pytest_asyncio.fixture(loop_scope="session")
async def li_lei(clients: dict[str, Client], room: str) -> AsyncIterator[Client]:
    """Li Lei, who looks at the same room on a machine of his own."""
    client = clients[LI_LEI]
    await client.open(room)
    yield client
    assert client.faults == []
