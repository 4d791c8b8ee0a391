"""A message of Block Kit as words for a terminal: its headings, and one row of cells for each section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_MARKS = re.compile(r"[`*]|:[a-z0-9_+-]+:")
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")


class Transcript(NamedTuple):
    """What a message says: headers and context above the first row, then the rows, then the context below them."""

    above: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[str, ...]


def transcript(message: dict[str, Any]) -> Transcript:
    """The words of a message; one without blocks is its text."""
    above: list[str] = []
    rows: list[tuple[str, ...]] = []
    below: list[str] = []
    for block in message.get("blocks") or ():
        words = [_plain(text) for text in _texts(block)]
        if block["type"] == "section":
            rows.append(tuple(cell for text in words for line in text.splitlines() for cell in line.split(" · ")))
        elif block["type"] in {"header", "context"}:
            (below if rows else above).extend(words)
    if not above and not rows:
        above.append(str(message.get("text", "")))
    return Transcript(tuple(above), tuple(rows), tuple(below))


def _texts(block: dict[str, Any]) -> Iterator[str]:
    holders = [block.get("text"), *(block.get("fields") or ()), *(block.get("elements") or ())]
    for holder in holders:
        if isinstance(holder, dict) and isinstance(holder.get("text"), str):
            yield holder["text"]


def _plain(text: str) -> str:
    """Text without mrkdwn's marks and entities."""
    text = _MARKS.sub("", _DATE.sub(r"\1", text))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
