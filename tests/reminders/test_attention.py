"""Take and snooze: who cares for a certificate, and until when nothing is said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.certificates import Certificate
from bot.errors import NotAllowed
from bot.reminders.attention import Attention, Attentions, snooze_end
from bot.reminders.rounds import Rounds
from bot.reminders.selection import epoch
from bot.store import keys
from bot.store.connection import Redis
from tests.reminders.house import House

Make = Callable[..., Certificate]
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("left", "wanted", "allowed"),
    [
        (25 * DAY, 5 * DAY, 5 * DAY),
        (25 * DAY, 90 * DAY, 11 * DAY),  # band 14
        (10 * DAY, 90 * DAY, 3 * DAY),  # band 7
        (2 * DAY, 90 * DAY, DAY),  # band 1 and 24 hours before the end
        (-2 * DAY, 90 * DAY, 5 * DAY),  # expired: until band −7
        (-9 * DAY, 20 * DAY, 20 * DAY),
    ],
)
def test_a_snooze_has_its_bounds(
    certificate: Make, now: datetime, left: timedelta, wanted: timedelta, allowed: timedelta
) -> None:
    """It ends at the next more urgent band at the latest, and 24 hours before the end."""
    assert snooze_end(certificate(left=left), now + wanted, now, "Asia/Shanghai") == now + allowed


@pytest.mark.parametrize(("left", "wanted"), [(20 * HOUR, DAY), (5 * DAY, -HOUR), (None, DAY)])
def test_what_cannot_be_snoozed(certificate: Make, now: datetime, left: timedelta | None, wanted: timedelta) -> None:
    """On the last day, into the past, or without a readable end nothing is snoozed."""
    with pytest.raises(NotAllowed):
        snooze_end(certificate(left=left), now + wanted, now, "Asia/Shanghai")


async def test_snoozed_is_counted_and_wakes(house: House, redis: Redis, certificate: Make) -> None:
    """A snoozed certificate is left out and counted; when it wakes it is told; a re-issue is awake at once."""
    asleep, awake = certificate("asleep", left=10 * DAY), certificate("awake", left=10 * DAY)
    attentions = Attentions(redis)
    house.attend(attentions)
    house.certificates += [asleep, awake]
    await house.subscribe()
    until = await attentions.snooze("T1", asleep, "U1", house.now + 2 * DAY, "ordered", "UTC", house.now)
    assert until == house.now + 2 * DAY
    await house.scan()
    (message,) = house.slack.messages
    assert (list(message.digest.moves), message.digest.suppressed) == ([epoch(awake)], 1)
    house.now += DAY
    await house.scan()
    house.now += DAY
    await house.scan()
    assert [list(each.digest.moves) for each in house.slack.messages] == [[epoch(awake)], [epoch(asleep)]]


async def test_wake_undoes_a_snooze(redis: Redis, certificate: Make, now: datetime) -> None:
    """One click undoes it, and says what it was; who took the certificate stays."""
    attentions, made = Attentions(redis), certificate(left=10 * DAY)
    assert await attentions.take("T1", made, "U1") == Attention()
    until = await attentions.snooze("T1", made, "U2", now + DAY, "on leave", "UTC", now)
    assert await attentions.wake("T1", made) == Attention("U1", until, "U2", "on leave")
    assert await attentions.of("T1") == {epoch(made): Attention("U1")}
    assert await attentions.of("T2") == {}


async def test_two_at_once_lose_nothing(redis: Redis, certificate: Make, now: datetime) -> None:
    """Who takes a certificate while another confirms it or snoozes it stays responsible, and each hears what was before
    their own act, not before the other's."""
    made = certificate(left=10 * DAY)
    for turn in range(20):
        one, other = Attentions(redis), Attentions(redis)
        await one.take("T1", made, "")
        user = f"U{turn}"
        took, confirmed = await asyncio.gather(one.take("T1", made, user), other.confirm("T1", made, "U9"))
        kept = (await one.of("T1"))[epoch(made)]
        in_turn = {
            (Attention(), Attention(user), Attention(user, confirmed_by="U9")),
            (Attention(confirmed_by="U9"), Attention(), Attention(user)),
        }
        assert (took, confirmed, kept) in in_turn
    assert 0 < await redis.ttl(keys.attention("T1")) <= keys.ATTENTION_TTL


async def test_taken_is_said_in_the_row(house: House, redis: Redis, certificate: Make) -> None:
    """The digest names who is responsible, so that only they are mentioned."""
    attentions, made = Attentions(redis), certificate(left=10 * DAY)
    house.attend(attentions)
    house.certificates.append(made)
    await house.subscribe()
    await attentions.take("T1", made, "U7")
    await house.scan()
    (message,) = house.slack.messages
    assert [row.taken_by for group in message.digest.groups for row in group.rows] == ["U7"]


async def test_poisoned_attention_silences_nothing(house: House, redis: Redis, certificate: Make) -> None:
    """What nobody of ours wrote snoozes no certificate."""
    made = certificate(left=10 * DAY)
    house.attend(Attentions(redis))
    house.certificates.append(made)
    await house.subscribe()
    await redis.hset(keys.attention("T1"), mapping={epoch(made): '{"until": "9999"}', b"\xff": b"\xff"})
    await redis.expire(keys.attention("T1"), 60)
    await house.scan()
    assert len(house.slack.messages) == 1
    assert isinstance(house.rounds, Rounds)
