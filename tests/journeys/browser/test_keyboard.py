"""Everything can be done without a mouse, and the focus stays where a person left it."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journeys.browser.chromium import Client, domains

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_command_completes(alice: Client) -> None:
    """A slash offers the command, Tab takes it, Enter sends, the up arrow brings it back."""
    keys = alice.page.keyboard
    await expect(alice.composer).to_be_focused()
    await keys.type("/ce")
    await expect(alice.page.locator(".hints")).to_contain_text("/certs help")
    await keys.press("Tab")
    await expect(alice.composer).to_have_value("/certs ")
    await keys.type("help")
    await keys.press("Enter")
    await expect(alice.page.locator("article")).to_contain_text("expiring in the next 30 days")
    await expect(alice.composer).to_have_value("")
    await keys.press("ArrowUp")
    await expect(alice.composer).to_have_value("/certs help")


async def test_a_line_break_is_not_sent(alice: Client) -> None:
    """Shift and Enter begin a new line; Enter alone sends both lines as one message."""
    keys = alice.page.keyboard
    await keys.type("one")
    await keys.press("Shift+Enter")
    await keys.type("two")
    await expect(alice.composer).to_have_value("one\ntwo")
    await keys.press("Enter")
    await expect(alice.page.locator("article")).to_have_count(1)


async def test_buttons_answer_to_keys_and_keep_the_focus(alice: Client) -> None:
    """Enter on Next turns the page, and Next still has the focus for the page after."""
    answer = await alice.ask("/certs valid certificates")
    following = answer.get_by_role("button", name="Next")
    await following.focus()
    await alice.page.keyboard.press("Enter")
    await expect(answer).to_contain_text("11–20 of")
    await expect(following).to_be_focused()
    await alice.page.keyboard.press("Space")
    await expect(answer).to_contain_text("21–30 of")
    assert len(await domains(answer)) == 10


async def test_others_do_not_take_the_focus(alice: Client, li_lei: Client) -> None:
    """A message that arrives leaves the focus on the button where it was."""
    answer = await alice.ask("/certs expired")
    share = answer.get_by_role("button", name="Share in channel")
    await share.focus()
    await li_lei.type("a word in between")
    await expect(alice.messages).to_contain_text("a word in between")
    await expect(share).to_be_focused()


async def test_a_modal_holds_the_focus_and_gives_it_back(alice: Client) -> None:
    """While details are open Tab stays inside; closed, the focus is back on the menu that opened them."""
    answer = await alice.ask("/certs www.shop.example")
    menu = answer.locator('select[data-action^="result_details"]')
    await menu.focus()
    await alice.page.keyboard.press("ArrowDown")
    await expect(alice.modal).to_be_visible()
    for _ in range(3):
        await alice.page.keyboard.press("Tab")
        assert await alice.page.evaluate("document.activeElement.closest('#messages, #sidebar, #composer')") is None
    await alice.page.keyboard.press("Escape")
    await expect(alice.modal).to_have_count(0)
    await expect(menu).to_be_focused()
