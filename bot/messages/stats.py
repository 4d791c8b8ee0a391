"""Certificates counted: by status, issuer, project and kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from bot.certificates import Kind, Project, Status
from bot.messages import charts, clicks, freshness, kit, refining, states
from bot.messages.foreign import NOTHING, clean, cut, escaped
from bot.messages.freshness import Freshness
from bot.messages.refining import Facet
from bot.messages.reply import Block, Reply
from bot.messages.rows import Reader
from bot.messages.texts import say

GROUPS = ("status", "issuer", "project", "kind")
LINES = 8
NAME = 40
UNDERSTOOD = 600

Value = Status | Kind | Project | str | None
"""An issuer is a text; None is what was not given."""


class Counted(msgspec.Struct, frozen=True):
    """How many have each value of a group (one of GROUPS), the most frequent first."""

    group: str
    values: tuple[tuple[Value, int], ...]


class Statistics(msgspec.Struct, frozen=True):
    """`question` lists what was counted; under `result_id` it can be narrowed by `facets`."""

    total: int
    groups: tuple[Counted, ...]
    seen: Freshness
    understood: str = ""
    question: str = ""
    result_id: str = ""
    facets: tuple[Facet, ...] = ()


def render(statistics: Statistics, reader: Reader) -> Reply:
    """Two charts and two lists; four lists of bars where charts are not taken."""
    heading = say("result.count" if statistics.total else "result.none", reader.locale, n=statistics.total)
    reading = _reading(statistics, reader.locale)
    above = (
        kit.header(heading),
        kit.context(kit.plain(reading, kit.CONTEXT_TEXT)),
        *freshness.warnings(statistics.seen, reader),
    )
    below = (
        kit.context(kit.plain(freshness.as_of(statistics.seen, reader))),
        *_ways_on(statistics, reader.locale),
    )
    groups = [group for group in statistics.groups if group.values]
    lists = [block for group in groups for block in _list(group, reader.locale)]
    drawn = [block for group in groups for block in _drawn(group, reader.locale)]
    text = escaped(f"{heading} {reading}", 1000)
    rich = (*above, *drawn, *below) if groups else ()
    return Reply(text=text, blocks=(*above, *lists, *below), rich=rich)


def name(value: Value, locale: str) -> str:
    """What a value is called; foreign ones cleaned, not escaped."""
    match value:
        case Status():
            return states.word(value, locale)
        case Kind():
            return say(f"kind.{value.value}", locale)
        case Project():
            return clean(value.name or value.id)
        case str() if clean(value) != NOTHING:
            return clean(value)
    return say("figures.not_given", locale)


def _reading(statistics: Statistics, locale: str) -> str:
    said = cut(clean(statistics.understood), UNDERSTOOD) if statistics.understood else say("result.everything", locale)
    return say("result.understood", locale, understood=said)


def _drawn(group: Counted, locale: str) -> list[Block]:
    title = say(f"stats.{group.group}", locale)
    if group.group == "status":
        return [charts.pie(title, _shown(group, charts.SEGMENTS, locale))]
    if group.group == "issuer":
        entries = _shown(group, charts.CATEGORIES // 2, locale)
        values = {say("column.count", locale): [count for _, count in entries]}
        return [charts.bars(title, [label for label, _ in entries], values)]
    return _list(group, locale)


def _list(group: Counted, locale: str) -> list[Block]:
    """A title of ours, and plain lines below it: names of projects and issuers are foreign."""
    entries = _shown(group, LINES, locale)
    most = max(count for _, count in entries)
    lines = [
        say("stats.line", locale, bar=charts.text_bar(count, 0, most), label=cut(label, NAME), n=count)
        for label, count in entries
    ]
    title = kit.mrkdwn(f"*{say(f'stats.{group.group}', locale)}*")
    return [kit.section(title), kit.section(kit.plain("\n".join(lines)))]


def _shown(group: Counted, limit: int, locale: str) -> list[tuple[str, int]]:
    """The most frequent, and in place of the last one all others together."""
    entries = [(name(value, locale), count) for value, count in group.values]
    if len(entries) <= limit:
        return entries
    others: Sequence[tuple[str, int]] = entries[limit - 1 :]
    rest = say("stats.others", locale, n=len(others))
    return [*entries[: limit - 1], (rest, sum(count for _, count in others))]


def _ways_on(statistics: Statistics, locale: str) -> Iterator[Block]:
    elements = refining.menus(statistics.facets, statistics.result_id, locale) if statistics.result_id else []
    if statistics.question and statistics.total:
        elements.append(kit.button(say("figures.list", locale), f"{clicks.ASK}.list", statistics.question))
        timeline = say("figures.timeline_command", locale, text=statistics.question)
        elements.append(kit.button(say("figures.timeline", locale), f"{clicks.ASK}.timeline", timeline))
    if elements:
        yield kit.actions(*elements)
