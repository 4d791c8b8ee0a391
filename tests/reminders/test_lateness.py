"""Since when a digest is late."""

from __future__ import annotations

from collections.abc import Callable

from bot.certificates import Certificate
from bot.reminders.subscription import Subscription
from tests.reminders.life import DAY, HOUR, MINUTE, Life
from tests.reminders.subscribing import NOW

Make = Callable[..., Certificate]
Subscribe = Callable[..., Subscription]


def test_late_is_said(subscription: Subscribe, certificate: Make) -> None:
    """A digest after missed slots names the first at which something was due; a punctual one names none, and neither
    does one that missed only slots with nothing to say."""
    life = Life(subscription(), certificate(left=31 * DAY + HOUR))
    life.look(NOW)
    punctual = Life(subscription(), certificate(left=30 * DAY + HOUR))
    late = life.look(NOW + 16 * DAY + 3 * HOUR)
    assert late is not None
    assert late.late_since == NOW + 2 * DAY
    quiet = Life(subscription(), certificate(left=46 * DAY))
    quiet.look(NOW)
    in_time = quiet.look(NOW + 16 * DAY + MINUTE)
    assert in_time is not None
    assert in_time.late_since is None
    punctual.run(NOW, NOW + 17 * DAY)
    assert {digest.late_since for digest in punctual.sent} == {None}
