"""An answer of a form that cannot be taken."""

from __future__ import annotations

from bot.errors import Unreadable


class Wrong(Exception):
    """The `field`, and what is wrong with it: a `fault` of its text, or the `key` of a sentence."""

    def __init__(self, field: str, fault: Unreadable | None = None, *, key: str = "") -> None:
        super().__init__(field)
        self.field = field
        self.fault = fault
        self.key = key
