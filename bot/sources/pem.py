"""Certificates out of PEM text, and nothing else: a private key is dropped unread."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

log = logging.getLogger(__name__)

_BEGIN, _END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
_LONGEST = 100_000
"""Characters of one certificate; one with 2 000 names has half of that."""


class Sifted:
    """What a PEM text holds: the text of each certificate, in order, and whether a private key was passed over."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.has_key = False
        self.certificates = list(self._blocks(lines))

    def _blocks(self, lines: Iterable[str]) -> Iterator[str]:
        """Line by line, so that no line of a key is ever kept."""
        block: list[str] | None = None
        for line in map(str.strip, lines):
            self.has_key = self.has_key or "PRIVATE KEY-----" in line
            if line == _BEGIN:
                block = []
            elif line == _END and block is not None:
                yield "\n".join([_BEGIN, *block, _END, ""])
                block = None
            elif line.startswith("-----") or sum(map(len, block or ())) > _LONGEST:
                block = None
            elif block is not None:
                block.append(line)


def certificates_only(text: str, whose: str) -> str | None:
    """The certificates of a PEM text, in their order; None where there is none. A private key in it is reported to
    the operator with `whose` it is, never what it is."""
    sifted = Sifted(text.splitlines())
    if sifted.has_key:
        log.error("a private key came with a certificate and was dropped unread", extra={"certificate": whose})
    return "".join(sifted.certificates) or None
