"""Everything of a workspace is deleted when it uninstalls the app."""

from __future__ import annotations

from bot.store import keys
from bot.store.connection import Redis, translated

BATCH = 500


async def erase(redis: Redis, workspace: str) -> int:
    """Delete every key of a workspace, those without a time to live included; how many there were.

    What is written meanwhile may stay until it expires. Raises ValueError when `workspace` is no workspace id,
    StoreUnavailable.
    """
    erased, batch = 0, []
    with translated():
        async for key in redis.scan_iter(match=keys.everything(workspace), count=BATCH):
            batch.append(key)
            if len(batch) == BATCH:
                erased += int(await redis.unlink(*batch))
                batch.clear()
        erased += int(await redis.unlink(*batch)) if batch else 0
    return erased
