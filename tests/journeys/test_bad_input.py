"""Whatever arrives, there is one clear answer, and the next question is answered as if nothing had been."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import ALICE, OPS, Playground

Words = Callable[[Any], str]


def test_a_repeated_command_is_answered_once(playground: Playground) -> None:
    """The same delivery a second time, with the same bytes or signed anew, has no second answer."""
    playground.type("/certs expiring this week")
    before = len(playground.get("messages", user=ALICE, channel=OPS)["messages"])
    assert playground.post("replay")["ack"]["status"] == 200
    assert playground.post("replay", resigned=True)["ack"]["status"] == 200
    playground.type("/certs help")
    assert len(playground.get("messages", user=ALICE, channel=OPS)["messages"]) == before + 1


@pytest.mark.parametrize("how", ["signature", "old", "junk", "missing", "body"])
def test_a_forged_request_is_refused(playground: Playground, how: str) -> None:
    """A request that Slack did not sign just now is 401, whatever is wrong with it."""
    assert playground.post("forge", how=how, text="help")["ack"]["status"] == 401


@pytest.mark.parametrize(
    ("text", "named"),
    [("expiring flurbsday", "flurbsday"), ("expiring 31 Feb", "31 Feb"), ("expires before", "before")],
)
def test_what_cannot_be_read_is_named(playground: Playground, words: Words, text: str, named: str) -> None:
    """An unreadable question names the words, and offers help."""
    said = words(playground.type(f"/certs {text}")["message"])
    assert named in said
    assert "elp" in said


def test_noise_is_refused_politely(playground: Playground, words: Words) -> None:
    """3,000 characters of noise are one sentence that says how much is read."""
    said = words(playground.type(f"/certs {'z9 ' * 1000}")["message"])
    assert "200" in said
    assert playground.type("/certs help")["ack"]["status"] == 200


def test_hostile_names_stay_names(playground: Playground) -> None:
    """A certificate called <!channel> is listed without a mention or a link of its own making."""
    shown = playground.type("/certs hostile.shop.example")["message"]
    for block in shown["blocks"]:
        for text in [block.get("text"), *block.get("elements", ())]:
            if isinstance(text, dict) and text.get("type") == "mrkdwn":
                assert "<!channel>" not in text["text"]
                assert "<https://evil.example" not in text["text"]


def test_slack_refusing_the_response_url(playground: Playground, words: Words) -> None:
    """When the response_url fails, the answer comes as an ephemeral message instead."""
    playground.post("faults", kind="http_500", method="response", count=2)
    said = playground.type("/certs help")["message"]
    assert said["ephemeral_for"] == ALICE
    calls = playground.get("calls", method="chat.postEphemeral")["calls"]
    assert calls[-1]["ok"]
