"""What went wrong, one clear sentence each, with the next step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import errors
from bot.language.meanings import REASONS
from bot.messages import notices
from bot.messages.texts import TABLE
from bot.playground.slack_blocks import view_faults

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
GATEWAY = (4000, 4100, 4101, 4102, 4103, 4104, 4105, 4106, 4110, 4300, 4400, 4500, 4600, 6000, 6100, 6200)
"""The codes of CertGetList's gateway."""


def every_error() -> list[errors.CertminderError]:
    return [
        errors.Unreadable("general", "flurb", suggestions=("expiring before Friday",)),
        errors.Unreadable("a reason nobody knows", "flurb"),
        errors.Unreadable("missing_operand"),
        errors.TooLong(3000, 200),
        *(errors.SourceRefused(code) for code in GATEWAY),
        errors.SourceRefused(100004),
        *map(errors.SourceUnavailable, ("unreachable", "timeout", "http_status", "not_json", "not_an_answer", "?")),
        errors.SourceUnavailable("too_large"),
        errors.RateLimited("user", 0.2),
        errors.RateLimited("workspace", 30),
        errors.StoreUnavailable(),
        errors.ResultExpired(),
        *(errors.NotFound(what, "x") for what in ("certificate", "subscription", "account", "thing")),
        errors.NotAllowed("share"),
        errors.InvalidSettings(("REDIS_URL must be a URL",)),
        *map(errors.DeliveryRefused, ("channel_not_found", "is_archived", "expired_trigger_id", "<!channel>")),
        errors.TooMany("view", 100),
        errors.DeliveryThrottled(3),
        errors.DeliveryUnknown(),
        errors.SharedOutside(),
        errors.UnknownPerson(),
    ]


def kinds(root: type[errors.CertminderError]) -> set[type[errors.CertminderError]]:
    return {root}.union(*(kinds(child) for child in root.__subclasses__()))


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("error", every_error(), ids=str)
def test_every_error_is_a_sentence(
    error: errors.CertminderError, locale: str, shown: Callable[[Any], str], faults: Any
) -> None:
    """Each kind of error is said in both languages with the request id, in blocks and views that Slack takes."""
    reply = notices.notice(error, locale, request_id="q-1", now=NOW)
    view = notices.view(error, locale, request_id="q-1", now=NOW)
    sentence = notices.sentence(error, locale)
    assert sentence.endswith((".", "。", "check"))
    assert sentence in shown(reply.blocks)
    assert "q-1" in shown(reply.blocks)
    assert "q-1" in shown(view.payload)
    assert faults(reply.blocks) == []
    assert view_faults(view.payload, "modal") == []
    assert any("\u4e00" <= letter <= "\u9fff" for letter in sentence) == (locale == "zh-CN")


def told(kind: type) -> bool:
    """Rooms refine errors for their own use; people are told of those of the tree."""
    return kind.__module__ == errors.__name__


def test_no_kind_of_error_is_forgotten() -> None:
    """Every leaf of the tree of errors is among those tested, and none is said to be our fault."""
    leaves = {kind for kind in kinds(errors.CertminderError) if not kind.__subclasses__() and told(kind)}
    assert leaves - {type(error) for error in every_error()} == set()
    assert all(notices.sentence(error, "en") != TABLE["notice.unexpected"]["en"] for error in every_error())


@pytest.mark.parametrize("code", GATEWAY)
def test_every_gateway_code_has_its_own_sentence(code: int) -> None:
    """No code of the gateway falls back to the general sentence."""
    sentence = notices.sentence(errors.SourceRefused(code), "en")
    assert sentence == TABLE[f"refused.{code}"]["en"]


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_its_own_sentence(reason: str) -> None:
    """Whatever the language may refuse a text for, there is a sentence that says it."""
    assert f"unreadable.{reason}" in TABLE


def test_rate_limits_say_when_to_come_back() -> None:
    """Seconds are rounded up, never to zero, and are singular when there is one."""
    assert notices.sentence(errors.RateLimited("user", 11.2), "en").endswith("in 12 seconds.")
    assert notices.sentence(errors.RateLimited("user", 0.01), "en").endswith("in 1 second.")
    assert "12 秒" in notices.sentence(errors.RateLimited("user", 11.2), "zh-CN")


def test_a_clock_that_is_off_is_measured() -> None:
    """Where the gateway said its time, the sentence says how far ours is from it."""
    refused = errors.SourceRefused(4500, server_time=int(NOW.timestamp()) + 420)
    assert "420 seconds away" in notices.sentence(refused, "en", now=NOW)
    assert "NTP" in notices.sentence(refused, "en")


def test_the_nearest_readings_can_be_clicked(values: Any) -> None:
    """An unreadable text offers its nearest readings as buttons that ask them, help, and two examples to paste."""
    error = errors.Unreadable(
        "not_a_date", "flurbsday", suggestions=("before Friday", "before Thursday", "", "x" * 999)
    )
    blocks = notices.notice(error, "en", request_id="q").blocks
    assert "`/certs expiring in the next 30 days` `/certs api.shop.example`" in str(blocks)
    found = values(blocks)
    assert found == {"ask.0": "before Friday", "ask.1": "before Thursday", "ask.help": "help"}


def test_the_sources_own_words_are_not_repeated(shown: Callable[[Any], str]) -> None:
    """What the source wrote about a refusal is not shown (threat 16)."""
    refused = errors.SourceRefused(4100, detail="<b>AKIDsecret</b> <!channel>")
    reply = notices.notice(refused, "en", request_id="q")
    assert "AKID" not in shown(reply.blocks) + reply.text


def test_a_fault_of_ours_tells_nothing(faults: Any, shown: Callable[[Any], str]) -> None:
    """An unexpected fault is one polite sentence with an id, as message and as view."""
    reply = notices.unexpected("zh-CN", request_id="q-7")
    assert "q-7" in shown(reply.blocks)
    assert faults(reply.blocks) == []
    assert view_faults(notices.unexpected_view("en", request_id="q-7").payload, "modal") == []


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_what_is_no_answer_is_marked(locale: str, faults: Any) -> None:
    """Refusals, faults, progress and a missing installation are notices: none takes the place of a list."""
    said = [
        notices.notice(errors.ResultExpired(), locale, request_id="q"),
        notices.unexpected(locale, request_id="q"),
        notices.working(locale, 0, None),
        notices.not_installed(locale),
    ]
    assert all(reply.notice and faults(reply.blocks) == [] for reply in said)


def test_progress_says_how_far_it_is() -> None:
    """So many of so many where both are known, as the reader writes numbers; else what is known."""
    assert notices.working("en", 4200, 100_000).text == "Listing certificates: 4,200 of 100,000 so far …"
    assert notices.working("en", 4200, None).text == "Listing certificates: 4,200 so far …"
    assert notices.working("en", 0, 100_000).text == "Listing certificates …"
    assert notices.working("zh-CN", 4200, 100_000).text == "正在列出证书：已有 4,200 张，共 100,000 张……"


@pytest.mark.parametrize("reason", ["left_alone", "over_budget"])
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_a_source_left_in_peace_says_when_to_ask_again(reason: str, locale: str) -> None:
    """The breaker and the budget both say how many seconds to wait, rounded up."""
    assert "13" in notices.sentence(errors.SourceUnavailable(reason, retry_after=12.2), locale)
