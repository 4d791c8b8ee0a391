"""The sample inventory: believable, relative to now, and as dirty as the real thing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from cryptography import x509

from bot.playground.sample_pem import pem_of
from bot.playground.samples import inventory

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NOWS = [
    NOW,
    datetime(2024, 2, 29, 15, 59, 59, tzinfo=UTC),
    datetime(2026, 12, 31, 16, 0, tzinfo=UTC),
    datetime(2027, 1, 31, 23, 0, tzinfo=timezone(timedelta(hours=-10))),
]
FIELDS = {
    "ownerUin", "projectId", "from", "type", "certType", "productZhName", "domain", "alias", "status",
    "vulnerability_status", "statusMsg", "verifyType", "certBeginTime", "certEndTime", "validityPeriod", "insertTime",
    "projectInfo", "id", "subjectAltName", "type_name", "status_name", "is_vip", "is_dv", "is_wildcard",
    "is_vulnerability",
}  # fmt: skip

Row = dict[str, Any]


def instant(text: object) -> datetime | None:
    """A well-formed wire time as an instant."""
    try:
        return datetime.strptime(str(text), "%Y-%m-%d %H:%M:%S").replace(tzinfo=BEIJING)
    except ValueError:
        return None


def days_left(now: datetime) -> list[int]:
    """Beijing days from today to each row's last day, where it can be read."""
    ends = [ended for row in inventory(now) if (ended := instant(row["certEndTime"]))]
    return [(ended.date() - now.astimezone(BEIJING).date()).days for ended in ends]


def by_domain(domain: str) -> list[Row]:
    """Rows of one main domain, in order."""
    return [row for row in inventory(NOW) if row["domain"] == domain]


@pytest.mark.parametrize("now", NOWS, ids=str)
def test_rows_have_the_shape_of_the_api(now: datetime) -> None:
    """Every row has every documented field, an id of its own, and survives JSON."""
    rows = inventory(now)
    assert 55 <= len(rows) <= 70
    assert [FIELDS - row.keys() for row in rows] == [set()] * len(rows)
    assert len({row["id"] for row in rows}) == len(rows)
    assert {len(row["id"]) for row in rows} == {8}
    assert json.loads(json.dumps(rows)) == rows


@pytest.mark.parametrize("now", NOWS, ids=str)
def test_the_ends_people_ask_for_are_there(now: datetime) -> None:
    """Something ended a day and over a year ago; something ends today, tomorrow, in 3, 7, 14, 30 days and later."""
    assert set(days_left(now)) >= {-400, -90, -7, -1, 0, 1, 3, 7, 14, 30, 190}
    today = now.astimezone(BEIJING).date()
    ends = {ended.date() for row in inventory(now) if (ended := instant(row["certEndTime"]))}
    assert {date(today.year + 1, 1, 1), date(today.year + 1, 3, 31)} <= ends
    months = {(end.year - today.year) * 12 + end.month - today.month for end in ends}
    assert 1 in months


def test_same_now_same_rows() -> None:
    """An inventory is a function of now, whatever the zone now is given in; ids last from day to day."""
    assert inventory(NOW) == inventory(NOW.astimezone(BEIJING))
    later = inventory(NOW + timedelta(days=40))
    assert [row["id"] for row in later] == [row["id"] for row in inventory(NOW)]
    assert later != inventory(NOW)


@pytest.mark.parametrize("now", NOWS, ids=str)
def test_sound_rows_agree_with_themselves(now: datetime) -> None:
    """A certificate begins before it ends, is created before now, and says expired once it is, but for one laggard."""
    laggards = []
    for row in inventory(now):
        begins, ends, created = (instant(row[name]) for name in ("certBeginTime", "certEndTime", "insertTime"))
        assert not (begins and ends) or begins < ends
        assert not created or created <= now
        if ends and row["status"] in {1, 3} and (row["status"] == 3) != (ends <= now):
            laggards.append(row["domain"])
    assert laggards == ["beta.shop.example"]


def test_variety() -> None:
    """All statuses 0 to 15 and an unknown one, both kinds, several products, uploads, projects with Chinese names."""
    rows = inventory(NOW)
    assert {row["status"] for row in rows} == {*range(16), 42, None}
    assert {row["certType"] for row in rows} == {"SVR", "CA", "ca", "svr", None}
    assert {row["from"] for row in rows} == {"trustasia", "upload"}
    assert len({row["type_name"] for row in rows}) >= 8
    assert {row["projectId"] for row in rows} == {"0", "1024", "1025", "1031"}
    assert any(row["alias"] == "支付网关" for row in rows)


def test_only_names_that_belong_to_nobody() -> None:
    """Every domain and every name is under .example."""
    names = {name for row in inventory(NOW) for name in [row["domain"], *(row["subjectAltName"] or [])]} - {None}
    assert [name for name in names if not name.endswith(".example")] == []


def test_renewals() -> None:
    """A renewed certificate whose successor covers it, and one whose successor lacks a name."""
    old, new = by_domain("*.pay.example")
    assert set(old["subjectAltName"]) <= set(new["subjectAltName"])
    old, new = by_domain("checkout.shop.example")
    assert set(old["subjectAltName"]) - set(new["subjectAltName"]) == {"order.shop.example"}
    assert all(instant(row["certBeginTime"]) < NOW < instant(row["certEndTime"]) for row in (old, new))  # type: ignore[operator]


def test_dirt() -> None:
    """The values that real code broke on are all there."""
    rows = inventory(NOW)
    assert {None, "0000-00-00 00:00:00", "--", "2049-12-31 23:59:59"} <= {row["certEndTime"] for row in rows}
    assert "2024-11-06 08:00:0" in {row["certBeginTime"] for row in rows}
    assert any(row["subjectAltName"] is None and row["projectInfo"] is None for row in rows)
    aliases = [row["alias"] or "" for row in rows]
    assert "<!channel> *bold* <https://evil.example|click>" in aliases
    assert any("\u202e" in alias and "\u200b" in alias for alias in aliases)
    assert max(map(len, aliases)) == 500
    assert any(row.keys() - FIELDS for row in rows)
    assert any(str(row["domain"]).startswith("xn--") for row in rows)


def test_certificates_are_real() -> None:
    """An issued row has a PEM of its own names and times, the same each time, and never a key."""
    (row,) = by_domain("api.shop.example")
    certificate = x509.load_pem_x509_certificate(pem_of(row).encode())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == row["subjectAltName"]
    assert certificate.not_valid_after_utc == instant(row["certEndTime"])
    assert certificate.not_valid_before_utc == instant(row["certBeginTime"])
    assert pem_of(row) == pem_of(dict(row))
    assert pem_of(row).count("-----BEGIN") == pem_of(row).count("-----BEGIN CERTIFICATE-----") == 1


def test_orders_and_dirt_have_no_certificate() -> None:
    """Where none was issued, or its times are no times, the certificate is empty and nothing breaks."""
    for row in inventory(NOW):
        readable = instant(row["certBeginTime"]) and instant(row["certEndTime"])
        assert bool(pem_of(row)) == bool(readable and row["status"] in {1, 3, 9, 10}), row["domain"]
