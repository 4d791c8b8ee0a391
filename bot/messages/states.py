"""What state a certificate is in, as emoji and word: never a colour alone, for people who cannot tell two apart."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from bot.certificates import Certificate, Status
from bot.messages.texts import say

URGENT = timedelta(days=3)
SOON = timedelta(days=14)

EMOJI = {
    Status.UNKNOWN: "❔",
    Status.REVIEWING: "🔎",
    Status.ISSUED: "🟢",
    Status.FAILED: "❌",
    Status.EXPIRED: "🔴",
    Status.DNS_ADDED: "📝",
    Status.DOCUMENTS_WANTED: "📄",
    Status.CANCELLING: "🚫",
    Status.CANCELLED: "🚫",
    Status.CONFIRMATION_WANTED: "📄",
    Status.REVOKING: "⛔",
    Status.REVOKED: "⛔",
    Status.REISSUING: "🔄",
    Status.REVOCATION_LETTER_WANTED: "📄",
    Status.MATERIALS_WANTED: "📄",
    Status.REFUNDED: "💸",
    Status.MIGRATING: "🔄",
}


class State(NamedTuple):
    """An emoji and the word that says the same."""

    emoji: str
    word: str

    def __str__(self) -> str:
        return f"{self.emoji} {self.word}"


def state(certificate: Certificate, now: datetime, locale: str) -> State:
    """How a row begins. A valid certificate turns yellow 14 days and orange 3 days before its end."""
    status = certificate.status_at(now)
    return State(_emoji(status, certificate.expires, now), word(status, locale))


def level(certificate: Certificate, now: datetime) -> str:
    """The same as a level of Slack's alerts."""
    return _LEVELS.get(state(certificate, now, "en").emoji, "info")


_LEVELS = {"🟢": "success", "🟡": "warning", "🟠": "error", "🔴": "error", "❌": "error", "⛔": "error"}


def word(status: Status, locale: str) -> str:
    return say(f"status.{status.name.lower()}", locale)


def _emoji(status: Status, expires: datetime | None, now: datetime) -> str:
    if status is not Status.ISSUED or expires is None or expires - now > SOON:
        return EMOJI[status]
    return "🟠" if expires - now <= URGENT else "🟡"
