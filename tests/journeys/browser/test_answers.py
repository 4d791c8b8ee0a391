"""Alice asks and presses what is under the answer; what she shares is seen by Li Lei."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.journeys.browser.chromium import Client, domains

pytestmark = pytest.mark.asyncio(loop_scope="session")
TOP = "node => node.getBoundingClientRect().top"
MONTH = "/certs expiring in the next 30 days"


async def test_a_question_becomes_a_table(alice: Client, li_lei: Client) -> None:
    """The answer says how many, what was understood, and shows a page of rows, for the asker's eyes only."""
    answer = await alice.ask(MONTH)
    await expect(answer).to_contain_text("Only visible to you")
    await expect(answer.locator("h3")).to_have_text(re.compile(r"^\d+ certificates"))
    await expect(answer).to_contain_text("Understood: expiring")
    heads = await answer.locator("thead th").all_inner_texts()
    assert [head.split()[0] for head in heads] == ["Status", "Domain", "Ends", "Date", "Issuer"]
    assert "www.shop.example" in await domains(answer)
    await expect(li_lei.page.locator("article")).to_have_count(0)


async def test_pages_turn_in_place(alice: Client) -> None:
    """Next and back change the rows of the same message, and it stays where it is on the screen."""
    answer = await alice.ask("/certs valid certificates")
    first = await domains(answer)
    top = await answer.evaluate(TOP)
    await answer.get_by_role("button", name="Next").click()
    await expect(answer).to_contain_text("11–20 of")
    second = await domains(answer)
    assert not set(first) & set(second)
    assert await answer.evaluate(TOP) == top
    await answer.get_by_role("button", name="Previous").click()
    await expect(answer).to_contain_text("1–10 of")
    assert await domains(answer) == first


async def test_sorting_all_and_sorting_what_is_shown(alice: Client) -> None:
    """The menu sorts the whole result at the bot; a column's header sorts the rows of this page alone."""
    answer = await alice.ask("/certs valid certificates")
    soonest = await domains(answer)
    await answer.locator('select[data-action^="result_sort"]').select_option(label="Latest end first")
    await expect(answer.locator("tbody th").first).not_to_contain_text(soonest[0])
    latest = await domains(answer)
    domain = answer.locator("thead th", has_text="Domain")
    await domain.get_by_role("button").click()
    await expect(domain).to_have_attribute("aria-sort", "ascending")
    assert await domains(answer) == sorted(latest)
    await domain.get_by_role("button").click()
    await expect(domain).to_have_attribute("aria-sort", "descending")


async def test_details_open_and_close(alice: Client) -> None:
    """Choosing a row opens one certificate in full, in the reader's time and in Beijing's; Escape closes it."""
    answer = await alice.ask("/certs www.shop.example")
    await answer.locator('select[data-action^="result_details"]').select_option(index=1)
    await expect(alice.modal).to_contain_text("Beijing time")
    await expect(alice.modal).to_contain_text("www.shop.example")
    await alice.page.keyboard.press("Escape")
    await expect(alice.modal).to_have_count(0)
    await expect(answer).to_be_visible()


async def test_sharing_reaches_the_other_person(alice: Client, li_lei: Client) -> None:
    """A shared answer, once confirmed, appears in the other person's open channel, and says who shared it; who did not
    share it cannot take it back, who did can."""
    answer = await alice.ask("/certs *.pay.example")
    await answer.get_by_role("button", name="Share in channel").click()
    await alice.page.locator("dialog.confirm .primary").click()
    shared = li_lei.page.locator("article")
    await expect(shared).to_have_count(1)
    await expect(shared.locator(".mention")).to_have_text("@alice")
    await expect(shared).not_to_contain_text("仅自己可见")
    assert await domains(shared)
    await shared.get_by_role("button", name="Take back").click()
    await li_lei.page.locator("dialog.confirm .primary").click()
    await expect(li_lei.page.locator("article.ephemeral")).to_contain_text("你在这里没有此权限")
    await alice.page.locator("article:not(.ephemeral)").get_by_role("button", name="Take back").click()
    await alice.page.locator("dialog.confirm .primary").click()
    await expect(li_lei.page.locator("article:not(.ephemeral)")).to_have_count(0)


async def test_the_filter_narrows_the_same_message(alice: Client) -> None:
    """Choosing a status under an answer refines that answer, and “any status” takes it back."""
    answer = await alice.ask("/certs all certificates")  # what ends today has not ended yet just after midnight
    counted = await answer.locator("h3").inner_text()
    filters = answer.locator('select[data-action="result_refine.status"]')
    await filters.select_option(label=await filters.locator("option", has_text="Valid (").text_content())
    await expect(answer.locator("h3")).not_to_have_text(counted)
    await expect(answer.locator("tbody")).not_to_contain_text("Expired")
    await filters.select_option(label="Any status")
    await expect(answer.locator("h3")).to_have_text(counted)
