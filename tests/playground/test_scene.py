"""The playground's own reminder comes soon, and never in the minute that is passing."""

from __future__ import annotations

import pytest

from bot.playground.scene import SETTING, coming_minute

MIDNIGHT = 1_795_584_000.0
"""2026-11-25 in UTC."""


@pytest.mark.parametrize("second", [0, 1, 49, 50, 51, 59])
def test_the_coming_minute_is_full_and_ahead(second: int) -> None:
    """It leaves the time that setting a reminder takes, and is the first that does, over midnight too."""
    now = MIDNIGHT - 60 + second
    turn = coming_minute(now)
    assert turn % 60 == 0
    assert SETTING <= turn - now < SETTING + 60
