"""A workspace that removed the app is deleted, and swept until nothing is under way; one that is back is left alone."""

from __future__ import annotations

import asyncio
from functools import partial

from bot.errors import DeliveryThrottled
from bot.store import keys
from bot.store.connection import Redis, connect_cache
from bot.store.erasure import erase
from bot.workspaces.departures import KEEP_SECONDS, Departures


class Clock:
    """Unix seconds that a test moves."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


async def written(redis: Redis, workspace: str) -> bool:
    return bool(await redis.exists(keys.result(workspace, "r1")))


async def write(redis: Redis, workspace: str) -> None:
    await redis.set(keys.result(workspace, "r1"), b"x", ex=60)


async def test_what_is_written_late_is_swept(redis: Redis) -> None:
    """For a quarter of an hour; a process that died before it deleted anything loses nothing."""
    clock = Clock()
    departures = Departures(redis, partial(erase, redis), clock)
    for each in ("T1", "T2"):
        await write(redis, each)
    await departures.begin("T1")
    assert await departures.sweep() == 1
    assert (await written(redis, "T1"), await written(redis, "T2")) == (False, True)
    await write(redis, "T1")
    await departures.begin()
    clock.now += KEEP_SECONDS + 1
    assert await departures.sweep() == 1
    assert not await written(redis, "T1")
    assert await departures.sweep() == 0


async def test_a_workspace_that_is_here_is_not_erased(redis: Redis) -> None:
    """Whoever asks for it."""
    departures = Departures(redis, partial(erase, redis))
    await write(redis, "T1")
    await departures.erase("T1")
    assert await written(redis, "T1")


async def test_who_comes_back_waits_for_the_end_of_deleting(redis: Redis) -> None:
    """What they write from then on stays."""
    deleting, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(workspace: str) -> None:
        deleting.set()
        await go_on.wait()
        await erase(redis, workspace)

    departures = Departures(redis, slowly)
    await departures.begin("T1")
    sweeping = asyncio.create_task(departures.sweep())
    await deleting.wait()
    returning = asyncio.create_task(departures.returned("T1"))
    done, _ = await asyncio.wait([returning], timeout=0.1)
    assert not done
    go_on.set()
    await returning
    await write(redis, "T1")
    await sweeping
    assert await departures.sweep() == 0
    assert await written(redis, "T1")


async def test_nothing_is_deleted_while_slack_says_nothing(redis: Redis) -> None:
    """Whether the one workspace of a token is back; the next sweep asks again."""
    departures = Departures(redis, partial(erase, redis))
    await departures.begin("T1")
    await write(redis, "T1")

    async def silent() -> bool:
        raise DeliveryThrottled(1)

    assert await departures.sweep(silent) == 0
    assert await written(redis, "T1")


async def test_without_redis_a_sweep_is_put_off(redis: Redis) -> None:
    """It is a worker's task: it comes again."""
    gone = connect_cache("redis://127.0.0.1:9/0")
    assert await Departures(gone, partial(erase, gone)).sweep() == 0
    await gone.aclose()
