"""Links to files (threat 15): nobody guesses one, and what is over is over."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from bot.certificates import Query, Status
from bot.errors import NotAllowed, NotFound
from bot.inventory.exports import Export, Exports
from bot.store import keys
from bot.store.connection import Redis

EXPIRED = Query(statuses=(Status.EXPIRED,))
KEPT = Export(
    workspace="T1",
    user="U1",
    query=EXPIRED,
    text="export expired",
    locale="en-US",
    zone="Asia/Shanghai",
    created_at=datetime(2026, 11, 23, tzinfo=UTC),
)


async def test_a_link_leads_to_its_question(redis: Redis) -> None:
    """What was kept comes back, as often as it is asked for."""
    issued = await Exports(redis).issue(KEPT)
    assert [await Exports(redis).redeem(issued.token) for _ in range(2)] == [KEPT, KEPT]


async def test_a_link_is_not_guessed(redis: Redis) -> None:
    """It holds 128 random bits, no two are alike, and nothing like it is let in."""
    exports = Exports(redis)
    issued = [await exports.issue(KEPT) for _ in range(50)]
    assert len({each.token for each in issued}) == 50
    secret = issued[0].token.partition(".")[2]
    assert len(base64.urlsafe_b64decode(secret + "==")) * 8 == 128
    last = "A" if secret[-1] != "A" else "B"
    for wrong in (
        "",
        ".",
        secret,
        f"T1.{secret[:-1]}{last}",
        f"T1.{secret}x",
        f"T1.{secret}\n",
        "T1.*",
        f"T1.{'A' * 22}",
    ):
        with pytest.raises(NotFound):
            await exports.redeem(wrong)


async def test_redis_holds_no_link(redis: Redis) -> None:
    """Neither keys nor values open anything, and the id that revokes does not either."""
    exports = Exports(redis)
    issued = await exports.issue(KEPT)
    secret = issued.token.partition(".")[2].encode()
    for key in await redis.keys("*"):
        assert secret not in key
        assert secret not in (await redis.get(key) or b"")
    assert secret.decode() not in repr(issued)
    for wrong in (issued.id, f"T1.{issued.id}"):
        with pytest.raises(NotFound):
            await exports.redeem(wrong)


async def test_another_workspace_has_no_part_in_it(redis: Redis) -> None:
    """The same bits under another workspace are nothing, also where somebody copied the value there."""
    exports = Exports(redis)
    issued = await exports.issue(KEPT)
    foreign = f"T2.{issued.token.partition('.')[2]}"
    value = await redis.get(keys.export("T1", issued.id))
    assert value is not None
    await redis.set(keys.export("T2", issued.id), value, ex=60)
    with pytest.raises(NotFound):
        await exports.redeem(foreign)
    with pytest.raises(NotFound):
        await exports.revoke("T3", issued.id, "U1")


async def test_a_link_is_revoked_by_its_owner(redis: Redis) -> None:
    """Then it is gone; somebody else is refused, and twice is once too often."""
    exports = Exports(redis)
    issued = await exports.issue(KEPT)
    with pytest.raises(NotAllowed):
        await exports.revoke("T1", issued.id, "U2")
    assert await exports.redeem(issued.token) == KEPT
    await exports.revoke("T1", issued.id, "U1")
    for identity in (issued.id, "", "x", "f" * 64):
        with pytest.raises(NotFound):
            await exports.revoke("T1", identity, "U1")
    with pytest.raises(NotFound):
        await exports.redeem(issued.token)


async def test_a_link_expires(redis: Redis) -> None:
    """It has a time to live, and when that is over, it is nothing."""
    issued = await Exports(redis).issue(KEPT)
    key = keys.export("T1", issued.id)
    assert 0 < await redis.ttl(key) <= keys.EXPORT_TTL
    await redis.pexpire(key, 0)
    with pytest.raises(NotFound):
        await Exports(redis).redeem(issued.token)


async def test_what_is_not_ours_is_nothing(redis: Redis) -> None:
    """Junk under the key is like no key."""
    issued = await Exports(redis).issue(KEPT)
    for junk in (b"", b"\x93\x01", b"{}", b"\xff" * 100):
        await redis.set(keys.export("T1", issued.id), junk, ex=60)
        with pytest.raises(NotFound):
            await Exports(redis).redeem(issued.token)
