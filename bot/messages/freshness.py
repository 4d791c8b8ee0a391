"""Of when an answer's facts are, and whether they are all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from bot.messages import kit, moments
from bot.messages.reply import Block
from bot.messages.rows import Reader
from bot.messages.texts import say


class Freshness(msgspec.Struct, frozen=True):
    """`as_of` is the instant of the listing; `stale`: the source does not answer now."""

    as_of: datetime
    complete: bool = True
    stale: bool = False


def warnings(freshness: Freshness, reader: Reader) -> Iterator[Block]:
    """What a reader must know to trust the figures."""
    time = moments.age(freshness.as_of, reader.now, reader.zone, reader.locale)
    if freshness.stale:
        yield kit.context(kit.plain(say("figures.stale", reader.locale, time=time)))
    if not freshness.complete:
        yield kit.context(kit.plain(say("figures.partial", reader.locale)))


def as_of(freshness: Freshness, reader: Reader) -> str:
    time = moments.age(freshness.as_of, reader.now, reader.zone, reader.locale)
    return say("result.as_of", reader.locale, time=time)
