"""Buttons and forms about reminders reach the answers, and what they say reaches the person."""

from __future__ import annotations

from typing import Any

import pytest

from bot.messages import clicks, kit
from bot.messages.reply import Reply
from bot.playground.slack_store import ALICE, OPS

DM = "D" + ALICE[1:]

FILLED = {
    "query": "expiring",
    "time": "08:15",
    "days": "0,1,2,3,4,5,6",
    "bands": "",
    "mention": ALICE,
    "options": "quiet",
    "quiet_from": "22:00",
    "quiet_until": "07:00",
    "zone": "America/New_York",
    "locale": "en-US",
}
"""A whole form as the answers get it."""


@pytest.fixture
async def digest(slack: Any, answers: Any) -> dict[str, Any]:
    """A message with a row's menu and the buttons of a reminder."""
    options = [kit.option(verb, f"{verb}:s1:2026-11-23:c1") for verb in ("take", "snooze")]
    details = kit.option("details", "details:r1:c1")
    menu = kit.overflow(clicks.ROW, [details, *options])
    own = [kit.option(word, f"{word}:s1") for word in (clicks.PAUSE, clicks.EDIT)]
    mine = kit.section(kit.plain("mine"), kit.overflow(clicks.MANAGE, own))
    buttons = [kit.button(action, action, "s1:") for action in (*clicks.PRESSES, *clicks.FORMS)]
    answers.reply = Reply("a digest", (kit.section(kit.plain("row"), menu), mine, kit.actions(*buttons)))
    typed: dict[str, Any] = (await slack.type(ALICE, OPS, "/certs all", until="a digest"))["message"]
    return typed


async def test_buttons_are_answered(slack: Any, answers: Any, digest: dict[str, Any]) -> None:
    """Each button hands its value on and is answered beside the message."""
    for action in clicks.PRESSES:
        await slack.click(ALICE, digest, action, until="pressed s1:")
    assert answers.calls == [("press", action, "s1:", OPS) for action in clicks.PRESSES]


async def test_a_rows_menu(slack: Any, answers: Any, digest: dict[str, Any]) -> None:
    """Taking is answered, details and snoozing open a modal."""
    await slack.click(ALICE, digest, clicks.ROW, until="pressed take", choose="take")
    await slack.click(ALICE, digest, clicks.ROW, until="c1", choose="details")
    opened = await slack.click(ALICE, digest, clicks.ROW, until="Edit reminder", choose="snooze")
    assert opened["view"]["private_metadata"] == f"{OPS}|s1"
    assert [call[0] for call in answers.calls] == ["press", "details", "form"]


async def test_a_reminders_menu(slack: Any, answers: Any, digest: dict[str, Any]) -> None:
    """Its entries are the buttons' actions; editing opens the form."""
    await slack.click(ALICE, digest, clicks.MANAGE, until="pressed s1", choose=clicks.PAUSE)
    await slack.click(ALICE, digest, clicks.MANAGE, until="Edit reminder", choose=clicks.EDIT)
    assert answers.calls == [("press", clicks.PAUSE, "s1", OPS), ("form", clicks.EDIT, "s1")]


async def test_a_form_is_checked_and_finished(slack: Any, answers: Any, digest: dict[str, Any]) -> None:
    """What is wrong is said in the form, which stays open; what is right is answered where the form came from."""
    view = (await slack.click(ALICE, digest, clicks.EDIT, until="Edit reminder"))["view"]
    fields = {"query": "wrong", "time": "08:15", "mention": [ALICE]}
    refused = await slack.control("submit", user=ALICE, view_id=view["id"], values=fields)
    assert "cannot be read" in str(refused)
    filled = {"query": "expiring", "time": "08:15", "mention": [ALICE], "options": ["quiet"]}
    saved = await slack.control("submit", user=ALICE, view_id=view["id"], values=filled, wait=5, until="form saved")
    assert saved["message"]["channel"] == OPS
    assert answers.calls[-1] == (
        "check", "reminder", "s1", FILLED, OPS,
    )  # fmt: skip


async def test_a_form_of_direct_messages_is_answered_as_one(slack: Any, answers: Any) -> None:
    """There what is said of a reminder stays, as answers to what was typed do."""
    answers.reply = Reply("mine", (kit.actions(kit.button("edit", clicks.EDIT, "s1:")),))
    typed = (await slack.type(ALICE, DM, "reminders", until="mine"))["message"]
    view = (await slack.click(ALICE, typed, clicks.EDIT, until="Edit reminder"))["view"]
    filled = {"query": "expiring", "time": "08:15"}
    saved = await slack.control("submit", user=ALICE, view_id=view["id"], values=filled, wait=5, until="form saved")
    assert (saved["message"]["channel"], saved["message"]["ephemeral_for"]) == (DM, None)
