"""Host names as certificates hold them, for what a source is asked and what it can't filter itself."""

from __future__ import annotations

from collections.abc import Iterable

import idna


def ascii_host(name: str) -> str:
    """Lower case, without a last dot, A-labels (`xn--…`) for international ones; what is no name stays as it is."""
    plain = name.strip().rstrip(".").lower()
    try:
        return plain if plain.isascii() else idna.encode(plain, uts46=True).decode()
    except idna.IDNAError:
        return plain


def serves(names: Iterable[str], host: str) -> bool:
    """Whether a certificate with these names can be used for `host`: by the name itself, or by a wildcard in place of
    exactly one label (RFC 6125, and CertGetList's altDomain)."""
    wanted = ascii_host(host)
    first, _, rest = wanted.partition(".")
    accepted = {wanted, f"*.{rest}"} if first and rest else {wanted}
    return any(ascii_host(name) in accepted for name in names)
