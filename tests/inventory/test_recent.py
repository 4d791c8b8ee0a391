"""Results under short ids: asked again days later, only where they belong."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.certificates import Kind, Query, Sort, Span, Status
from bot.errors import ResultExpired
from bot.inventory.recent import Result, Results
from bot.store import keys
from bot.store.connection import Redis

QUERY = Query(
    expires=Span(date(2026, 11, 23), None),
    statuses=(Status.ISSUED,),
    kind=Kind.SERVER,
    names=("*.shop.example",),
    sort=Sort.EXPIRES,
    excluding=(Query(names=("*.test.example",)),),
)
RESULT = Result(
    workspace="T1",
    channel="C1",
    user="U1",
    query=QUERY,
    text="expiring *.shop.example",
    locale="zh-CN",
    zone="Asia/Shanghai",
    created_at=datetime(2026, 11, 23, 12, tzinfo=UTC),
)


async def test_it_comes_back_whole(redis: Redis) -> None:
    """What was saved is loaded as it was, by another process's Results as well, and it is kept for a week."""
    result_id = await Results(redis).save(RESULT)
    assert await Results(redis).load("T1", result_id) == RESULT
    assert await redis.ttl(keys.result("T1", result_id)) > 7 * keys.DAY


async def test_ids_are_short_and_unlike(redis: Redis) -> None:
    """Ids fit a button and no two are the same."""
    ids = {await Results(redis).save(RESULT) for _ in range(50)}
    assert len(ids) == 50
    assert {len(result_id) for result_id in ids} == {12}


async def test_another_workspace_sees_nothing(redis: Redis) -> None:
    """An id of one workspace is nothing in another, even when the value itself is copied there."""
    results = Results(redis)
    result_id = await results.save(RESULT)
    with pytest.raises(ResultExpired):
        await results.load("T2", result_id)
    value = await redis.get(keys.result("T1", result_id))
    assert value is not None
    await redis.set(keys.result("T2", result_id), value, ex=60)
    with pytest.raises(ResultExpired):
        await results.load("T2", result_id)


async def test_another_format_is_gone(redis: Redis) -> None:
    """A value of another version of the bot is as good as expired."""
    value = msgspec.msgpack.encode([{"format": 99}, "abc", {}])
    await redis.set(keys.result("T1", "abc"), value, ex=60)
    with pytest.raises(ResultExpired):
        await Results(redis).load("T1", "abc")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(value=st.binary(max_size=200), result_id=st.text(max_size=40))
async def test_any_bytes_are_expired(redis: Redis, value: bytes, result_id: str) -> None:
    """Whatever bytes stand under whatever id, it is an expired result and never a crash."""
    await redis.set(keys.result("T1", result_id), value, ex=60)
    with pytest.raises(ResultExpired):
        await Results(redis).load("T1", result_id)
