"""Questions and their answers, verb by verb; whatever goes wrong is one sentence with a request id."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from bot.answers.answers import Answers
from bot.answers.message import Message
from bot.errors import RateLimited, SourceRefused, SourceUnavailable, StoreUnavailable, Unreadable
from bot.playground.slack_blocks import faults, view_faults
from tests.answers.conftest import posted

Ask = Callable[..., Message]
Shown = Callable[[Any], str]


async def test_a_question_is_answered_with_rows(answers: Answers, message: Ask, shown: Shown) -> None:
    """The first page says how many there are, how the question was read, and ten certificates, soonest end first."""
    reply = await answers.ask(message("everything"))
    text = shown(reply.blocks)
    assert "25 certificates · 3 expired · 7 expire within 7 days" in text
    assert "all certificates" in text
    assert text.index("`api.shop.example`") < text.index("`w02.shop.example`") < text.index("`w10.shop.example`")
    assert "w11" not in text
    assert "1–10 of 25 · as of 20:00" in text
    assert not reply.public
    assert faults(list(reply.blocks), "message") == []


async def test_the_answer_is_in_the_readers_language(answers: Answers, message: Ask, shown: Shown) -> None:
    """A Chinese locale reads Chinese."""
    text = shown((await answers.ask(message("everything", locale="zh-CN"))).blocks)
    assert "25 张证书 · 3 张已过期 · 7 张 7 天内到期" in text
    assert "明天 21:00 到期" in text


async def test_guesses_are_marked_and_the_other_reading_offered(
    answers: Answers, message: Ask, shown: Shown, value_of: Callable[..., str]
) -> None:
    """What was guessed is named, and the reading that was not taken is a button."""
    reply = await answers.ask(message("le 3 mars"))
    assert "Guessed: le 3 mars." in shown(reply.blocks)
    assert value_of(reply.blocks, "ask.0") == "3 March 2026"


async def test_nothing_found_says_how_to_go_on(
    answers: Answers, message: Ask, shown: Shown, value_of: Callable[..., str]
) -> None:
    """An empty result offers everything instead."""
    reply = await answers.ask(message("nothing"))
    assert "No certificates found" in shown(reply.blocks)
    assert value_of(reply.blocks, "ask") == "all certificates"


async def test_a_partial_listing_says_so(answers: Answers, source: Any, message: Ask, shown: Shown) -> None:
    """When a page was lost, the answer warns that certificates may be missing."""
    source.complete = False
    assert "incomplete" in shown((await answers.ask(message("everything"))).blocks)


@pytest.mark.parametrize("text", ["", "   ", "help", " Help ", "?", "帮助"])
async def test_help_costs_nothing(text: str, with_rooms: Callable[..., Answers], message: Ask, shown: Shown) -> None:
    """No text, or help, answers with examples, even for somebody who asked too much."""
    reply = await with_rooms(limits=Refusing()).ask(message(text))
    assert "expiring in the next 30 days" in shown(reply.blocks)


class Refusing:
    """Limits that are used up."""

    async def spend(self, workspace: str, user: str) -> None:
        raise RateLimited("user", 11.2)


async def test_limits_are_spent_before_the_source_is_asked(
    with_rooms: Callable[..., Answers], source: Any, message: Ask, shown: Shown
) -> None:
    """Too many questions are answered with the seconds to wait, and cost Tencent Cloud nothing."""
    reply = await with_rooms(limits=Refusing()).ask(message("everything"))
    assert "12 seconds" in shown(reply.blocks)
    assert source.asked == 0


async def test_nothing_is_read_beyond_the_limit(with_rooms: Callable[..., Answers], message: Ask, shown: Shown) -> None:
    """A text that could not be read is refused for being one too many."""
    assert "12 seconds" in shown((await with_rooms(limits=Refusing()).ask(message("expiring flurbsday"))).blocks)


async def test_unreadable_text_names_the_word(
    answers: Answers, message: Ask, shown: Shown, value_of: Callable[..., str]
) -> None:
    """What cannot be read is named, with the nearest readings as buttons and a request id."""
    reply = await answers.ask(message("flurbsday <!channel>"))
    assert "“flurbsday <!channel>”" in shown(reply.blocks)
    assert value_of(reply.blocks, "ask.0") == "everything"
    assert "q-1" in shown(reply.blocks)
    assert "<!channel>" not in reply.text


async def test_what_is_not_there_yet_is_said(answers: Answers, message: Ask, shown: Shown, value_of: Any) -> None:
    """A command that was understood but has no answer yet is not mistaken for a question."""
    reply = await answers.ask(message("a verb of tomorrow"))
    assert "cannot do that yet" in shown(reply.blocks)
    assert value_of(reply.blocks, "ask.help") == "help"


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (SourceRefused(4100), "SecretKey does not match"),
        (SourceRefused(4500, server_time=1795435500), "300 seconds away"),
        (SourceUnavailable("timeout"), "too long to answer"),
    ],
)
async def test_a_source_that_fails_is_one_sentence(
    fault: Exception, sentence: str, answers: Answers, source: Any, message: Ask, shown: Shown
) -> None:
    """A wrong key, a wrong clock and a slow source each have their sentence with the next step."""
    source.fault = fault
    assert sentence in shown((await answers.ask(message("everything"))).blocks)


async def test_without_memory_there_are_rows_without_buttons(
    with_rooms: Callable[..., Answers], message: Ask, shown: Shown
) -> None:
    """When a result cannot be kept, it is still shown; buttons that could not work are left out."""

    class Forgetful:
        async def save(self, result: object) -> str:
            raise StoreUnavailable

    reply = await with_rooms(results=Forgetful()).ask(message("everything"))
    assert "`api.shop.example`" in shown(reply.blocks)
    assert "action_id" not in str(reply.blocks)


async def test_a_fault_of_ours_is_polite_and_logged(
    with_rooms: Callable[..., Answers], message: Ask, shown: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    """An unexpected exception becomes one sentence with the id under which the log has the traceback."""

    def broken(text: str, **_: object) -> object:
        raise ZeroDivisionError("secret words")

    with caplog.at_level(logging.ERROR):
        reply = await with_rooms(parse=broken).ask(message("everything"))
    assert "q-1" in shown(reply.blocks)
    assert "secret" not in shown(reply.blocks)
    assert caplog.records[0].exc_info is not None


async def test_show_answers_with_one_certificate(answers: Answers, message: Ask, shown: Shown) -> None:
    """By id or by host, one certificate is shown in full."""
    by_id, by_host = [await answers.ask(message(text)) for text in ("show c3", "show api.shop.example")]
    assert "w03.shop.example" in shown(by_id.blocks)
    assert "Valid from" in shown(by_id.blocks)
    assert "c1" in shown(by_host.blocks)
    assert faults(list(by_id.blocks), "message") == []


async def test_show_lists_when_several_fit(answers: Answers, message: Ask, shown: Shown) -> None:
    """A name that fits several is answered with the list to choose from."""
    assert "25 certificates" in shown((await answers.ask(message("show shop"))).blocks)


async def test_show_says_when_none_fits(answers: Answers, message: Ask, shown: Shown) -> None:
    """A name that fits none is named."""
    assert "no certificate “ghost”" in shown((await answers.ask(message("show ghost"))).blocks)


async def test_an_unknown_account_is_named(answers: Answers, message: Ask, shown: Shown) -> None:
    """A query for an account that is not connected says so."""
    assert "no account “prod”" in shown((await answers.ask(message("account prod"))).blocks)


async def test_details_open_a_modal(answers: Answers, asker: Any, message: Ask, shown: Shown, value_of: Any) -> None:
    """A row's button opens the certificate in a view Slack takes."""
    reply = await answers.ask(message("everything"))
    result_id, _, certificate_id = value_of(reply.blocks, "result_details").partition(":")
    view = await answers.details(result_id, certificate_id, asker())
    assert "api.shop.example" in shown(view.payload)
    assert view_faults(view.payload, "modal") == []


async def test_details_of_nothing_are_a_notice(answers: Answers, asker: Any, shown: Shown) -> None:
    """A certificate that is gone is a sentence in the modal, also when the result is gone."""
    view = await answers.details("gone", "c99", asker())
    assert "no certificate “c99”" in shown(view.payload)
    assert view_faults(view.payload, "modal") == []


async def test_a_renewal_is_told(
    answers: Answers, source: Any, asker: Any, message: Ask, shown: Shown, value_of: Any
) -> None:
    """In the list and in the details, a certificate that another replaces says so, and the other what it replaces."""
    old = source.certificates[4]
    new = msgspec.structs.replace(old, id="n5", source="trustasia", expires=old.expires + timedelta(days=90))
    source.certificates = (*source.certificates, new)
    reply = await answers.ask(message("everything"))
    assert "✅ renewed by `n5`" in shown(reply.blocks)
    result_id, _, _ = value_of(reply.blocks, "result_details").partition(":")
    assert "✅ renewed by `n5`" in shown((await answers.details(result_id, "c5", asker())).payload)
    shared = await answers.share(result_id, asker(), posted)
    assert "✅ renewed by `n5`" in shown(shared.blocks)
    assert "✅ renewed" in str(shared.rich)
    assert "✅ renewed by `n5`" in shown((await answers.home(asker())).payload)
    assert "Replaces `c5`" in shown((await answers.details(result_id, "n5", asker())).payload)


async def test_progress_reaches_the_caller(answers: Answers, message: Ask) -> None:
    """A listing that takes a while reports how far it is."""
    heard: list[tuple[int, int | None]] = []
    await answers.ask(message("everything"), progress=lambda done, total: heard.append((done, total)))
    assert heard == [(25, 25)]


async def test_found_is_data_for_a_terminal(answers: Answers, message: Ask) -> None:
    """The same question as data has all rows in one page; a command that is no question is refused."""
    found = await answers.found(message("everything"))
    assert (found.page.total, len(found.page.rows)) == (25, 25)
    with pytest.raises(Unreadable):
        await answers.found(message("reminders"))
