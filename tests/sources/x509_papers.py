"""Certificates to order, signed by themselves with keys that are worth nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID, ObjectIdentifier

KEY = ec.derive_private_key(4711, ec.SECP256R1())
BEGINS, ENDS = datetime(2026, 10, 1, 8, 30, tzinfo=UTC), datetime(2026, 12, 1, 8, 30, tzinfo=UTC)


def key_pem() -> str:
    """A private key, as careless people leave it beside its certificate."""
    return KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def paper(
    common_name: str = "",
    *names: str,
    authority: bool | None = False,
    usages: tuple[ObjectIdentifier, ...] = (),
    policy: str = "",
    issuer: str = "Test CA",
    extra: tuple[x509.ExtensionType, ...] = (),
) -> str:
    """A certificate as PEM; `names` that are addresses become addresses. `authority=None` leaves that unsaid."""
    extensions = list(extra)
    if names:
        extensions.append(x509.SubjectAlternativeName([_general(name) for name in names]))
    if authority is not None:
        extensions.append(x509.BasicConstraints(ca=authority, path_length=None))
    if usages:
        extensions.append(x509.ExtendedKeyUsage(usages))
    if policy:
        extensions.append(x509.CertificatePolicies([x509.PolicyInformation(ObjectIdentifier(policy), None)]))
    builder = (
        x509.CertificateBuilder(_named(issuer), _named(common_name), KEY.public_key(), 0xABC)
        .not_valid_before(BEGINS)
        .not_valid_after(ENDS)
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    return builder.sign(KEY, SHA256(), ecdsa_deterministic=True).public_bytes(Encoding.PEM).decode()


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)] if text else [])
