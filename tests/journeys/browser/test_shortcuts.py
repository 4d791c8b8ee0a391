"""Shortcuts on the page: ⚡ beside the message box, ⋮ on a message."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journeys.browser.chromium import Client

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_form_teaches_and_asks(alice: Client) -> None:
    """Choosing draws what could be typed and keeps what was filled in; sending answers in this channel; all by keys."""
    keys = alice.page.keyboard
    await alice.page.locator("#composer summary").focus()
    await keys.press("Enter")
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await expect(alice.modal).to_contain_text("/certs all certificates")
    names = alice.modal.locator('[data-action="search_names"]')
    await names.fill("*.pay.example")
    await names.press("Enter")
    await expect(alice.modal).to_contain_text("/certs for *.pay.example")
    await alice.modal.locator('[data-action="search_status"]').select_option(label="Valid")
    await expect(alice.modal).to_contain_text("/certs valid, for *.pay.example")
    await expect(names).to_have_value("*.pay.example")
    day = alice.modal.locator('[data-action="search_to"]')
    await alice.modal.locator('[data-action="search_from"]').fill("2026-12-02")
    await day.fill("2026-12-01")
    await day.dispatch_event("change")
    await expect(alice.modal).to_contain_text("before the first one")
    await alice.modal.get_by_role("button", name="Search").click()
    await expect(alice.modal.locator(".field.wrong .error")).to_contain_text("before the first one")
    await day.fill("2046-12-01")
    await alice.modal.get_by_role("button", name="Search").click()
    await expect(alice.modal).to_have_count(0)
    answer = alice.page.locator("article", has_text="Understood: valid · expiring from 2026-12-02")
    await expect(answer).to_contain_text("Only visible to you")


async def test_the_hosts_of_a_message(alice: Client, li_lei: Client) -> None:
    """Under the ⋮ of somebody's message; Escape closes the menu, and the answer is for one's own eyes."""
    await alice.type("is www.shop.example fine?")
    message = li_lei.page.locator("article", has_text="is www.shop.example fine?")
    await message.hover()
    more = message.locator(".tools summary")
    await more.click()
    await li_lei.page.keyboard.press("Escape")
    await expect(message.locator(".tools .menu")).to_be_hidden()
    await more.click()
    await message.get_by_role("menuitem", name="文中证书").click()
    answer = li_lei.page.locator("article.ephemeral")
    await expect(answer.locator("h3").first).to_have_text("消息中有 1 个域名")
    await expect(answer).to_contain_text("www.shop.example · 有效")
    await expect(alice.page.locator("article")).to_have_count(1)
