"""Questions that have two readings, answered with the real language over a real Redis, and remembered by person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.answers.answers import Answers
from bot.errors import StoreUnavailable
from bot.language.parse import parse
from bot.messages import clicks

Ask = Callable[..., Any]
Shown = Callable[[Any], str]


@pytest.fixture
def real(with_rooms: Callable[..., Answers]) -> Answers:
    return with_rooms(parse=parse)


class Forgetful:
    """A store that does not answer."""

    async def of(self, workspace: str, user: str, /) -> dict[str, str]:
        raise StoreUnavailable("gone")

    async def choose(self, workspace: str, user: str, name: str, way: str, /) -> None:
        raise StoreUnavailable("gone")

    async def reset(self, workspace: str, user: str, /) -> None:
        raise StoreUnavailable("gone")


async def pressed(answers: Answers, message: Ask, value: str, **who: str) -> Any:
    """What comes of a button that chooses."""
    choice, text = clicks.split_value(value)
    asking = message(text, **who)
    await answers.choose(choice, asking.asker)
    return await answers.ask(asking)


async def test_an_ambiguous_date_is_asked_once(real: Answers, message: Ask, shown: Shown, value_of: Any) -> None:
    """03/04/2027 is refused with both readings; whichever is pressed is how the next one is read, and said."""
    refused = await real.ask(message("expiring before 03/04/2027"))
    assert "day/month or month/day" in shown(refused.blocks)
    assert "remembered for you" in shown(refused.blocks)
    assert value_of(refused.blocks, "choose.0") == "day_month=month:expiring before 2027-03-04"
    answered = await pressed(real, message, value_of(refused.blocks, "choose.1"))
    assert "25 certificates" not in shown(answered.blocks)
    assert "2027" in shown(answered.blocks) or "certificates" in shown(answered.blocks)
    later = await real.ask(message("expiring before 05/01/2027"))
    assert "as day/month, as you chose" in shown(later.blocks)
    assert value_of(later.blocks, "choose.0") == "day_month=month:expiring before 2027-05-01"


async def test_the_way_back_is_a_button(real: Answers, message: Ask, shown: Shown, value_of: Any) -> None:
    """`next Friday` is next week's, until somebody takes the coming one, until that is taken back."""
    asked = message("expiring by next Friday")
    first = await real.ask(asked)
    assert "16 certificates" not in shown(first.blocks)
    assert "as you chose" not in shown(first.blocks)
    coming = await pressed(real, message, value_of(first.blocks, "choose.0"))
    assert shown(coming.blocks) != shown(first.blocks)
    again = await real.ask(asked)
    assert "the coming one, as you chose" in shown(again.blocks)
    back = await pressed(real, message, value_of(again.blocks, "choose.0"))
    assert shown(back.blocks).splitlines()[0] == shown(first.blocks).splitlines()[0]
    assert "the one of next week, as you chose" in shown((await real.ask(asked)).blocks)


async def test_a_choice_is_one_persons(real: Answers, message: Ask, shown: Shown) -> None:
    """Somebody else in the workspace, and the same id in another one, are asked themselves."""
    await real.choose("day_month=day", message("").asker)
    assert "as you chose" in shown((await real.ask(message("expiring before 03/04/2027"))).blocks)
    for who in ({"user": "U2"}, {"workspace": "T2"}):
        other = await real.ask(message("expiring before 03/04/2027", **who))
        assert "day/month or month/day" in shown(other.blocks)


async def test_others_read_what_was_meant(
    real: Answers, message: Ask, asker: Any, shown: Shown, value_of: Any, rooms: Any
) -> None:
    """A reminder, and a result that somebody else turns, keep the chosen reading though they are read without it."""
    await real.choose("next_weekday=coming", asker())
    await real.ask(message("remind expiring before next Friday"))
    (kept,) = await rooms.subscriptions.of_channel("T1", "C1")
    assert kept.text == "expiring before coming Friday"
    listed = await real.ask(message("expiring before next Friday"))
    result_id, _ = clicks.split_value(value_of(listed.blocks, clicks.REFRESH))
    assert (await rooms.results.load("T1", result_id)).text == "expiring before coming Friday"
    turned = await real.turn(result_id, asker(user="U2"))
    assert shown(turned.blocks).splitlines()[0] == shown(listed.blocks).splitlines()[0]


async def test_settings_show_and_reset(real: Answers, message: Ask, asker: Any, shown: Shown, value_of: Any) -> None:
    """Language, zone, choices, and one button that forgets them."""
    first = shown((await real.ask(message("settings"))).blocks)
    assert "Asia/Shanghai" in first
    assert "no choice yet" in first
    await real.choose("day_month=month", asker())
    card = await real.ask(message("设置", locale="zh-CN"))
    assert "月/日" in shown(card.blocks)
    assert "语言：中文" in shown(card.blocks)
    assert value_of(card.blocks, clicks.RESET)
    reset = await real.reset(asker())
    assert "forgotten" in shown(reset.blocks)
    refused = await real.ask(message("expiring before 03/04/2027"))
    assert "day/month or month/day" in shown(refused.blocks)


@pytest.mark.parametrize("choice", ["", "day_month=year", "else=day", "day_month"])
async def test_a_strange_choice_changes_nothing(choice: str, real: Answers, message: Ask, shown: Shown) -> None:
    """A button of another version of the app is passed over."""
    await real.choose(choice, message("").asker)
    assert "no choice yet" in shown((await real.ask(message("settings"))).blocks)


async def test_without_memory_the_convention_holds(
    with_rooms: Callable[..., Answers], message: Ask, asker: Any, shown: Shown
) -> None:
    """While choices cannot be read or kept, questions are answered; only the reset says so."""
    answers = with_rooms(parse=parse, choices=Forgetful())
    await answers.choose("day_month=day", asker())
    assert "certificates" in shown((await answers.ask(message("expiring by next Friday"))).blocks)
    assert "day/month or month/day" in shown((await answers.ask(message("expiring before 03/04/2027"))).blocks)
    assert "does not answer" in shown((await answers.reset(asker())).blocks)
