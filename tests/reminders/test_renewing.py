"""What renews the certificates of a message."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from bot.certificates import Certificate, Listing
from bot.reminders.renewing import renewed
from bot.reminders.selection import epoch

DAY = timedelta(days=1)


def test_each_issue_has_its_own_renewal(certificate: Callable[..., Certificate], now: datetime) -> None:
    """Of a certificate that was issued anew under its id both issues may stand in messages: the first is renewed by the
    second, and the second by whatever renews that."""
    first = certificate("c1", expires=now + 2 * DAY)
    second = msgspec.structs.replace(first, expires=now + 20 * DAY)
    other = msgspec.structs.replace(first, id="c2", begins=now - DAY, expires=now + 200 * DAY)
    for shown in ([first, second], [second, first]):
        found = renewed(Listing((second, other), fetched_at=now), shown, now)
        assert {name: each.by for name, each in found.items()} == {epoch(first): second, epoch(second): other}
