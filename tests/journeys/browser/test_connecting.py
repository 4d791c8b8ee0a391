"""Alice, who is an admin, connects an account on the page and removes it again; Li Lei, who is none, is refused."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.playground.scene import STAGING
from tests.journeys.browser.chromium import Client
from tests.journeys.conftest import ALICE, OPS, Playground

pytestmark = pytest.mark.asyncio(loop_scope="session")
REMOVE = {"action_id": "account_remove.1", "value": "staging:"}


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def one_account(playground: Playground) -> AsyncIterator[None]:
    """The other journeys know one account: whatever becomes of this one, it is removed."""
    yield
    listed = playground.type("/certs accounts", user=ALICE, channel=OPS)["message"]
    if "staging" in str(listed):
        playground.click(listed, **REMOVE)


async def opened(client: Client, text: str) -> Page:
    """The page behind the button of an answer to `text`, in a tab of its own."""
    answer = await client.ask(text)
    async with client.page.context.expect_page() as page:
        await answer.get_by_role("button", name=re.compile("Open the page|打开网页")).click()
    return await page.value


async def fill(page: Page, *, name: str, secret_id: str, secret_key: str) -> None:
    await page.fill("#name", name)
    await page.fill("#secret_id", secret_id)
    await page.fill("#secret_key", secret_key)
    await page.locator("form button").click()


async def test_an_admin_connects_and_removes_an_account(alice: Client, browser: Browser) -> None:
    """Wrong first, with the secret gone and the rest kept; then right; then asked; then removed, once confirmed."""
    page = await opened(alice, "/certs connect")
    elsewhere = await (await browser.new_context()).new_page()
    await elsewhere.goto(page.url)
    await expect(elsewhere.locator("h1")).to_have_text("This link is no longer open")
    await elsewhere.context.close()
    await fill(page, name="staging", secret_id=STAGING[0], secret_key="canary-mistyped")
    await expect(page.get_by_role("alert")).to_contain_text("does not match")
    await expect(page.locator("#secret_id")).to_have_value(STAGING[0])
    await expect(page.locator("#secret_key")).to_have_value("")
    await fill(page, name="staging", secret_id=STAGING[0], secret_key=STAGING[1])
    await expect(page.locator("h1")).to_have_text("staging is connected")
    await expect(page.locator("main")).to_contain_text("ends with ging")
    await page.close()
    await expect(await alice.ask("/certs *.staging.example in all accounts")).to_contain_text("api.staging.example")
    await expect(await alice.ask("/certs valid account staging")).to_contain_text("api.staging.example")
    listed = await alice.ask("/certs accounts")
    await expect(listed).to_contain_text("…ging")
    await listed.get_by_role("button", name="Remove").click()
    await expect(alice.page.locator("dialog.confirm")).to_contain_text("Nothing changes at Tencent Cloud")
    await alice.page.locator("dialog.confirm .primary").click()
    await expect(alice.page.locator("article").last).to_contain_text("Account staging is removed")


async def test_a_page_can_be_filled_in_with_the_keyboard(alice: Client) -> None:
    """From the first field to the button by Tab and the arrows; every field has a label; a phone's screen is enough."""
    page = await opened(alice, "/certs connect staging")
    await page.set_viewport_size({"width": 375, "height": 667})
    await expect(page.get_by_label(re.compile("^Name"))).to_have_value("staging")
    await page.get_by_label(re.compile("^Name")).focus()
    for _ in range(2):
        await page.keyboard.press("Tab")
    await expect(page.get_by_label("SecretId")).to_be_focused()
    width: Any = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= 375
    await page.close()


async def test_who_is_no_admin_is_refused(li_lei: Client) -> None:
    """No link, in the person's language; the names of the accounts are for everybody."""
    answer = await li_lei.ask("/certs 连接")
    await expect(answer).to_contain_text("没有此权限")
    await expect(answer.get_by_role("button", name="打开网页")).to_have_count(0)
    await expect(await li_lei.ask("/certs 账号列表")).to_contain_text("default")
