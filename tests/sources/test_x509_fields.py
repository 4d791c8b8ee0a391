"""What is read out of X.509 certificates, good and bad."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID

from bot.certificates import Certificate, Kind, Status
from bot.sources.x509_fields import Facts, certificate, facts
from tests.sources.x509_papers import BEGINS, ENDS, paper

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
SERVER, CLIENT = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH


def read(pem: str, now: datetime = NOW) -> Certificate:
    parsed = x509.load_pem_x509_certificate(pem.encode())
    return certificate(parsed, alias="web/a.pem", created=BEGINS, now=now, account="files")


def test_a_certificate_is_a_row() -> None:
    """Names, times as UTC instants, issuer, and an id that is the certificate's own."""
    pem = paper("www.shop.example", "shop.example", "WWW.shop.example", "*.shop.example", usages=(SERVER, CLIENT))
    assert read(pem) == Certificate(
        id=x509.load_pem_x509_certificate(pem.encode()).fingerprint(SHA256()).hex()[:16],
        domain="www.shop.example",
        alias="web/a.pem",
        names=("www.shop.example", "shop.example", "*.shop.example"),
        status_code=Status.ISSUED,
        kind=Kind.SERVER,
        begins=BEGINS,
        expires=ENDS,
        created=BEGINS,
        issuer="Test CA",
        source="file",
        is_wildcard=True,
        account="files",
    )


def test_a_certificate_that_has_ended_is_expired() -> None:
    """From its last instant on."""
    assert read(paper("a.example"), ENDS - timedelta(seconds=1)).status is Status.ISSUED
    assert read(paper("a.example"), ENDS).status is Status.EXPIRED


@pytest.mark.parametrize(
    ("common_name", "names", "expected"),
    [
        ("a.example", (), ("a.example",)),
        ("Ingress Fake Certificate", ("ingress.local",), ("ingress.local",)),
        ("", ("a.example", "10.0.0.1", "::1"), ("a.example", "10.0.0.1", "::1")),
        ("", (), ()),
    ],
)
def test_the_main_name_is_one_it_can_be_used_for(
    common_name: str, names: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """A common name that is no alternative is a title, unless there are no alternatives."""
    found = read(paper(common_name, *names))
    assert found.names == expected
    assert found.domain == (expected[0] if expected else "")


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        ({"usages": (SERVER,)}, Kind.SERVER),
        ({"usages": (CLIENT,)}, Kind.CLIENT),
        ({"usages": (CLIENT, SERVER)}, Kind.SERVER),
        ({"authority": True}, Kind.CLIENT),
        ({"authority": None}, Kind.SERVER),
        ({"authority": True, "usages": (SERVER,)}, Kind.SERVER),
    ],
)
def test_what_a_certificate_is_for_is_its_kind(made: dict[str, Any], kind: Kind) -> None:
    """By its usages; an authority without any is what clients are checked against."""
    assert read(paper("a.example", **made)).kind is kind


@pytest.mark.parametrize(
    ("policy", "type_name"),
    [("2.23.140.1.2.1", "DV"), ("2.23.140.1.2.2", "OV"), ("2.23.140.1.1", "EV"), ("1.2.3", ""), ("", "")],
)
def test_the_validation_is_its_policy(policy: str, type_name: str) -> None:
    """The forum's reserved policies say how far the authority looked."""
    found = read(paper("a.example", policy=policy))
    assert (found.type_name, found.is_dv) == (type_name, type_name == "DV")


def test_an_extension_that_is_rubbish_costs_only_itself() -> None:
    """Where alternatives or constraints can't be decoded, the common name and the times are still there."""
    rubbish = tuple(
        x509.UnrecognizedExtension(x509.ObjectIdentifier(oid), b"\xff\xff") for oid in ("2.5.29.17", "2.5.29.37")
    )
    found = read(paper("a.example", authority=None, extra=rubbish))
    assert (found.names, found.expires, found.kind) == (("a.example",), ENDS, Kind.SERVER)


def test_two_thousand_names_are_all_read() -> None:
    """However many a certificate has."""
    assert len(read(paper("n0.example", *(f"n{number}.example" for number in range(2000)))).names) == 2000


def test_the_facts_of_a_certificate_with_its_chain() -> None:
    """Serial and fingerprint in hex, key, signature, names as RFC 4514 writes them, and the length of the chain."""
    pem = paper("a.example")
    fingerprint = x509.load_pem_x509_certificate(pem.encode()).fingerprint(SHA256()).hex()
    assert facts(pem + paper("Test CA", authority=True)) == Facts(
        serial="abc",
        sha256=fingerprint,
        key="EC secp256r1",
        signature="sha256",
        subject="CN=a.example",
        issuer="CN=Test CA",
        chain_length=2,
    )


@pytest.mark.parametrize(
    "text",
    ["", "rubbish", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----"],
)
def test_without_a_certificate_there_are_no_facts(text: str) -> None:
    """Nothing is made up, nothing raised."""
    assert facts(text) is None
