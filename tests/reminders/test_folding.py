"""What another certificate renews: one line with the others, and loud again when its renewal is gone."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from bot.certificates import Certificate, Listing, Status
from bot.inventory.search import search
from bot.reminders.attention import Attention
from bot.reminders.digest import Digest
from bot.reminders.plan import due
from bot.reminders.selection import FOLDED, epoch
from bot.reminders.subscription import Subscription
from tests.reminders.life import DAY, HOUR, Life, names
from tests.reminders.subscribing import NOW

Make = Callable[..., Certificate]
Subscribe = Callable[..., Subscription]


def test_renewed_ones_are_folded(subscription: Subscribe, certificate: Make) -> None:
    """What another one renews is told once more, with others or for the first time; never alone at its later bands, not
    between slots, and not after its end. Once its renewal is gone it is as urgent as ever."""
    old = certificate("c1", left=12 * DAY)
    new = msgspec.structs.replace(old, id="c2", begins=NOW - DAY, expires=NOW + 200 * DAY)
    life = Life(subscription(), old, new)
    first = life.look(NOW)
    assert first is not None
    assert not first.urgent
    life.run(NOW + HOUR, NOW + 9 * DAY)
    assert life.told(old) == [(NOW, FOLDED + 14)]
    life.certificates = (old, new, certificate("c8", left=20 * DAY), certificate("c9", left=11 * DAY))
    assert names(life.look(NOW + 9 * DAY + HOUR)) == {"days3": ["c9"]}
    assert names(life.look(NOW + 10 * DAY)) == {"days3": ["c9", "c1"], "days14": ["c8"]}
    life.run(NOW + 10 * DAY + HOUR, NOW + 12 * DAY)
    assert [band for _, band in life.told(old)] == [FOLDED + 14, FOLDED + 3]
    life.certificates = (old,)
    life.look(NOW + 12 * DAY + HOUR)
    assert [band for _, band in life.told(old)][:2] == [FOLDED + 14, FOLDED + 3]
    life.run(NOW + 12 * DAY + HOUR, NOW + 13 * DAY)
    assert life.told(old)[-1][1] <= 0


def test_what_was_told_and_then_renewed_is_one_line_a_band(subscription: Subscribe, certificate: Make) -> None:
    """What was told before it was renewed comes as renewed with the others' digests once a band, not with each."""
    old = certificate("c1", left=13 * DAY)
    life = Life(subscription(), old)
    life.run(NOW, NOW + 5 * DAY)
    new = msgspec.structs.replace(old, id="c2", begins=NOW + 2 * DAY, expires=NOW + 200 * DAY)
    each_day = [certificate(f"d{days}", left=days * DAY + HOUR) for days in range(14, 26)]
    life.certificates = (old, new, *each_day)
    life.run(NOW + 5 * DAY, NOW + 14 * DAY)
    assert [band for _, band in life.told(old)] == [14, FOLDED + 7, FOLDED + 3, FOLDED + 1]


def test_renewal_that_is_revoked_renews_nothing(subscription: Subscribe, certificate: Make) -> None:
    """What was told as renewed, and whose renewal is then revoked, is told as if nothing had been: with the next slot,
    and at once when it is urgent. What was told as urgent before it was renewed is not told again."""
    old = certificate("c1", left=6 * DAY)
    new = msgspec.structs.replace(old, id="c2", begins=NOW - DAY, expires=NOW + 200 * DAY)
    revoked = msgspec.structs.replace(new, status_code=int(Status.REVOKED))
    calm, urgent = Life(subscription(), old, new), Life(subscription(), old, new)
    for life in (calm, urgent):
        life.look(NOW)
    calm.certificates = urgent.certificates = (old, revoked)
    assert calm.look(NOW + HOUR) is None
    assert names(calm.look(NOW + DAY)) == {"days7": ["c1"]}
    urgent.certificates = (old, new)
    urgent.run(NOW + HOUR, NOW + 4 * DAY)
    urgent.certificates = (old, revoked)
    extra = urgent.look(NOW + 4 * DAY + HOUR)
    assert names(extra) == {"days3": ["c1"]}
    assert extra is not None
    assert extra.extra
    urgent.certificates = (old, new)
    urgent.run(NOW + 4 * DAY + 2 * HOUR, NOW + 4 * DAY + 20 * HOUR)
    urgent.certificates = (old, revoked)
    assert urgent.look(NOW + 4 * DAY + 21 * HOUR) is None


def test_an_uploaded_look_alike_silences_nothing(subscription: Subscribe, certificate: Make) -> None:
    """A certificate that somebody uploaded for the same names folds nothing: the old one is told at each band."""
    old = certificate("c1", left=12 * DAY)
    upload = msgspec.structs.replace(old, id="c2", source="upload", begins=NOW - DAY, expires=NOW + 200 * DAY)
    life = Life(subscription(), old, upload)
    life.run(NOW, NOW + 12 * DAY)
    assert [band for _, band in life.told(old)] == [14, 7, 3, 1, 0]


def test_confirmation_lasts_as_long_as_the_renewal(subscription: Subscribe, certificate: Make) -> None:
    """Somebody confirmed that the new one is deployed: nothing more is said, until the new one is revoked. What half a
    listing leaves out may still be there."""
    old = certificate("c1", left=6 * DAY)
    new = msgspec.structs.replace(old, id="c2", begins=NOW - DAY, expires=NOW + 200 * DAY)
    confirmed = {epoch(old): Attention(confirmed_by="U1")}

    def told(*certificates: Certificate, complete: bool = True) -> list[Digest]:
        listing = Listing(certificates, fetched_at=NOW, complete=complete)
        return due(listing, [subscription()], {}, NOW, search=search, attention=confirmed)

    assert told(old, new) == told(old, complete=False) == []
    (digest,) = told(old, msgspec.structs.replace(new, status_code=int(Status.REVOKED)))
    assert names(digest) == {"days7": ["c1"]}
