"""Which certificate replaces which. Pure.

A certificate is renewed by another issued one of the same account and kind that is valid now, ends more than a day
later and covers all its names (wildcards and international names included). One that covers the main domain, began
later and lacks some names is a partial renewal: the loudest thing to say. What somebody uploaded proves nothing until
a person confirms it. An expired or issued certificate can be renewed; an order that stalled cannot.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from math import inf

import msgspec

from bot.certificates import Certificate, Status, TimeField
from bot.inventory.rows import Rows, folded
from bot.sources.hostnames import wildcard_over

DAY = 86_400.0
_ISSUED = int(Status.ISSUED)
_RENEWABLE = frozenset({_ISSUED, int(Status.EXPIRED)})
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
    """Certificates of one account and kind that are valid now, by name; `valid` are their rows in the order they end.

    A name leads to its last row and from there to the one before: arrays, and a dict of texts and numbers, which the
    garbage collector does not walk. With a tuple of rows a name it held the event loop up for 50 ms."""

    def __init__(self, rows: Rows, valid: Iterable[int]) -> None:
        self._hosts = rows.hosts
        self._ends = rows.instants(TimeField.EXPIRES)
        self._last: dict[str, int] = {}
        self._rows, self._before = array("l"), array("l")
        for row in valid:
            for name in self._hosts[row].split():
                self._before.append(self._last.get(name, -1))
                self._last[name] = len(self._rows)
                self._rows.append(row)

    def latest(self, host: str) -> float:
        """When the last certificate ends that is usable for the host."""
        exact, wild = self._last.get(host), self._last.get(wildcard_over(host))
        return max(-inf if place is None else self._ends[self._rows[place]] for place in (exact, wild))

    def usable_for(self, host: str) -> Sequence[int]:
        """Those whose own name or wildcard covers the host, the last to end first."""
        exact, wild = list(self._named(host)), list(self._named(wildcard_over(host)))
        return sorted({*exact, *wild}, key=self._ends.__getitem__, reverse=True) if exact and wild else exact or wild

    def _named(self, name: str) -> Iterator[int]:
        place = self._last.get(name, -1)
        for _ in range(LOOKED_AT):
            if place < 0:
                return
            yield self._rows[place]
            place = self._before[place]

    def lacking(self, row: int, names: list[str]) -> tuple[str, ...]:
        """The names that the candidate is not usable for."""
        has = set(self._hosts[row].split())
        return tuple(name for name in names if name not in has and wildcard_over(name) not in has)


def renewals(
    certificates: Iterable[Certificate], now: datetime, of: Iterable[Certificate] | None = None
) -> dict[Epoch, Renewal]:
    """The renewals, whole or partial, of those that have one: of all certificates, or `of` these among them.

    100 000 certificates take a third of a second, a few of them a tenth, mostly once: the Rows of a listing keep what
    was found until a certificate begins or ends."""
    rows = Rows.of(certificates)
    index = _index(rows, now)
    wanted = range(len(rows)) if of is None else _places(rows, of)
    return {_epoch(rows[row]): found for row in wanted if (found := index.renewal(rows, row))}


def renewed(rows: Rows, chosen: Iterable[int], now: datetime) -> set[int]:
    """Those of the chosen row numbers whose renewal is proven."""
    renewal = _index(rows, now).renewal
    return {row for row in chosen if (found := renewal(rows, row)) and found.is_proven}


def replaced(certificates: Iterable[Certificate], by: Certificate, now: datetime) -> tuple[str, ...]:
    """The ids of the certificates that this one renews, proven."""
    rows = Rows.of(certificates)
    index, has = _index(rows, now), set(rows.hosts_of(by).split())
    mains = ((row, _main(hosts)) for row, hosts in enumerate(rows.hosts))
    alike = [row for row, main in mains if main in has or wildcard_over(main) in has]
    found = ((rows[row].id, index.renewal(rows, row)) for row in alike)
    return tuple(sorted(old for old, one in found if one and one.is_proven and one.by.id == by.id))


def _places(rows: Rows, certificates: Iterable[Certificate]) -> Sequence[int]:
    wanted = {_epoch(certificate) for certificate in certificates}
    ids = {epoch[1] for epoch in wanted}
    return [row for row, one in enumerate(rows) if one.id in ids and _epoch(one) in wanted]


def _index(rows: Rows, now: datetime) -> _Index:
    moment = now.timestamp()
    kept: _Index | None = rows.derived.get(_Index)
    if kept is None or not kept.since <= moment < kept.until:
        kept = rows.derived[_Index] = _Index(rows, now)
    return kept


class _Index:
    """What is valid at a moment, and the renewals looked for so far. It holds until a certificate begins or ends.

    The rows keep it, so it does not keep them: a circle would stay until the next full collection."""

    def __init__(self, rows: Rows, now: datetime) -> None:
        self._ends, self._hosts, self._statuses = rows.instants(TimeField.EXPIRES), rows.hosts, rows.statuses
        self._looked_for = bytearray(len(rows))
        self._found: dict[int, Renewal] = {}
        self.since, self.until = -inf, inf
        self._candidates = {group: _Candidates(rows, members) for group, members in self._valid(rows, now).items()}

    def renewal(self, rows: Rows, row: int) -> Renewal | None:
        """What replaces the certificate in this row."""
        if not self._looked_for[row]:
            if renewal := self._renewal(rows, row):
                self._found[row] = renewal
            self._looked_for[row] = 1
        return self._found.get(row)

    def _valid(self, rows: Rows, now: datetime) -> dict[tuple[str, str], list[int]]:
        """The rows of what is issued and valid now, by account and kind. Rows are in the order they end."""
        known = rows.known_ends
        first = bisect_right(self._ends, now.timestamp(), hi=known)
        self.since = self._ends[first - 1] if first else -inf
        self.until = self._ends[first] if first < known else inf
        latest = datetime.min.replace(tzinfo=UTC)
        valid: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row in range(first, known):
            begins = rows[row].begins if self._statuses[row] == _ISSUED else None
            if begins is not None and begins <= now:
                valid[_group(rows[row])].append(row)
                latest = max(latest, begins)
            elif begins is not None:
                self.until = min(self.until, begins.timestamp())
        self.since = max(self.since, latest.timestamp())
        return valid

    def _renewal(self, rows: Rows, row: int) -> Renewal | None:
        # nothing that ends later is usable for the main domain of most: the rest need not be looked at
        candidates = self._candidates.get(_group(rows[row])) if self._statuses[row] in _RENEWABLE else None
        if candidates and candidates.latest(_main(self._hosts[row])) > self._ends[row] + DAY:
            return self._best(rows, candidates, row)
        return None

    def _best(self, rows: Rows, candidates: _Candidates, row: int) -> Renewal | None:
        names = self._hosts[row].split()
        places = [candidates.usable_for(name) for name in names]
        whole = [one for one in _later(self._ends, row, min(places, key=len)) if not candidates.lacking(one, names)]
        if whole:
            return min((Renewal(rows[one]) for one in whole), key=lambda one: one.is_uploaded)
        partial = [one for one in _later(self._ends, row, places[0]) if _began_later(rows[one], rows[row])]
        if not partial:
            return None
        best = min(partial, key=lambda one: len(candidates.lacking(one, names)))
        return Renewal(rows[best], candidates.lacking(best, names))


def _began_later(new: Certificate, old: Certificate) -> bool:
    return new.begins is not None and old.begins is not None and new.begins > old.begins


def _group(certificate: Certificate) -> tuple[str, str]:
    return certificate.account, certificate.kind or ""


def _epoch(certificate: Certificate) -> Epoch:
    return certificate.account, certificate.id


def _main(hosts: str) -> str:
    """The main domain of a row's hosts; "" where it has no name."""
    return next(iter(hosts.split(maxsplit=1)), "")


def _later(ends: Sequence[float], row: int, place: Sequence[int]) -> list[int]:
    """Candidates that end more than a day after this row, the last first."""
    needed = ends[row] + DAY
    if not place or ends[place[0]] <= needed:
        return []
    return [candidate for candidate in place if ends[candidate] > needed]
