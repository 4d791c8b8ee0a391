"""Many changes in a few seconds are one edit, whichever process hears of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.reminders.edits import TOLD, Change, Edit, Edits, Kind
from bot.store.connection import Redis

WaitUntil = Callable[..., Awaitable[None]]
TAKEN = Change(Kind.TAKEN, "api.shop.example", "U1")


async def claimed(edits: Edits, wait_until: WaitUntil) -> list[Edit]:
    """The next edits, as soon as there are some."""
    found: list[Edit] = []

    async def some() -> bool:
        found.extend(await edits.claim())
        return bool(found)

    await wait_until(some)
    return found


async def test_three_hundred_clicks_are_one_edit(redis: Redis, wait_until: WaitUntil) -> None:
    """Clicks that two processes hear of within the quiet time are one edit, with what is told of them in order."""
    here, there = (Edits(redis, quiet=timedelta(seconds=0.3)) for _ in range(2))
    for number in range(150):
        change = Change(Kind.TAKEN, f"c{number}", "U1")
        await asyncio.gather(here.changed("T1", "s1", "2026-11-23", change), there.changed("T1", "s1", "2026-11-23"))
    (edit,) = await claimed(there, wait_until)
    assert [change.title for change in await here.changes(edit)] == [f"c{number}" for number in range(150)]
    await there.done(edit, 150)
    assert await here.changes(edit) == []
    assert await redis.zcard("certminder:edits") == 0


async def test_an_edit_waits_for_quiet(redis: Redis) -> None:
    """Before the quiet time is over nobody edits."""
    edits = Edits(redis)
    await edits.changed("T1", "s1", "2026-11-23", TAKEN)
    assert await edits.claim() == []


async def test_one_worker_edits(redis: Redis, wait_until: WaitUntil) -> None:
    """Of many workers one gets the edit; when it dies, another gets it after the lease."""
    edits = Edits(redis, quiet=timedelta(0), lease=timedelta(seconds=0.2))
    await edits.changed("T1", "s1", "2026-11-23", TAKEN)
    first = [edit for found in await asyncio.gather(*(edits.claim() for _ in range(8))) for edit in found]
    assert len(first) == 1
    (again,) = await claimed(edits, wait_until)
    assert (again.workspace, again.subscription, again.slot) == ("T1", "s1", "2026-11-23")
    assert again.lease > first[0].lease


async def test_what_changes_during_an_edit_is_edited_after_it(redis: Redis, wait_until: WaitUntil) -> None:
    """A change that comes while the message is being edited makes another edit, and is told there."""
    edits = Edits(redis, quiet=timedelta(0))
    await edits.changed("T1", "s1", "2026-11-23", TAKEN)
    (edit,) = await claimed(edits, wait_until)
    await edits.changed("T1", "s1", "2026-11-23", Change(Kind.WOKEN, "later.example"))
    await edits.done(edit, 1)
    (second,) = await claimed(edits, wait_until)
    assert [change.title for change in await edits.changes(second)] == ["later.example"]
    await edits.done(second, 1)
    assert await edits.claim() == []


async def test_an_edit_does_not_wait_for_a_clock_that_was_set_back(redis: Redis) -> None:
    """What lies a day ahead, because Redis' clock was set back by a day, is edited now."""
    edits = Edits(redis)
    await edits.changed("T1", "s1", "2026-11-23", TAKEN)
    assert await edits.claim() == []
    await redis.zincrby("certminder:edits", 86_400_000, "T1 s1 2026-11-23")
    (edit,) = await edits.claim()
    assert await edits.claim() == []
    await edits.done(edit, 1)
    assert await redis.zcard("certminder:edits") == 0


async def test_a_flood_is_bounded(redis: Redis) -> None:
    """What is kept for a thread has an end; the newest stays."""
    edits = Edits(redis)
    await edits.changed("T1", "s1", "2026-11-23", *(Change(Kind.TAKEN, str(n)) for n in range(TOLD + 5)))
    kept = await edits.changes(Edit("T1", "s1", "2026-11-23"))
    assert (len(kept), kept[-1].title) == (TOLD, str(TOLD + 4))
