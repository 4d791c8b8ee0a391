"""When the certificates of a query end, by week or month."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from bot.answers import renewed
from bot.answers.choosing import listing_in, pinned
from bot.answers.message import Message
from bot.answers.reading import question, reader
from bot.answers.rooms import Rooms
from bot.certificates import Certificate, Listing, Progress, Query, Span
from bot.inventory import timeline as drawn
from bot.inventory.search import searched
from bot.inventory.threads import off_loop
from bot.language.request import Find, Timeline
from bot.messages import timeline as words
from bot.messages.freshness import Freshness
from bot.messages.reply import Reply


async def timeline(rooms: Rooms, message: Message, request: Timeline, *, progress: Progress | None = None) -> Reply:
    """All of the account is listed, since what replaces a certificate may not be in the query. Raises NotFound,
    SourceError."""
    asker, now = message.asker, rooms.clock()
    query, chosen = await pinned(rooms, asker, request.query)
    listing = await listing_in(rooms, asker.workspace, chosen, Query(), progress=progress)
    found = await searched(listing.certificates, query, now=now, zone=asker.zone)
    replaced = await _replaced(listing, found, rooms)
    span, per = query.expires, request.per
    seen = await off_loop(len(found), drawn.timeline, found, replaced, now=now, zone=asker.zone, span=span, per=per)
    return words.render(_said(rooms, seen, query, listing, asker.locale), reader(asker, now))


async def _replaced(listing: Listing, found: Collection[Certificate], rooms: Rooms) -> set[drawn.Key]:
    """Those that need no more work: wholly covered by what nobody has to confirm."""
    known = await renewed.of_rows(listing, found, rooms.clock())
    return {key for key, renewal in known.items() if not renewal.missing and not renewal.uploaded}


def _said(rooms: Rooms, seen: drawn.Timeline, query: Query, listing: Listing, locale: str) -> words.Drawing:
    periods = tuple(
        words.Period(
            each.start,
            each.expiring,
            each.renewed,
            question(rooms, msgspec.structs.replace(query, expires=Span(each.start, each.end)), locale),
        )
        for each in seen.periods
    )
    return words.Drawing(
        per=seen.per,
        periods=periods,
        seen=Freshness.of(listing),
        understood=rooms.describe(Find(query=query), locale),
        question=question(rooms, query, locale),
        earlier=seen.earlier,
        later=seen.later,
        endless=seen.endless,
    )
