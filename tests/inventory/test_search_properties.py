"""Search against the same rules written the slow and plain way."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.certificates import Certificate, Kind, Query, Sort, Span, Status, instants
from bot.inventory.renewal import renewals
from bot.inventory.search import search
from tests.inventory.conftest import NOW

ZONES = ("Asia/Shanghai", "America/New_York", "Pacific/Apia")
LABELS = st.sampled_from(["a", "b", "*"])
NAMES = st.lists(LABELS, min_size=1, max_size=2).map(lambda labels: ".".join([*labels, "com"]))
MOMENTS = st.none() | st.sampled_from([-49, -24, -1, 0, 1, 24, 25, 26, 49]).map(
    lambda hours: NOW + timedelta(hours=hours)
)
DAYS = st.none() | st.integers(-4, 4).map(lambda days: (NOW + timedelta(days=days)).date())
HOSTS = st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=3).map(lambda labels: f"{'.'.join(labels)}.com")


@dataclasses.dataclass
class Numbered:
    """Gives every certificate of an example its own id."""

    made: int = 0

    def __call__(self, certificate: Certificate) -> Certificate:
        self.made += 1
        values = {field: getattr(certificate, field) for field in certificate.__struct_fields__}
        return Certificate(**(values | {"id": f"{self.made % 7}{self.made}"}))


CERTIFICATES = st.lists(
    st.builds(
        Certificate,
        id=st.just("x"),
        domain=HOSTS,
        names=st.lists(NAMES, max_size=3).map(tuple),
        status_code=st.sampled_from([None, 0, 1, 1, 1, 3, 99]),
        kind=st.sampled_from(Kind),
        begins=MOMENTS,
        expires=MOMENTS,
        source=st.sampled_from(["upload", "trustasia"]),
    ),
    max_size=8,
).map(lambda rows: list(map(Numbered(), rows)))


def covers(name: str, host: str) -> bool:
    """RFC 6125: a wildcard stands for exactly one label, and not for a wildcard."""
    first, _, rest = host.partition(".")
    return name == host or (first != "*" and name == f"*.{rest}")


def named(one: Certificate, name: str) -> bool:
    """Whether a certificate is meant by a host or a `*.` pattern."""
    names = one.names or (one.domain,)
    if name.startswith("*."):
        return any(each.endswith(name[1:]) for each in names)
    return any(covers(each, name) for each in names)


def within(moment: datetime | None, span: Span, zone: str) -> bool:
    """Whether a moment is in a span of local days."""
    start, end = instants(span, zone)
    return moment is not None and (start is None or start <= moment) and (end is None or moment < end)


@given(
    CERTIFICATES,
    HOSTS | HOSTS.map(lambda host: f"*.{host}"),
    st.builds(Span, DAYS, DAYS),
    st.sampled_from(Status),
    st.sampled_from(ZONES),
)
def test_every_slot_as_said(certificates: list[Certificate], name: str, span: Span, status: Status, zone: str) -> None:
    """Names, spans, statuses and exclusions find exactly what their rules say, one by one."""
    cases: dict[Query, Callable[[Certificate], bool]] = {
        Query(names=(name,)): lambda one: named(one, name),
        Query(expires=span): lambda one: within(one.expires, span, zone),
        Query(begins=span): lambda one: within(one.begins, span, zone),
        Query(statuses=(status,)): lambda one: one.status_at(NOW) is status,
        Query(excluding=(Query(names=(name,)),)): lambda one: not named(one, name),
    }
    for query, holds in cases.items():
        found = search(certificates, query, now=NOW, zone=zone)
        assert {one.id for one in found} == {one.id for one in certificates if holds(one)}, query


@given(CERTIFICATES, st.sampled_from([Sort.EXPIRES, Sort.BEGINS]), st.booleans(), st.randoms(use_true_random=False))
def test_order_does_not_depend_on_the_source(
    certificates: list[Certificate], sort: Sort, descending: bool, chance: random.Random
) -> None:
    """Whatever order the rows come in, the result is one order, sorted by what was asked for, missing values last."""
    query = Query(sort=sort, descending=descending)
    found = search(certificates, query, now=NOW, zone="UTC")
    shuffled = list(certificates)
    chance.shuffle(shuffled)
    assert search(shuffled, query, now=NOW, zone="UTC") == found
    times = [getattr(one, sort.value) for one in found]
    known = [moment for moment in times if moment is not None]
    assert known == sorted(known, reverse=descending)
    assert times[: len(known)] == known


@given(CERTIFICATES)
def test_renewals_as_said(certificates: list[Certificate]) -> None:
    """A proven renewal exists exactly where some certificate meets the rules of reminders.md, and is one of those."""

    def replaces(new: Certificate, old: Certificate) -> bool:
        far, early = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
        return (
            (new.kind, new.status_at(NOW)) == (old.kind, Status.ISSUED)
            and (new.begins or far) <= NOW
            and old.expires is not None
            and (new.expires or early) > old.expires + timedelta(days=1)
            and all(any(covers(has, name) for has in new.names or (new.domain,)) for name in old.names or (old.domain,))
            and new.source != "upload"
        )

    found = renewals(certificates, NOW)
    for old in certificates:
        wanted = {new.id for new in certificates if replaces(new, old)} if old.status_code in (1, 3) else set()
        renewal = found.get((old.account, old.id))
        proven = renewal.by.id if renewal is not None and renewal.is_proven else None
        assert (proven in wanted) if wanted else proven is None
