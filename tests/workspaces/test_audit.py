"""The trail says who did what, and keeps the newest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.store.connection import Redis
from bot.workspaces.audit import Audit, Entry


async def test_entries_come_back_newest_first(redis: Redis) -> None:
    """Actor, action, before, after and request id are kept, with the instant."""
    audit = Audit(redis)
    first = Entry("U1", "subscribe", "s1", before="", after="*.shop.example", request_id="ab12")
    await audit.write("T1", first)
    await audit.write("T1", Entry("U2", "forget", "s1"))
    records = await audit.latest("T1")
    assert [record.entry.action for record in records] == ["forget", "subscribe"]
    assert records[1].entry == first
    assert abs(datetime.now(UTC) - records[0].at) < timedelta(seconds=10)


async def test_the_trail_has_a_length(redis: Redis) -> None:
    """Beyond its length the oldest entries go; another workspace's trail is its own."""
    audit = Audit(redis, length=3)
    for number in range(5):
        await audit.write("T1", Entry("U1", "share", str(number)))
    assert [record.entry.subject for record in await audit.latest("T1", 10)] == ["4", "3", "2"]
    assert await audit.latest("T2") == []
