"""What messages show is kept, and what renews it is news once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from bot.certificates import Certificate, Listing, Status
from bot.inventory.search import search
from bot.reminders.digest import Digest
from bot.reminders.edits import Change, Edit, Edits, Kind
from bot.reminders.plan import due
from bot.reminders.posted import ROWS, Posted, shown
from bot.reminders.subscription import Subscription
from bot.store.connection import Redis

Make = Callable[..., Certificate]
Subscribe = Callable[..., Subscription]
DAY = timedelta(days=1)


@pytest.fixture
def edits(redis: Redis) -> Edits:
    return Edits(redis, quiet=timedelta(0))


@pytest.fixture
def posted(redis: Redis, edits: Edits) -> Posted:
    return Posted(redis, edits)


@pytest.fixture
def digest(subscription: Subscribe, now: datetime) -> Callable[..., Digest]:
    """What is due of these certificates at an instant."""

    def made(*certificates: Certificate, at: datetime = now) -> Digest:
        listing = Listing(certificates, fetched_at=at)
        return due(listing, [subscription()], {}, at, search=search)[0]

    return made


async def changes(edits: Edits) -> list[Change]:
    """What the next edits would tell."""
    return [change for edit in await edits.claim() for change in await edits.changes(edit)]


async def test_a_digest_is_kept_as_it_is_shown(posted: Posted, digest: Any, certificate: Make) -> None:
    """Rows that can be spelt out are kept, the others counted; what is older than a month is forgotten."""
    many = digest(*(certificate(f"c{n}", left=5 * DAY) for n in range(ROWS + 7)))
    await posted.keep(shown(many, "r1"))
    kept = await posted.get("T1", "s1", "2026-11-23")
    assert kept is not None
    assert (len(list(kept.rows)), kept.counts, kept.result_id) == (ROWS, {"days7": ROWS + 7}, "r1")
    later = msgspec.structs.replace(many.turn, day=many.turn.day + 31 * DAY)
    await posted.keep(shown(msgspec.structs.replace(many, slot="2026-12-24", turn=later), ""))
    assert [each.digest.slot for each in await posted.of_subscription("T1", "s1")] == ["2026-12-24"]


async def test_only_the_newest_message_is_edited(
    posted: Posted, edits: Edits, digest: Any, certificate: Make, now: datetime
) -> None:
    """What happens to a certificate is told where it was said last."""
    made = certificate(left=5 * DAY)
    for days in (0, 1):
        await posted.keep(shown(digest(made, at=now + days * DAY), ""))
    await posted.touched("T1", ["s1", "s2"], made, Change(Kind.TAKEN, "c1", "U1"))
    assert [(edit.subscription, edit.slot) for edit in await edits.claim()] == [("s1", "2026-11-24")]
    assert await edits.changes(Edit("T1", "s1", "2026-11-23")) == []


async def test_a_renewal_is_told_once(
    posted: Posted, edits: Edits, digest: Any, certificate: Make, subscription: Subscribe, now: datetime
) -> None:
    """Another certificate that covers the names is news once, not at every round; half a one, and then a whole one,
    are two pieces of news."""
    old = msgspec.structs.replace(certificate(left=5 * DAY), names=("c1.shop.example", "api.example"))
    await posted.keep(shown(digest(old), ""))
    half = msgspec.structs.replace(certificate("n1", expires=now + 190 * DAY), domain=old.domain, names=old.names[:1])
    whole = msgspec.structs.replace(half, id="n2", names=old.names)
    for rows in ((old,), (old, half), (old, half), (old, half, whole), (old, half, whole)):
        await posted.seen(subscription(), Listing(rows, fetched_at=now), now)
    (edit,) = await edits.claim()
    partly, renewed = await edits.changes(edit)
    assert (partly.kind, partly.missing, partly.by) == (Kind.PARTLY_RENEWED, ("api.example",), "n1")
    assert (renewed.kind, renewed.by) == (Kind.RENEWED, "n2")


async def test_a_renewal_that_is_revoked_is_told_too(
    posted: Posted, edits: Edits, digest: Any, certificate: Make, subscription: Subscribe, now: datetime
) -> None:
    """When what renews a certificate is revoked, the message that called it renewed is edited and says so, once; half
    a listing, or an old one that is gone as well, is no such news."""
    old = certificate(left=5 * DAY)
    new = msgspec.structs.replace(old, id="n1", expires=now + 190 * DAY)
    revoked = msgspec.structs.replace(new, status_code=int(Status.REVOKED))
    await posted.keep(shown(digest(old), ""))
    looks = [
        Listing((old, new), fetched_at=now), Listing((old,), fetched_at=now, complete=False),
        Listing((), fetched_at=now), Listing((old, revoked), fetched_at=now), Listing((old, revoked), fetched_at=now),
    ]  # fmt: skip
    for listing in looks:
        await posted.seen(subscription(), listing, now)
    found = [(each.kind, each.title, each.by) for each in await changes(edits)]
    assert found == [(Kind.RENEWED, "c1.shop.example", "n1"), (Kind.UNRENEWED, "c1.shop.example", "n1")]


async def test_a_reissue_is_a_renewal(
    posted: Posted, edits: Edits, digest: Any, certificate: Make, subscription: Subscribe, now: datetime
) -> None:
    """The same certificate with a later end renews the one that was shown; half an inventory proves nothing less."""
    await posted.keep(shown(digest(certificate(left=5 * DAY)), ""))
    reissued = certificate(expires=now + 190 * DAY)
    await posted.seen(subscription(), Listing((reissued,), fetched_at=now, stale=True), now)
    assert await changes(edits) == []
    await posted.seen(subscription(), Listing((reissued,), fetched_at=now), now)
    assert [(each.kind, each.title) for each in await changes(edits)] == [(Kind.RENEWED, "c1.shop.example")]
