"""Several accounts as one inventory, and what is said of each of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.certificates import Certificate, Listing, Part
from bot.errors import InvalidSettings, NotFound, SourceRefused, SourceUnavailable
from bot.inventory.joined import joined
from bot.inventory.rows import Rows

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=1)


def listing(account: str, *days: int, **changes: object) -> Listing:
    """Certificates of an account that end in so many days."""
    made = (
        Certificate(f"{account}{day}", "a.example", expires=NOW + timedelta(days=day), account=account) for day in days
    )
    return Listing(Rows.of(made), NOW, **changes)  # type: ignore[arg-type]


class Accounts:
    """Listings, or faults, by account."""

    def __init__(self, **found: Listing | Exception) -> None:
        self.found = found

    async def get(self, account: str, progress: object) -> Listing:
        found = self.found[account]
        if isinstance(found, Exception):
            raise found
        return found


async def test_rows_stand_in_one_order() -> None:
    """They are those of all, by their end; one account alone is its own listing, untouched."""
    accounts = Accounts(a=listing("a", 1, 3), b=listing("b", 2))
    found = await joined(accounts.get, ("a", "b"))
    assert [each.id for each in found.certificates] == ["a1", "b2", "a3"]
    assert found.parts == (Part("a", NOW), Part("b", NOW))
    assert await joined(accounts.get, ("b",)) is accounts.found["b"]


async def test_the_least_is_said() -> None:
    """It is as old as the oldest, and stale or partial where one is; the parts say which."""
    old = Listing(Rows.of(()), EARLIER, complete=True, stale=True)
    found = await joined(Accounts(a=listing("a", 1), b=old, c=listing("c", 2, complete=False)).get, ("a", "b", "c"))
    assert (found.fetched_at, found.complete, found.stale) == (EARLIER, False, True)
    assert [part.is_whole for part in found.parts] == [True, False, False]


async def test_who_does_not_answer_is_missing() -> None:
    """The others are the answer, which is not complete; where none answers, the first one's reason is raised."""
    refused = SourceRefused(4100)
    found = await joined(Accounts(a=refused, b=listing("b", 1)).get, ("a", "b"))
    assert (found.complete, [part.absent for part in found.parts]) == (False, [True, False])
    with pytest.raises(SourceRefused):
        await joined(Accounts(a=refused, b=SourceUnavailable("timeout")).get, ("a", "b"))


async def test_who_cannot_be_asked_any_more_is_missing() -> None:
    """An account that was removed meanwhile, or whose address the settings no longer name, costs nobody the others."""
    gone, nowhere = NotFound("account", "a"), InvalidSettings(("TENCENTCLOUD_ENDPOINT names no private cloud",))
    found = await joined(Accounts(a=gone, b=listing("b", 1), c=nowhere).get, ("a", "b", "c"))
    assert [part.absent for part in found.parts] == [True, False, True]
    with pytest.raises(InvalidSettings):
        await joined(Accounts(a=nowhere, b=gone).get, ("a", "b"))


async def test_the_same_listings_are_joined_once() -> None:
    """Rows and their columns are kept as long as the listings are the same; a newer one is joined anew."""
    accounts = Accounts(a=listing("a", 1), b=listing("b", 2))
    first = await joined(accounts.get, ("a", "b"))
    assert (await joined(accounts.get, ("a", "b"))).certificates is first.certificates
    accounts.found["b"] = listing("b", 3)
    assert [each.id for each in (await joined(accounts.get, ("a", "b"))).certificates] == ["a1", "b3"]


async def test_progress_is_that_of_all() -> None:
    """Rows are summed; how many there are is known once every account says so."""
    said: list[tuple[int, int | None]] = []

    async def get(account: str, progress: object) -> Listing:
        assert callable(progress)
        progress(10, 100)
        return listing(account)

    await joined(get, ("a", "b"), lambda done, total: said.append((done, total)))
    assert said == [(10, None), (20, 200)]
