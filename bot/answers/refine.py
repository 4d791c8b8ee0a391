"""Narrow a result: what its certificates differ in, and the question with a word more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from bot.answers.choosing import pinned
from bot.answers.message import Asker, Message
from bot.answers.rooms import Rooms
from bot.certificates import Certificate, Query, Status
from bot.errors import Unreadable
from bot.language.request import Find
from bot.messages.refining import Facet, Value


async def refined(rooms: Rooms, result_id: str, words: str, asker: Asker) -> Message:
    """The question of a result with `words` added, as this person's own: as it would be typed where that says it,
    else in full ("expiring this month" and "expired" together are read as either). Raises ResultExpired, Unreadable."""
    kept, now = await rooms.results.load(asker.workspace, result_id), rooms.clock()
    typed = f"{kept.text} {words}".strip()
    wanted = _narrowed(kept.query, _query(rooms, words, asker, now) or Query())
    read = _query(rooms, typed, asker, now)
    same = read is not None and wanted in {read, (await pinned(rooms, asker, read))[0]}
    text = typed if same else rooms.describe(Find(query=wanted), asker.locale)
    return Message(text or typed, asker, now)


def _query(rooms: Rooms, text: str, asker: Asker, now: datetime) -> Query | None:
    try:
        request = rooms.parse(text, now=now, zone=asker.zone, locale=asker.locale)
    except Unreadable:
        return None
    return request.query if isinstance(request, Find) else None


def _narrowed(query: Query, by: Query) -> Query:
    """Every condition of both; where both have one, that of `by`."""
    changes = {name: value for name, value in msgspec.structs.asdict(by).items() if value != getattr(Query(), name)}
    return msgspec.structs.replace(query, **changes)


def facets(found: Sequence[Certificate], query: Query, now: datetime) -> tuple[Facet, ...]:
    """What the certificates of a result differ in; nothing that the question already says, and no group in which all
    are alike."""
    statuses = Counter(certificate.status_at(now).value for certificate in found)  # members of an Enum hash slowly
    counts: dict[str, Mapping[Value, int]] = {
        "status": {Status(status): count for status, count in statuses.items()},
        "kind": Counter(certificate.kind for certificate in found if certificate.kind),
        "source": Counter(certificate.source for certificate in found),
        "project": Counter(certificate.project for certificate in found if certificate.project),
    }
    said = {"status": query.statuses, "kind": query.kind, "source": query.sources, "project": query.projects}
    return tuple(
        Facet(group, value, count)
        for group, values in counts.items()
        if len(values) > 1 and not said[group]
        for value, count in values.items()
    )
