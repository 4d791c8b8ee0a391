"""What can be typed: examples that work when pasted, grouped, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from bot.messages import clicks, kit
from bot.messages.foreign import clean, code, cut
from bot.messages.reply import Block, Reply
from bot.messages.texts import TABLE, language, say

TOPICS = ("dates", "names", "state", "one", "figures", "remind", "accounts")
OVERVIEW = {"dates": 2, "names": 2, "state": 2, "one": 1, "figures": 1, "remind": 2}
"""How many examples of each topic the overview has: at most ten in all."""


def render(topic: str, locale: str, *, command: str = "/certs") -> Reply:
    """Help on a topic, or the overview; an unknown topic is named and answered with the overview."""
    found, column = topic_of(topic), language(locale)
    title, *body = _page(found, column, command)
    return Reply(text=say("help.text", locale), blocks=(title, *_unknown(topic, found, locale), *body))


@lru_cache(maxsize=64)
def _page(topic: str | None, column: str, command: str) -> tuple[Block, ...]:
    """A topic, or the overview. Kept: nothing in it depends on who asks or when, nor holds a number that a region
    would write otherwise."""
    body = _topic(topic, column) if topic else _overview(column, command)
    return (kit.header(say("help.title", column)), *body)


def topic_of(text: str) -> str | None:
    """The topic a word names, in either language."""
    return _topics().get(text.strip().lower())


def examples(topic: str, locale: str) -> list[str]:
    """The texts of a topic's examples, ready to be asked."""
    prefix = f"example.{topic}."
    return [say(key, locale) for key in TABLE if key.startswith(prefix)]


@cache
def _topics() -> dict[str, str]:
    """Topics by all their names, lower case; a name that two have is the first one's."""
    topics: dict[str, str] = {}
    for topic in TOPICS:
        forms = (*TABLE[f"topic.{topic}"].values(), *TABLE[f"group.{topic}"].values())
        for name in (topic, *(text.lower() for text in forms if isinstance(text, str))):
            topics.setdefault(name, topic)
    return topics


def _unknown(topic: str, found: str | None, locale: str) -> Iterator[Block]:
    if topic.strip() and not found:
        yield kit.context(kit.plain(say("help.unknown_topic", locale, topic=cut(clean(topic), 80))))


def _overview(locale: str, command: str) -> Iterator[Block]:
    yield kit.section(kit.plain(say("help.lead", locale, command=command)))
    for topic, count in OVERVIEW.items():
        yield _group(topic, examples(topic, locale)[:count], locale)
    yield kit.actions(*(_topic_button(topic, locale) for topic in TOPICS), search_button(locale))
    yield kit.context(kit.plain(say("help.shortcuts", locale)))
    yield kit.context(kit.plain(say("help.privacy", locale)))


def search_button(locale: str) -> Block:
    """Opens the form that asks a question, for whoever does not type yet."""
    return kit.button(say("help.search", locale), clicks.SEARCH, "search", style="primary")


def _topic(topic: str, locale: str) -> Iterator[Block]:
    yield kit.section(kit.plain(say(f"about.{topic}", locale)))
    yield _group(topic, examples(topic, locale), locale)
    yield kit.actions(*(_topic_button(other, locale) for other in TOPICS if other != topic))


def _group(topic: str, texts: list[str], locale: str) -> Block:
    """A title over its examples, each in a code span, so that a pattern's asterisk stays one."""
    lines = "\n".join(code(text) for text in texts)
    return kit.section(kit.mrkdwn(f"*{say(f'group.{topic}', locale)}*\n{lines}"))


def _topic_button(topic: str, locale: str) -> Block:
    word = "help" if language(locale) == "en" else say("notice.help", locale)
    name = say(f"topic.{topic}", locale)
    return kit.button(name, f"{clicks.ASK}.{topic}", f"{word} {name}")
