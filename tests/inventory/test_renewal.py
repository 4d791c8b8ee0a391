"""Which certificate replaces which."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.certificates import Certificate, Kind, Query
from bot.inventory.renewal import Renewal, renewals, replaced
from bot.inventory.rows import Rows
from bot.inventory.search import search
from tests.inventory.conftest import NOW, Make

YESTERDAY = NOW - timedelta(days=1)


def renewal(old: Certificate, *others: Certificate) -> Renewal | None:
    """What replaces `old` in an inventory of it and the others."""
    return renewals([*others, old], NOW).get((old.account, old.id))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a.com", "a.com"),
        ("x.a.com", "*.a.com"),
        ("*.a.com", "*.a.com"),
        ("x.a.com y.a.com", "*.a.com a.com"),
        ("A.com", "a.COM"),
        ("例子.测试", "xn--fsqu00a.xn--0zwm56d"),
    ],
)
def test_it_covers_all_names(make: Make, old: str, new: str) -> None:
    """A later certificate that is usable for every name of the old one replaces it, in whatever spelling."""
    found = renewal(make("old", *old.split()), make("new", *new.split(), days=200))
    assert found is not None
    assert (found.by.id, found.missing, found.is_proven) == ("new", (), True)


@pytest.mark.parametrize(("old", "new"), [("*.a.com", "x.a.com"), ("a.com", "*.a.com"), ("x.y.a.com", "*.a.com")])
def test_it_covers_nothing(make: Make, old: str, new: str) -> None:
    """A host does not replace a wildcard, nor a wildcard the apex or a name two labels down."""
    assert renewal(make("old", old), make("new", new, days=200, begins=YESTERDAY)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"days": 30.9},
        {"status_code": 0},
        {"status_code": 10},
        {"begins": NOW + timedelta(hours=1)},
        {"begins": None},
        {"days": None},
        {"account": "other"},
        {"kind": Kind.CLIENT},
    ],
    ids=str,
)
def test_it_is_no_renewal(make: Make, fields: dict[str, object]) -> None:
    """Ending within a day of the old one, not issued, not valid yet, of unknown times, of another account or kind:
    none of these replaces anything."""
    assert renewal(make("old", "a.com"), make("new", "a.com", **({"days": 200} | fields))) is None


def test_partial_cover_is_named(make: Make) -> None:
    """A later certificate of the same main domain that lacks names says which, in the old one's order."""
    old = make("old", "a.com", "www.a.com", "api.a.com")
    found = renewal(old, make("new", "a.com", "www.a.com", days=200, begins=YESTERDAY), make("poor", "a.com", days=300))
    assert found == Renewal(make("new", "a.com", "www.a.com", days=200, begins=YESTERDAY), ("api.a.com",))
    assert not found.is_proven


def test_a_standing_neighbour_is_no_partial_renewal(make: Make) -> None:
    """A certificate that began no later than the old one, or lacks its main domain, is a neighbour."""
    old = make("old", "a.com", "api.a.com")
    assert renewal(old, make("wide", "a.com", days=300)) is None
    assert renewal(old, make("other", "api.a.com", days=300, begins=YESTERDAY)) is None


def test_an_upload_proves_nothing(make: Make) -> None:
    """An uploaded look-alike is shown but does not count as a renewal; the authority's own is preferred to it."""
    old, upload = make("old", "a.com"), make("upload", "a.com", days=900, source="Upload")
    found = renewal(old, upload)
    assert found is not None
    assert (found.by.id, found.is_uploaded, found.is_proven) == ("upload", True, False)
    better = renewal(old, upload, make("issued", "a.com", days=200))
    assert better is not None
    assert better.by.id == "issued"


def test_expired_ones_are_renewed_too(make: Make) -> None:
    """What ended is renewed by what is valid now; a stalled order and what has no readable end are not."""
    new = make("new", "a.com", days=200)
    assert renewal(make("ended", "a.com", days=-5, status_code=3), new) is not None
    assert renewal(make("order", "a.com", days=-5, status_code=0), new) is None
    assert renewal(make("unknown", "a.com", days=None), new) is None


def test_the_filter(make: Make) -> None:
    """`renewed` finds what is proven replaced, `not renewed` all the rest, also among narrowed rows."""
    certificates = [make("old", "a.com"), make("new", "a.com", days=200), make("lone", "b.com")]
    for wanted, found in ((True, ["old"]), (False, ["lone", "new"])):
        assert [one.id for one in search(certificates, Query(renewed=wanted), now=NOW, zone="UTC")] == found
    assert [one.id for one in search(certificates, Query(renewed=True, ids=("old",)), now=NOW, zone="UTC")] == ["old"]


def test_rows_remember_until_something_changes(make: Make) -> None:
    """The renewals of a listing are worked out once, and again when a certificate has begun or ended meanwhile."""
    rows = Rows([make("old", "a.com"), make("new", "a.com", days=200, begins=NOW + timedelta(hours=1))])
    assert renewals(rows, NOW) == {}
    kept = dict(rows.derived)
    for minutes in (59, -59):  # questions may overtake each other
        assert renewals(rows, NOW + timedelta(minutes=minutes)) == {}
    assert rows.derived == kept
    assert set(renewals(rows, NOW + timedelta(hours=1))) == {("default", "old")}
    assert renewals(rows, NOW + timedelta(days=30)) == {("default", "old"): Renewal(rows[1])}
    assert renewals(rows, NOW + timedelta(days=200)) == {}
    assert renewals(rows, NOW) == {}


def test_of_a_few(make: Make) -> None:
    """Those asked for are looked for among all: by account and id, and those that are gone have none."""
    rows = Rows.of([make("old", "a.com"), make("other", "b.com"), make("new", "a.com", "b.com", days=200)])
    found = renewals(rows, NOW, [rows[0], make("gone", "a.com"), make("other", "b.com", account="prod")])
    assert found == {("default", "old"): Renewal(rows[2])}


def test_what_it_replaces(make: Make) -> None:
    """The other way round: the certificates whose proven renewal this one is, by wildcard too."""
    old, wide = (
        [make("x", "x.a.com"), make("a", "a.com"), make("b", "b.com")],
        make("wide", "*.a.com", "a.com", days=90),
    )
    assert replaced([*old, wide], wide, NOW) == ("a", "x")
    assert replaced([*old, wide, make("later", "x.a.com", days=200)], wide, NOW) == ("a",)
    assert replaced([*old, make("wide", "*.a.com", "a.com", days=90, source="upload")], wide, NOW) == ()


def test_a_crowd_of_equal_names(make: Make) -> None:
    """Thousands of certificates for one name are each replaced by the one that ends last, without comparing all."""
    crowd = [make(f"{number:04}", "a.com", "b.com", days=1 + number * 2) for number in range(3_000)]
    found = renewals(crowd, NOW)
    assert len(found) == 2_999
    assert {one.by.id for one in found.values()} == {"2999"}
