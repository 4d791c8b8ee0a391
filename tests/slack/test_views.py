"""Forms: what is filled in reaches the answers, and the answer reaches the person."""

from __future__ import annotations

from typing import Any

from bot.messages import clicks
from bot.playground.slack_store import ALICE, OPS


async def test_a_view_is_named_in_a_form(slack: Any, answers: Any) -> None:
    """The button opens the form; submitted, the answer comes for that person where the button stood."""
    answer = (await slack.type(ALICE, OPS, "/certs all"))["message"]
    opened = await slack.click(ALICE, answer, clicks.SAVE, until="Save as view")
    values = {clicks.INPUT_NAME: "payments"}
    submitted = {"user": ALICE, "view_id": opened["view"]["id"], "values": values, "wait": 5, "until": "saved payments"}
    saved = await slack.control("submit", **submitted)
    assert (saved["message"]["channel"], saved["message"]["ephemeral_for"]) == (OPS, ALICE)
    assert ("save", "abcdefghijkl", "payments", OPS) in answers.calls


async def test_a_name_that_cannot_be_typed_is_refused_in_its_form(slack: Any, answers: Any) -> None:
    """The form stays open with what is wrong under the field, and nothing is saved."""
    answer = (await slack.type(ALICE, OPS, "/certs all"))["message"]
    opened = await slack.click(ALICE, answer, clicks.SAVE, until="Save as view")
    form = {"user": ALICE, "view_id": opened["view"]["id"], "values": {clicks.INPUT_NAME: "wrong"}, "wait": 5}
    refused = await slack.control("submit", **form, until="no name for a view")
    assert refused["view"]["errors"] == {clicks.INPUT_NAME: "no name for a view"}
    assert not any(call[0] == "save" for call in answers.calls)
