"""What the ledger remembers of a digest that was posted, as plain data."""

from __future__ import annotations

from collections.abc import Mapping

from bot.reminders.selection import band_told


def remembered(before: Mapping[str, int], moves: Mapping[str, int]) -> dict[str, int]:
    """The bands after these moves: to a smaller one, whichever way it was told."""
    smaller = {
        name: band
        for name, band in moves.items()
        if (old := before.get(name)) is None or band < old or band_told(band) < band_told(old)
    }
    return {**before, **smaller}
