"""A message of Block Kit as words for a terminal: its headings, and one row of cells for each section or table row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

Block = dict[str, Any]
Row = tuple[str, ...]

_BOLD = re.compile(r"\*([^*\n]+)\*")
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")


class Transcript(NamedTuple):
    """What a message says: the words above the first row, the rows, the words below them. `columns` is a table's."""

    above: tuple[str, ...]
    columns: Row
    rows: tuple[Row, ...]
    below: tuple[str, ...]


def transcript(message: Block) -> Transcript:
    """The words of a message; one without blocks is its text."""
    above: list[str] = []
    columns: Row = ()
    rows: list[Row] = []
    below: list[str] = []
    for block in message.get("blocks") or ():
        match block["type"]:
            case "section":
                rows.append(_cells_of_section(block))
            case "data_table":
                columns, *found = (tuple(_cell(cell) for cell in row) for row in block["rows"])
                rows.extend(found)
            case "header" | "context":
                (below if rows else above).extend(map(_plain, _texts(block)))
    if not above and not rows:
        above.append(_plain(str(message.get("text", ""))))
    return Transcript(tuple(above), columns, tuple(rows), tuple(below))


def _cells_of_section(block: Block) -> Row:
    return tuple(_plain(cell) for text in _texts(block) for line in text.splitlines() for cell in line.split(" · "))


def _cell(cell: Block) -> str:
    """A table's cell; of rich text the words, and what stands for a date."""
    inner = "".join(_cell(element) for element in cell.get("elements", ()))
    return str(cell.get("text") or cell.get("fallback") or inner)


def _texts(block: Block) -> Iterator[str]:
    for holder in (block.get("text"), *(block.get("fields") or ()), *(block.get("elements") or ())):
        if isinstance(holder, dict) and isinstance(holder.get("text"), str):
            yield holder["text"]


def _plain(text: str) -> str:
    """Text without mrkdwn's marks and entities; a star inside a code span is part of a name."""
    spans = _DATE.sub(r"\1", text).split("`")
    bare = "".join(span if odd % 2 else _BOLD.sub(r"\1", span) for odd, span in enumerate(spans))
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
