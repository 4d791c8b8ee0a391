"""Certificates as CSV that Excel opens as it is meant: Chinese intact, no cell run as a formula.

RFC 4180, in UTF-8 with a byte order mark, without which Excel takes it for the system's own code page. A cell that a
spreadsheet would run starts with an apostrophe instead (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.certificates import Certificate
from bot.messages import moments, states
from bot.messages.foreign import clean, cut
from bot.messages.texts import has, say

CELL = 32_000
"""Excel holds 32 767 characters a cell."""
COLUMNS = (
    "id",
    "domain",
    "names",
    "alias",
    "status",
    "expires",
    "days",
    "begins",
    "created",
    "issuer",
    "project",
    "kind",
    "type",
    "source",
    "verification",
    "account",
)
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a formula begins; Excel reads the full-width ones of East Asian input alike."""


def file(certificates: Iterable[Certificate], *, now: datetime, zone: str, locale: str) -> bytes:
    """The whole file; times are local to `zone`, words in the reader's language."""
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([say(f"csv.{column}", locale) for column in COLUMNS])
    lines.writerows(list(_cells(certificate, now, zone, locale)) for certificate in certificates)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def line(certificate: Certificate, *, now: datetime, zone: str, locale: str) -> str:
    """One certificate as in the file, to be copied."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="").writerow(list(_cells(certificate, now, zone, locale)))
    return written.getvalue()


def harmless(text: str) -> str:
    """Foreign text as a cell."""
    seen = clean(text) if text.strip() else ""
    return cut(f"'{seen}" if seen.startswith(_FORMULAS) or text.startswith(_FORMULAS) else seen, CELL)


def _cells(certificate: Certificate, now: datetime, zone: str, locale: str) -> Iterator[str | int]:
    yield harmless(certificate.id)
    yield harmless(certificate.domain)
    yield harmless(" ".join(certificate.names))
    yield harmless(certificate.alias)
    yield states.word(certificate.status_at(now), locale)
    yield _stamp(certificate.expires, zone)
    yield moments.days_left(certificate.expires, now, zone) if certificate.expires else ""
    yield _stamp(certificate.begins, zone)
    yield _stamp(certificate.created, zone)
    yield harmless(certificate.issuer)
    yield harmless(certificate.project.name if certificate.project else "")
    yield say(f"kind.{certificate.kind.value}", locale) if certificate.kind else ""
    yield harmless(certificate.type_name)
    known = f"source.{certificate.source}"
    yield say(known, locale) if has(known) else harmless(certificate.source)
    yield harmless(certificate.verification)
    yield harmless(certificate.account)


def _stamp(instant: datetime | None, zone: str) -> str:
    return moments.stamp(instant, zone) if instant else ""
