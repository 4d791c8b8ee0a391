"""Who looks decides language and zone: switching people, the Home tab, help."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.conftest import WaitUntil
from tests.journeys.browser.chromium import Client
from tests.journeys.conftest import LI_LEI, Playground

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_switching_the_person(alice: Client) -> None:
    """Behind the other person's name are their language, their zone and their messages, also after a reload."""
    await alice.ask("/certs expired")
    await alice.page.get_by_role("button", name="李雷").click()
    await expect(alice.page.locator("html")).to_have_attribute("lang", "zh-CN")
    await expect(alice.page.locator("article")).to_have_count(0)
    answer = await alice.ask("/certs 未来30天内到期")
    await expect(answer).to_contain_text("理解为")
    await expect(answer.locator("thead")).to_contain_text("状态")
    await expect(answer).to_contain_text("仅自己可见")
    assert f"as={LI_LEI}" in alice.page.url
    await alice.page.reload()
    await expect(answer).to_contain_text("理解为")


async def test_each_reads_their_own_time(alice: Client, li_lei: Client) -> None:
    """The same certificate ends at another hour in New York than in Shanghai."""
    ends = []
    for client in (alice, li_lei):
        answer = await client.ask("/certs pay.example")
        row = answer.locator("tbody tr", has=client.page.locator("th", has_text=re.compile(r"^pay\.example")))
        ends.append(await row.locator("td.number").last.inner_text())
    assert ends[0] != ends[1]


async def test_help_in_the_readers_language(alice: Client, li_lei: Client) -> None:
    """Help shows examples that can be pasted, in the language of who asks."""
    english, chinese = await alice.ask("/certs help"), await li_lei.ask("/certs 帮助")
    await expect(english).to_contain_text("expiring in the next 30 days")
    await expect(chinese).to_contain_text("到期")
    await expect(english).not_to_contain_text("到期")


async def test_the_home_tab(alice: Client, playground: Playground, wait_until: WaitUntil) -> None:
    """Home shows figures and what ends next; its buttons open details. What it showed before is drawn anew first."""

    def drawn() -> int:
        return len(playground.get("calls", method="views.publish")["calls"])

    before = drawn()
    await alice.page.get_by_role("button", name="Home").click()
    await wait_until(lambda: drawn() > before, seconds=20)
    home = alice.page.locator(".home-body")
    await expect(home).to_contain_text("Your certificates")
    await expect(home).to_contain_text("www.shop.example")
    await expect(alice.composer).to_be_hidden()
    await home.get_by_role("button", name="Details").first.click()
    await expect(alice.modal).to_contain_text("Beijing time")
    await alice.modal.get_by_role("button", name="Close").last.click()
    await expect(alice.modal).to_have_count(0)
    await expect(home).to_be_visible()


async def test_a_direct_message(alice: Client) -> None:
    """The app answers in its own conversation what is written there without a command."""
    await alice.page.get_by_role("button", name="Messages").click()
    answer = await alice.ask("expired certificates")
    await expect(answer).to_contain_text("Expired")
