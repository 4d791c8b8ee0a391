"""What of a query the source itself can filter by, where that leaves everything the query means. Pure."""

from __future__ import annotations

from bot.certificates import Query
from bot.sources.filters import EVERYTHING, Filters


def narrowing(query: Query) -> Filters | None:
    """The filters that answer a question without the whole inventory; None when it needs all.

    One id or one host leaves little to search. A single word alone is the source's own search. Whether a certificate
    is renewed depends on all others; patterns, several names and phrases are ours to match.
    """
    if query.renewed is not None or any(excluded.renewed is not None for excluded in query.excluding):
        return None
    if len(query.ids) == 1 and not query.names:
        return Filters(kind=query.kind, id=query.ids[0])
    if len(query.names) == 1 and not query.ids and "*" not in query.names[0]:
        return Filters(kind=query.kind, host=query.names[0])
    if query.ids or query.names or len(query.text.split()) > 1 or '"' in query.text:
        return None
    found = Filters(text=query.text, kind=query.kind)
    return found if found != EVERYTHING else None
