"""Narrow a result: what its certificates differ in, and the question with a word more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from bot.answers.message import Asker, Message
from bot.answers.rooms import Rooms
from bot.certificates import Certificate, Query
from bot.messages.refining import Facet, Value


async def refined(rooms: Rooms, result_id: str, words: str, asker: Asker) -> Message:
    """The question of a result with `words` added, as this person's own. Raises ResultExpired."""
    kept = await rooms.results.load(asker.workspace, result_id)
    return Message(f"{kept.text} {words}".strip(), asker, rooms.clock())


def facets(found: Iterable[Certificate], query: Query, now: datetime) -> tuple[Facet, ...]:
    """What the certificates of a result differ in; nothing that the question already says, and no group in which all
    are alike."""
    counts: dict[str, Counter[Value]] = {
        "status": Counter(),
        "kind": Counter(),
        "source": Counter(),
        "project": Counter(),
    }
    for certificate in found:
        counts["status"][certificate.status_at(now)] += 1
        if certificate.kind:
            counts["kind"][certificate.kind] += 1
        counts["source"][certificate.source] += 1
        if certificate.project:
            counts["project"][certificate.project] += 1
    said = {"status": query.statuses, "kind": query.kind, "source": query.sources, "project": query.projects}
    return tuple(
        Facet(group, value, count)
        for group, values in counts.items()
        if len(values) > 1 and not said[group]
        for value, count in values.items()
    )
