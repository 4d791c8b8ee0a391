"""Saved views: named under an answer, opened by that name, listed and deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.answers.answers import Answers
from bot.answers.message import Asker, Message
from bot.language.describe import describe
from bot.language.parse import parse
from bot.messages import clicks
from bot.playground.slack_blocks import faults, view_faults

Ask = Callable[..., Message]
Who = Callable[..., Asker]
Shown = Callable[[Any], str]
SOON = {"en-US": "expiring in the next 7 days", "zh-CN": "未来7天内到期"}


@pytest.fixture
def real(with_rooms: Callable[..., Answers]) -> Answers:
    return with_rooms(parse=parse, describe=describe)


@pytest.fixture
def result(real: Answers, message: Ask, value_of: Any) -> Callable[..., Any]:
    """Ask, and give the id of the result as its button carries it."""

    async def asked(text: str, locale: str = "en-US") -> str:
        reply = await real.ask(message(text, locale=locale))
        return clicks.split_value(value_of(reply.blocks, clicks.SAVE))[0]

    return asked


@pytest.mark.parametrize(
    ("name", "command", "locale"),
    [
        ("payments", "view payments", "en-US"),
        ("支付", "视图 支付", "zh-CN"),
        ("expired ones", 'view "expired ones"', "en-US"),
    ],
)
async def test_a_question_gets_a_name(
    name: str,
    command: str,
    locale: str,
    real: Answers,
    result: Any,
    message: Ask,
    asker: Who,
    shown: Shown,
    value_of: Any,
) -> None:
    """Saved, it is opened by everybody of the workspace in either language, and by its button."""
    saved = await real.save_view(await result(SOON[locale], locale), name, asker(locale=locale))
    assert name in shown(saved.blocks)
    assert faults(list(saved.blocks), "message") == []
    for text, where in ((command, locale), (value_of(saved.blocks, clicks.ASK), "en-US")):
        opened = shown((await real.ask(message(text, user="U2", locale=where))).blocks)
        assert ("8 certificates" if where == "en-US" else "8 张证书") in opened


async def test_days_of_a_view_move_on(
    real: Answers, result: Any, clock: Any, message: Ask, asker: Who, shown: Shown
) -> None:
    """It is read anew each time: next week's 7 days are not this week's."""
    await real.save_view(await result(SOON["en-US"]), "soon", asker())
    later = message("view soon")
    later = Message(later.text, later.asker, later.sent_at + timedelta(days=7))
    assert "w11.shop.example" in shown((await real.ask(later)).blocks)


async def test_views_are_listed_and_deleted(
    real: Answers, result: Any, message: Ask, asker: Who, shown: Shown, value_of: Any
) -> None:
    """The list has a button that opens and one that deletes; deleted, it can be brought back, or asked."""
    assert "No saved views yet" in shown((await real.ask(message("views"))).blocks)
    await real.save_view(await result("expired"), "over", asker())
    listed = await real.ask(message("views"))
    assert "1 saved view" in shown(listed.blocks)
    assert faults(list(listed.blocks), "message") == []
    dropped = await real.ask(message(value_of(listed.blocks, f"{clicks.ASK}.drop0")))
    assert "View over is deleted: expired." in shown(dropped.blocks)
    assert value_of(dropped.blocks, clicks.ASK) == "expired"
    assert "no view “over”" in shown((await real.ask(message("delete view over"))).blocks)
    result_id, name = clicks.split_value(value_of(dropped.blocks, clicks.VIEW_UNDO))
    assert "View over is saved: expired." in shown((await real.save_view(result_id, name, asker())).blocks)
    assert "3 certificates" in shown((await real.ask(message("view over"))).blocks)


async def test_a_name_that_is_none(
    real: Answers, result: Any, message: Ask, asker: Who, shown: Shown, value_of: Any
) -> None:
    """The views that there are, and the words as a search."""
    await real.save_view(await result("expired"), "over", asker())
    reply = await real.ask(message("view payments"))
    assert "There is no view “payments”" in shown(reply.blocks)
    assert "over\nexpired" in shown(reply.blocks)
    assert value_of(reply.blocks, f"{clicks.ASK}.search") == "payments"
    assert faults(list(reply.blocks), "message") == []


@pytest.mark.parametrize("name", ["", "   ", 'a"b', "x" * 41, "a\u202eb", "<!channel>\x00"])
async def test_names_that_cannot_be_typed(name: str, real: Answers, result: Any, asker: Who, shown: Shown) -> None:
    """They are refused with what a name may be, under the field of the form and after it, and nothing is kept."""
    assert "cannot name a view" in real.check_view(name, asker())["name"]
    assert "cannot name a view" in shown((await real.save_view(await result("expired"), name, asker())).blocks)


async def test_saving_over_a_view_says_so(real: Answers, result: Any, asker: Who, shown: Shown, value_of: Any) -> None:
    """What the name asked before is shown, and gets it back at a press."""
    await real.save_view(await result("expired"), "mine", asker())
    replaced = await real.save_view(await result("valid"), "Mine", asker())
    assert "It replaces: expired" in shown(replaced.blocks)
    result_id, name = clicks.split_value(value_of(replaced.blocks, clicks.VIEW_UNDO))
    undone = await real.save_view(result_id, name, asker())
    assert "is saved: expired." in shown(undone.blocks)
    assert "It replaces: valid" in shown(undone.blocks)


async def test_a_hundred_views_are_taken(real: Answers, result: Any, message: Ask, asker: Who, shown: Shown) -> None:
    """A full list is within Slack's limits, also on the Home tab; one more is refused with a way out."""
    result_id = await result("expired")
    for number in range(100):
        await real.save_view(result_id, f"{number:03} {'&' * 36}", asker())
    assert "Delete one first" in shown((await real.save_view(result_id, "more", asker())).blocks)
    listed = await real.ask(message("views"))
    assert faults(list(listed.blocks), "message") == []
    home = await real.home(asker())
    assert view_faults(home.payload, "home") == []
    assert "Saved views" in shown(home.payload)


async def test_no_view_of_another_workspaces_result(real: Answers, result: Any, asker: Who, shown: Shown) -> None:
    """A result id is nothing elsewhere."""
    assert "no longer kept" in shown((await real.save_view(await result("expired"), "x", asker(workspace="T2"))).blocks)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_the_form_is_taken(locale: str, real: Answers, asker: Who) -> None:
    """The form is a view that Slack opens, and knows of which result it is."""
    view = (await real.save_form("r1", asker(locale=locale))).payload
    assert view_faults(view, "modal") == []
    assert (view["private_metadata"], view["callback_id"]) == ("r1:C1", clicks.CALLBACK_SAVE)
