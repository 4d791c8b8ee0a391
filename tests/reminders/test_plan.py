"""What is due: a pure function, on a virtual clock."""

from __future__ import annotations

from collections.abc import Callable

from bot.certificates import Certificate, Listing
from bot.inventory.search import search
from bot.reminders.bands import DAYS
from bot.reminders.handled import Handled
from bot.reminders.plan import due
from bot.reminders.subscription import Subscription
from tests.reminders.life import DAY, HOUR, MINUTE, Life, names
from tests.reminders.subscribing import NOW

Make = Callable[..., Certificate]
Subscribe = Callable[..., Subscription]


def test_a_certificate_is_told_band_by_band(subscription: Subscribe, certificate: Make) -> None:
    """Seen every hour for eighty days, a certificate is told once per band, none twice, in order of urgency."""
    made = certificate(left=61 * DAY)
    life = Life(subscription(), made)
    life.run(NOW, NOW + 80 * DAY)
    assert [band for _, band in life.told(made)] == list(DAYS)


def test_chosen_days_are_told_and_no_others(subscription: Subscribe, certificate: Make) -> None:
    """A reminder of its own days speaks at these, on the last day and after it, also far before the usual first."""
    made = certificate(left=101 * DAY)
    life = Life(subscription(bands=(100, 45, 7)), made)
    life.run(NOW, NOW + 120 * DAY)
    assert [band for _, band in life.told(made)] == [100, 45, 7, 0, -1, -7]


def test_first_round_is_one_summary(subscription: Subscribe, certificate: Make) -> None:
    """A new subscription's first digest tells all that is due at once, urgent first, and is not called late."""
    made = [certificate(f"c{days}", left=days * DAY + HOUR) for days in (50, 20, 10, 5, 2, -3, 90)]
    digest = Life(subscription(), *made).look(NOW)
    assert names(digest) == {
        "expired": ["c-3"], "days3": ["c2"], "days7": ["c5"], "days14": ["c10"], "later": ["c20", "c50"],
    }  # fmt: skip
    assert digest is not None
    assert digest.first
    assert digest.late_since is None
    assert (digest.slot, digest.urgent) == ("2026-11-23", True)


def test_nothing_due_nothing_sent(subscription: Subscribe, certificate: Make) -> None:
    """A certificate far from its end, or told already, makes no message."""
    life = Life(subscription(), certificate(left=90 * DAY), certificate("c2", left=10 * DAY))
    assert life.look(NOW) is not None
    assert life.look(NOW + HOUR) is None
    assert life.look(NOW + DAY) is None


def test_reissue_is_another_epoch(subscription: Subscribe, certificate: Make) -> None:
    """A certificate with a new end under its old id is told again, from its own bands."""
    life = Life(subscription(), certificate(left=10 * DAY))
    life.look(NOW)
    life.certificates = (certificate(left=13 * DAY),)
    assert names(life.look(NOW + DAY)) == {"days14": ["c1"]}


def test_every_row_is_remembered(subscription: Subscribe, certificate: Make) -> None:
    """However many are due, all are in the digest, soonest first, and each is remembered with it."""
    made = [certificate(f"c{n:03}", left=2 * DAY - n * MINUTE) for n in range(200)]
    digest = Life(subscription(), *made).look(NOW)
    assert names(digest) == {"days3": [each.id for each in reversed(made)]}
    assert digest is not None
    assert len(digest.moves) == digest.total == 200


def test_paused_and_suspended_say_nothing(subscription: Subscribe, certificate: Make) -> None:
    """What is paused or suspended keeps its bands for later."""
    made = certificate(left=2 * DAY)
    for state in ({"paused": True}, {"suspended": "is_archived"}):
        life = Life(subscription(**state), made)
        assert life.look(NOW) is None
        assert dict(life.handled.bands) == {}


def test_simulating_another_day_changes_nothing(subscription: Subscribe, certificate: Make) -> None:
    """The same call with another `now` is a simulation: same answer each time, nothing remembered."""
    inventory, handled = Listing((certificate(left=20 * DAY),), fetched_at=NOW), {"s1": Handled()}
    first, second = (due(inventory, [subscription()], handled, NOW + 12 * DAY, search=search) for _ in range(2))
    assert first == second
    assert names(first[0]) == {"days14": ["c1"]}
    assert handled == {"s1": Handled()}
