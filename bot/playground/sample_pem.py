"""A real X.509 certificate for a row of the inventory, so that `withCert` has something to show.

The keys are derived from public texts: nothing here protects anything, and no key ever leaves this file.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta, timezone
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

_BEIJING = timezone(timedelta(hours=8))
_ISSUED = {1, 3, 9, 10}


def pem_of(row: dict[str, Any]) -> str:
    """The certificate of a row as PEM; empty where none was ever issued or its facts can't be in a certificate.

    The same row gives the same text: keys come from names, the serial from the id, and ECDSA is deterministic.
    """
    if row.get("status") not in _ISSUED:
        return ""
    try:
        return _certificate(row).public_bytes(Encoding.PEM).decode()
    except (KeyError, TypeError, ValueError):
        return ""


def _certificate(row: dict[str, Any]) -> x509.Certificate:
    domain, issuer = row["domain"], row.get("productZhName") or row["domain"]
    names = row.get("subjectAltName") or [domain]
    return (
        x509.CertificateBuilder()
        .subject_name(_named(domain))
        .issuer_name(_named(issuer))
        .public_key(_key(f"leaf {row['id']}").public_key())
        .serial_number(int.from_bytes(hashlib.sha256(row["id"].encode()).digest()[:15]) + 1)
        .not_valid_before(_instant(row["certBeginTime"]))
        .not_valid_after(_instant(row["certEndTime"]))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(_key(f"issuer {issuer}"), SHA256(), ecdsa_deterministic=True)
    )


def _named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _key(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(hashlib.sha256(text.encode()).digest()[:31]) + 1, ec.SECP256R1())


def _instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=_BEIJING)
