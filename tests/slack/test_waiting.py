"""Whoever waits for a long listing hears once how far it is, and then gets the answer."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.messages import clicks
from bot.playground.slack_store import ALICE, LI_LEI, OPS

DM = "D" + ALICE[1:]


@pytest.fixture
def moment() -> float:
    return 0.02


@pytest.fixture
def slow(answers: Any) -> Any:
    """A listing that has 4200 of 100 000 certificates, and goes on when it is told to."""
    answers.hold, answers.progress = asyncio.Event(), (4200, 100_000)
    return answers


async def test_a_long_listing_says_once_how_far_it_is(slack: Any, slow: Any) -> None:
    """One private word beside the answer, however long it takes."""
    waiting = await slack.type(ALICE, OPS, "/certs all", until="4,200 of 100,000")
    assert waiting["message"]["ephemeral_for"] == ALICE
    slow.hold.set()
    await slack.control("wait", user=ALICE, since=waiting["seq"], until="answer to all")
    seen = (await slack.see("messages", user=ALICE))["messages"]
    assert [message["text"].split()[0] for message in seen] == ["Listing", "answer"]


async def test_it_is_said_in_the_readers_language(slack: Any, slow: Any) -> None:
    """A Chinese reader waits in Chinese, also after a mention, which has no response_url."""
    waiting = await slack.type(LI_LEI, OPS, "@certminder 全部", until="共 100,000 张")
    assert waiting["message"]["ephemeral_for"] == LI_LEI
    slow.hold.set()


async def test_in_direct_messages_the_answer_takes_its_place(slack: Any, slow: Any) -> None:
    """There the word is a message of the app's own, which it edits."""
    waiting = await slack.type(ALICE, DM, "all", until="Listing")
    slow.hold.set()
    answered = await slack.control("wait", user=ALICE, since=waiting["seq"], until="answer to all")
    assert answered["message"]["ts"] == waiting["message"]["ts"]


async def test_a_button_that_asks_is_patient_too(slack: Any, slow: Any) -> None:
    """A click on an example tells the same; the list that was clicked stays."""
    slow.hold.set()
    answer = (await slack.type(ALICE, OPS, "/certs all"))["message"]
    slow.hold.clear()
    await slack.click(ALICE, answer, "ask.1", until="4,200 of 100,000")
    slow.hold.set()
    assert slack.world.find_post(OPS, answer["ts"], ALICE).text == "answer to all"


async def test_refreshing_says_that_it_takes_time(slack: Any, slow: Any) -> None:
    """The word stands beside the list, which only the new list replaces."""
    slow.hold.set()
    answer = (await slack.type(ALICE, OPS, "/certs all"))["message"]
    slow.hold.clear()
    waiting = await slack.click(ALICE, answer, clicks.REFRESH, until="Listing certificates")
    assert slack.world.find_post(OPS, answer["ts"], ALICE).text == "answer to all"
    slow.hold.set()
    turned = await slack.control("wait", user=ALICE, since=waiting["seq"], until="page 1")
    assert turned["message"]["ts"] == answer["ts"]


async def test_a_word_that_does_not_arrive_costs_nothing(slack: Any, slow: Any, wait_until: Any) -> None:
    """When Slack takes no word about progress, the answer comes all the same."""
    await slack.control("faults", kind="error", method="chat.postMessage", error="msg_too_long")
    await slack.control("type", user=ALICE, channel=DM, text="all")

    async def refused() -> bool:
        return bool(await slack.calls("chat.postMessage"))

    await wait_until(refused)
    slow.hold.set()
    assert not (await slack.control("wait", user=ALICE, until="answer to all"))["timed_out"]
