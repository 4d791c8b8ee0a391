"""Sorting in pieces is sorting."""

from __future__ import annotations

import random

import pytest

from bot.inventory.sorting import PIECE, sorted_in_pieces


@pytest.mark.parametrize("count", [0, 1, PIECE, PIECE + 1, 3 * PIECE + 7])
@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("different", [1, 50, 10**9])
def test_as_sorted(count: int, reverse: bool, different: int) -> None:
    """Whatever the number of pieces and of different keys, the order is that of `sorted`, ties included."""
    chance = random.Random(count)
    keys = [chance.randrange(different) for _ in range(count)]
    assert sorted_in_pieces(range(count), keys.__getitem__, reverse=reverse) == sorted(
        range(count), key=keys.__getitem__, reverse=reverse
    )
