"""Certificates leave PEM text, keys don't."""

from __future__ import annotations

import pytest

from bot.sources.pem import Sifted, certificates_only
from tests.sources.x509_papers import key_pem, paper

ONE, TWO = paper("one.example"), paper("two.example")


def test_certificates_come_out_in_their_order() -> None:
    """With whatever stands between them left behind."""
    text = f"Bag Attributes\n    friendlyName: one\n{ONE}subject=/CN=two\r\n{TWO}-----BEGIN X509 CRL-----\nAAAA\n"
    assert Sifted(text.splitlines()).certificates == [ONE, TWO]


@pytest.mark.parametrize(
    "kind", ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY"]
)
def test_no_line_of_a_key_is_kept(kind: str) -> None:
    """Whatever its kind and wherever it stands; it is only said that there was one."""
    key = key_pem().replace("PRIVATE KEY", kind)
    sifted = Sifted(f"{key}{ONE}{key}{TWO}{key}".splitlines())
    assert (sifted.certificates, sifted.has_key) == ([ONE, TWO], True)
    assert not Sifted(ONE.splitlines()).has_key


def test_a_key_inside_a_certificate_spoils_it() -> None:
    """A block that changes its kind halfway is no certificate, and nothing of it is kept."""
    begun = "-----BEGIN CERTIFICATE-----\nMIIB\n"
    sifted = Sifted(f"{begun}{key_pem()}-----END CERTIFICATE-----\n{ONE}".splitlines())
    assert (sifted.certificates, sifted.has_key) == ([ONE], True)


def test_a_block_without_an_end_is_left() -> None:
    """Neither a cut file nor an endless block is kept."""
    assert Sifted(ONE.splitlines()[:-1]).certificates == []
    assert Sifted(["-----BEGIN CERTIFICATE-----", *["A" * 64] * 10_000, "-----END CERTIFICATE-----"]).certificates == []


def test_a_key_is_reported_by_its_certificate(caplog: pytest.LogCaptureFixture) -> None:
    """The operator learns where, never what."""
    assert certificates_only(key_pem() + ONE, "GjTNRoK7") == ONE
    assert certificates_only(key_pem(), "GjTNRoK7") is None
    assert [getattr(record, "certificate", "") for record in caplog.records] == ["GjTNRoK7"] * 2
    assert key_pem().splitlines()[1] not in str([record.__dict__ for record in caplog.records])
