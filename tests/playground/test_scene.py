"""The playground's own reminder comes soon, and never in the minute that is passing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.scene import coming_minute


@pytest.mark.parametrize("second", [0, 1, 39, 40, 59])
def test_the_coming_minute_is_ahead_but_not_far(second: int) -> None:
    """Between 20 and 80 seconds are left to set the reminder, over midnight too."""
    now = datetime(2026, 11, 23, 4, 59, second, tzinfo=UTC)  # 23:59 of the day before in New York
    hour, minute = map(int, coming_minute(now, "America/New_York").split(":"))
    turn = datetime(2026, 11, 23, 5 + hour, minute, tzinfo=UTC)
    assert timedelta(seconds=20) < turn - now <= timedelta(seconds=80)
