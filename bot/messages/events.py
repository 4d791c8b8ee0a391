"""The ends of certificates as a calendar (iCalendar, RFC 5545): one event an end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from bot.certificates import Certificate, Status
from bot.messages import moments, names, states
from bot.messages.foreign import clean, cut
from bot.messages.texts import say

OCTETS = 75
"""A content line's length without its line break (section 3.1)."""
ENDING = {Status.ISSUED, Status.EXPIRED}
SUMMARY = 120
DESCRIPTION = 1000
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def file(certificates: Iterable[Certificate], *, title: str, now: datetime, zone: str, locale: str) -> bytes:
    """The whole calendar. `title` may be foreign; an event keeps its identity from one file to the next, so that a
    calendar that follows the link moves events instead of doubling them."""
    ending = [each for each in certificates if each.expires is not None and each.status_at(now) in ENDING]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//certminder//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(title, SUMMARY)}",
        *(line for each in ending for line in _event(each, now, zone, locale)),
        *([] if ending else _UTC_ZONE),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


_UTC_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""A calendar needs at least one component (section 3.6), also when nothing ends."""


def _event(certificate: Certificate, now: datetime, zone: str, locale: str) -> Iterator[str]:
    expires = certificate.expires or now
    name = names.title(certificate, locale)
    yield "BEGIN:VEVENT"
    yield f"UID:{_identity(certificate)}@certminder"
    yield f"DTSTAMP:{_instant(now)}"
    yield f"DTSTART:{_instant(expires)}"
    yield f"SUMMARY:{_text(say('ics.summary', locale, name=name), SUMMARY)}"
    yield f"DESCRIPTION:{_text(_description(certificate, now, zone, locale), DESCRIPTION)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _identity(certificate: Certificate) -> str:
    """Of one end of one certificate; a hash, since ids are foreign."""
    said = repr((certificate.account, certificate.id, certificate.domain))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _description(certificate: Certificate, now: datetime, zone: str, locale: str) -> str:
    facts = {
        "state": str(states.state(certificate, now, locale)),
        "names": ", ".join(clean(each) for each in certificate.names[:20]),
        "issuer": clean(certificate.issuer) if certificate.issuer.strip() else "",
        "id": clean(certificate.id),
        "expires": f"{moments.stamp(certificate.expires, zone)} ({zone})" if certificate.expires else "",
    }
    return "\n".join(say(f"ics.{fact}", locale, value=value) for fact, value in facts.items() if value)


def _text(text: str, limit: int) -> str:
    return cut(clean(text, lines=True), limit).translate(_ESCAPES)


def _instant(instant: datetime) -> str:
    """UTC, with four digits for every year (strftime writes fewer)."""
    utc = instant.astimezone(UTC)
    return f"{utc.year:04}{utc:%m%dT%H%M%S}Z"


def _folded(line: str) -> bytes:
    """In octets, and never within a character: a continuation begins with a blank, which counts."""
    octets = line.encode()
    parts: list[bytes] = []
    room = OCTETS
    while len(octets) > room:
        end = room
        while octets[end] & 0xC0 == 0x80:  # inside a character of UTF-8
            end -= 1
        parts.append(octets[:end])
        octets, room = octets[end:], OCTETS - 1
    return b"\r\n ".join([*parts, octets]) + b"\r\n"
