"""The clock of a workspace that can be moved, on the page of a Slack without an app."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.playground import slack_server
from bot.playground.serving import served
from bot.playground.slack_clock import MovableClock
from bot.playground.slack_store import LI_LEI, OPS, SlackWorld
from tests.journeys.browser.chromium import Client, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")
SHANGHAI = ZoneInfo("Asia/Shanghai")


async def _nobody_else(_: float) -> None:
    """There is no app to move along."""


@pytest_asyncio.fixture(loop_scope="session")
async def li_lei(browser: Browser) -> AsyncIterator[Client]:
    """Li Lei in a workspace of his own."""
    world = SlackWorld(signing_secret="s", bot_token="xoxb-1", clock=MovableClock(_nobody_else))
    async with served(slack_server.build(world)) as url, opened(browser, url, LI_LEI) as client:
        await client.open(OPS)
        yield client
        assert client.faults == []


async def test_moving_to_next_monday(li_lei: Client) -> None:
    """A press brings Monday, nine o'clock in the reader's zone; what is written then is dated so."""
    before = datetime.now(SHANGHAI)
    monday = before + timedelta(days=7 - before.weekday())
    await li_lei.page.get_by_role("button", name="下周一 09:00").click()
    await expect(li_lei.page.locator(".clock h2")).to_contain_text(f"{monday.month}月{monday.day}日周一 9:00")
    await li_lei.type("早上好")
    await expect(li_lei.page.locator(".day").last).to_have_text(f"{monday.month}月{monday.day}日星期一")
    await expect(li_lei.page.locator("article time").last).to_have_text("9:00")
