"""What goes wrong is said where it is seen, and foreign text stays text."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journeys.browser.chromium import Client
from tests.journeys.conftest import Playground

pytestmark = pytest.mark.asyncio(loop_scope="session")
FOREIGN = "script, img, iframe, object, embed, style, link, svg, marquee, form form"


async def test_an_app_that_is_too_slow(alice: Client, playground: Playground) -> None:
    """Slack's own error is a notice that can be dismissed, and the next question is answered."""
    before = playground.post("settings")["ack_seconds"]
    playground.post("settings", ack_seconds=0.0001)
    try:
        await alice.type("/certs help")
        notice = alice.page.locator(".toast")
        await expect(notice).to_contain_text("operation_timeout")
    finally:
        playground.post("settings", ack_seconds=before)
    await notice.get_by_role("button", name="Dismiss").click()
    await expect(notice).to_have_count(0)
    await expect(await alice.ask("/certs expired")).to_contain_text("Expired")


async def test_a_command_that_is_not_there(alice: Client) -> None:
    """An unknown slash command is refused by Slack, not by the app."""
    await alice.type("/certificates")
    await expect(alice.page.locator(".toast")).to_contain_text("/certificates is not a valid command")
    await expect(alice.page.locator("article")).to_have_count(0)


@pytest.mark.parametrize("name", ["mention.example", "code.example", "bidi.example", "formula.example"])
async def test_a_hostile_name_is_text(alice: Client, name: str) -> None:
    """Neither the list nor the details of a hostile certificate hold an element, a mention or a link of its making."""
    answer = await alice.ask(f"/certs {name}")
    await expect(answer).to_contain_text(name)
    await answer.locator('[data-action^="result_details"]').first.select_option(index=1)
    await expect(alice.modal).to_contain_text(name)
    for place in (answer, alice.modal):
        await expect(place.locator(f":is({FOREIGN}), .mention, a[href*=evil]")).to_have_count(0)


async def test_markup_is_shown_as_it_was_typed(alice: Client, playground: Playground, room: str) -> None:
    """What people type, and what they are called, makes no elements either."""
    markup = "<img src=x onerror=alert(1)>"
    playground.post("people", id="U0MALLORY1", name="mallory", real_name=f"Mallory {markup}")
    await alice.open(room, person="U0MALLORY1")
    await alice.type(f"{markup}<script>alert(2)</script>")
    await expect(alice.messages).to_contain_text(f"{markup}<script>alert(2)</script>")
    await expect(alice.page.locator(f"body :is({FOREIGN})")).to_have_count(0)


async def test_it_fits_a_phone(alice: Client) -> None:
    """On a narrow screen nothing but the table itself scrolls sideways."""
    await alice.page.set_viewport_size({"width": 390, "height": 800})
    answer = await alice.ask("/certs expired")
    await expect(answer.locator("table")).to_be_visible()
    assert await alice.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert await alice.messages.evaluate("node => node.scrollWidth <= node.clientWidth")
