"""Which certificate replaces which. Pure.

A certificate is renewed by another issued one of the same account and kind that is valid now, ends more than a day
later and covers all its names (wildcards and international names included). One that covers the main domain, began
later and lacks some names is a partial renewal: the loudest thing to say. What somebody uploaded proves nothing until
a person confirms it. An expired or issued certificate can be renewed; an order that stalled cannot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from math import inf

import msgspec

from bot.certificates import Certificate, Status, TimeField
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
    """Certificates of one account and kind that are valid now, by name; added in the order they end, last first."""

    def __init__(self, rows: Rows) -> None:
        self._hosts = rows.hosts
        self._ends = rows.instants(TimeField.EXPIRES)
        self._by_name: dict[str, tuple[int, ...]] = {}  # tuples: a hundred thousand lists would busy the collector

    def add(self, row: int) -> None:
        for name in self._hosts[row].split():
            place = self._by_name.get(name, ())
            if len(place) < LOOKED_AT:
                self._by_name[name] = (*place, row)

    def usable_for(self, host: str) -> Sequence[int]:
        """Those whose own name or wildcard covers the host."""
        exact, wild = self._by_name.get(host, ()), self._by_name.get(wildcard_over(host), ())
        return sorted({*exact, *wild}, key=self._ends.__getitem__, reverse=True) if exact and wild else exact or wild

    def lacking(self, row: int, names: list[str]) -> tuple[str, ...]:
        """The names that the candidate is not usable for."""
        has = set(self._hosts[row].split())
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


def _groups(rows: Rows, now: float) -> dict[tuple[str, str], _Candidates]:
    groups: dict[tuple[str, str], _Candidates] = defaultdict(lambda: _Candidates(rows))
    begins, ends, issued = rows.instants(TimeField.BEGINS), rows.instants(TimeField.EXPIRES), int(Status.ISSUED)
    valid = [row for row, code in enumerate(rows.statuses) if code == issued and begins[row] <= now < ends[row]]
    for row in reversed(valid):  # rows are in the order they end
        groups[_group(rows[row])].add(row)
    return groups


def _group(certificate: Certificate) -> tuple[str, str]:
    return certificate.account, certificate.kind or ""


def _renewals(rows: Rows, now: float) -> dict[Epoch, Renewal]:
    groups, ends, begins = _groups(rows, now), rows.instants(TimeField.EXPIRES), rows.instants(TimeField.BEGINS)
    renewable = {int(Status.ISSUED), int(Status.EXPIRED)}
    found: dict[Epoch, Renewal] = {}
    for row, code in enumerate(rows.statuses):
        candidates = groups.get(_group(rows[row])) if code in renewable and ends[row] == ends[row] else None
        names = rows.hosts[row].split() if candidates else []
        if candidates is None or not names:
            continue
        places = [candidates.usable_for(name) for name in names]
        whole = [one for one in _later(ends, row, min(places, key=len)) if not candidates.lacking(one, names)]
        partial = [] if whole else [one for one in _later(ends, row, places[0]) if begins[one] > begins[row]]
        if whole:
            found[_epoch(rows[row])] = min((Renewal(rows[one]) for one in whole), key=lambda one: one.is_uploaded)
        elif partial:
            best = min(partial, key=lambda one: len(candidates.lacking(one, names)))
            found[_epoch(rows[row])] = Renewal(rows[best], candidates.lacking(best, names))
    return found


def _epoch(certificate: Certificate) -> Epoch:
    return certificate.account, certificate.id


def _later(ends: Sequence[float], row: int, place: Sequence[int]) -> list[int]:
    """Candidates that end more than a day after this row, the last first."""
    needed = ends[row] + DAY
    if not place or ends[place[0]] <= needed:
        return []
    return [candidate for candidate in place if ends[candidate] > needed]
