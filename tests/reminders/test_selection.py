"""Which certificates a subscription means as its query moves with the days."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from bot.certificates import Certificate, Query, Status
from bot.reminders.subscription import Subscription
from tests.reminders.life import DAY, HOUR, Life, names, within_30_days
from tests.reminders.subscribing import NOW

Make = Callable[..., Certificate]
Subscribe = Callable[..., Subscription]


def test_unreadable_is_told_once_and_counted(subscription: Subscribe, certificate: Make) -> None:
    """Without a readable end or with an unknown status it is shown under unknown, also when the query asks for days."""
    life = Life(
        subscription(), certificate("endless"), certificate("odd", left=5 * DAY, status=77),
        certificate("statusless", left=5 * DAY, status=None), read=within_30_days,
    )  # fmt: skip
    digest = life.look(NOW)
    assert sorted(names(digest)["unknown"]) == ["endless", "odd", "statusless"]
    assert life.look(NOW + DAY) is None


def test_stalled_orders_are_listed_apart(subscription: Subscribe, certificate: Make) -> None:
    """Orders that wait for somebody come along with a digest, uncounted, and make none by themselves."""
    waiting = [certificate(f"o{code}", status=code) for code in (0, 2, 4, 5, 8)]
    over = certificate("gone", left=5 * DAY, status=Status.CANCELLED)
    life = Life(subscription(), *waiting, over)
    assert life.look(NOW) is None
    life.certificates += (certificate("c1", left=5 * DAY),)
    digest = life.look(NOW + DAY)
    assert names(digest) == {"days7": ["c1"], "stalled": ["o0", "o2", "o4", "o5", "o8"]}
    assert digest is not None
    assert digest.total == 1


def test_moving_query_loses_nothing_while_down(subscription: Subscribe, certificate: Make) -> None:
    """`within 30 days` reads differently each day: what came and went while nothing ran is told all the same, what
    had expired before the subscription is not."""
    came, before = certificate("came", left=35 * DAY), certificate("before", left=-10 * DAY)
    life = Life(subscription(created_at=NOW - DAY), came, before, read=within_30_days)
    assert life.look(NOW) is None
    assert names(life.look(NOW + 40 * DAY)) == {"expired": ["came"]}


def test_what_was_told_is_followed_beyond_its_end(subscription: Subscribe, certificate: Make) -> None:
    """A query that looks forward still tells that what it announced has expired."""
    made = certificate(left=2 * DAY)
    life = Life(subscription(), made, read=within_30_days)
    life.run(NOW, NOW + 12 * DAY)
    assert [band for _, band in life.told(made)][-2:] == [-1, -7]


def test_entering_the_window_is_not_told_twice(subscription: Subscribe, certificate: Make) -> None:
    """A certificate that comes into `within 30 days` hours before its band 30 is told once, not on two days running."""
    made = certificate(left=30 * DAY + 10 * HOUR)
    life = Life(subscription(), made, read=within_30_days)
    life.run(NOW, NOW + 3 * DAY)
    assert life.told(made) == [(NOW, 30)]


def test_valid_certificates_that_ended_meanwhile(subscription: Subscribe, certificate: Make) -> None:
    """Asked for valid ones, a certificate that ended while nothing ran is still told."""
    ended = certificate(left=65 * DAY)
    life = Life(subscription(query=Query(statuses=(Status.ISSUED,))), ended)
    assert life.look(NOW) is None
    life.certificates = (msgspec.structs.replace(ended, status_code=int(Status.EXPIRED)),)
    assert names(life.look(NOW + 70 * DAY)) == {"expired": ["c1"]}
