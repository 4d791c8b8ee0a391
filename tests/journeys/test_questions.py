"""Two people ask, page, sort, look closer and share, through signed HTTP into the real web process."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.journeys.conftest import ALICE, LI_LEI, OPS, Outcome, Playground

Words = Callable[[Any], str]
MONTH = "/certs expiring in the next 30 days"


def rows(message: Outcome) -> list[list[Outcome]]:
    """The rows of the answer's table, without its header."""
    (table,) = (block for block in message["blocks"] if block["type"] == "data_table")
    found: list[list[Outcome]] = table["rows"][1:]
    return found


def numbers(message: Outcome, column: int) -> list[float]:
    """One column's numbers, from top to bottom."""
    return [row[column]["value"] for row in rows(message)]


def action(message: Outcome, prefix: str) -> str:
    """The action_id in a message that starts with `prefix`."""
    elements = [element for block in message["blocks"] for element in block.get("elements", ())]
    ids: list[str] = [element.get("action_id", "") for element in elements]
    return next(each for each in ids if each.startswith(prefix))


def test_the_playground_asks_by_itself(playground: Playground) -> None:
    """A person who starts the playground sees its address, a question and its answer before doing anything."""
    printed = "".join(playground.printed)
    assert playground.url in printed
    assert MONTH in printed
    assert re.search(r"\d+ certificates", printed)
    assert "api.shop.example" in printed


def test_a_question_in_english(playground: Playground, words: Words) -> None:
    """Alice reads counts, what was understood, and rows ordered by their end, for her eyes only."""
    answer = playground.type(MONTH)
    message = answer["message"]
    assert answer["ack"]["status"] == 200
    assert message["ephemeral_for"] == ALICE
    assert re.search(r"\d+ certificates", words(message))
    assert "Understood" in words(message)
    assert "2026" in words(message) or "202" in words(message)
    assert numbers(message, 3) == sorted(numbers(message, 3))


def test_a_question_in_chinese(playground: Playground, words: Words) -> None:
    """Li Lei's answer is Chinese, and finds the same certificates as the question in English."""
    answer = playground.type("/certs 未来30天内到期", user=LI_LEI)["message"]
    assert "理解为" in words(answer) or "张证书" in words(answer)
    assert answer["ephemeral_for"] == LI_LEI
    counted = [re.search(r"\d+", block["text"]["text"]) for block in answer["blocks"] if block["type"] == "header"]
    assert counted[0] is not None
    assert int(counted[0].group()) >= len(rows(answer))


def test_paging_sorting_and_refreshing(playground: Playground, words: Words) -> None:
    """Buttons and the menu under an answer change that same message."""
    first = playground.type("/certs valid certificates")["message"]
    second = playground.click(first, action_id=action(first, "result_page.next"))["message"]
    assert second["ts"] == first["ts"]
    assert not {row[1]["text"] for row in rows(first)} & {row[1]["text"] for row in rows(second)}
    by_newest = playground.click(second, action_id=action(second, "result_sort"), choose="Latest end first")["message"]
    ends = numbers(by_newest, 3)
    assert ends == sorted(ends, reverse=True)
    fresh = playground.click(by_newest, action_id=action(by_newest, "result_refresh"))["message"]
    assert rows(fresh) == rows(by_newest)


def test_details_open_in_a_modal(playground: Playground, words: Words) -> None:
    """Choosing a row opens one certificate in full, with its names and its Beijing time."""
    message = playground.type("/certs api.shop.example")["message"]
    menu = next(
        element
        for block in message["blocks"]
        for element in block.get("elements", ())
        if element.get("action_id", "").startswith("result_details")
    )
    opened = playground.click(message, action_id=menu["action_id"], choose=menu["options"][0]["value"], until="Beijing")
    assert opened["view"]["type"] == "modal"
    assert "shop.example" in words(opened["view"])


def test_sharing_says_who_did(playground: Playground, words: Words) -> None:
    """A shared answer is for the whole channel and names the person who shared it."""
    message = playground.type("/certs *.pay.example")["message"]
    shared = playground.click(message, action_id=action(message, "result_share"), until=f"<@{ALICE}>")["message"]
    assert shared["ephemeral_for"] is None
    seen = playground.get("messages", user=LI_LEI, channel=OPS)["messages"]
    assert shared["ts"] in {each["ts"] for each in seen}


def test_help_in_both_languages(playground: Playground, words: Words) -> None:
    """Help has examples for each reader, in the reader's language."""
    english = words(playground.type("/certs help")["message"])
    chinese = words(playground.type("/certs 帮助", user=LI_LEI)["message"])
    assert "/certs" in english
    assert "到期" in chinese
    assert english != chinese


def test_a_mention_and_a_direct_message(playground: Playground, words: Words) -> None:
    """The app answers where it is mentioned and where it is written to."""
    mentioned = playground.type("@certminder expired certificates")["message"]
    direct = playground.type("expired certificates", channel=f"D{ALICE[1:]}")["message"]
    assert "Expired" in words(mentioned)
    assert "Expired" in words(direct)
