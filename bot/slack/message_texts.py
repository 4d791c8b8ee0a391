"""Everything that can be read in a message: its text, its blocks and its attachments, link targets included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TEXTS = frozenset((
    "alt_text", "fallback", "from_url", "original_url", "pretext", "text", "title", "title_link", "url", "value",
))  # fmt: skip
"""Fields of messages, blocks and attachments that hold text (docs.slack.dev/reference/block-kit and /messaging)."""
ELEMENTS = ("button", "overflow", "static_select", "workflow_button")
"""What one presses says nothing about the message."""
UNSEEN = "metadata"
"""What apps tell each other in a message, in whatever form they like."""


def texts(message: object) -> Iterator[str]:
    """Each text, from the top. A stack instead of recursion: a message is foreign."""
    waiting: list[Any] = [message]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict) and node.get("type") not in ELEMENTS:
            yield from (value for name, value in node.items() if name in TEXTS and isinstance(value, str))
            parts = (value for name, value in reversed(node.items()) if name != UNSEEN)
            waiting.extend(value for value in parts if isinstance(value, dict | list))
