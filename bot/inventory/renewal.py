"""Which certificate replaces which. Pure.

A certificate is renewed by another issued one of the same account and kind that is valid now, ends more than a day
later and covers all its names (wildcards and international names included). One that covers the main domain, began
later and lacks some names is a partial renewal: the loudest thing to say. What somebody uploaded proves nothing until
a person confirms it. An expired or issued certificate can be renewed; an order that stalled cannot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain, islice
from math import inf

import msgspec

from bot.certificates import Certificate, Kind, Status, TimeField
from bot.inventory.hostnames import wildcard_over
from bot.inventory.rows import Rows, folded

DAY = 86_400.0
LOOKED_AT = 64
"""So many of the longest-lived candidates are compared; a stranger inventory misses a renewal rather than stalls."""

Epoch = tuple[str, str]
"""(account, certificate id)."""


class Renewal(msgspec.Struct, frozen=True):
    """What replaces a certificate: the longest-lived one that is proven, else uploaded, else the one lacking least."""

    by: Certificate
    missing: tuple[str, ...] = ()
    """Names of the old one that the new one is not usable for, in the old one's order."""

    @property
    def is_uploaded(self) -> bool:
        """Whether somebody uploaded the new one, so that a person has to confirm it."""
        return folded(self.by.source) == "upload"

    @property
    def is_proven(self) -> bool:
        """Whether the old one needs no more attention for its names."""
        return not self.missing and not self.is_uploaded


class _Candidates:
    """Certificates of one account and kind that are valid now, by name, the one that ends last first."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self.names: dict[int, frozenset[str]] = {}

    def add(self, row: int, names: list[str]) -> None:
        self.names[row] = frozenset(names)
        for name in self.names[row]:
            self._by_name[name].append(row)

    def usable_for(self, host: str) -> tuple[list[int], list[int]]:
        none: list[int] = []
        return self._by_name.get(host, none), self._by_name.get(wildcard_over(host), none)

    def lacking(self, row: int, names: list[str]) -> tuple[str, ...]:
        has = self.names[row]
        return tuple(name for name in names if name not in has and wildcard_over(name) not in has)


def renewals(certificates: Iterable[Certificate], now: datetime) -> Mapping[Epoch, Renewal]:
    """The renewal of each certificate that has one, whole or partial. 100 000 certificates take under a second; the
    Rows of a listing keep the outcome until a certificate begins or ends."""
    rows = Rows.of(certificates)
    moment = now.timestamp()
    since, until, known = rows.derived.get(renewals, (inf, -inf, {}))
    if not since <= moment < until:
        known = _renewals(rows, moment)
        rows.derived[renewals] = (*_unchanged(rows, moment), known)
    return known  # type: ignore[no-any-return]


def _unchanged(rows: Rows, now: float) -> tuple[float, float]:
    """The time around now in which no certificate begins or ends."""
    since, until = -inf, inf
    for moment in chain(rows.instants(TimeField.BEGINS), rows.instants(TimeField.EXPIRES)):
        if since < moment <= now:
            since = moment
        elif now < moment < until:
            until = moment
    return since, until


def _groups(rows: Rows, now: float) -> dict[tuple[str, Kind | None], _Candidates]:
    groups: dict[tuple[str, Kind | None], _Candidates] = defaultdict(_Candidates)
    begins, ends, issued = rows.instants(TimeField.BEGINS), rows.instants(TimeField.EXPIRES), int(Status.ISSUED)
    valid = [row for row, code in enumerate(rows.statuses) if code == issued and begins[row] <= now < ends[row]]
    for row in sorted(valid, key=ends.__getitem__, reverse=True):
        groups[rows[row].account, rows[row].kind].add(row, rows.hosts[row].split())
    return groups


def _renewals(rows: Rows, now: float) -> dict[Epoch, Renewal]:
    groups, ends = _groups(rows, now), rows.instants(TimeField.EXPIRES)
    found: dict[Epoch, Renewal] = {}
    for row, code in enumerate(rows.statuses):
        candidates = groups.get((rows[row].account, rows[row].kind))
        if candidates is None or ends[row] != ends[row] or code not in (Status.ISSUED, Status.EXPIRED):
            continue
        if names := rows.hosts[row].split():
            renewal = _whole(rows, row, names, candidates) or _partial(rows, row, names, candidates)
            if renewal is not None:
                found[rows[row].account, rows[row].id] = renewal
    return found


def _later(rows: Rows, row: int, places: tuple[list[int], list[int]]) -> Iterator[int]:
    """Candidates that end more than a day after this row, the last first within each place."""
    ends = rows.instants(TimeField.EXPIRES)
    needed = ends[row] + DAY
    for place in places:
        for candidate in islice(place, LOOKED_AT):
            if ends[candidate] <= needed:
                break
            yield candidate


def _whole(rows: Rows, row: int, names: list[str], candidates: _Candidates) -> Renewal | None:
    rarest = min((candidates.usable_for(name) for name in names), key=lambda places: len(places[0]) + len(places[1]))
    whole = [found for found in _later(rows, row, rarest) if not candidates.lacking(found, names)]
    renewals_found = sorted((Renewal(rows[found]) for found in whole), key=lambda one: one.is_uploaded)
    return renewals_found[0] if renewals_found else None


def _partial(rows: Rows, row: int, names: list[str], candidates: _Candidates) -> Renewal | None:
    begins = rows.instants(TimeField.BEGINS)
    found = [
        (candidates.lacking(candidate, names), candidate)
        for candidate in _later(rows, row, candidates.usable_for(names[0]))
        if begins[candidate] > begins[row]
    ]
    if not found:
        return None
    missing, best = min(found, key=lambda one: len(one[0]))
    return Renewal(rows[best], missing)
