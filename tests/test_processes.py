"""Processes that answer one question."""

from __future__ import annotations

import pytest

from bot import processes
from bot.errors import StoreUnavailable
from bot.settings import read


def test_a_fault_while_asking_is_that_fault() -> None:
    """A question in the terminal needs no Redis; what goes wrong while it is answered is not taken for one missing."""
    with pytest.raises(StoreUnavailable, match="gone"), processes._redis_for_asking(read({"REDIS_URL": "redis://one"})):
        raise StoreUnavailable("gone")
