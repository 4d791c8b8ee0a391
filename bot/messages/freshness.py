"""Of when an answer's facts are, and whether they are all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from bot.certificates import Listing, Part
from bot.messages import kit, moments
from bot.messages.foreign import clean
from bot.messages.reply import Block
from bot.messages.rows import Reader
from bot.messages.texts import say


class Freshness(msgspec.Struct, frozen=True):
    """`as_of` is the instant of the listing; `stale`: the source does not answer now; `parts`: of several accounts,
    how each was seen."""

    as_of: datetime
    complete: bool = True
    stale: bool = False
    parts: tuple[Part, ...] = ()

    @classmethod
    def of(cls, listing: Listing) -> Freshness:
        return cls(listing.fetched_at, listing.complete, listing.stale, listing.parts)


def warnings(freshness: Freshness, reader: Reader) -> Iterator[Block]:
    """What a reader must know to trust the figures."""
    if freshness.parts:
        yield from troubles(freshness.parts, reader)
        return
    time = moments.age(freshness.as_of, reader.now, reader.zone, reader.locale)
    if freshness.stale:
        yield kit.context(kit.plain(say("figures.stale", reader.locale, time=time)))
    if not freshness.complete:
        yield kit.context(kit.plain(say("figures.partial", reader.locale)))


def troubles(parts: Sequence[Part], reader: Reader) -> Iterator[Block]:
    """Of an answer about several accounts: those that are not seen as they should be, each by its name."""
    lines = [_trouble(part, reader) for part in parts if not part.is_whole]
    if lines:
        yield kit.context(kit.plain("\n".join(lines), kit.CONTEXT_TEXT))


def _trouble(part: Part, reader: Reader) -> str:
    if part.absent:
        return say("part.absent", reader.locale, account=clean(part.account))
    time = moments.age(part.fetched_at, reader.now, reader.zone, reader.locale)
    key = "part.stale" if part.stale else "part.partial"
    return say(key, reader.locale, account=clean(part.account), time=time)


def as_of(freshness: Freshness, reader: Reader) -> str:
    time = moments.age(freshness.as_of, reader.now, reader.zone, reader.locale)
    return say("result.as_of", reader.locale, time=time)
