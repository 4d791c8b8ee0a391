"""What the ledger keeps, and how long; and what it makes of what nobody of ours wrote."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from bot.errors import StoreUnavailable
from bot.reminders.ledger import Ledger
from bot.reminders.schedule import Slot
from bot.reminders.selection import FOLDED
from bot.store import keys
from bot.store.connection import Redis
from tests.reminders.stepping import END, claimed, digest, posting
from tests.reminders.subscribing import NOW

WaitUntil = Callable[[Callable[[], Awaitable[object]]], Awaitable[None]]


async def test_bands_only_move_to_more_urgent(ledger: Ledger) -> None:
    """A band that is less urgent than what is remembered is not written over it."""
    await ledger.posted(await posting(ledger, digest(moves={"e": 3, "f": 30})), "1.1")
    later = digest(slot="2026-11-24", turn=Slot(date(2026, 11, 24), NOW), moves={"e": 14, "f": -1}, version=1)
    await ledger.posted(await posting(ledger, later), "2.2")
    assert (await ledger.handled("T1", "s1")).bands == {"e": 3, "f": -1}


async def test_bands_told_as_renewed(ledger: Ledger) -> None:
    """A band that was told as renewed follows the one told before it, and is followed by the same one when that is no
    longer renewed; told as renewed, a band is not written over what is as urgent."""
    moves = [{"e": 14, "f": 3}, {"e": FOLDED + 7, "f": FOLDED + 3}, {"e": 7, "f": FOLDED + 1}]
    for version, each in enumerate(moves):
        day = date(2026, 11, 23 + version)
        made = digest(slot=day.isoformat(), turn=Slot(day, NOW), moves=each, version=version)
        assert await ledger.posted(await posting(ledger, made), f"{version}.1")
        handled = (await ledger.handled("T1", "s1")).bands
        assert handled == [moves[0], {"e": FOLDED + 7, "f": 3}, {"e": 7, "f": FOLDED + 1}][version]


async def test_what_told_a_certificate(ledger: Ledger) -> None:
    """Of a handled certificate it is known which message told it; of another, nothing."""
    await ledger.posted(await posting(ledger, digest(moves={"e": 3})), "1795400000.000001")
    told = await ledger.told("T1", "s1", "e")
    assert told is not None
    band, entry = told
    assert (band, entry.ts, entry.channel) == (3, "1795400000.000001", "C1") if entry else False
    assert await ledger.told("T1", "s1", "f") is None


async def test_slots_only_move_on(ledger: Ledger) -> None:
    """Settling an earlier slot does not bring back a day that was dealt with."""
    for day in (24, 23):
        await ledger.settle("T1", "s1", Slot(date(2026, 11, day), NOW), NOW)
    slot = (await ledger.handled("T1", "s1")).slot
    assert slot is not None
    assert slot.day == date(2026, 11, 24)


async def test_slot_of_a_wrong_clock_bars_nothing(ledger: Ledger) -> None:
    """A slot that lies days ahead was settled by a wrong clock: the next one takes its place."""
    for moment in (NOW + timedelta(days=10), NOW):
        await ledger.settle("T1", "s1", Slot(moment.date(), moment), moment)
    slot = (await ledger.handled("T1", "s1")).slot
    assert slot is not None
    assert slot.at == NOW


@pytest.mark.parametrize("look", ["soon", "inf", "nan", "9e17"])
async def test_what_cannot_be_read_holds_up_nobody_else(ledger: Ledger, redis: Redis, look: str) -> None:
    """A subscription whose next look is no instant is left alone, whatever stands there; the others are looked at."""
    await redis.hset(keys.watch("T1", "s1"), "look", look)
    await redis.expire(keys.watch("T1", "s1"), keys.WATCH_TTL)
    assert [watch is None for watch in await ledger.watches("T1", ["s1", "s2"])] == [True, False]
    with pytest.raises(StoreUnavailable):
        await ledger.handled("T1", "s1")


@pytest.mark.parametrize(
    ("field", "value"),
    [("state", "lost"), ("state", b"\xff"), ("token", "x"), ("at", "soon"), ("at", "nan"), ("at", "9e17")],
)
async def test_a_record_that_cannot_be_read_is_none(
    ledger: Ledger, redis: Redis, field: str, value: str | bytes
) -> None:
    """Whatever stands in a digest's record that nobody of ours wrote, it is no record, and no crash."""
    await claimed(ledger, digest())
    await redis.hset(keys.ledger("T1", "s1", "2026-11-23"), field, value)
    assert await ledger.entry("T1", "s1", "2026-11-23") is None


async def test_thousands_of_certificates_in_one_digest(ledger: Ledger) -> None:
    """A first summary of twenty thousand certificates moves all of their bands at once."""
    moves = {f"{END}:7:default:c{n}": 14 for n in range(20_000)}
    assert await ledger.posted(await posting(ledger, digest(moves=moves)), "1.1")
    assert (await ledger.handled("T1", "s1")).bands == moves


async def test_every_key_lives_as_long_as_it_is_needed(ledger: Ledger, redis: Redis) -> None:
    """No key of a digest stays for ever; the record outlives the certificate's time as news."""
    await ledger.posted(await posting(ledger, digest(extra=True, slot="2026-11-23+1")), "1.1")
    names = [name async for name in redis.scan_iter("certminder:*")]
    assert len(names) >= 4
    assert -1 not in [await redis.ttl(name) for name in names]
    assert await redis.ttl(keys.ledger("T1", "s1", "2026-11-23+1")) > 60 * keys.DAY
