"""The seam before Slack: a sentence for the person, whatever goes wrong."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.answers.seam import Seam
from bot.errors import StoreUnavailable
from bot.messages.reply import Reply, View
from bot.playground.slack_blocks import view_faults


async def reply(fault: Exception | None) -> Reply:
    """An answer, or its fault."""
    if fault is not None:
        raise fault
    return Reply(text="answer", blocks=())


async def home(fault: Exception) -> View:
    """A Home tab that cannot be drawn."""
    raise fault


@pytest.fixture
def seam() -> Seam:
    """A seam whose requests are all q-1."""
    return Seam(lambda: "q-1", lambda: datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize(("fault", "said"), [(StoreUnavailable("gone"), "Redis"), (ValueError("our own words"), "q-1")])
async def test_a_fault_is_a_sentence(seam: Seam, fault: Exception, said: str) -> None:
    """What is known is named, what is not only by its id, and neither shows the fault's own words."""
    told = await seam.told(reply(fault), "en-US")
    assert told.notice
    assert said in f"{told.text} {told.blocks}"
    assert "our own words" not in f"{told.text} {told.blocks}"


async def test_an_answer_passes(seam: Seam) -> None:
    """Nothing is done to an answer."""
    assert (await seam.told(reply(None), "en-US")).text == "answer"


@pytest.mark.parametrize("fault", [StoreUnavailable("gone"), ValueError("our own words")])
async def test_a_home_tab_that_cannot_be_drawn(seam: Seam, fault: Exception) -> None:
    """It is a Home tab all the same, which Slack takes, with the sentence in it."""
    drawn = (await seam.at_home(home(fault), "zh-CN")).payload
    assert drawn["type"] == "home"
    assert drawn["blocks"]
    assert view_faults(drawn, "home") == []
