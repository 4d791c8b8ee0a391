"""Help: what it offers works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.messages import help as helping

LOCALES = ["en-US", "zh-CN"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_overview_has_at_most_ten_examples(locale: str, shown: Callable[[Any], str], faults: Any) -> None:
    """Grouped examples, no more than ten, each in a code span so that it can be copied as it is."""
    reply = helping.render("", locale)
    examples = shown(reply.blocks).count("`") // 2
    assert 5 <= examples <= 10
    assert faults(reply.blocks) == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("topic", helping.TOPICS)
def test_every_topic_is_explained(
    topic: str, locale: str, shown: Callable[[Any], str], values: Any, faults: Any
) -> None:
    """A topic has its explanation and its examples; its button asks for it in the reader's language."""
    reply = helping.render(topic, locale)
    assert all(f"`{example}`" in shown(reply.blocks) for example in helping.examples(topic, locale))
    assert faults(reply.blocks) == []
    asked = values(helping.render("", locale).blocks)[f"ask.{topic}"]
    assert helping.topic_of(asked.split(maxsplit=1)[1]) == topic


@pytest.mark.parametrize("word", ["dates", "日期", "DATES", "By date", "按日期"])
def test_topics_are_known_in_both_languages(word: str) -> None:
    """A topic can be asked for by its name in either language."""
    assert helping.topic_of(word) == "dates"


def test_an_unknown_topic_is_named(shown: Callable[[Any], str]) -> None:
    """A topic that does not exist is named, and the overview follows."""
    text = shown(helping.render("<!channel>", "en").blocks)
    assert "no help on “<!channel>”" in text
    assert "expiring in the next 30 days" in text
