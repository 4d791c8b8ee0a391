"""Which certificates concern a subscription, and as what. Pure.

A query with relative days moves. So it is read for each day since the last digest, lest what came and went meanwhile
is lost; and what was told once is followed beyond its end, though the query looks forward.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Protocol

import msgspec

from bot.certificates import Certificate, Query, Span, Status
from bot.reminders.bands import DAYS, NEWS, band_at
from bot.reminders.subscription import Subscription

UNKNOWN_BAND = 10_000
"""The band of what cannot be read: less urgent than any, so that it is told once and re-arms when it can be read."""
FOLDED = 20_000
"""Added to the band of what was told as renewed: should its renewal be revoked, it is as urgent as if nothing had been
told of it."""

_STALLED = {
    Status.REVIEWING,
    Status.FAILED,
    Status.DNS_ADDED,
    Status.DOCUMENTS_WANTED,
    Status.CONFIRMATION_WANTED,
    Status.REISSUING,
    Status.REVOCATION_LETTER_WANTED,
    Status.MATERIALS_WANTED,
    Status.MIGRATING,
}
_DAY = timedelta(days=1)


class Search(Protocol):
    """inventory.search.search: the certificates of a query, in its order."""

    def __call__(
        self, certificates: Sequence[Certificate], query: Query, *, now: datetime, zone: str
    ) -> Sequence[Certificate]: ...


Read = Callable[[Subscription, datetime], Query]
"""A subscription's query as its text reads at an instant."""


class Standing(Enum):
    """How a certificate is treated: only issued and expired ones have bands."""

    COUNTED = "counted"
    STALLED = "stalled"
    UNKNOWN = "unknown"
    OVER = "over"


class Row(msgspec.Struct, frozen=True):
    """A certificate in a band; `UNKNOWN_BAND` for what cannot be read."""

    certificate: Certificate
    epoch: str
    band: int
    taken_by: str = ""
    """Who is responsible: only they are mentioned."""

    def left(self, now: datetime) -> timedelta | None:
        """Time before the end; None when the end is unreadable."""
        return None if self.certificate.expires is None else self.certificate.expires - now


class Selection(msgspec.Struct, frozen=True):
    """What of an inventory concerns a subscription: rows with a band, and stalled orders apart."""

    rows: tuple[Row, ...]
    stalled: tuple[Row, ...]


def saved(subscription: Subscription, at: datetime) -> Query:
    """The query as it was read when it was saved, whatever the day."""
    return subscription.query


def epoch(certificate: Certificate) -> str:
    """(notAfter, account, id) as one text: a re-issue under the same id is another epoch."""
    end = "-" if certificate.expires is None else str(int(certificate.expires.timestamp()))
    return f"{end}:{len(certificate.account)}:{certificate.account}:{certificate.id}"


def end_of(epoch: str) -> int | None:
    """The notAfter (Unix seconds) of an epoch; None where it was unreadable."""
    end = epoch.partition(":")[0]
    return int(end) if end.lstrip("-").isdigit() else None


def band_told(remembered: int) -> int:
    """The band of what is remembered as handled, told as renewed or not."""
    return remembered - FOLDED if remembered >= FOLDED else remembered


def standing(certificate: Certificate) -> Standing:
    """Unknown is a status we do not know, or an end that cannot be read where there must be one."""
    status = certificate.status
    if status is Status.UNKNOWN:
        return Standing.UNKNOWN
    if status in {Status.ISSUED, Status.EXPIRED}:
        return Standing.UNKNOWN if certificate.expires is None else Standing.COUNTED
    return Standing.STALLED if status in _STALLED else Standing.OVER


def select(
    certificates: Sequence[Certificate],
    subscription: Subscription,
    told: Mapping[str, int],
    since: datetime,
    now: datetime,
    ahead: datetime,
    *,
    search: Search,
    read: Read,
) -> Selection:
    """Certificates of the query as it read on any day from `since` to `ahead`, with their band at `ahead`; those
    without a readable end, and those that were `told` already, whatever days the query asks for."""
    far = max((*DAYS, *subscription.bands)) * _DAY + _DAY
    near = [each for each in certificates if _near(each, now, ahead + far)]
    loose = [each for each in near if each.expires is None or epoch(each) in told]
    found: dict[str, Certificate] = {}
    for query in _merged(read(subscription, at) for at in _days(since, ahead)):
        for within, asked in ((near, query), (loose, msgspec.structs.replace(query, expires=None))):
            hits = _hits(within, asked, since, now, subscription.zone, search)
            found.update((epoch(each), each) for each in hits)
    return _sorted(found, ahead, subscription)


def _hits(
    within: Sequence[Certificate], query: Query, since: datetime, now: datetime, zone: str, search: Search
) -> list[Certificate]:
    """What the query means now; where it asks for a status, also what it meant at `since`: a valid certificate that
    ended meanwhile was to be reminded of."""
    hits = list(search(within, query, now=now, zone=zone)) if within else []
    ended = [each for each in within if each.expires is not None and since < each.expires <= now]
    if query.statuses and ended:
        then = {epoch(each): each for each in ended}
        alive = [msgspec.structs.replace(each, status_code=Status.ISSUED) for each in ended]
        hits += [then[epoch(each)] for each in search(alive, query, now=since, zone=zone)]
    return hits


def _sorted(found: Mapping[str, Certificate], moment: datetime, subscription: Subscription) -> Selection:
    zone, chosen = subscription.zone, subscription.bands
    rows, stalled = [], []
    for key, each in found.items():
        kind = standing(each)
        if kind is Standing.STALLED:
            stalled.append(Row(each, key, UNKNOWN_BAND))
        elif kind is Standing.UNKNOWN:
            rows.append(Row(each, key, UNKNOWN_BAND))
        elif kind is Standing.COUNTED and (band := band_at(each, moment, zone, chosen)) is not None:
            rows.append(Row(each, key, band))
    return Selection(tuple(rows), tuple(stalled))


def _near(certificate: Certificate, now: datetime, last: datetime) -> bool:
    """Whether a certificate may have a band at all: long ago expired is no news, and beyond `last` is not due."""
    if certificate.expires is None:
        return True
    if certificate.expires - now <= -NEWS:
        return False
    return certificate.expires < last or certificate.status is not Status.ISSUED


def _days(since: datetime, moment: datetime) -> Iterable[datetime]:
    at = max(since, moment - NEWS)
    while at < moment:
        yield at
        at += _DAY
    yield moment


def _merged(readings: Iterable[Query]) -> list[Query]:
    """The distinct queries, without limit; those that differ only in the days of the end become one where their days
    touch."""
    groups: dict[bytes, tuple[Query, list[Span | None]]] = {}
    for reading in readings:
        query = msgspec.structs.replace(reading, limit=None)
        key = msgspec.json.encode(msgspec.structs.replace(query, expires=None))
        groups.setdefault(key, (query, []))[1].append(query.expires)
    return [msgspec.structs.replace(query, expires=span) for query, spans in groups.values() for span in _joined(spans)]


def _joined(spans: Sequence[Span | None]) -> list[Span | None]:
    if any(span is None for span in spans):
        return [None]
    joined: list[Span] = []
    for span in sorted((each for each in spans if each is not None), key=lambda each: each.start or date.min):
        last = joined[-1] if joined else None
        if last is not None and (last.end is None or (span.start or date.min) <= last.end):
            end = None if last.end is None or span.end is None else max(last.end, span.end)
            joined[-1] = Span(last.start, end)
        else:
            joined.append(span)
    return list(joined)
