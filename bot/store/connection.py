"""How Redis is reached: one client for what may be missing (cache, limits), one for what must not be lost (state)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff, ExponentialWithJitterBackoff
from redis.exceptions import RedisError

from bot.errors import StoreUnavailable

__all__ = ["Redis", "connect_cache", "connect_state", "translated"]


def _connect(url: str, **options: Any) -> Redis:
    pool = BlockingConnectionPool.from_url(url, decode_responses=False, protocol=3, **options)
    return Redis.from_pool(pool)


def connect_cache(url: str) -> Redis:
    """A client for what can be asked elsewhere: one retry at once, and an error within about two seconds.

    redis-py 8.1 by default stalls for four seconds when Redis is gone.
    """
    return _connect(
        url,
        max_connections=32,
        timeout=1.0,
        socket_timeout=1.0,
        socket_connect_timeout=0.5,
        retry=Retry(ConstantBackoff(0.02), 1),
    )


def connect_state(url: str) -> Redis:
    """A client for what must not be lost: patient, and it fails rather than forgets."""
    return _connect(
        url,
        max_connections=32,
        timeout=10.0,
        socket_timeout=5.0,
        socket_connect_timeout=2.0,
        retry=Retry(ExponentialWithJitterBackoff(base=0.05, cap=1.0), 4),
    )


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn whatever Redis refuses inside the block into StoreUnavailable.

    Only the kind of the fault is kept: redis-py's texts quote commands, and those may hold secrets.
    """
    try:
        yield
    except (RedisError, OSError) as fault:
        code = str(fault).partition(" ")[0]
        known = f" {code}" if code.isalpha() and code.isupper() else ""
        raise StoreUnavailable(f"{type(fault).__name__}{known}") from None
