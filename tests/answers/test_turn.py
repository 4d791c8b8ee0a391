"""Buttons under a result: pages, order, age, sharing; and whose they are (threat 6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.answers.answers import Answers
from bot.answers.message import Asker, Message
from bot.answers.rooms import Rooms
from bot.errors import SourceUnavailable
from bot.inventory.limits import Limits
from bot.messages import clicks
from bot.playground.slack_blocks import faults, view_faults
from bot.store.connection import Redis
from bot.workspaces.roles import Role
from tests.answers.conftest import posted
from tests.sources.x509_papers import paper

Ask = Callable[..., Message]
Who = Callable[..., Asker]
Shown = Callable[[Any], str]
ValueOf = Callable[..., str]


async def test_pages_turn_both_ways(
    answers: Answers, message: Ask, asker: Who, shown: Shown, value_of: ValueOf, source: Any
) -> None:
    """Next leads to the second page, previous back to the first, without another listing."""
    first = await answers.ask(message("everything"))
    result_id, page = clicks.split_value(value_of(first.blocks, "result_page.next"))
    second = await answers.turn(result_id, asker(), page=int(page))
    assert "11–20 of 25" in shown(second.blocks)
    result_id, page = clicks.split_value(value_of(second.blocks, "result_page.previous"))
    assert "1–10 of 25" in shown((await answers.turn(result_id, asker(), page=int(page))).blocks)
    assert source.asked == 1
    assert faults(list(second.blocks), "message") == []


async def test_order_stays_on_later_pages(
    answers: Answers, message: Ask, asker: Who, shown: Shown, value_of: ValueOf
) -> None:
    """After a sort, the buttons of the answer keep that order."""
    first = await answers.ask(message("everything"))
    result_id, _ = clicks.split_value(value_of(first.blocks, "result_sort"))
    latest = await answers.turn(result_id, asker(), sort="-expires")
    assert "w25.shop.example" in shown(latest.blocks)
    result_id, page = clicks.split_value(value_of(latest.blocks, "result_page.next"))
    assert "w15.shop.example" in shown((await answers.turn(result_id, asker(), page=int(page))).blocks)


async def test_an_unknown_order_changes_nothing(
    answers: Answers, message: Ask, asker: Who, shown: Shown, value_of: ValueOf
) -> None:
    """A sort that is not offered leaves the order as it is."""
    result_id, _ = clicks.split_value(value_of((await answers.ask(message("everything"))).blocks, "result_refresh"))
    assert "api.shop.example" in shown((await answers.turn(result_id, asker(), sort="-secrets")).blocks)


async def test_refresh_says_when_the_source_is_away(
    answers: Answers, clock: Any, source: Any, message: Ask, asker: Who, shown: Shown, value_of: ValueOf
) -> None:
    """A refresh that gets no answer keeps the rows and says of when they are."""
    first = await answers.ask(message("everything"))
    result_id, _ = clicks.split_value(value_of(first.blocks, "result_refresh"))
    source.fault = SourceUnavailable("timeout")
    clock.now += timedelta(minutes=5)
    reply = await answers.turn(result_id, asker(), refresh=True)
    assert "does not answer now" in shown(reply.blocks)
    assert "`api.shop.example`" in shown(reply.blocks)


async def test_share_is_public_and_says_who(
    answers: Answers, message: Ask, asker: Who, shown: Shown, value_of: ValueOf
) -> None:
    """A shared result is for the channel, names who shared it, and shows dates in each reader's own zone."""
    first = await answers.ask(message("everything"))
    result_id, page = clicks.split_value(value_of(first.blocks, "result_share"))
    reply = await answers.share(result_id, asker(), posted, page=int(page))
    assert reply.public
    assert "Shared by <@U1>" in shown(reply.blocks)
    assert "<!date^" in shown(reply.blocks)
    assert "tomorrow" not in shown(reply.blocks)
    assert faults(list(reply.blocks), "message") == []


@pytest.mark.parametrize(("channel", "offered"), [("C1", True), ("D0ALICE001", False), ("", False)])
async def test_nothing_is_shared_where_nobody_else_is(
    answers: Answers, message: Ask, channel: str, offered: bool
) -> None:
    """In direct messages and on the Home tab an answer has everything but the button that shares it."""
    blocks = str((await answers.ask(message("everything", channel=channel))).blocks)
    assert ("'result_share'" in blocks) == offered
    assert all(f"'{action}'" in blocks for action in ("result_refresh", "result_remind", "result_save"))


async def test_a_shared_list_can_be_taken_back(
    answers: Answers, rooms: Rooms, message: Ask, asker: Who, shown: Shown, value_of: ValueOf
) -> None:
    """By whoever shared it and by an admin, and by nobody else; it is kept who did."""
    first = await answers.ask(message("everything"))
    result_id, _ = clicks.split_value(value_of(first.blocks, "result_share"))
    shared = await answers.share(result_id, asker(), posted)
    sharer, _ = clicks.split_value(value_of(shared.blocks, "result_unshare"))
    gone: list[str] = []

    async def withdraw() -> None:
        gone.append("withdrawn")

    refused = await answers.unshare(sharer, asker(user="U2"), withdraw)
    assert ("may not do that" in shown(refused.blocks), gone) == (True, [])
    for who in (asker(), asker(user="U3", role=Role.ADMIN)):
        taken_back = await answers.unshare(sharer, who, withdraw, text="everything")
        assert "gone from the channel" in shown(taken_back.blocks)
        assert value_of(taken_back.blocks, clicks.ASK) == "everything"
    assert len(gone) == 2
    trail = await rooms.reminding.audit.latest("T1")
    assert [(each.entry.action, each.entry.actor) for each in trail[:2]] == [
        ("result.unshare", "U3"), ("result.unshare", "U1"),
    ]  # fmt: skip


async def test_another_person_gets_a_result_of_their_own(
    answers: Answers, message: Ask, asker: Who, value_of: ValueOf
) -> None:
    """Somebody else's click on a shared result is answered with buttons that are theirs."""
    first = await answers.ask(message("everything"))
    result_id, _ = clicks.split_value(value_of(first.blocks, "result_share"))
    theirs = await answers.turn(result_id, asker(user="U2"))
    assert clicks.split_value(value_of(theirs.blocks, "result_share"))[0] != result_id
    assert not theirs.public


async def test_another_person_spends_their_own_limit(
    with_rooms: Callable[..., Answers], redis: Redis, message: Ask, asker: Who, shown: Shown, value_of: ValueOf
) -> None:
    """Clicking somebody else's result counts as a question; turning one's own pages does not."""
    answers = with_rooms(limits=Limits(redis, user_per_minute=1))
    result_id, _ = clicks.split_value(value_of((await answers.ask(message("everything"))).blocks, "result_refresh"))
    assert "1–10 of 25" in shown((await answers.turn(result_id, asker())).blocks)
    assert "1–10 of 25" in shown((await answers.turn(result_id, asker(user="U2"))).blocks)
    assert "ask again in" in shown((await answers.turn(result_id, asker(user="U2"))).blocks)


async def test_no_way_into_another_workspace(
    answers: Answers, message: Ask, asker: Who, shown: Shown, value_of: ValueOf
) -> None:
    """A result id of one workspace is nothing in another: not for pages, not to share, not to be reminded of."""
    result_id, _ = clicks.split_value(value_of((await answers.ask(message("everything"))).blocks, "result_refresh"))
    foreign = asker(workspace="T2")
    for reply in (
        await answers.turn(result_id, foreign),
        await answers.share(result_id, foreign, posted),
        await answers.remind(result_id, foreign),
    ):
        assert "no longer kept" in shown(reply.blocks)
        assert "shop.example" not in shown(reply.blocks)
        assert not reply.public


async def test_a_lost_result_is_asked_again(answers: Answers, asker: Who, shown: Shown) -> None:
    """With the question that its buttons carry, a result that is gone is run again, and says so."""
    reply = await answers.turn("gone", asker(), page=2, text="everything")
    assert "asked again" in shown(reply.blocks)
    assert "1–10 of 25" in shown(reply.blocks)


async def test_buttons_carry_their_question(answers: Answers, message: Ask) -> None:
    """The rows of buttons have block ids from which the question comes back."""
    reply = await answers.ask(message("this month"))
    carried = [clicks.asked(block["block_id"]) for block in reply.blocks if "block_id" in block]
    assert carried == ["this month", "this month"]


async def test_facts_of_the_certificate_itself(
    answers: Answers, source: Any, asker: Who, shown: Shown, message: Ask, value_of: ValueOf
) -> None:
    """On request the modal says what stands in the certificate and gives it to copy, without its chain: it is fetched
    then, and kept nowhere."""
    source.papers["c1"] = paper("api.shop.example") * 2
    result_id, _ = clicks.split_value(value_of((await answers.ask(message("everything"))).blocks, clicks.DETAILS))
    modal = await answers.details(result_id, "c1", asker())
    assert value_of(modal.payload, clicks.FACTS) == f"{result_id}:c1"
    view = await answers.facts(result_id, "c1", asker())
    text = shown(view.payload)
    assert "SHA-256 fingerprint" in text
    assert "Chain\n2 certificates" in text
    assert text.count("BEGIN CERTIFICATE") == 1
    assert "BEGIN CERTIFICATE" not in shown(modal.payload)
    assert view_faults(view.payload, "modal") == []


async def test_facts_that_cannot_be_had(
    answers: Answers, source: Any, asker: Who, shown: Shown, message: Ask, value_of: ValueOf
) -> None:
    """No certificate yet, or no answer: the modal stays and says so; an unknown id is said, too."""
    await answers.ask(message("everything"))
    assert "holds no certificate" in shown((await answers.facts("gone", "c1", asker())).payload)
    assert "no certificate" in shown((await answers.facts("gone", "ghost", asker())).payload).lower()
    source.fault = SourceUnavailable("timeout")
    view = await answers.facts("gone", "c1", asker())
    assert "api.shop.example" in shown(view.payload)
    assert value_of(view.payload, clicks.FACTS) == "gone:c1"
