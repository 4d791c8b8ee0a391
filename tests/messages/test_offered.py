"""Whatever the app offers to ask can be asked: examples, menus and buttons go through the real language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.certificates import Kind, Project, Query, Status
from bot.language.parse import parse
from bot.language.request import (
    AccountList,
    Connect,
    DefaultAccount,
    Edit,
    Export,
    Find,
    Help,
    NoDefaultAccount,
    Remind,
    Reminders,
    Request,
    Show,
    Simulate,
    Snooze,
    Stats,
    Take,
    Timeline,
    Views,
    Why,
)
from bot.messages import help as helping
from bot.messages.refining import SOURCES, Facet, Value, words
from bot.messages.texts import say

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LOCALES = ["en-US", "zh-CN"]
VERBS: dict[str, tuple[type[Request], ...]] = {
    "one": (Show, Find),
    "remind": (Remind, Reminders, Why, Take, Snooze, Simulate, Edit),
    "figures": (Timeline, Stats, Export, Views),
    "accounts": (AccountList, Connect, DefaultAccount, NoDefaultAccount, Find),
}
"""What the examples of a topic are read as; the others are questions."""


def read(text: str, locale: str) -> Request:
    return parse(text, now=NOW, zone="Asia/Shanghai", locale=locale)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("topic", helping.TOPICS)
def test_every_example_is_read(topic: str, locale: str) -> None:
    """Each example of the help is read as its topic promises, nothing in it guessed, and only the example of words to
    search for leaves words over."""
    for example in helping.examples(topic, locale):
        request = read(example, locale)
        assert isinstance(request, VERBS.get(topic, (Find,))), example
        assert request.guessed == ()
        left_over = (getattr(request, "query", None) or Query()).text
        assert bool(left_over) == (example == say("example.names.3", locale)), example


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("before", ["", "expiring next month", "下个月到期"])
@pytest.mark.parametrize("status", [status for status in Status if status is not Status.UNKNOWN])
def test_narrowing_by_status_is_read(status: Status, before: str, locale: str) -> None:
    """The words of a status, alone or behind a question, ask for that status, and leave the rest as it was. Only
    "expired" beside an end to come means either; answers.refine says that one in full."""
    if before and status is Status.EXPIRED:
        assert query_of(words(Facet("status", status, 1), locale), locale).statuses == (status,)
        return
    asked = query_of(f"{before} {words(Facet('status', status, 1), locale)}".strip(), locale)
    assert asked.statuses == (status,)
    assert asked.text == ""
    assert asked.expires == (query_of(before, locale).expires if before else None)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("group", "value", "expected"),
    [
        *(("kind", kind, Query(kind=kind)) for kind in Kind),
        *(("source", source, Query(sources=(source,))) for source in SOURCES),
        ("project", Project("1", "支付平台"), Query(projects=("支付平台",))),
        ("project", Project("2", "Internal tools"), Query(projects=("Internal tools",))),
    ],
)
def test_narrowing_is_read(group: str, value: Value, expected: Query, locale: str) -> None:
    """The words of a kind, a source and a project ask for exactly that."""
    assert query_of(words(Facet(group, value, 1), locale), locale) == expected


@pytest.mark.parametrize("locale", LOCALES)
def test_buttons_are_read(locale: str) -> None:
    """ "All certificates", the two buttons of the Home tab, the reminder of a result, and help on each topic."""
    assert query_of(say("result.everything", locale), locale) == Query()
    assert query_of(say("home.next_query", locale), locale).statuses == (Status.ISSUED,)
    assert query_of(say("home.expired_query", locale), locale).statuses == (Status.EXPIRED,)
    question = say("example.dates.2", locale)
    reminder = read(say("remind.command", locale, text=question), locale)
    assert isinstance(reminder, Remind)
    assert reminder.query == query_of(question, locale)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("topic", helping.TOPICS)
def test_help_buttons_are_read(topic: str, locale: str) -> None:
    """The button of a topic asks for the help on that topic."""
    (row,) = [block for block in helping.render("", locale).blocks if block["type"] == "actions"]
    asked = next(item["value"] for item in row["elements"] if item["action_id"] == f"ask.{topic}")
    request = read(asked, locale)
    assert isinstance(request, Help)
    assert helping.topic_of(request.topic) == topic


def query_of(text: str, locale: str) -> Query:
    request = read(text, locale)
    assert isinstance(request, Find)
    return request.query
