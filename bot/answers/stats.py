"""The certificates of a query, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from bot.answers.choosing import listing_in, pinned
from bot.answers.find import TALLIED, result_of, save_or_nothing
from bot.answers.message import Message
from bot.answers.reading import question, reader
from bot.answers.refine import facets
from bot.answers.rooms import Rooms
from bot.certificates import Certificate, Progress
from bot.inventory.search import searched
from bot.inventory.threads import off_loop
from bot.language.request import Stats
from bot.messages import stats as words
from bot.messages.freshness import Freshness
from bot.messages.reply import Reply
from bot.messages.stats import GROUPS, Counted, Value


async def stats(rooms: Rooms, message: Message, request: Stats, *, progress: Progress | None = None) -> Reply:
    """Figures with a menu that leads on to lists. Raises NotFound, SourceError."""
    asker, now = message.asker, rooms.clock()
    query, chosen = await pinned(rooms, asker, request.query)
    listing = await listing_in(rooms, asker.workspace, chosen, query, progress=progress)
    found = await searched(listing.certificates, query, now=now, zone=asker.zone)
    asked = question(rooms, query, asker.locale)
    counted = words.Statistics(
        total=len(found),
        groups=await off_loop(len(found), counts, found, now),
        seen=Freshness.of(listing),
        understood=asked,
        question=asked,
        result_id=await save_or_nothing(rooms, result_of(message, query, asked)),
        facets=facets(found, query, now) if len(found) <= TALLIED else (),
    )
    return words.render(counted, reader(asker, now))


def counts(found: Iterable[Certificate], now: datetime) -> tuple[Counted, ...]:
    """Each group's values, the most frequent first."""
    counters: dict[str, Counter[Value]] = {group: Counter() for group in GROUPS}
    for certificate in found:
        counters["status"][certificate.status_at(now)] += 1
        counters["issuer"][certificate.issuer or None] += 1
        counters["project"][certificate.project] += 1
        counters["kind"][certificate.kind] += 1
    return tuple(Counted(group, tuple(counter.most_common())) for group, counter in counters.items())
