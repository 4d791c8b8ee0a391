"""An answer of a form that cannot be taken."""

from __future__ import annotations

from bot.errors import CertminderError
from bot.messages.notices import sentence
from bot.messages.texts import say


class Wrong(Exception):
    """The `field`, and what is wrong with it: a `fault` of its text, or the `key` of a sentence."""

    def __init__(self, field: str, fault: CertminderError | None = None, *, key: str = "") -> None:
        super().__init__(field)
        self.field = field
        self.fault = fault
        self.key = key

    def said(self, locale: str) -> str:
        """Why, in the person's words."""
        return say(self.key, locale) if self.fault is None else sentence(self.fault, locale)
