"""An X.509 certificate's own fields, as far as they can be read. Foreign certificates break rules; nothing raises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import msgspec
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID, NameOID, ObjectIdentifier

from bot.certificates import Certificate, Kind, Status
from bot.sources.pem import Sifted

Value = TypeVar("Value")
Extension = TypeVar("Extension", bound=x509.ExtensionType)

_POLICIES = {"2.23.140.1.2.1": "DV", "2.23.140.1.2.2": "OV", "2.23.140.1.1": "EV"}
"""Validation by the policy that the CA/Browser Forum reserves for it."""


def certificate(parsed: x509.Certificate, *, alias: str, created: datetime, now: datetime, account: str) -> Certificate:
    """As a row of an inventory. `alias` and `created` (an instant) are what only the place it was found at knows."""
    names = _names(parsed)
    expires = _read(lambda: parsed.not_valid_after_utc, None)
    validation = _validation(parsed)
    return Certificate(
        id=fingerprint(parsed)[:16],
        domain=names[0] if names else "",
        alias=alias,
        names=tuple(dict.fromkeys(name.lower() for name in names)),
        status_code=Status.EXPIRED if expires and expires <= now else Status.ISSUED,
        kind=_kind(parsed),
        begins=_read(lambda: parsed.not_valid_before_utc, None),
        expires=expires,
        created=created.astimezone(UTC),
        issuer=_read(lambda: _common_name(parsed.issuer), ""),
        type_name=validation,
        source="file",
        is_wildcard=any(name.startswith("*.") for name in names),
        is_dv=validation == "DV",
        account=account,
    )


def fingerprint(parsed: x509.Certificate) -> str:
    """SHA-256 of the whole certificate in lower-case hex."""
    return parsed.fingerprint(SHA256()).hex()


class Facts(msgspec.Struct, frozen=True):
    """What a reader may ask of one certificate beyond its row. Texts are foreign and hostile; hex is lower case."""

    serial: str
    sha256: str
    key: str
    """Algorithm and size: RSA 2048, EC secp256r1, Ed25519."""
    signature: str
    """The hash under the issuer's signature: sha256; empty where the algorithm has its own."""
    subject: str
    issuer: str
    """As RFC 4514 writes names: CN=…,O=…,C=…"""
    chain_length: int
    """Certificates that came with it, itself included."""


def facts(pem: str) -> Facts | None:
    """Of the first certificate in a PEM text; None where there is none that can be decoded."""
    chain = Sifted(pem.splitlines()).certificates
    try:
        parsed = x509.load_pem_x509_certificate(chain[0].encode())
    except (IndexError, ValueError):
        return None
    hashed = _read(lambda: parsed.signature_hash_algorithm, None)
    return Facts(
        serial=f"{parsed.serial_number:x}",
        sha256=fingerprint(parsed),
        key=_key(parsed),
        signature=hashed.name if hashed else "",
        subject=_read(lambda: parsed.subject.rfc4514_string(), ""),
        issuer=_read(lambda: parsed.issuer.rfc4514_string(), ""),
        chain_length=len(chain),
    )


def _key(parsed: x509.Certificate) -> str:
    key = _read(parsed.public_key, None)
    match key:
        case rsa.RSAPublicKey():
            return f"RSA {key.key_size}"
        case ec.EllipticCurvePublicKey():
            return f"EC {key.curve.name}"
        case None:
            return ""
        case _:
            return type(key).__name__.lstrip("_").removesuffix("PublicKey")


def is_authority(parsed: x509.Certificate) -> bool:
    """Whether it may sign other certificates."""
    found = _extension(parsed, ExtensionOID.BASIC_CONSTRAINTS, x509.BasicConstraints)
    return found is not None and found.ca


def _names(parsed: x509.Certificate) -> list[str]:
    """The main name first: the subject's common name where it is one of the alternatives or there are none."""
    found = _extension(parsed, ExtensionOID.SUBJECT_ALTERNATIVE_NAME, x509.SubjectAlternativeName)
    alternatives = [str(name.value) for name in found or () if isinstance(name, _NAMES)]
    main = _read(lambda: _common_name(parsed.subject), "")
    if main and (not alternatives or main.lower() in (name.lower() for name in alternatives)):
        alternatives.insert(0, main)
    return alternatives


_UNREADABLE = (
    ValueError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.ExtensionNotFound,
    x509.UnsupportedGeneralNameType,
)
_NAMES = (x509.DNSName, x509.IPAddress, x509.RFC822Name, x509.UniformResourceIdentifier)


def _kind(parsed: x509.Certificate) -> Kind:
    """For clients where it says so, and where it is an authority: that is what clients are checked against."""
    usages = _extension(parsed, ExtensionOID.EXTENDED_KEY_USAGE, x509.ExtendedKeyUsage)
    if usages is None:
        return Kind.CLIENT if is_authority(parsed) else Kind.SERVER
    return Kind.SERVER if ExtendedKeyUsageOID.SERVER_AUTH in usages else Kind.CLIENT


def _validation(parsed: x509.Certificate) -> str:
    policies = _extension(parsed, ExtensionOID.CERTIFICATE_POLICIES, x509.CertificatePolicies)
    said = {policy.policy_identifier.dotted_string for policy in policies or ()}
    return next((word for policy, word in _POLICIES.items() if policy in said), "")


def _common_name(name: x509.Name) -> str:
    """The common name, else the organisation."""
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in name.get_attributes_for_oid(oid):
            return str(attribute.value)
    return ""


def _extension(parsed: x509.Certificate, oid: ObjectIdentifier, kind: type[Extension]) -> Extension | None:
    def read() -> Extension | None:
        value = parsed.extensions.get_extension_for_oid(oid).value
        return value if isinstance(value, kind) else None

    return _read(read, None)


def _read(read: Callable[[], Value], otherwise: Value) -> Value:
    """A field, or `otherwise` where it is missing or can't be decoded."""
    try:
        return read()
    except _UNREADABLE:
        return otherwise
