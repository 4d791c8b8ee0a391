"""A wire row, however dirty, becomes a certificate."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.certificates import Certificate, Kind, Project, Status
from bot.sources.rows import Row, certificate, instant, integer

DOCUMENTED: dict[str, Any] = {
    "ownerUin": "664372747",
    "projectId": "0",
    "from": "trustasia",
    "type": "2",
    "certType": "SVR",
    "productZhName": "TrustAsia TLS RSA CA",
    "domain": "cl.f-xj.cn",
    "alias": "",
    "status": 1,
    "vulnerability_status": "INACTIVE",
    "statusMsg": None,
    "verifyType": "DNS_AUTO",
    "certBeginTime": "2017-12-20 08:00:00",
    "certEndTime": "2018-12-20 20:00:00",
    "validityPeriod": "12",
    "insertTime": "2017-12-20 21:25:00",
    "projectInfo": {"projectId": "0", "ownerUin": 0, "name": "默认项目", "createTime": "0000-00-00 00:00:00"},
    "id": "GjTNRoK7",
    "subjectAltName": ["cl.f-xj.cn"],
    "type_name": "TrustAsia TLS RSA CA",
    "status_name": "已通过",
    "is_vip": False,
    "is_dv": True,
    "is_wildcard": False,
    "is_vulnerability": False,
}
"""The example of the API's own document."""

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


def read(**changes: Any) -> Certificate:
    """The documented row with some values replaced, over the wire."""
    return certificate(msgspec.convert(DOCUMENTED | changes, Row), "default")


def test_the_documented_row_is_read_whole() -> None:
    """Each field of the document's example is found in the certificate; times are UTC."""
    assert read() == Certificate(
        id="GjTNRoK7",
        domain="cl.f-xj.cn",
        names=("cl.f-xj.cn",),
        status_code=1,
        status_name="已通过",
        kind=Kind.SERVER,
        begins=datetime(2017, 12, 20, 0, 0, tzinfo=UTC),
        expires=datetime(2018, 12, 20, 12, 0, tzinfo=UTC),
        created=datetime(2017, 12, 20, 13, 25, tzinfo=UTC),
        issuer="TrustAsia TLS RSA CA",
        type_name="TrustAsia TLS RSA CA",
        source="trustasia",
        verification="DNS_AUTO",
        validity_months=12,
        project=Project("0", "默认项目"),
        owner="664372747",
        is_dv=True,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-11-06 08:00:0", datetime(2024, 11, 6, tzinfo=UTC)),
        ("2024-1-6 8:0:0", datetime(2024, 1, 6, tzinfo=UTC)),
        (" 2024-11-06 07:59:59 ", datetime(2024, 11, 5, 23, 59, 59, tzinfo=UTC)),
        ("2024-02-29T23:59:59", datetime(2024, 2, 29, 15, 59, 59, tzinfo=UTC)),
        ("2049-12-31 23:59:59", datetime(2049, 12, 31, 15, 59, 59, tzinfo=UTC)),
        ("9999-12-31 23:59:59", datetime(9999, 12, 31, 15, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_readable_time_is_an_instant(text: str, expected: datetime) -> None:
    """Wall times of Beijing become UTC, also with a digit missing and past 2038."""
    assert instant(text) == expected


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "--",
        "0000-00-00 00:00:00",
        "2023-02-29 00:00:00",
        "2024-11-06",
        "2024-11-06 24:00:00",
        "0001-01-01 00:00:00",
        "2024-11-06 08:00+01",
        "２０２４-11-06 08:00:00",
        1730851200,
        True,
        [],
        {},
        "2024-11-06 08:00:00" * 1000,
    ],
    ids=lambda value: repr(value)[:25],
)
def test_an_unreadable_time_is_none(value: object) -> None:
    """What is no time is None and never raises."""
    assert instant(value) is None


def test_a_row_without_times_is_kept() -> None:
    """A row whose dates can't be read is still a certificate, with its id and names."""
    found = read(certBeginTime=None, certEndTime="0000-00-00 00:00:00", insertTime="--")
    assert (found.id, found.begins, found.expires, found.created) == ("GjTNRoK7", None, None, None)


def test_the_set_of_statuses_is_open() -> None:
    """A status no document knows keeps its number and its text, and reads as UNKNOWN."""
    found = read(status=42, status_name="新状态")
    assert (found.status_code, found.status, found.status_name) == (42, Status.UNKNOWN, "新状态")
    assert read(status="1").status is Status.ISSUED
    assert read(status=None).status is Status.UNKNOWN


def test_kinds_are_read_in_either_case() -> None:
    """certType may come in lower case; an unknown one is no kind."""
    assert [read(certType=kind).kind for kind in ("svr", "CA", "X", None, 7)] == [
        Kind.SERVER,
        Kind.CLIENT,
        None,
        None,
        None,
    ]


def test_names_begin_with_the_main_domain() -> None:
    """Names are lower case, the main domain first, each once; what is no name is left out."""
    found = read(domain="B.example", subjectAltName=["a.example", "b.EXAMPLE", None, "", 5, " c.example "])
    assert found.names == ("b.example", "a.example", "c.example")
    assert read(subjectAltName=None).names == ("cl.f-xj.cn",)
    assert read(domain=None, subjectAltName="x").names == ()


def test_two_thousand_names_are_all_kept() -> None:
    """A certificate with 2 000 names keeps every one of them."""
    assert len(read(subjectAltName=[f"n{number}.example" for number in range(2000)]).names) == 2001


def test_secrets_and_unknown_keys_are_not_looked_at() -> None:
    """Fields that are not on the list leave no trace, whatever they hold."""
    found = read(cert="-----BEGIN CERTIFICATE-----", privateKey="-----BEGIN PRIVATE KEY-----", Tags=[{"a": 1}])
    assert found == read()
    assert "BEGIN" not in repr(found)


def test_a_project_may_be_half_known() -> None:
    """Without projectInfo the project's number remains; without both there is no project."""
    assert read(projectInfo=None, projectId="1024").project == Project("1024", "")
    assert read(projectInfo=None, projectId=None).project is None
    assert read(projectInfo={"name": 7}, projectId=1024).project == Project("1024", "7")


@pytest.mark.parametrize(
    ("value", "expected"), [("12", 12), (" 3 ", 3), (6, 6), ("--", None), (True, None), (1e3, None), ("9" * 5000, None)]
)
def test_integers_may_be_texts(value: object, expected: int | None) -> None:
    """Numbers come as numbers or as texts; what is neither is None."""
    assert integer(value) == expected


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from(sorted(DOCUMENTED)), JSON))
def test_no_value_of_any_type_raises(changes: dict[str, Any]) -> None:
    """Any JSON in any field still gives a certificate that can be compared, hashed and encoded."""
    found = read(**changes)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Certificate) == found
    assert hash(found) == hash(read(**changes))
