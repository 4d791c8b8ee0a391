"""The form of a reminder, filled in with mouse and keyboard."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journeys.browser.chromium import Client

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_reminder_is_set_and_changed_by_its_form(alice: Client) -> None:
    """Whom it mentions and when it is quiet are chosen there, and stand in the form that changes it; a person can be
    taken out of it again, and what is wrong is said beside its field."""
    listed = await alice.ask("/certs reminders")
    await listed.get_by_role("button", name="New reminder").click()
    form = alice.modal
    await form.get_by_label("Certificates").fill("expiring within 30 days")
    mention = form.locator('[data-action="mention"]')
    await mention.select_option(label="@lilei")
    await form.get_by_label("Keep quiet in these hours").check()
    await form.get_by_label("Time zone").fill("Atlantis")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_role("alert")).to_contain_text("such as Asia/Shanghai")
    await form.get_by_label("Time zone").fill("tokyo")
    await form.get_by_role("button", name="Save").click()
    added = alice.page.locator("article", has_text="is set for this channel")
    await expect(added).to_contain_text("every day at 09:00 (Asia/Tokyo)")
    await expect(added).to_contain_text("mentions @lilei · 🔕 quiet 22:00–07:00")
    await added.get_by_role("button", name="Edit").click()
    await expect(mention.locator("option:checked")).to_have_text("@lilei")
    await mention.select_option(label="Nobody")
    await form.get_by_role("button", name="Save").click()
    changed = alice.page.locator("article", has_text="is changed")
    await expect(changed).to_contain_text("🔕 quiet 22:00–07:00")
    await expect(changed).not_to_contain_text("mentions")
