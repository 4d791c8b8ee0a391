"""How Redis is reached: one client for what may be missing (cache, limits), one for what must not be lost (state).

Only here it matters whether Redis is one server, a cluster, or a master that Sentinels know (`addresses`): everything
else names keys of one workspace in a command, which all live in one slot, and says `on_servers` where it means all.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

from redis.asyncio import BlockingConnectionPool
from redis.asyncio import Redis as Single
from redis.asyncio.cluster import ClusterNode, RedisCluster
from redis.asyncio.connection import SSLConnection, parse_url
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import Sentinel, SentinelConnectionPool
from redis.backoff import ConstantBackoff, ExponentialWithJitterBackoff
from redis.exceptions import ConnectionError, RedisClusterException, RedisError  # noqa: A004 - redis-py's own name

from bot.errors import StoreUnavailable
from bot.store.addresses import Address, read_address, with_host

__all__ = [
    "Redis",
    "WrongType",
    "cluster_fault",
    "connect_cache",
    "connect_state",
    "on_servers",
    "single_host",
    "translated",
]

Redis = Single | RedisCluster
"""Either kind of client: what is typed for both works on both."""

_NODE_CONNECTIONS = 1000
"""A cluster's client refuses when it has no connection left, where a pool waits (redis-py 8.1): more than ever run."""
_TRIES = 3
"""So often a command is sent that could not leave because its connection was closed while it was opened."""


def connect_cache(url: str) -> Redis:
    """A client for what can be asked elsewhere: one retry at once, and an error within about two seconds.

    redis-py 8.1 by default stalls for four seconds when Redis is gone.
    """
    retry = Retry(ConstantBackoff(0.02), 1)
    return _connect(url, retry, wait=1.0, socket_timeout=1.0, socket_connect_timeout=0.5)


def connect_state(url: str) -> Redis:
    """A client for what must not be lost: patient, and it fails rather than forgets."""
    retry = Retry(ExponentialWithJitterBackoff(base=0.05, cap=1.0), 4)
    return _connect(url, retry, wait=10.0, socket_timeout=5.0, socket_connect_timeout=2.0)


def _connect(url: str, retry: Retry, *, wait: float, **options: Any) -> Redis:
    """`wait` is how many seconds a caller waits for a connection that others use."""
    address = read_address(url)
    options |= {"decode_responses": False, "protocol": 3, "retry": retry}
    patience = wait + 2 * options["socket_timeout"]
    if address.kind == "cluster":
        return _Cluster(address, options, patience)
    pooled = {**options, "max_connections": 32, "timeout": wait}
    if address.kind == "sentinel":
        return _Watched(_SentinelPool(address, pooled), patience)
    return Single.from_pool(BlockingConnectionPool.from_url(address.plain, **pooled))


def _parsed(address: Address) -> dict[str, Any]:
    """The URL's credentials and options as redis-py reads them, TLS as its option `ssl`."""
    parsed: dict[str, Any] = {**parse_url(address.plain)}
    for name in ("host", "port"):
        parsed.pop(name, None)
    if parsed.pop("connection_class", None) is SSLConnection:
        parsed["ssl"] = True
    return parsed


class _Cluster(RedisCluster):
    """A cluster's client that many may use at once from the start, and while the cluster changes.

    redis-py 8.1 sends what comes before the slots are known to any node; every fifth redirection and some errors then
    close connections that other callers are just opening, and those see an AttributeError: nothing was sent. While
    nobody answers, callers would look for the slots one after the other: none waits longer than `patience` (seconds).
    """

    def __init__(self, address: Address, options: dict[str, Any], patience: float) -> None:
        self._patience = patience
        nodes = [ClusterNode(host, port) for host, port in address.hosts]
        several = {"max_connections": _NODE_CONNECTIONS, "reinitialize_steps": 0}
        super().__init__(startup_nodes=nodes, **{**several, **options, **_parsed(address)})

    async def execute_command(self, *args: Any, **kwargs: Any) -> Any:
        async with asyncio.timeout(self._patience):
            if not self.get_default_node():
                await self.initialize()
            for _ in range(_TRIES):
                with contextlib.suppress(AttributeError):
                    return await super().execute_command(*args, **kwargs)
        raise ConnectionError("connections are closed while they are opened")


class _Watched(Single):
    """A client of the master that Sentinels know. A call waits no longer than `patience` (seconds), though each of
    many Sentinels may be silent for as long as one answer may take."""

    def __init__(self, pool: _SentinelPool, patience: float) -> None:
        super().__init__(connection_pool=pool)
        self.auto_close_connection_pool = True
        self._patience = patience

    async def execute_command(self, *args: Any, **options: Any) -> Any:
        async with asyncio.timeout(self._patience):
            return await super().execute_command(*args, **options)  # type: ignore[no-untyped-call]


class _SentinelPool(SentinelConnectionPool, BlockingConnectionPool):
    """Connections to the master of the moment; a caller waits for one that others use. It closes what it asks the
    Sentinels with, which redis-py 8.1 leaves open."""

    def __init__(self, address: Address, options: dict[str, Any]) -> None:
        parsed = _parsed(address)
        asking = {name: value for name, value in parsed.items() if name.startswith("ssl")}
        limits = {name: value for name, value in options.items() if name.startswith("socket_")}
        of_sentinels: Any = Sentinel  # redis-py 8.1 has no types for it
        self._sentinel = of_sentinels(
            address.hosts,
            sentinel_kwargs={**limits, "retry": options["retry"], **asking, **dict(address.sentinel_login)},
        )
        super().__init__(address.service, self._sentinel, **{**options, **parsed})  # type: ignore[no-untyped-call]

    async def aclose(self) -> None:
        await super().aclose()
        await self._sentinel.aclose()


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn whatever Redis refuses inside the block into StoreUnavailable.

    Only the kind of the fault is kept: redis-py's texts quote commands, and those may hold secrets.
    """
    try:
        yield
    except (RedisError, RedisClusterException, OSError) as fault:
        code = str(fault).partition(" ")[0]
        known = f" {code}" if code.isalpha() and code.isupper() else ""
        raise (WrongType if code == "WRONGTYPE" else StoreUnavailable)(f"{type(fault).__name__}{known}") from None


class WrongType(StoreUnavailable):
    """Under a key of ours lies a value of another type."""


async def on_servers(redis: Redis, *command: str) -> list[Any]:
    """What each server that holds keys answers to a command without a key, which a cluster's client would send to one
    of them only. Raises StoreUnavailable."""
    run: Any = redis.execute_command
    with translated():
        return [await run(*command, **({"target_nodes": node} if node else {})) for node in await _nodes(redis)]


async def cluster_fault(redis: Redis) -> str:
    """What a cluster's servers say of it where it does not serve all keys; "" where it does, or is none. Raises
    StoreUnavailable."""
    if not isinstance(redis, RedisCluster):
        return ""
    states = {str(facts.get("cluster_state")) for facts in await on_servers(redis, "CLUSTER INFO")}
    return ", ".join(sorted(states - {"ok"}))


async def single_host(redis: Redis, url: str) -> str:
    """The same URL with one host, for clients that read no more (pydocket 0.27 does not for a cluster): a server that
    holds keys now, from which they learn of the others. Raises StoreUnavailable."""
    with translated():
        node = (await _nodes(redis))[0]
    return with_host(url, node.host, int(node.port)) if node else url


async def _nodes(redis: Redis) -> Sequence[ClusterNode | None]:
    """The servers of a cluster that hold keys; None stands for a server that is alone."""
    if not isinstance(redis, RedisCluster):
        return [None]
    await redis.initialize()
    return redis.get_primaries()
