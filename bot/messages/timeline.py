"""When certificates end, drawn by week or month: those that still need somebody's work, and those already renewed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

import msgspec
from babel.dates import format_skeleton

from bot.messages import charts, clicks, freshness, kit
from bot.messages.foreign import clean, cut, escaped
from bot.messages.freshness import Freshness
from bot.messages.reply import Block, Reply
from bot.messages.rows import Reader
from bot.messages.texts import babel_locale, say

UNDERSTOOD = 600


class Period(msgspec.Struct, frozen=True):
    """A week or month from `start`, its counts, and the question that lists what ends in it."""

    start: date
    expiring: int
    renewed: int
    question: str = ""


class Drawing(msgspec.Struct, frozen=True):
    """`per` is week or month; `earlier`, `later` and `endless` stand outside the periods. `question` lists all."""

    per: str
    periods: tuple[Period, ...]
    seen: Freshness
    understood: str = ""
    question: str = ""
    earlier: int = 0
    later: int = 0
    endless: int = 0


def render(drawing: Drawing, reader: Reader) -> Reply:
    """A chart, or bars of text; and a menu that lists the certificates of a period."""
    heading = _heading(drawing, reader.locale)
    above = (
        kit.header(heading),
        kit.context(kit.plain(_reading(drawing, reader.locale), kit.CONTEXT_TEXT)),
        *freshness.warnings(drawing.seen, reader),
    )
    below = (kit.context(kit.plain(_outside(drawing, reader))), *_ways_on(drawing, reader.locale))
    text = escaped(f"{heading} {_reading(drawing, reader.locale)}", 1000)
    if not any(each.expiring or each.renewed for each in drawing.periods):
        nothing = kit.section(kit.plain(say("timeline.nothing", reader.locale)))
        return Reply(text=text, blocks=(*above, nothing, *below))
    bars = kit.section(kit.plain("\n".join(_lines(drawing, reader.locale))))
    return Reply(text=text, blocks=(*above, bars, *below), rich=(*above, _chart(drawing, reader.locale), *below))


def label(start: date, per: str, locale: str) -> str:
    """Nov 2026 · 2026年11月; of a week its first day: Nov 23 · 11月23日."""
    skeleton = "yMMM" if per == "month" else "MMMd"
    return format_skeleton(skeleton, datetime.combine(start, time.min), locale=babel_locale(locale))


def _heading(drawing: Drawing, locale: str) -> str:
    parts = [say("timeline.expiring", locale, n=sum(each.expiring for each in drawing.periods))]
    if renewed := sum(each.renewed for each in drawing.periods):
        parts.append(say("timeline.renewed", locale, n=renewed))
    return say("result.joint", locale).join(parts)


def _reading(drawing: Drawing, locale: str) -> str:
    line = cut(clean(drawing.understood), UNDERSTOOD) if drawing.understood else say("result.everything", locale)
    return say(f"timeline.understood.{drawing.per}", locale, understood=line)


def _chart(drawing: Drawing, locale: str) -> Block:
    series = {
        say("timeline.series.expiring", locale): [each.expiring for each in drawing.periods],
        say("timeline.series.renewed", locale): [each.renewed for each in drawing.periods],
    }
    return charts.bars(say(f"timeline.title.{drawing.per}", locale), _labels(drawing, locale), series)


def _labels(drawing: Drawing, locale: str) -> list[str]:
    return [label(each.start, drawing.per, locale) for each in drawing.periods]


def _lines(drawing: Drawing, locale: str) -> Iterator[str]:
    most = max(each.expiring + each.renewed for each in drawing.periods)
    yield say("timeline.legend", locale, full=charts.FULL, light=charts.LIGHT)
    for each in drawing.periods:
        bar = charts.text_bar(each.expiring, each.renewed, most)
        key = "timeline.both" if each.renewed else "timeline.line" if each.expiring else "timeline.empty"
        name = _digits(each.start, drawing.per)
        yield say(key, locale, label=name, bar=bar, n=each.expiring, renewed=each.renewed)


def _digits(start: date, per: str) -> str:
    """2026-11, or 11-23 of a week: digits are equally wide in every font, so that all bars begin below each other."""
    return start.isoformat()[:7] if per == "month" else start.isoformat()[5:]


def _outside(drawing: Drawing, reader: Reader) -> str:
    counts = {"earlier": drawing.earlier, "later": drawing.later, "endless": drawing.endless}
    parts = [say(f"timeline.{name}", reader.locale, n=count) for name, count in counts.items() if count]
    return say("result.joint", reader.locale).join([*parts, freshness.as_of(drawing.seen, reader)])


def _ways_on(drawing: Drawing, locale: str) -> Iterator[Block]:
    options = list(_options(drawing, locale))
    menu = [kit.select(say("timeline.pick", locale), f"{clicks.ASK}.period", options)] if options else []
    every = [kit.button(say("figures.list", locale), f"{clicks.ASK}.list", drawing.question)]
    elements: Sequence[Block] = [*menu, *(every if drawing.question else [])]
    if elements:
        yield kit.actions(*elements)


def _options(drawing: Drawing, locale: str) -> Iterator[Block]:
    """Periods in which something ends; a question that a menu cannot carry is left out."""
    for name, each in zip(_labels(drawing, locale), drawing.periods, strict=True):
        count = each.expiring + each.renewed
        if count and 0 < len(each.question) <= kit.OPTION_VALUE:
            yield kit.option(say("refine.option", locale, label=name, n=count), each.question)
