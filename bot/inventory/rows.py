"""The certificates of a listing with the columns that searching them needs, each made when first wanted."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from math import inf, nan
from operator import attrgetter
from typing import Any, Generic, TypeVar, overload

from bot.certificates import Certificate, Sort, Status, TimeField
from bot.inventory.sorting import sorted_in_pieces
from bot.inventory.threads import LARGE, let_go
from bot.sources.hostnames import ascii_host, unicode_host

_CODES: dict[int | None, int] = {int(status): int(status) for status in Status}


T = TypeVar("T")


class Column(Generic[T]):
    """Worked out when first wanted, then kept in the rows' own dict. Unlike `functools.cached_property`, which in
    Python 3.11 holds one lock for all rows, a large listing in a thread keeps nobody waiting on the event loop."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, rows: None, owner: type) -> Column[T]: ...
    @overload
    def __get__(self, rows: object, owner: type) -> T: ...
    def __get__(self, rows: object | None, owner: type) -> Column[T] | T:
        if rows is None:
            return self
        return rows.__dict__.setdefault(self._work.__name__, self._work(rows))  # type: ignore[no-any-return]


def folded(text: str) -> str:
    """Text as it is compared: compatibility forms (full width) and case folded."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _end(certificate: Certificate) -> float:
    return inf if certificate.expires is None else certificate.expires.timestamp()


def _hosts(names: tuple[str, ...]) -> str:
    text = f" {' '.join(names)} "
    if text.isascii() and ". " not in text and text.count(" ") == len(names) + 1:
        return text.lower()
    return f" {' '.join(map(ascii_host, names))} "


def _words(certificate: Certificate) -> str:
    names = "\n".join(certificate.names)
    if "xn--" in names:
        names += "\n" + "\n".join(map(unicode_host, certificate.names))
    return folded(f"{certificate.id}\n{certificate.alias}\n{certificate.domain}\n{names}")


class Rows(tuple[Certificate, ...]):
    """Certificates that are searched more than once, in the order they end (missing last, then by id): whatever order
    the source answers in, pages stay the same. Columns are by row number; the rows never change.

    Columns are arrays and tuples of texts, which the garbage collector does not walk: as lists they held the event
    loop up for 25 ms at each full collection, with a hundred thousand rows.
    """

    @classmethod
    def of(cls, certificates: Iterable[Certificate]) -> Rows:
        """The certificates as Rows, without a copy when they are."""
        if isinstance(certificates, Rows):
            return certificates
        given = tuple(certificates)
        ends = [(_end(certificate), certificate.id) for certificate in given]
        order = sorted_in_pieces(range(len(given)), ends.__getitem__)
        rows = cls(given[row] for row in order)
        rows._instants[TimeField.EXPIRES] = array("d", (nan if ends[row][0] == inf else ends[row][0] for row in order))
        return rows

    def __del__(self) -> None:
        """Whoever asks last of a large listing that was replaced does not wait until it is freed (50 ms)."""
        if len(self) >= LARGE:
            columns = vars(self)
            texts = [list(columns.pop(name)) for name in ("hosts", "words") if name in columns]
            let_go([list(self), *texts, list(columns.values())])

    @Column
    def derived(self) -> dict[object, Any]:
        """What other modules worked out from these rows, by whatever they choose, kept as long as the rows."""
        return {}

    @Column
    def _instants(self) -> dict[TimeField, array[float]]:
        return {}

    @Column
    def _orders(self) -> dict[tuple[Sort, bool], array[int]]:
        return {}

    def instants(self, field: TimeField) -> Sequence[float]:
        """Unix seconds; NaN, which no comparison holds for, where the time is missing."""
        if field not in self._instants:
            moments = map(attrgetter(field.value), self)
            self._instants[field] = array("d", (nan if moment is None else moment.timestamp() for moment in moments))
        return self._instants[field]

    @Column
    def statuses(self) -> array[int]:
        """The status as the source said it, `Status.UNKNOWN` for what we do not know."""
        return array("b", (_CODES.get(certificate.status_code, -1) for certificate in self))

    def statuses_at(self, now: datetime) -> Sequence[int]:
        """The status a reader is told, by the rule of `Certificate.status_at`: rows are in the order they end, so
        those that have ended are the first ones."""
        ends = self.instants(TimeField.EXPIRES)
        ended = bisect_right(ends, now.timestamp(), hi=self.known_ends)
        known, told = self._told
        if known != ended:
            issued, expired = int(Status.ISSUED), int(Status.EXPIRED)
            told = array("b", (expired if code == issued else code for code in self.statuses[:ended]))
            told += self.statuses[ended:]
            self._told = (ended, told)
        return told

    @Column
    def known_ends(self) -> int:
        """How many rows have an end; they are the first ones."""
        return sum(end == end for end in self.instants(TimeField.EXPIRES))

    @Column
    def _told(self) -> tuple[int, array[int]]:
        """The last answer of statuses_at, and for how many ended rows it holds."""
        return -1, array("b")

    @Column
    def hosts(self) -> tuple[str, ...]:
        """All names of a row between spaces, ` a.example *.b.example `: a name is found with its spaces around it."""
        return tuple(map(self.hosts_of, self))

    @staticmethod
    def hosts_of(certificate: Certificate) -> str:
        """The names of one certificate as in `hosts`."""
        return _hosts(certificate.names or (certificate.domain,))

    @Column
    def words(self) -> tuple[str, ...]:
        """What words are looked for in: id, alias, names (also as people write them), issuer, project; a line each."""
        column, examples = self.traits
        shared = [folded(f"\n{one.issuer}\n{one.project.name if one.project else ''}") for one in examples]
        return tuple([_words(certificate) + shared[number] for certificate, number in zip(self, column, strict=True)])

    @Column
    def traits(self) -> tuple[array[int], list[Certificate]]:
        """What many certificates have in common (kind, issuer, type, source, project, account …): a number a row,
        and one certificate of each number. A hundred thousand rows have a few dozen."""
        numbers: dict[object, int] = {}
        examples: list[Certificate] = []
        column = array("l")
        for one, hosts in zip(self, self.hosts, strict=True):
            wild = one.is_wildcard or " *." in hosts
            trait = (one.kind, one.source, one.issuer, one.type_name, one.is_dv, one.project, one.account, wild)
            number = numbers.setdefault(trait, len(examples))
            if number == len(examples):
                examples.append(one)
            column.append(number)
        return column, examples

    def steps(self) -> list[Callable[[], object]]:
        """What makes the columns of the usual questions, a column a step."""
        times = [partial(self.instants, field) for field in TimeField]
        return [*times, *(partial(getattr, self, column) for column in ("statuses", "hosts", "traits", "words"))]

    def ordered(self, sort: Sort, *, descending: bool) -> Sequence[int]:
        """All row numbers in this order, missing values last. STATUS depends on the time, so it is not one of these."""
        wanted = (sort, descending)
        if wanted not in self._orders:
            self._orders[wanted] = array("l", self._order(sort, descending=descending))
        return self._orders[wanted]

    def _order(self, sort: Sort, *, descending: bool) -> Sequence[int]:
        rows = range(len(self))
        if sort is Sort.EXPIRES and not descending:
            return rows
        if sort is Sort.DOMAIN:
            domains = [folded(certificate.domain) for certificate in self]
            return sorted_in_pieces(rows, domains.__getitem__, reverse=descending)
        sign = -1.0 if descending else 1.0
        seconds = [inf if moment != moment else sign * moment for moment in self.instants(TimeField(sort.value))]
        return sorted_in_pieces(rows, seconds.__getitem__)
