"""Narrow a result: what its certificates differ in, and the question with a word more or less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from bot.answers.choosing import pinned
from bot.answers.message import Asker, Message
from bot.answers.reading import question
from bot.answers.rooms import Rooms
from bot.certificates import Certificate, Project, Query, Status
from bot.errors import ResultExpired, Unreadable
from bot.inventory.recent import Result
from bot.language.request import Find
from bot.messages.refining import WITHOUT, AccountName, Facet, Value, words
from bot.workspaces.accounts import ALL

SLOTS = {"status": "statuses", "kind": "kind", "source": "sources", "project": "projects"}
"""The groups of the menus, and where a query says them."""


async def refined(rooms: Rooms, result_id: str, chosen: str, asker: Asker) -> Message:
    """The question of a result, as this person's own, with the words that were `chosen` in a menu, or without a group:
    as it would be typed where that says it, else in full ("expiring this month" and "expired" together are read as
    either). Raises ResultExpired, Unreadable."""
    kept, now = await rooms.results.load(asker.workspace, result_id), rooms.clock()
    if chosen.startswith(WITHOUT):
        typed, wanted = _widened(kept, chosen.removeprefix(WITHOUT))
    else:
        typed = f"{kept.text} {chosen}".strip()
        wanted = _narrowed(kept.query, _query(rooms, chosen, asker, now) or Query())
    read = _query(rooms, typed, asker, now)
    same = read is not None and wanted in {read, (await pinned(rooms, asker, read))[0]}
    text = typed if same else question(rooms, wanted, asker.locale)
    return Message(text, asker, now)


def _widened(kept: Result, group: str) -> tuple[str, Query]:
    """The question without what it says of a group; its text without the words that a menu added."""
    if group not in SLOTS:
        raise ResultExpired(group)
    added = [words(Facet(group, value, 0), kept.locale) for value in _chosen(kept.query)[group]]
    plain = getattr(Query(), SLOTS[group])
    return kept.text.removesuffix(" ".join(added)).strip(), msgspec.structs.replace(kept.query, **{SLOTS[group]: plain})


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
    """What the certificates of a result differ in, and the one value of a group that the question asks for; no group
    of which it says more (a status together with its dates, too), and none in which all are alike."""
    statuses = Counter(certificate.status_at(now).value for certificate in found)  # members of an Enum hash slowly
    counts: dict[str, Mapping[Value, int]] = {
        "status": {Status(status): count for status, count in statuses.items()},
        "kind": Counter(certificate.kind for certificate in found if certificate.kind),
        "source": Counter(certificate.source for certificate in found),
        "project": Counter(certificate.project for certificate in found if certificate.project),
        "account": Counter(AccountName(certificate.account) for certificate in found if query.account == ALL),
    }
    chosen = _chosen(query)
    dated = query.expires is not None and Status.EXPIRED in query.statuses
    said = [
        Facet(group, values[0], len(found), chosen=True)
        for group, values in chosen.items()
        if len(values) == 1 and not (group == "status" and dated)
    ]
    differing = (
        Facet(group, value, count)
        for group, values in counts.items()
        if len(values) > 1 and not chosen.get(group)
        for value, count in values.items()
    )
    return (*said, *differing)


def _chosen(query: Query) -> dict[str, tuple[Value, ...]]:
    """What the question says of each group."""
    return {
        "status": query.statuses,
        "kind": (query.kind,) if query.kind else (),
        "source": query.sources,
        "project": tuple(Project("", name) for name in query.projects),
    }
