"""Which certificates a query means, in which order, on which page."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterable, Iterator, Sized
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from bot.certificates import Certificate, Kind, Listing, Project, Query, Sort, Span, Status, Validation
from bot.inventory.rows import Rows
from bot.inventory.search import matches, page, search, searched
from tests.inventory.conftest import NOW, Make

SHANGHAI = "Asia/Shanghai"


def ids(certificates: Iterable[Certificate], query: Query, zone: str = SHANGHAI) -> list[str]:
    """What a search finds, by id."""
    return [found.id for found in search(certificates, query, now=NOW, zone=zone)]


@pytest.mark.parametrize("field", ["expires", "begins", "created"])
def test_days_are_the_readers(make: Make, field: str) -> None:
    """A span begins and ends at the local midnights of the reader's zone, its end excluded, on each of the times."""
    moments = {
        "before": datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC),
        "first": datetime(2026, 11, 30, 16, tzinfo=UTC),
        "last": datetime(2026, 12, 1, 15, 59, 59, tzinfo=UTC),
        "after": datetime(2026, 12, 1, 16, tzinfo=UTC),
    }
    certificates = [make(name, **{field: moment}) for name, moment in moments.items()]
    query = msgspec.structs.replace(Query(), **{field: Span(date(2026, 12, 1), date(2026, 12, 2))})
    assert set(ids(certificates, query)) == {"first", "last"}
    assert set(ids(certificates, query, zone="America/New_York")) == {"last", "after"}


def test_a_missing_time_is_in_no_span(make: Make) -> None:
    """A certificate whose end could not be read is in no span, not even an open one, and found without one."""
    certificates = [make("known"), make("unknown", days=None)]
    assert ids(certificates, Query(expires=Span(None, None))) == ["known"]
    assert ids(certificates, Query(expires=Span(date(1, 1, 1), date(9999, 12, 31)))) == ["known"]
    assert ids(certificates, Query()) == ["known", "unknown"]


def test_expired_is_what_a_reader_is_told(make: Make) -> None:
    """`expired` finds status 3 and issued ones past their end; `issued` finds neither."""
    certificates = [
        make("ended", days=-1),
        make("now", days=0),
        make("said", days=-2, status_code=3),
        make("valid", days=1),
        make("cancelled", days=-1, status_code=7),
        make("odd", status_code=99),
    ]
    assert ids(certificates, Query(statuses=(Status.EXPIRED,))) == ["said", "ended", "now"]
    assert ids(certificates, Query(statuses=(Status.ISSUED,))) == ["valid"]
    assert ids(certificates, Query(statuses=(Status.CANCELLED, Status.UNKNOWN))) == ["cancelled", "odd"]
    assert all(matches(one, Query(statuses=(one.status_at(NOW),)), now=NOW, zone=SHANGHAI) for one in certificates)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("x.a.com", {"wild", "exact"}),
        ("a.com", {"apex"}),
        ("x.y.a.com", {"deep"}),
        ("*.a.com", {"wild", "exact", "deep"}),
        ("*.y.a.com", {"deep"}),
        ("X.A.COM.", {"wild", "exact"}),
        ("com", set()),
        ("*.com", {"wild", "exact", "deep", "apex", "other"}),
        ("ba.com", {"other"}),
        ("x*.a.com", {"exact", "deep"}),
        ("", set()),
        ("例子.测试", {"idn"}),
        ("*.測試", set()),
        ("xn--fsqu00a.xn--0zwm56d", {"idn"}),
    ],
)
def test_names(make: Make, name: str, wanted: set[str]) -> None:
    """A host is covered by its name or by the wildcard one label up, never by the apex or two labels up; a pattern
    finds any name under it, the wildcard itself included; international names are one in both spellings."""
    certificates = [
        make("wild", "*.a.com"),
        make("exact", "b.example", "x.a.com"),
        make("deep", "x.y.a.com"),
        make("apex", "a.com"),
        make("other", "ba.com"),
        make("idn", "例子.测试"),
    ]
    assert set(ids(certificates, Query(names=(name,)))) == wanted


def test_any_of_the_names(make: Make) -> None:
    """Of several names any will do, and a certificate without a list of names has its domain."""
    certificates = [make("one", "a.com"), make("two", domain="b.com"), make("three", "c.com")]
    assert ids(certificates, Query(names=("a.com", "b.com"))) == ["one", "two"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("payments", ["pay"]),
        ("PAYMENTS gateway", ["pay"]),
        ("gateway missing", []),
        ('"gateway eu"', ["pay"]),
        ('"eu gateway"', []),
        ("支付网关", ["网"]),
        ("ＰＡＹＭＥＮＴＳ", ["pay"]),
        ("full-width", ["wide"]),
        ("pay.example", ["pay"]),
        ("TrustAsia", ["pay"]),
        ("billing", ["pay"]),
        ("例子", ["idn"]),
        ("strasse", ["idn"]),
    ],
)
def test_words(make: Make, text: str, wanted: list[str]) -> None:
    """All words must be found in id, alias, names, issuer or project, without regard to case and width; a quoted
    phrase is one word."""
    certificates = [
        make("pay", "pay.example", alias="Payments Gateway EU", issuer="TrustAsia", project=Project("7", "Billing")),
        make("网", alias="支付网关"),
        make("wide", alias="Ｆｕｌｌ-Ｗｉｄｔｈ"),
        make("idn", "xn--fsqu00a.xn--0zwm56d", alias="Straße"),
    ]
    assert ids(certificates, Query(text=text)) == wanted


def test_no_word_reaches_over_two_fields(make: Make) -> None:
    """A phrase that begins in one field and ends in the next is found nowhere."""
    assert ids([make("a1", "b.example", alias="c")], Query(text='"a1 c"')) == []


def test_the_other_slots(make: Make) -> None:
    """Id, kind, validation, source, project, wildcard and account each narrow by their own field."""
    one = make("GjTNRoK7", "*.a.com", kind=Kind.CLIENT, is_dv=True, source="upload", project=Project("0", "默认项目"))
    other = make(
        "Zz", type_name="企业型专业版(OV Pro)", issuer="DigiCert", project=Project("7", "Shop"), account="prod"
    )
    wanted = {
        Query(ids=("gjtnrok7", "nothing")): "GjTNRoK7",
        Query(kind=Kind.CLIENT): "GjTNRoK7",
        Query(validations=(Validation.DOMAIN,)): "GjTNRoK7",
        Query(validations=(Validation.ORGANISATION, Validation.EXTENDED)): "Zz",
        Query(sources=("upload",)): "GjTNRoK7",
        Query(sources=("digicert",)): "Zz",
        Query(projects=("default",)): "GjTNRoK7",
        Query(projects=("shop",)): "Zz",
        Query(projects=("7",)): "Zz",
        Query(wildcard=True): "GjTNRoK7",
        Query(wildcard=False): "Zz",
        Query(account="Prod"): "Zz",
    }
    for query, found in wanted.items():
        assert ids([one, other], query) == [found], query


def test_slots_of_other_rooms(make: Make) -> None:
    """Whether somebody took or snoozed a certificate is told to the search as ids."""
    certificates = [make("taken"), make("free")]
    for query, wanted in ((Query(owned=True), "taken"), (Query(owned=False), "free"), (Query(snoozed=True), "free")):
        found = search(
            certificates, query, now=NOW, zone="UTC", taken=frozenset({"taken"}), snoozed=frozenset({"free"})
        )
        assert [one.id for one in found] == [wanted]


def test_slots_narrow_each_other(make: Make) -> None:
    """Every slot must hold, and what an excluded query means is taken away."""
    certificates = [make("a", "x.shop.example"), make("b", "x.test.shop.example"), make("c", "x.shop.example", days=90)]
    query = Query(
        names=("*.shop.example",),
        expires=Span(None, date(2026, 12, 31)),
        excluding=(Query(names=("*.test.shop.example",)),),
    )
    assert ids(certificates, query) == ["a"]


@pytest.mark.parametrize(
    ("sort", "descending", "wanted"),
    [
        (None, False, "b a d c"),
        (Sort.EXPIRES, True, "a d b c"),
        (Sort.BEGINS, False, "d b a c"),
        (Sort.CREATED, True, "b a d c"),
        (Sort.DOMAIN, False, "d c b a"),
        (Sort.DOMAIN, True, "a b c d"),
        (Sort.STATUS, False, "a d c b"),
    ],
)
def test_order(make: Make, sort: Sort | None, descending: bool, wanted: str) -> None:
    """Missing values come last in both directions; ties are in the order they end, then by id."""
    certificates = [
        make("d", "A.example", days=30, begins=NOW - timedelta(days=300)),
        make("c", "b.example", days=None, begins=None),
        make("b", "c.example", days=-1),
        make("a", "d.example", days=30),
    ]
    assert ids(certificates, Query(sort=sort, descending=descending)) == wanted.split()
    assert ids(reversed(certificates), Query(sort=sort, descending=descending)) == wanted.split()


def test_a_limit_counts_after_sorting(make: Make) -> None:
    """`top 2` are the two that end first, whatever order they came in."""
    certificates = [make("late", days=90), make("soon", days=1), make("next", days=2)]
    assert ids(certificates, Query(limit=2)) == ["soon", "next"]


async def test_a_large_inventory_is_searched_alike(make: Make) -> None:
    """Past the threshold the search runs in a thread and finds the same."""
    certificates = Rows.of(make(f"{number:05}", days=number % 40) for number in range(5_500))
    query = Query(expires=Span(None, date(2026, 11, 26)), limit=500)
    found = await searched(certificates, query, now=NOW, zone="UTC")
    assert found == search(list(certificates), query, now=NOW, zone="UTC")
    assert len(found) == 414


@pytest.mark.parametrize(("number", "shown", "said"), [(1, "0 1", 1), (3, "4", 3), (99, "4", 3), (-1, "0 1", 1)])
def test_pages(make: Make, number: int, shown: str, said: int) -> None:
    """A page shows its rows with the listing's age and completeness; a number out of range is the nearest page."""
    found = [make(str(place)) for place in range(5)]
    listing = Listing(tuple(found), NOW, complete=False, stale=True)
    shown_page = page(found, Query(), listing, result_id="r", number=number, size=2)
    assert ([row.id for row in shown_page.rows], shown_page.number) == (shown.split(), said)
    assert (shown_page.total, shown_page.count, shown_page.as_of) == (5, 3, NOW)
    assert (shown_page.complete, shown_page.stale) == (False, True)


def test_a_column_worked_out_elsewhere_keeps_nobody_waiting(make: Make) -> None:
    """While a thread works on the columns of one listing, those of another are there at once."""
    begun, done = threading.Event(), threading.Event()

    class Slow(Rows):
        def __iter__(self) -> Iterator[Certificate]:
            begun.set()
            assert done.wait(5)
            return super().__iter__()

    slow = Slow([make("a")])
    working = threading.Thread(target=lambda: slow.hosts)
    working.start()
    assert begun.wait(5)
    assert Rows([make("b", "b.example")]).hosts == (" b.example ",)
    assert working.is_alive()
    done.set()
    working.join()


def test_columns_are_not_walked_by_the_collector(make: Make) -> None:
    """After one collection of garbage, nothing that the rows keep of each certificate is walked by the next."""
    rows = Rows.of(make(f"{number:03}", f"{number}.example", alias=f"name {number}") for number in range(500))
    for step in rows.steps():
        step()
    for sort in (Sort.EXPIRES, Sort.BEGINS, Sort.CREATED, Sort.DOMAIN):
        rows.ordered(sort, descending=True)
    rows.statuses_at(NOW)
    gc.collect()
    kept = gc.get_referents(rows.__dict__)
    kept += gc.get_referents(*kept)
    assert [
        type(one) for one in kept if gc.is_tracked(one) and isinstance(one, Sized) and len(gc.get_referents(one)) > 50
    ] == []
