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


def _in_hours(text: str, now: float, _: str) -> float:
    """The instant so many hours ahead."""
    return now + float(text) * 3600


@pytest_asyncio.fixture(loop_scope="session")
async def li_lei(browser: Browser) -> AsyncIterator[Client]:
    """Li Lei in a workspace of his own."""
    world = SlackWorld(signing_secret="s", bot_token="xoxb-1", clock=MovableClock(_nobody_else, _in_hours))
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


async def test_a_moment_that_is_typed(li_lei: Client) -> None:
    """What is typed moves the clock; the page says above the messages that time is moved until it is moved back; what
    is no moment is said to be none, and stays to be mended."""
    notice, field = li_lei.page.locator("#moved"), li_lei.page.get_by_label("把时间调到")
    await expect(notice).to_be_empty()
    later = datetime.now(SHANGHAI) + timedelta(hours=50)
    await field.fill("50")
    await field.press("Enter")
    await expect(notice).to_contain_text(f"时间已被调整，此处为 {later.month}月{later.day}日周")
    await expect(field).to_have_value("")
    await field.fill("gibberish")
    await li_lei.page.get_by_role("button", name="调到此时").click()
    await expect(li_lei.page.locator(".toast")).to_contain_text("无法识别此时间： gibberish")
    await expect(field).to_have_value("gibberish")
    li_lei.faults.clear()  # Chromium itself notes the refusal as an error
    await notice.get_by_role("button", name="回到现在").click()
    await expect(notice).to_be_empty()


async def test_what_would_be_sent_then(li_lei: Client) -> None:
    """The other button asks the app about that day, in the open channel, and moves nothing."""
    day = (datetime.now(SHANGHAI) + timedelta(hours=100)).date()
    await li_lei.page.get_by_label("把时间调到").fill("100")
    async with li_lei.page.expect_request("**/control/type") as typing:
        await li_lei.page.get_by_role("button", name="届时会发送什么").click()
    typed = (await typing.value).post_data_json
    assert typed == {"user": LI_LEI, "channel": OPS, "text": f"/certs 模拟 {day}"}
    await expect(li_lei.page.locator("#moved")).to_be_empty()
