"""Servers go away: a master that Sentinels replace, and a cluster that lost a part."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import StoreUnavailable
from bot.store import keys
from bot.store.connection import connect_cache, connect_state, on_servers, translated
from bot.store.transactions import transaction
from tests.conftest import WaitUntil
from tests.topologies.servers import Sentinels, cluster, cluster_url, sentinels

KEY = keys.choices("T1", "U1")


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Sentinels]:
    """A master, its replica and a Sentinel."""
    with sentinels(tmp_path) as running:
        yield running


async def test_a_failover_is_survived(watched: Sentinels, wait_until: WaitUntil) -> None:
    """kill −9 of the master: what was written stands on the new one, a write meanwhile fails and says so rather than
    seem to be done, and the same clients go on by themselves."""
    state, cache = connect_state(watched.url), connect_cache(watched.url)
    await transaction(state, ("HSET", KEY, "before", "1"), ("EXPIRE", KEY, 600))
    assert await state.wait(1, 2000) == 1
    killed = watched.master
    killed.kill()
    begun = time.monotonic()
    with pytest.raises(StoreUnavailable):
        await transaction(cache, ("HSET", KEY, "lost", "1"))
    assert time.monotonic() - begun < 4

    async def written() -> bool:
        with contextlib.suppress(StoreUnavailable):
            return await transaction(state, ("HSET", KEY, "after", "1")) == [1]
        return False

    await wait_until(written, seconds=20)
    assert watched.master is not killed
    for client in (state, cache):
        await on_servers(client, "PING")
        assert await client.hgetall(KEY) == {b"before": b"1", b"after": b"1"}
        await client.aclose()


async def test_a_master_that_was_replaced_takes_no_writes(watched: Sentinels, wait_until: WaitUntil) -> None:
    """A master that does not know yet that it was replaced refuses what no replica hears of (min-replicas-to-write),
    so that nothing is lost in silence; connections to it move to the new one as soon as it knows."""
    state = connect_state(watched.url)
    await state.set(KEY, "1", ex=600)
    assert await state.wait(1, 2000) == 1
    watched.master.client.config_set("min-replicas-to-write", 1)
    replaced = watched.promote()
    with pytest.raises(StoreUnavailable, match="NOREPLICAS"), translated():
        await state.set(KEY, "lost", ex=600)
    watched.demote(replaced)

    async def written() -> bool:
        with contextlib.suppress(StoreUnavailable), translated():
            return bool(await state.set(KEY, "2", ex=600))
        return False

    await wait_until(written)
    assert watched.master.client.get(KEY) == b"2"
    await state.aclose()


async def test_a_cluster_that_lost_a_part(tmp_path: Path, wait_until: WaitUntil) -> None:
    """A cluster without one of its masters is not healthy, and says so in time also to many who ask at once; it is
    again when the master is back."""
    with cluster(tmp_path) as servers:
        client = connect_cache(cluster_url(servers))
        await on_servers(client, "PING")
        servers[1].kill()
        begun = time.monotonic()
        with pytest.raises(StoreUnavailable):
            await on_servers(client, "PING")

        async def ask(workspace: str) -> object:
            with translated():
                return await client.get(keys.choices(workspace, "U1"))

        found = await asyncio.gather(*(ask(f"T{number}") for number in range(60)), return_exceptions=True)
        assert {type(each) for each in found} <= {type(None), StoreUnavailable}
        assert StoreUnavailable in {type(each) for each in found}
        assert time.monotonic() - begun < 8
        servers[1].start()

        async def healthy() -> bool:
            with contextlib.suppress(StoreUnavailable):
                await on_servers(client, "PING")
                return [await ask(f"T{number}") for number in range(60)] == [None] * 60
            return False

        await wait_until(healthy, seconds=20)
        await client.aclose()
