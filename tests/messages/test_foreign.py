"""Hostile text: whatever a certificate is called, a message shows a name and does nothing else (threats 5 and 28)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.certificates import Certificate, Kind, Page, Project, Query, Status
from bot.errors import NotFound, Unreadable
from bot.language.policy import Schedule
from bot.messages import details, digest, named_hosts, notices, results, subscriptions, table
from bot.messages.foreign import clean, code, escaped
from bot.messages.names import is_mixed, shown
from bot.messages.policy import Policy
from bot.messages.refining import Facet
from bot.messages.reply import Reply
from bot.messages.rows import Reader

ATTACKS = (
    "<!channel>",
    "<!here|here>",
    "<@U0123ABC>",
    "<#C0123ABC>",
    "<https://evil.example|api.shop.example>",
    "https://evil.example",
    "`` ` ```<!channel>```",
    "*bold* _it_ ~gone~ >quote",
    "a\n> b\n• c",
    "\u202egnp.exe",
    "api\u200b.shop.example",
    "&lt;!channel&gt; & <",
    "{0.__class__} %s",
    ":tada:",
    "<!date^1^{date}|x>",
    "\ud800",
    "\x00\x07",
    "\u3164",
    "Z" + "\u0300" * 60,
)
EDGES = (
    None,
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
    datetime(2026, 11, 24, 12, tzinfo=UTC),
)
hostile = st.one_of(
    st.sampled_from(ATTACKS), st.text(max_size=60), st.sampled_from(ATTACKS).map(lambda text: text * 120)
)
instants = st.sampled_from(EDGES)
certificates = st.builds(
    Certificate,
    id=hostile,
    domain=hostile,
    alias=hostile,
    names=st.lists(hostile, max_size=4).map(tuple),
    status_code=st.sampled_from([None, -5, 0, 1, 3, 15, 99]),
    status_name=hostile,
    status_message=hostile,
    kind=st.sampled_from([None, *Kind]),
    begins=instants,
    expires=instants,
    created=instants,
    issuer=hostile,
    type_name=hostile,
    source=hostile,
    verification=hostile,
    project=st.none() | st.builds(Project, id=hostile, name=hostile),
    owner=hostile,
    account=hostile,
)
OURS = re.compile(r"<!date\^-?\d+\^\{date_short\} \{time\}\|[^<>|`]*>|<@U777>")
LOOSE = re.compile(r"<[^>]*>|https?://|:[a-z]+:")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
slow = settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


FACETS = (Facet("status", Status.ISSUED, 3), Facet("status", Status.UNKNOWN, 1), Facet("kind", Kind.CLIENT, 2))


def foreign_facets(words: str) -> tuple[Facet, ...]:
    """What a stranger's texts do to the menu that narrows a result."""
    return (Facet("source", words, 1), Facet("project", Project("1", words), 1), Facet("project", Project("2", "x"), 1))


def dangerous(message: Any, objects: Callable[[Any], list[dict[str, Any]]]) -> list[str]:
    """Everything in these blocks that Slack would parse and that is not ours."""
    found = []
    for item in objects(message):
        if item.get("type") == "mrkdwn":
            assert item["verbatim"] is True
            outside = OURS.sub("", re.sub(r"`[^`\n]+`", "", item["text"]))
            found += LOOSE.findall(outside) + re.findall(r"`", outside)
            found += [span for span in re.findall(r"`([^`]+)`", item["text"]) if LOOSE.search(span) and "<" in span]
        if item.get("type") in {"plain_text", "raw_text", "raw_number"}:
            assert item.get("emoji", False) is False
            found += [c for c in item["text"] if unicodedata.category(c) in {"Cf", "Cs", "Co", "Cn"}]
            found += [c for c in item["text"] if unicodedata.category(c) == "Cc" and c != "\n"]
    return found


@slow
@given(certificate=certificates, words=hostile, locale=st.sampled_from(["en-US", "zh-CN"]))
def test_nothing_foreign_is_parsed(
    certificate: Certificate, words: str, locale: str, objects: Any, faults: Callable[..., list[str]]
) -> None:
    """Whatever unicode stands in whatever field: no mention, link, date, emoji or formatting arises, and Slack's limits
    hold, in every kind of message."""
    reader = Reader(zone="Pacific/Kiritimati", locale=locale, now=NOW)
    page = Page("r1", Query(text=words), (certificate,) * 10, 200, 3, 10, NOW, complete=False, stale=True)
    understood = results.Understood(words, (words, words), (words, words), words)
    subscribed = subscriptions.Subscription("s1", words, Policy(schedule=Schedule(), zone="UTC", mention=words), words)
    groups = [digest.Group(name, (certificate,) * 9) for name in digest.GROUPS]
    about = digest.Circumstances(due=NOW, may_repeat=True, complete=False, suppressed=2)
    replies = [
        results.render(page, understood, reader, tally=results.Tally(3, 4), facets=FACETS + foreign_facets(words)),
        results.shared(page, understood, reader, "U777"),
        details.message(certificate, reader),
        named_hosts.render([named_hosts.Usable(words, 2, certificate)] * 10, Reply("", ()), reader),
        digest.digest(groups, digest.Subscribed("s1", words, "r1"), reader, about),
        subscriptions.added(subscribed, locale),
        subscriptions.listed([subscribed] * 30, locale, example=words or "x"),
        notices.notice(Unreadable("general", words, suggestions=(words, words)), locale, request_id="q1"),
        notices.notice(NotFound("certificate", words), locale, request_id="q1"),
    ]
    view = details.modal(certificate, reader).payload
    messages = [(blocks, "message") for reply in replies for blocks in (reply.blocks, reply.rich) if blocks]
    for blocks, surface in [*messages, (view["blocks"], "modal")]:
        assert dangerous(blocks, objects) == []
        assert faults(blocks, surface) == []
    for reply in replies:
        assert reply.text.strip()
        assert "<" not in reply.text
        assert len(reply.text) <= 3000
        json.dumps(reply.blocks).encode("utf-8")


@slow
@given(text=st.one_of(hostile, st.text(max_size=400)), limit=st.integers(1, 200))
def test_code_is_one_closed_span(text: str, limit: int) -> None:
    """A code span opens once, closes once, stays on one line and under its limit, whatever is put into it."""
    span = code(text, limit)
    assert re.fullmatch(r"`[^`\n\r]+`", span)
    assert len(span) <= limit + 2
    assert not re.search(r"&(?!amp;|lt;|gt;)", span)
    assert not re.search("[<>]", span)


@slow
@given(certificate=certificates)
def test_terminal_cells_hold_no_control_characters(certificate: Certificate) -> None:
    """A terminal cannot be driven by a name: no escape sequence, no line break, no reordering."""
    for cell in table.cells(certificate, "Asia/Shanghai", "zh-CN", NOW):
        assert cell
        assert [c for c in cell if unicodedata.category(c).startswith("C") or c == "\n"] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("api.shop.example", "api.shop.example"),
        ("api\u200b.shop\u00ad.example", "api.shop.example"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\tb\r\nc\u2028d", "a b c d"),
        ("支付 网关", "支付 网关"),
        ("\u3164\u2800", "–"),
        ("", "–"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_clean_keeps_what_can_be_seen(text: str, kept: str) -> None:
    """Zero-width, bidi and control characters go; letters of every alphabet and single spaces stay."""
    assert clean(text) == kept


def test_escaped_for_notifications() -> None:
    """The text beside the blocks keeps a name a name."""
    assert escaped("<!channel> & co") == "&lt;!channel&gt; &amp; co"


@pytest.mark.parametrize(
    ("host", "line"),
    [
        ("api.shop.example", "api.shop.example"),
        ("*.shop.example", "*.shop.example"),
        ("аpple.com", "аpple.com (xn--pple-43d.com, mixed alphabets)"),
        ("xn--pple-43d.com", "xn--pple-43d.com (аpple.com, mixed alphabets)"),
        ("xn--e1awd7f.com", "xn--e1awd7f.com (еріс.com)"),
        ("支付shop.example", "支付shop.example (xn--shop-f45f969i.example)"),
        ("ａpple.com", "ａpple.com (apple.com)"),
        ("xn--99999999999.com", "xn--99999999999.com"),
        ("xn--", "xn--"),
    ],
)
def test_homographs_show_their_other_form(host: str, line: str) -> None:
    """Beside an internationalised name stands its other form, and mixed alphabets are named."""
    assert shown(host, "en") == line


@pytest.mark.parametrize(
    ("host", "mixed"),
    [
        ("раураl.com", True),
        ("shop例え.jp", False),
        ("пример.example", False),
        ("αpple.example", True),
        ("한글han", False),
        ("例ф", True),
    ],
)
def test_alphabets_that_are_not_written_together(host: str, mixed: bool) -> None:
    """Within one label Latin goes with Chinese, Japanese and Korean, and with no other alphabet."""
    assert is_mixed(host) is mixed
