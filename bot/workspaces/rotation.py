"""Put everything that is sealed under the newest key, so that the older ones can be thrown away."""

from __future__ import annotations

import msgspec

from bot.store import keys
from bot.store.connection import Redis, translated
from bot.store.naming import workspace_of, workspaces_in
from bot.store.swapping import swap
from bot.workspaces.sealing import BrokenSeal, Sealing


class Rotated(msgspec.Struct, frozen=True):
    """How many values are under the newest key now (or open at all), and the names of the keys in Redis whose values
    nothing opens."""

    count: int
    broken: tuple[str, ...] = ()


async def rotate(redis: Redis, sealing: Sealing) -> Rotated:
    """Seal every value again; what is written meanwhile is never overwritten. Every process must know the newest key
    by now. Raises StoreUnavailable."""
    count, broken = 0, []
    for name in await _sealed(redis):
        try:
            count += await _resealed(redis, name, sealing)
        except BrokenSeal:
            broken.append(name)
    return Rotated(count, tuple(sorted(broken)))


async def try_to_open(redis: Redis, sealing: Sealing) -> Rotated:
    """How many values open for the workspace under whose key they stand, and the names of the others; nothing is
    changed. Raises StoreUnavailable."""
    count, broken = 0, []
    for name in await _sealed(redis):
        with translated():
            sealed = await redis.get(name)
        if not isinstance(sealed, bytes):  # removed since
            continue
        try:
            sealing.open(workspace_of(name), sealed)
            count += 1
        except BrokenSeal:
            broken.append(name)
    return Rotated(count, tuple(sorted(broken)))


async def installed(redis: Redis) -> list[str]:
    """The workspaces and organisations in which the app is installed. Raises StoreUnavailable."""
    return workspaces_in(map(workspace_of, await _found(redis, keys.INSTALLATIONS)))


async def with_accounts(redis: Redis) -> list[str]:
    """The workspaces in which accounts are connected. Raises StoreUnavailable."""
    return workspaces_in(map(workspace_of, await _found(redis, keys.ACCOUNTS)))


async def _sealed(redis: Redis) -> list[str]:
    return await _found(redis, *keys.SEALED)


async def _found(redis: Redis, *patterns: str) -> list[str]:
    """Each key once: SCAN may give one twice."""
    with translated():
        names = {name for each in patterns async for name in redis.scan_iter(match=each, count=500)}
    return sorted(name.decode(errors="replace") for name in names)


async def _resealed(redis: Redis, name: str, sealing: Sealing) -> bool:
    """Whether there still was a value. Raises BrokenSeal."""
    while True:
        with translated():
            sealed = await redis.get(name)
        if not isinstance(sealed, bytes):
            return False
        if await swap(redis, name, sealed, sealing.rotate(sealed)):
            return True
