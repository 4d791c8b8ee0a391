"""Questions with two readings and dates in a third language, through signed HTTP into the real web process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.journeys.conftest import Outcome, Playground

Words = Callable[[Any], str]
DATE = "/certs expiring before 03/04/2027 *.shop.example"


def person(playground: Playground, user: str, locale: str = "en-US", zone: str = "Asia/Shanghai") -> str:
    """Somebody who asks in this journey alone."""
    playground.post("people", id=user, name=user.lower(), locale=locale, zone=zone)
    return user


def refusal(playground: Playground, words: Words, user: str) -> Outcome:
    asked = playground.type(DATE, user=user)["message"]
    assert "day/month or month/day" in words(asked)
    message: Outcome = asked
    return message


def test_a_reading_is_chosen_once(playground: Playground, words: Words) -> None:
    """Whoever presses `3 April` for 03/04/2027 is read day first from then on, is told so, and finds the way back in
    the answer and in the settings; somebody else is still asked."""
    zoe, max_ = person(playground, "U0ZOE00001"), person(playground, "U0MAX00001")
    refused = refusal(playground, words, zoe)
    playground.click(refused, user=zoe, action_id="choose.1", until="Understood")
    answer = playground.type(DATE, user=zoe)["message"]
    assert "as day/month, as you chose" in words(answer)
    assert "2027-04-02" in words(answer)
    refusal(playground, words, max_)
    back = playground.click(answer, user=zoe, action_id="choose.0", until="2027-03-03")
    assert not back["timed_out"]
    assert "as month/day, as you chose" in words(playground.type(DATE, user=zoe)["message"])
    card = playground.type("/certs settings", user=zoe)["message"]
    assert "month/day" in words(card)
    playground.click(card, user=zoe, action_id="choices_reset", until="forgotten")
    refusal(playground, words, zoe)


def test_a_french_date_is_a_guess(playground: Playground, words: Words) -> None:
    """A reader whose Slack is French may write the date in French; the answer marks what it guessed."""
    amelie = person(playground, "U0AMELIE01", "fr-FR", "Europe/Paris")
    answer = playground.type("/certs expire avant le 15 août 2027", user=amelie)["message"]
    assert "❓ Guessed: expire avant le 15 août 2027. Please check it." in words(answer)
    assert "2027-08-14" in words(answer)
