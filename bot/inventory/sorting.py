"""Sorting that lets other threads in: `sorted` holds the interpreter for as long as it takes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

PIECE = 4_096
"""Rows that are sorted in a millisecond or two."""
SAMPLES = 32
"""Rows looked at for each piece, to tell where pieces begin: they come out alike whatever the order was."""


def sorted_in_pieces(rows: Sequence[int], key: Callable[[int], Any], *, reverse: bool = False) -> list[int]:
    """As `sorted`, also stable. Rows are dealt out to pieces, between which others run, and each piece is sorted."""
    if len(rows) <= PIECE:
        return sorted(rows, key=key, reverse=reverse)
    count = len(rows) // PIECE + 1
    sample = sorted(map(key, rows[:: max(1, len(rows) // (count * SAMPLES))]))
    begins = sample[SAMPLES::SAMPLES]
    pieces: list[list[int]] = [[] for _ in range(len(begins) + 1)]
    for row in rows:
        pieces[bisect_right(begins, key(row))].append(row)
    ordered: list[int] = []
    for piece in reversed(pieces) if reverse else pieces:
        ordered += sorted(piece, key=key, reverse=reverse)
    return ordered
