"""Host names and wildcards as certificates use them (RFC 6125: a wildcard stands for exactly one label)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import idna


def _ascii_label(label: str) -> str:
    try:
        return idna.encode(label, uts46=True).decode()
    except idna.IDNAError:
        return label


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return ".".join(label if label.isascii() else _ascii_label(label) for label in name.split("."))


def ascii_host(name: str) -> str:
    """A name as certificates are compared: lower case, A-labels (`xn--…`) for international labels, no last dot.

    Foreign text is never refused: a label that is no IDNA stays as it is.
    """
    if name.isascii():
        return name.strip().rstrip(".").lower()
    return _folded(unicodedata.normalize("NFKC", name).strip().rstrip(".").lower())


@lru_cache(maxsize=4096)
def unicode_host(name: str) -> str:
    """The name as people write it, where it holds A-labels; otherwise the name itself."""
    try:
        return ".".join(idna.decode(part) if part.startswith("xn--") else part for part in name.split("."))
    except idna.IDNAError:
        return name


def wildcard_over(host: str) -> str:
    """The one wildcard that covers this host: `*.a.com` for `x.a.com`; none ("") for a wildcard or a single label."""
    first, _, rest = host.partition(".")
    return f"*.{rest}" if rest and first not in {"", "*"} else ""


def serves(names: Iterable[str], host: str) -> bool:
    """Whether a certificate with these names can be used for `host`: by the name itself, or by the wildcard over it."""
    wanted = ascii_host(host)
    accepted = {wanted, wildcard_over(wanted) or wanted}
    return any(ascii_host(name) in accepted for name in names)
