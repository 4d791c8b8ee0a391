"""Narrowing a result by its menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from bot.answers.answers import Answers
from bot.answers.refine import facets
from bot.certificates import Certificate, Kind, Project, Query, Span, Status
from bot.language.describe import describe
from bot.language.parse import parse
from bot.messages import clicks, refining
from bot.messages.refining import Facet
from bot.messages.reply import Reply

Shown = Callable[[Any], str]


def question(reply: Reply) -> str:
    """What the buttons of an answer ask again."""
    return [clicks.asked(block.get("block_id", "")) for block in reply.blocks][-1]


def options(menu: dict[str, Any]) -> dict[str, str]:
    """What a menu offers, and the values."""
    return {option["text"]["text"]: option["value"] for option in menu["options"]}


async def test_a_choice_adds_its_words_to_the_question(
    answers: Answers, message: Any, asker: Any, shown: Shown, value_of: Any
) -> None:
    """What is chosen is asked as if it had been typed behind the question, and can be narrowed or turned again."""
    first = await answers.ask(message("everything"))
    result_id, words = clicks.split_value(value_of(first.blocks, clicks.REFRESH))[0], "expired"
    reply = await answers.refine(result_id, words, asker())
    assert "3 certificates" in shown(reply.blocks)
    assert question(reply) == "everything expired"


async def test_a_choice_can_be_taken_back(
    with_rooms: Any, message: Any, asker: Any, shown: Shown, value_of: Any
) -> None:
    """Without the group's words the text is the one before, whose days move on; what was typed otherwise is said in
    full. A group that is none is refused."""
    real = with_rooms(parse=parse, describe=describe)
    narrowed = await real.ask(message("*.shop.example expiring within 30 days valid"))
    result_id, _ = clicks.split_value(value_of(narrowed.blocks, clicks.REFRESH))
    wide = await real.refine(result_id, "-status", asker())
    assert [clicks.asked(block.get("block_id", "")) for block in wide.blocks][
        -1
    ] == "*.shop.example expiring within 30 days"
    other = await real.ask(message("server *.shop.example"))
    result_id, _ = clicks.split_value(value_of(other.blocks, clicks.REFRESH))
    wide = await real.refine(result_id, "-kind", asker())
    assert question(wide) == "for *.shop.example"
    assert "no longer kept" in shown((await real.refine(result_id, "-names", asker())).blocks)
    lost = await real.refine("gone", "-kind", asker(), text="server *.shop.example")
    assert "Understood: `server` · `for *.shop.example`" in shown(lost.blocks)


async def test_a_lost_result_is_narrowed_too(answers: Answers, asker: Any, shown: Shown) -> None:
    """With the question that the menu's row carries, the words are added to that."""
    assert "3 certificates" in shown((await answers.refine("gone", "expired", asker(), text="everything")).blocks)
    assert "no longer kept" in shown((await answers.refine("gone", "expired", asker())).blocks)


def test_facets_are_what_certificates_differ_in(source: Any, clock: Any) -> None:
    """Values are counted by group; a group in which all are alike, or which the question names, is left out."""
    rows = source.certificates
    assert set(facets(rows, Query(), clock())) == {
        Facet("status", Status.EXPIRED, 3),
        Facet("status", Status.ISSUED, 22),
    }
    issued = Facet("status", Status.ISSUED, 25, chosen=True)
    assert facets(rows, Query(statuses=(Status.ISSUED,)), clock()) == (issued,)
    assert facets(rows, Query(statuses=(Status.ISSUED, Status.EXPIRED)), clock()) == ()
    assert facets(rows, Query(statuses=(Status.EXPIRED,), expires=Span()), clock()) == ()
    mixed = (*rows, msgspec.structs.replace(rows[9], kind=Kind.CLIENT, source="upload", project=Project("1", "支付")))
    assert {facet.group for facet in facets(mixed, Query(), clock())} == {"status", "kind", "source"}


def test_a_menu_a_group() -> None:
    """The most frequent option first, each with its count and the words it adds; what is chosen can be taken back."""
    found = [
        Facet("project", Project("1", "支付平台"), 2),
        Facet("status", Status.EXPIRED, 3),
        Facet("status", Status.ISSUED, 22),
        Facet("source", "somewhere new", 5),
        Facet("project", Project("2", '<!channel> "x"'), 4),
    ]
    status, project = refining.menus(found, "r1", "zh-CN")
    assert (status["placeholder"]["text"], options(status)) == (
        "状态", {"有效（22）": "r1:有效", "已过期（3）": "r1:已过期"},
    )  # fmt: skip
    assert (project["action_id"], list(options(project))) == ("result_refine.project", ["支付平台（2）"])
    assert refining.menus([Facet("source", "somewhere new", 5)], "r1", "en") == []
    (kind,) = refining.menus([Facet("kind", Kind.CLIENT, 4, chosen=True)], "r1", "en")
    assert options(kind) == {"Any kind": "r1:-kind", "client certificate (4)": "r1:client"}
    assert kind["initial_option"]["value"] == "r1:client"


def test_every_status_has_words_to_add() -> None:
    """Each known status can be chosen in both languages; an unknown one cannot be asked for."""
    for status in Status:
        for locale in ("en", "zh"):
            assert bool(refining.words(Facet("status", status, 1), locale)) == (status is not Status.UNKNOWN)


def test_a_bare_certificate_has_no_facets(clock: Any) -> None:
    """Nulls are nothing to choose from."""
    assert facets([Certificate(id="a", domain="")], Query(), clock()) == ()


@pytest.mark.parametrize(("text", "locale"), [("expiring this month", "en-US"), ("本月到期", "zh-CN")])
async def test_what_is_said_together_would_mean_either(
    text: str, locale: str, with_rooms: Any, message: Any, asker: Any, shown: Any, value_of: Any
) -> None:
    """ "Expired" narrows what ends this month to what has ended already, though typed together they mean either."""
    real = with_rooms(parse=parse, describe=describe)
    first = await real.ask(message(text, locale=locale))
    result_id, _ = clicks.split_value(value_of(first.blocks, clicks.SORT))
    narrowed = await real.refine(result_id, "expired" if locale == "en-US" else "已过期", asker(locale=locale))
    said = shown(narrowed.blocks)
    assert ("3 certificates · 3 expired" if locale == "en-US" else "3 张证书 · 3 张已过期") in said
    assert "2026-11-01" in said


async def test_the_order_stays(with_rooms: Any, message: Any, asker: Any, shown: Any, value_of: Any) -> None:
    """A result that was put in another order keeps it when it is narrowed."""
    real = with_rooms(parse=parse, describe=describe)
    first = await real.ask(message("*.shop.example"))
    result_id, _ = clicks.split_value(value_of(first.blocks, clicks.SORT))
    turned = await real.turn(result_id, asker(), sort="-expires")
    result_id, _ = clicks.split_value(value_of(turned.blocks, clicks.SORT))
    said = shown((await real.refine(result_id, "valid", asker())).blocks)
    assert said.index("w25.shop.example") < said.index("w24.shop.example")
