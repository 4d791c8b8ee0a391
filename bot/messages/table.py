"""A page as plain rows of text: for a terminal's table."""

from __future__ import annotations

from datetime import datetime

from bot.certificates import Certificate, Page
from bot.messages import moments, names, states
from bot.messages.foreign import clean, cut
from bot.messages.texts import say

COLUMNS = ("status", "name", "left", "expires", "issuer", "id")


def titles(locale: str) -> list[str]:
    return [say(f"column.{column}", locale) for column in COLUMNS]


def rows(page: Page, zone: str, locale: str, *, now: datetime) -> list[list[str]]:
    """One list of cells a certificate, in the order of `titles`; no markup of any kind, no control characters."""
    return [cells(certificate, zone, locale, now) for certificate in page.rows]


def cells(certificate: Certificate, zone: str, locale: str, now: datetime) -> list[str]:
    expires = certificate.expires
    return [
        str(states.state(certificate, now, locale)),
        cut(names.title(certificate, locale), 60),
        moments.ends(expires, now, zone, locale),
        clean(moments.stamp(expires, zone) if expires else ""),
        cut(clean(certificate.issuer), 40),
        cut(clean(certificate.id), 40),
    ]
