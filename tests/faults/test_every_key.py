"""Whatever stands under whatever key: nothing of another workspace comes out of it, and nothing crashes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import CertminderError
from bot.store.connection import Redis
from tests.faults.every_key import KINDS, Stores, key_of, kinds

HOLDING = sorted(name for name, kind in KINDS.items() if kind.write)
PLACES = sorted({key_of(name, "T1") for name in KINDS})

Put = Callable[[Redis, str, bytes], Awaitable[object]]
TYPES: dict[str, Put] = {
    "string": lambda redis, key, value: redis.set(key, value),
    "list": lambda redis, key, value: redis.rpush(key, value, value),
    "set": lambda redis, key, value: redis.sadd(key, value),
    "hash": lambda redis, key, value: redis.hset(key, items=["head", value, value or b"x", value]),
    "sorted set": lambda redis, key, value: redis.zadd(key, {value: 1}),
    "stream": lambda redis, key, value: redis.xadd(key, {b"entry": value}),
}


def test_every_kind_is_here() -> None:
    """Who adds a kind of key says here how it is written and read, or why a copy of it does no harm."""
    assert set(KINDS) == set(kinds())
    assert all(bool(kind.write) != bool(kind.harmless) for kind in KINDS.values())


async def outcome(redis: Redis, name: str, workspace: str, last: str = "") -> object:
    """What its reader gets, a sentence to a person included."""
    try:
        return await KINDS[name].read(Stores(redis), workspace, last)
    except CertminderError as error:
        return type(error).__name__


@pytest.mark.parametrize("name", HOLDING)
async def test_a_copy_under_another_workspaces_key_is_a_miss(redis: Redis, name: str) -> None:
    """A value that was written by one workspace and lies under the same key of another one is not there."""
    empty = await outcome(redis, name, "T2")
    await redis.flushall()
    write = KINDS[name].write
    assert write is not None
    last = await write(Stores(redis), "T1")
    own, foreign = key_of(name, "T1", last), key_of(name, "T2", last)
    assert await redis.copy(own, foreign)
    assert await outcome(redis, name, "T1", last) != empty
    assert await outcome(redis, name, "T2", last) == empty


@pytest.mark.parametrize("put", TYPES.values(), ids=TYPES)
@pytest.mark.parametrize("name", KINDS)
async def test_any_type_under_any_key(redis: Redis, name: str, put: Put) -> None:
    """Each key as each type of Redis, with bytes that nothing of ours writes: at worst one sentence."""
    await _poison(redis, key_of(name, "T1"), put, b"\xc1\x00\xff")
    await outcome(redis, name, "T1")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(
    value=st.binary(max_size=60) | st.sampled_from([b"nan", b"1e999", b"-1", b"{}", b"[]", b"null", b"\x90"]),
    put=st.sampled_from(list(TYPES.values())),
)
async def test_any_bytes_under_all_keys(redis: Redis, value: bytes, put: Put) -> None:
    """All keys of a workspace, and those of all workspaces, with the same random bytes: at worst one sentence."""
    await redis.flushall()
    for key in PLACES:
        await _poison(redis, key, put, value)
    for name in KINDS:
        await outcome(redis, name, "T1")


async def _poison(redis: Redis, key: str, put: Put, value: bytes) -> None:
    await put(redis, key, value)
    await redis.pexpire(key, 20 if "lock" in key or "erasing" in key else 60_000)
