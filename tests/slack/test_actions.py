"""Every button and menu does its one thing, in the place a person expects."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.messages import account_actions, clicks, kit
from bot.messages.reply import Reply
from bot.playground.slack_store import ALICE, LI_LEI, OPS
from bot.slack.actions import ACTS

DM = "D" + ALICE[1:]


@pytest.fixture
async def answer(slack: Any) -> dict[str, Any]:
    """An answer with a button of each kind, as Alice sees it in #ops."""
    typed: dict[str, Any] = (await slack.type(ALICE, OPS, "/certs all"))["message"]
    return typed


async def test_pages_replace_the_answer(slack: Any, answers: Any, answer: dict[str, Any]) -> None:
    """Turning a page, sorting, narrowing and refreshing change the one message instead of piling up."""
    turned = await slack.click(ALICE, answer, clicks.PAGE, until="page 2")
    assert (turned["message"]["ts"], turned["message"]["ephemeral_for"]) == (answer["ts"], ALICE)
    await slack.click(ALICE, answer, clicks.REFRESH, until="page 2")
    await slack.click(ALICE, answer, clicks.SORT, until="page", choose="Newest")
    await slack.click(ALICE, answer, clicks.REFINE, until="only issued", choose="Issued")
    assert answers.calls == [
        ("turn", "abcdefghijkl", 2, None, False),
        ("turn", "abcdefghijkl", 2, None, True),
        ("turn", "abcdefghijkl", None, "-begins", False),
        ("refine", "abcdefghijkl", "issued"),
    ]
    assert answers.questions == ["expiring soon"] * 4  # to be asked again, should the result be gone
    assert len((await slack.see("messages", user=ALICE))["messages"]) == 1


async def test_a_refusal_does_not_replace_the_answer(slack: Any, answers: Any, answer: dict[str, Any]) -> None:
    """A sentence about why there is no other page comes beside the list, which is not lost."""
    answers.reply = Reply("come back in 12 s", (kit.header("Wait"), kit.section(kit.plain("12 s"))), notice=True)
    refused = await slack.click(ALICE, answer, clicks.PAGE, until="12 s")
    assert refused["message"]["ts"] != answer["ts"]
    assert slack.world.find_post(OPS, answer["ts"], ALICE).text == "answer to all"


async def test_sharing_is_for_everybody_and_says_by_whom(slack: Any, answer: dict[str, Any]) -> None:
    """The shared copy stands in the channel beside the private answer, which stays."""
    await slack.click(ALICE, answer, clicks.SHARE, until="shared by")
    (seen,) = (await slack.see("messages", user=LI_LEI, channel=OPS))["messages"]
    assert (seen["text"], seen["ephemeral_for"]) == (f"shared by <@{ALICE}>", None)
    assert len((await slack.see("messages", user=ALICE, channel=OPS))["messages"]) == 2


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_nothing_is_shared_where_others_read_along(slack: Any, answer: dict[str, Any], locale: str) -> None:
    """In a channel of Slack Connect the list stays private, and its reader is told why."""
    slack.world.channels[OPS].shared_outside = True
    slack.world.people[ALICE].locale = locale
    await slack.app.desk.people._redis.flushdb()
    refused = await slack.click(ALICE, answer, clicks.SHARE, until="CERTMINDER_GUESTS=allow")
    assert refused["message"]["ephemeral_for"] == ALICE
    assert (await slack.see("messages", user=LI_LEI, channel=OPS))["messages"] == []


async def test_what_slack_does_not_say_of_a_channel_stops_nothing(slack: Any, answer: dict[str, Any]) -> None:
    """Without the optional scopes a list is shared as before."""
    slack.world.scopes = tuple(each for each in slack.world.scopes if not each.endswith(":read"))
    await slack.click(ALICE, answer, clicks.SHARE, until="shared by")


async def test_a_slack_that_does_not_answer_shares_nothing(slack: Any, answer: dict[str, Any]) -> None:
    """Nobody knows who reads along, so nothing is posted and the person is told to try again."""
    await slack.control("faults", kind="http_500", method="conversations.info")
    refused = await slack.click(ALICE, answer, clicks.SHARE, until="Slack")
    assert refused["message"]["ephemeral_for"] == ALICE
    assert (await slack.see("messages", user=LI_LEI, channel=OPS))["messages"] == []


async def test_what_was_shared_can_be_taken_back(slack: Any, answers: Any, answer: dict[str, Any]) -> None:
    """The message disappears for everybody; a word for whoever did it stays."""
    shared = (await slack.click(ALICE, answer, clicks.SHARE, until="shared by"))["message"]
    done = await slack.click(ALICE, shared, clicks.UNSHARE, until="taken back")
    assert done["message"]["ephemeral_for"] == ALICE
    assert (await slack.see("messages", user=LI_LEI, channel=OPS))["messages"] == []
    assert (answers.calls[-1], answers.questions[-1]) == (("unshare", ALICE, ALICE), "expiring soon")


async def test_a_view_gets_its_name_back(slack: Any, answers: Any, answer: dict[str, Any]) -> None:
    """The button of a deleted view saves its question again, under the whole name."""
    await slack.click(ALICE, answer, clicks.VIEW_UNDO, until="saved old: one")
    assert answers.calls == [("save", "abcdefghijkl", "old: one", OPS)]


async def test_a_click_on_a_shared_message_opens_a_private_copy(slack: Any, answer: dict[str, Any]) -> None:
    """Somebody else's page never changes what everybody sees."""
    shared = (await slack.click(ALICE, answer, clicks.SHARE, until="shared by"))["message"]
    opened = await slack.click(LI_LEI, shared, clicks.PAGE, until="page 2")
    assert (opened["message"]["text"], opened["message"]["ephemeral_for"]) == ("page 2", LI_LEI)
    assert slack.world.find_post(OPS, shared["ts"]).text == f"shared by <@{ALICE}>"


async def test_details_open_in_a_modal(slack: Any, answers: Any, answer: dict[str, Any]) -> None:
    """The button's trigger opens one certificate."""
    opened = await slack.click(ALICE, answer, clicks.DETAILS, until="cert-1")
    assert opened["view"]["title"]["text"] == "Details"
    assert answers.calls == [("details", "abcdefghijkl", "cert-1")]


async def test_a_button_in_a_modal_fills_it_in(slack: Any, answers: Any, answer: dict[str, Any]) -> None:
    """What it asks for appears in the modal it stands in."""
    opened = await slack.click(ALICE, answer, clicks.DETAILS, until="cert-1")
    pressed = {"user": ALICE, "view_id": opened["view"]["id"], "action_id": clicks.FACTS}
    filled = await slack.control("click", **pressed, wait=5, until="serial 01")
    assert filled["view"]["id"] == opened["view"]["id"]
    assert answers.calls[-1] == ("facts", "abcdefghijkl", "cert-1")


async def test_slow_details_open_at_once_and_are_filled_in(slack: Any, answers: Any, answer: dict[str, Any]) -> None:
    """A trigger lasts three seconds, so the modal opens before the answer is there."""
    answers.hold = asyncio.Event()
    opened = await slack.click(ALICE, answer, clicks.DETAILS, until="⏳")
    assert not opened["timed_out"]
    answers.hold.set()
    filled = await slack.control("wait", user=ALICE, since=opened["seq"], until="cert-1")
    assert filled["view"]["id"] == opened["view"]["id"]


async def test_reminders_are_set_and_removed_for_the_channel(slack: Any, answers: Any, answer: dict[str, Any]) -> None:
    """Both buttons answer beside the list, which stays."""
    await slack.click(ALICE, answer, clicks.REMIND, until="reminder set")
    await slack.click(ALICE, answer, clicks.FORGET, until="pressed s1:")
    assert answers.calls == [("remind", "abcdefghijkl", OPS), ("press", clicks.FORGET, "s1:", OPS)]
    assert slack.world.find_post(OPS, answer["ts"], ALICE).text == "answer to all"


async def test_an_example_is_asked_as_if_typed(slack: Any, answers: Any, answer: dict[str, Any]) -> None:
    """The button's value is the question; its suffixed action id is the same action."""
    await slack.click(ALICE, answer, "ask.1", until="answer to 下个月到期")
    assert answers.asked[-1].text == "下个月到期"


async def test_a_choice_is_remembered_and_its_reading_asked(slack: Any, answers: Any, answer: dict[str, Any]) -> None:
    """The other reading is asked as if typed, by somebody who now prefers it."""
    await slack.click(ALICE, answer, f"{clicks.CHOOSE}.1", until="answer to expiring 2027-04-03")
    assert answers.calls == [("choose", "day_month=day")]
    assert answers.asked[-1].text == "expiring 2027-04-03"


async def test_choices_are_reset_in_place(slack: Any, answers: Any, answer: dict[str, Any]) -> None:
    """The card that showed them says that they are forgotten."""
    reset = await slack.click(ALICE, answer, clicks.RESET, until="choices forgotten")
    assert reset["message"]["ts"] == answer["ts"]
    assert answers.calls == [("reset", ALICE)]


async def test_a_link_is_only_acknowledged(slack: Any, answer: dict[str, Any], wait_until: Any) -> None:
    """Opening a page elsewhere is no question."""
    pressed = await slack.click(ALICE, answer, clicks.LINK)
    assert pressed["ack"]["status"] == 200
    await wait_until(lambda: len(slack.app.tasks) == 0)
    assert len((await slack.see("messages", user=ALICE))["messages"]) == 1


async def test_an_unknown_button_is_answered(slack: Any, answer: dict[str, Any]) -> None:
    """A button of another version of the app is acknowledged, and the person told to ask again."""
    pressed = await slack.click(ALICE, answer, "button_of_an_older_version", until="ask again")
    assert (pressed["ack"]["status"], pressed["timed_out"]) == (200, False)


async def test_a_page_in_direct_messages_is_edited(slack: Any) -> None:
    """There the answer is a normal message between two, so a page replaces it."""
    answer = (await slack.type(ALICE, DM, "all"))["message"]
    turned = await slack.click(ALICE, answer, clicks.PAGE, until="page 2")
    assert turned["message"]["ts"] == answer["ts"]


async def test_a_trigger_that_is_too_old_is_told(slack: Any, answer: dict[str, Any]) -> None:
    """When the modal comes too late for Slack, a sentence comes instead."""
    await slack.control("faults", kind="error", method="views.open", error="expired_trigger_id")
    assert not (await slack.click(ALICE, answer, clicks.DETAILS, until="Request "))["timed_out"]


async def test_values_of_other_making_are_harmless(slack: Any, answers: Any) -> None:
    """A page that is no number is the first one; ids are handed on to be looked up."""
    odd = [kit.button("x", f"{clicks.PAGE}.{index}", value) for index, value in enumerate(("r:²", "r:-1", ":", "r"))]
    answers.reply = Reply("odd", (kit.header("odd"), kit.actions(*odd)))
    answer = (await slack.type(ALICE, OPS, "/certs all", until="odd"))["message"]
    for button in odd:
        await slack.click(ALICE, answer, button["action_id"], until="odd")
    assert [call[1:3] for call in answers.calls] == [("r", 1), ("r", 1), ("", 1), ("r", 1)]


def test_every_action_of_the_messages_has_its_act() -> None:
    """An action that messages can hold cannot be forgotten here."""
    assert set(ACTS) == {*clicks.ACTIONS, *account_actions.ACTIONS}
