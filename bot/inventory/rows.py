"""The certificates of a listing with the columns that searching them needs, each made when first wanted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from math import inf, nan
from typing import Any

from bot.certificates import Certificate, Sort, TimeField
from bot.inventory.hostnames import ascii_host, unicode_host


def folded(text: str) -> str:
    """Text as it is compared: compatibility forms (full width) and case folded."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _instant(certificate: Certificate, field: str) -> float:
    moment = getattr(certificate, field)
    return nan if moment is None else moment.timestamp()


def _words(certificate: Certificate) -> Iterator[str]:
    yield certificate.id
    yield certificate.alias
    yield certificate.domain
    for name in certificate.names:
        yield name
        if "xn--" in name:
            yield unicode_host(name)
    yield certificate.issuer
    if certificate.project is not None:
        yield certificate.project.name


class Rows(tuple[Certificate, ...]):
    """Certificates that are searched more than once. Columns are lists by row number; the rows never change."""

    @classmethod
    def of(cls, certificates: Iterable[Certificate]) -> Rows:
        """The certificates as Rows, without a copy when they are."""
        return certificates if isinstance(certificates, Rows) else cls(certificates)

    @cached_property
    def derived(self) -> dict[object, Any]:
        """What other modules worked out from these rows, by whatever they choose, kept as long as the rows."""
        return {}

    @cached_property
    def _instants(self) -> dict[TimeField, list[float]]:
        return {}

    @cached_property
    def _orders(self) -> dict[tuple[Sort, bool], list[int]]:
        return {}

    def instants(self, field: TimeField) -> list[float]:
        """Unix seconds; NaN, which no comparison holds for, where the time is missing."""
        if field not in self._instants:
            self._instants[field] = [_instant(certificate, field.value) for certificate in self]
        return self._instants[field]

    @cached_property
    def statuses(self) -> list[int]:
        """The status as the source said it, `Status.UNKNOWN` for what we do not know."""
        return [certificate.status.value for certificate in self]

    @cached_property
    def hosts(self) -> list[str]:
        """All names of a row between spaces, ` a.example *.b.example `: a name is found with its spaces around it."""
        return [f" {' '.join(map(ascii_host, certificate.names or (certificate.domain,)))} " for certificate in self]

    @cached_property
    def words(self) -> list[str]:
        """What words are looked for in: id, alias, names (also as people write them), issuer, project; a line each."""
        return [folded("\n".join(_words(certificate))) for certificate in self]

    @cached_property
    def by_id(self) -> list[int]:
        """Row numbers by id: what breaks ties, so that pages stay the same whatever order the source answers in."""
        return sorted(range(len(self)), key=[certificate.id for certificate in self].__getitem__)

    def ordered(self, sort: Sort, *, descending: bool) -> list[int]:
        """All row numbers in this order, missing values last. STATUS depends on the time, so it is not one of these."""
        wanted = (sort, descending)
        if wanted not in self._orders:
            self._orders[wanted] = self._order(sort, descending=descending)
        return self._orders[wanted]

    def _order(self, sort: Sort, *, descending: bool) -> list[int]:
        if sort is Sort.DOMAIN:
            domains = [folded(certificate.domain) for certificate in self]
            return sorted(self.by_id, key=domains.__getitem__, reverse=descending)
        sign = -1.0 if descending else 1.0
        seconds = [inf if moment != moment else sign * moment for moment in self.instants(TimeField(sort.value))]
        return sorted(self.by_id, key=seconds.__getitem__)
