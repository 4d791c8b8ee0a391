"""Whatever stands under whatever key of the inventory, in whatever type: a miss, never a crash, and soon replaced."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.certificates import Query
from bot.errors import ResultExpired
from bot.inventory.limits import Limits
from bot.inventory.listing import Listings
from bot.inventory.recent import Result, Results
from bot.inventory.upstream import Upstream
from bot.store import keys
from bot.store.connection import Redis
from tests.inventory.conftest import PlayedSource

WHERE = ("T1", "default")
KEYS = {
    "listing": keys.listing(*WHERE),
    "listing_lock": keys.listing_lock(*WHERE),
    "listing_progress": keys.listing_progress(*WHERE),
    "result": keys.result("T1", "abc"),
    "user": keys.rate("T1", "user", "U1"),
    "workspace": keys.rate("T1", "workspace"),
    "upstream": keys.rate("T1", "upstream", "default"),
    "breaker": keys.breaker(*WHERE),
}
RESULT = Result(
    workspace="T1",
    channel="C1",
    user="U1",
    query=Query(),
    text="",
    locale="en",
    zone="UTC",
    created_at=datetime(2026, 11, 23, tzinfo=UTC),
)

Put = Callable[[Redis, str, bytes], Awaitable[object]]
TYPES: dict[str, Put] = {
    "string": lambda redis, key, value: redis.set(key, value),
    "list": lambda redis, key, value: redis.rpush(key, value, value),
    "set": lambda redis, key, value: redis.sadd(key, value),
    "hash": lambda redis, key, value: redis.hset(key, items=["head", value, "until", value, "0", value]),
    "sorted set": lambda redis, key, value: redis.zadd(key, {value: 1}),
    "stream": lambda redis, key, value: redis.xadd(key, {b"head": value}),
}


class Account(PlayedSource):
    """An empty source that also gives single certificates."""

    async def certificate(self, id: str) -> str | None:  # noqa: A002
        """None of any id."""
        return None


async def walk(redis: Redis) -> None:
    """Everything that is done with these keys, as on a fresh Redis."""
    with pytest.raises(ResultExpired):
        await Results(redis).load("T1", "abc")
    await Limits(redis).spend("T1", "U1")
    upstream, account = Upstream(redis), Account()
    await upstream.pace(*WHERE)()
    listings = Listings(redis, lambda *where: upstream.guarded(account, *where))
    assert (await listings.get(*WHERE)).complete
    assert (await listings.get(*WHERE)).certificates == ()
    assert len(account.asked) == 1
    await listings.aclose()


async def poison(redis: Redis, key: str, put: Put, value: bytes) -> None:
    """Put a value there as it would stay; a lock as if its holder had a moment to live."""
    await redis.delete(key)
    await put(redis, key, value)
    await redis.pexpire(key, 20 if key == KEYS["listing_lock"] else 60_000)


@pytest.mark.parametrize("put", TYPES.values(), ids=TYPES)
@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
async def test_any_type_under_any_key(redis: Redis, key: str, put: Put) -> None:
    """Each key as each type of Redis: questions are answered as if it were not there."""
    await poison(redis, key, put, b"\xc1\x00\xff")
    await walk(redis)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(value=st.binary(max_size=80), put=st.sampled_from(list(TYPES.values())))
async def test_any_bytes_under_all_keys(redis: Redis, value: bytes, put: Put) -> None:
    """All keys at once with the same random bytes: questions are answered as on a fresh Redis."""
    await redis.flushall()
    for key in KEYS.values():
        await poison(redis, key, put, value)
    await walk(redis)


async def test_what_was_saved_replaces_poison(redis: Redis) -> None:
    """A result can be saved and loaded beside any poison."""
    for key in KEYS.values():
        await poison(redis, key, TYPES["hash"], b"\xc1")
    assert await Results(redis).load("T1", await Results(redis).save(RESULT)) == RESULT


def test_every_kind_of_key_is_here() -> None:
    """The keys above are all that the inventory reads; who adds one adds it here."""
    made = {name for name in vars(keys) if name.startswith(("listing", "result", "rate", "breaker"))}
    assert made == {"listing", "listing_new", "listing_lock", "listing_progress", "result", "rate", "breaker"}
