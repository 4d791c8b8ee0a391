"""What reminders would say: now, or on another day. Nothing of it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from bot.messages import clicks, kit, moments
from bot.messages.digest import Group, counted
from bot.messages.foreign import clean, cut, escaped
from bot.messages.reply import Block, Reply
from bot.messages.rows import Reader, row
from bot.messages.texts import say

REMINDERS, ROWS, QUERY = 8, 4, 160
NO_SLOT, SILENT = "no_slot", "silent"


class Forecast(msgspec.Struct, frozen=True):
    """What a reminder would say at an instant; `why_not` is "" or NO_SLOT or SILENT."""

    id: str
    text: str
    at: datetime
    groups: tuple[Group, ...] = ()
    why_not: str = ""


def simulated(day: datetime, forecasts: Sequence[Forecast], reader: Reader, *, example: str) -> Reply:
    """A day's digests, reminder by reminder; `example` sets a first reminder where there is none."""
    title = say("simulate.title", reader.locale, day=moments.day(day, reader.zone, reader.locale))
    blocks: list[Block] = [kit.header(title), kit.context(kit.plain(say("simulate.about", reader.locale)))]
    for each in forecasts[:REMINDERS]:
        blocks.extend(_forecast(each, reader))
    if rest := len(forecasts[REMINDERS:]):
        blocks.append(kit.context(kit.plain(say("reminders.more", reader.locale, n=rest))))
    if not forecasts:
        blocks.append(kit.section(kit.plain(say("reminders.none", reader.locale))))
        blocks.append(kit.actions(kit.button(example, clicks.ASK, example)))
    return Reply(text=title, blocks=tuple(blocks))


def _forecast(each: Forecast, reader: Reader) -> Iterator[Block]:
    time, query = moments.clock(each.at, reader.zone), cut(clean(each.text), QUERY)
    lines = [say("simulate.reminder", reader.locale, id=each.id, time=time, query=query), _summary(each, reader.locale)]
    yield kit.section(kit.plain("\n".join(lines)))
    then = Reader(zone=reader.zone, locale=reader.locale, now=each.at)
    shown = [certificate for group in each.groups for certificate in group.certificates]
    for certificate in shown[:ROWS]:
        yield row(certificate, then)


def _summary(each: Forecast, locale: str) -> str:
    if each.why_not:
        return say(f"simulate.{each.why_not}", locale)
    return counted(each.groups, locale) or say("simulate.nothing", locale)


def previewed(
    reminder: str, groups: Sequence[Group], next_at: datetime | None, reader: Reader, *, sample: Block | None
) -> Reply:
    """How many it would send now, and when it speaks next; `sample` is the button that sends one."""
    total = sum(group.total for group in groups if group.name != "stalled")
    key = "preview.would" if total else "preview.nothing"
    text = say(key, reader.locale, id=reminder, n=total, groups=counted(groups, reader.locale))
    when = moments.day_and_clock(next_at, reader.zone, reader.locale) if next_at else ""
    more = [kit.context(kit.plain(say("preview.next", reader.locale, time=when)))] if when else []
    return Reply(text=escaped(text, 600), blocks=(kit.section(kit.plain(text), sample), *more))


def sampled(reminder: str, digest: Reply | None, locale: str) -> Reply:
    """A digest for one person's eyes."""
    text = say("sample.about" if digest else "sample.nothing", locale, id=reminder)
    about = kit.context(kit.plain(text))
    if digest is None:
        return Reply(text=text, blocks=(kit.section(kit.plain(text)),))
    return Reply(text=f"{text}\n{digest.text}", blocks=(about, *digest.blocks))
