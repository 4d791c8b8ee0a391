"""Certificates out of a PEM text, and nothing else: a private key is dropped unread."""

from __future__ import annotations

import logging
import re

log = logging.getLogger(__name__)

_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,100000}?-----END CERTIFICATE-----", re.ASCII)
_KEY = "PRIVATE KEY-----"


def has_key(text: str) -> bool:
    """Whether a text looks as if it held a private key, of whatever kind."""
    return _KEY in text


def certificates_only(text: str, whose: str) -> str | None:
    """The certificates of a PEM text, in their order; None where there is none. A private key in it is reported to
    the operator with `whose` it is, never what it is."""
    if has_key(text):
        log.error("a private key came with a certificate and was dropped unread", extra={"certificate": whose})
    found = _CERTIFICATE.findall(text)
    return "\n".join(found) + "\n" if found else None
