"""Which rows a query means, slot by slot. Pure; `search` puts them in order.

Rules: every slot that is given must hold, any value within it will do. A missing time is in no span. A status is the
one a reader is told (`Certificate.status_at`): `expired` means status 3, or issued and past its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from math import inf

import msgspec

from bot.certificates import Certificate, Query, TimeField, Validation, instants
from bot.inventory.renewal import renewed
from bot.inventory.rows import Rows, folded
from bot.sources.hostnames import ascii_host, wildcard_over
from bot.workspaces.accounts import ALL

_WORDS = re.compile(r'"([^"]+)"|(\S+)')
_VALIDATION_WORDS = {
    Validation.ORGANISATION: re.compile(r"(?<![A-Za-z])OV(?![A-Za-z])|企业型"),
    Validation.EXTENDED: re.compile(r"(?<![A-Za-z])EV(?![A-Za-z])|增强型"),
}
_DEFAULT_PROJECTS = {"default", "默认", "默认项目", "default project"}


class At(msgspec.Struct, frozen=True):
    """Where a search stands: everything it depends on besides rows and query."""

    now: datetime
    zone: str
    taken: frozenset[str]
    snoozed: frozenset[str]


_Filter = Callable[[Rows, Sequence[int], Query, At], Sequence[int]]


def _within(field: TimeField) -> _Filter:
    def chosen_of(rows: Rows, chosen: Sequence[int], query: Query, at: At) -> Sequence[int]:
        start, end = instants(getattr(query, field.value), at.zone)
        low = -inf if start is None else start.timestamp()
        high = inf if end is None else end.timestamp()
        moments = rows.instants(field)
        return [row for row in chosen if low <= moments[row] < high]

    return chosen_of


def _with_status(rows: Rows, chosen: Sequence[int], query: Query, at: At) -> Sequence[int]:
    wanted, statuses = {int(status) for status in query.statuses}, rows.statuses_at(at.now)
    return [row for row in chosen if statuses[row] in wanted]


def _name_test(name: str) -> Callable[[str], bool]:
    """A test on `Rows.hosts`: `*.a.com` is any name under a.com, itself included; a host is covered by its own name or
    by the wildcard one label up; any other `*` stands for a piece of a name."""
    name = ascii_host(name)
    if name.startswith("*.") and "*" not in name[1:]:
        under = f"{name[1:]} "
        return lambda hosts: under in hosts
    if "*" in name:
        pattern = re.compile(f" {re.escape(name).replace(re.escape('*'), '[^ ]*')} ")
        return lambda hosts: pattern.search(hosts) is not None
    exact, wild = f" {name} ", f" {wildcard_over(name)} "
    return lambda hosts: exact in hosts or (wild != "  " and wild in hosts)


def _named(rows: Rows, chosen: Sequence[int], query: Query, _: At) -> Sequence[int]:
    tests, hosts = [_name_test(name) for name in query.names], rows.hosts
    if len(tests) == 1:
        return [row for row in chosen if tests[0](hosts[row])]
    return [row for row in chosen if any(test(hosts[row]) for test in tests)]


def _with_text(rows: Rows, chosen: Sequence[int], query: Query, _: At) -> Sequence[int]:
    words = rows.words
    for quoted, bare in _WORDS.findall(query.text):
        wanted = folded(quoted or bare)
        chosen = [row for row in chosen if wanted in words[row]]
    return chosen


def _where(holds: Callable[[Certificate, Query], bool]) -> _Filter:
    """A filter on what many rows have in common (`Rows.traits`): asked once for each trait."""

    def chosen_of(rows: Rows, chosen: Sequence[int], query: Query, _: At) -> Sequence[int]:
        column, examples = rows.traits
        held = {number for number, example in enumerate(examples) if holds(example, query)}
        return [row for row in chosen if column[row] in held]

    return chosen_of


def _with_id(rows: Rows, chosen: Sequence[int], query: Query, _: At) -> Sequence[int]:
    wanted = {one.casefold() for one in query.ids}
    return [row for row in chosen if rows[row].id.casefold() in wanted]


def _validated(certificate: Certificate, query: Query) -> bool:
    said = f"{certificate.type_name} {certificate.issuer}"
    return any(
        certificate.is_dv if validation is Validation.DOMAIN else bool(_VALIDATION_WORDS[validation].search(said))
        for validation in query.validations
    )


def _comes_from(certificate: Certificate, query: Query) -> bool:
    source, issuer = folded(certificate.source), folded(certificate.issuer)
    return any(folded(wanted) == source or folded(wanted) in issuer for wanted in query.sources)


def _filed_under(certificate: Certificate, query: Query) -> bool:
    if certificate.project is None:
        return False
    known = certificate.project
    return any(
        wanted == known.id or folded(wanted) in folded(known.name) or (known.id == "0" and wanted in _DEFAULT_PROJECTS)
        for wanted in query.projects
    )


def _is_wildcard(certificate: Certificate) -> bool:
    return certificate.is_wildcard or any(name.startswith("*.") for name in certificate.names or (certificate.domain,))


def _renewed(rows: Rows, chosen: Sequence[int], query: Query, at: At) -> Sequence[int]:
    proven = renewed(rows, chosen, at.now)
    return [row for row in chosen if (row in proven) is query.renewed]


def _marked(slot: str, ids: Callable[[At], frozenset[str]]) -> _Filter:
    def chosen_of(rows: Rows, chosen: Sequence[int], query: Query, at: At) -> Sequence[int]:
        marked, wanted = ids(at), getattr(query, slot)
        return [row for row in chosen if (rows[row].id in marked) is wanted]

    return chosen_of


def _without(rows: Rows, chosen: Sequence[int], query: Query, at: At) -> Sequence[int]:
    for excluded in query.excluding:
        gone = set(filtered(rows, chosen, excluded, at))
        chosen = [row for row in chosen if row not in gone]
    return chosen


def _is_of(certificate: Certificate, account: str | None) -> bool:
    return folded(certificate.account) == folded(account or "")


_FILTERS: dict[str, _Filter] = {
    "expires": _within(TimeField.EXPIRES),
    "begins": _within(TimeField.BEGINS),
    "created": _within(TimeField.CREATED),
    "ids": _with_id,
    "names": _named,
    "statuses": _with_status,
    "kind": _where(lambda certificate, query: certificate.kind is query.kind),
    "text": _with_text,
    "account": _where(lambda certificate, query: query.account == ALL or _is_of(certificate, query.account)),
    "wildcard": _where(lambda certificate, query: _is_wildcard(certificate) is query.wildcard),
    "validations": _where(_validated),
    "sources": _where(_comes_from),
    "projects": _where(_filed_under),
    "owned": _marked("owned", lambda at: at.taken),
    "snoozed": _marked("snoozed", lambda at: at.snoozed),
    "renewed": _renewed,
    "excluding": _without,
}


def filtered(rows: Rows, chosen: Sequence[int], query: Query, at: At) -> Sequence[int]:
    """Those of the chosen row numbers that the query means, in their order; sort and limit are not looked at."""
    for slot, one_filter in _FILTERS.items():
        if getattr(query, slot) not in (None, "", ()):
            chosen = one_filter(rows, chosen, query, at)
    return chosen
