"""What of a query the source itself can filter by, where that leaves everything the query means. Pure."""

from __future__ import annotations

import msgspec

from bot.certificates import Kind, Query


class Narrowing(msgspec.Struct, frozen=True):
    """Filters of CertGetList (searchKey, certType, id, altDomain); they combine with AND, empty means not given."""

    text: str = ""
    kind: Kind | None = None
    id: str = ""
    host: str = ""


def narrowing(query: Query) -> Narrowing | None:
    """The filters that answer a question without the whole inventory; None when it needs all.

    One id or one host leaves little to search. A single word alone is the source's own search. Whether a certificate
    is renewed depends on all others; patterns, several names and phrases are ours to match.
    """
    if query.renewed is not None or any(excluded.renewed is not None for excluded in query.excluding):
        return None
    if len(query.ids) == 1 and not query.names:
        return Narrowing(kind=query.kind, id=query.ids[0])
    if len(query.names) == 1 and not query.ids and "*" not in query.names[0]:
        return Narrowing(kind=query.kind, host=query.names[0])
    if query.ids or query.names or len(query.text.split()) > 1 or '"' in query.text:
        return None
    found = Narrowing(text=query.text, kind=query.kind)
    return found if found != Narrowing() else None
