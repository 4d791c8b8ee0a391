"""How far a listing is, heard also by the processes that wait for the one that fetches it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import msgspec

from bot.certificates import Progress
from bot.errors import StoreUnavailable
from bot.store import keys
from bot.store.connection import Redis, translated

EVERY = 0.25
"""Seconds between two words; what takes less is not spoken of."""


class _Said(msgspec.Struct, frozen=True, array_like=True):
    workspace: str
    account: str
    done: int
    total: int | None


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Said).decode


@contextlib.asynccontextmanager
async def spoken(redis: Redis, workspace: str, account: str, report: Progress) -> AsyncIterator[Progress]:
    """`async with spoken(…) as progress`: what it is called with is reported here and, now and then, told others."""
    latest: list[_Said] = []

    def progress(done: int, total: int | None) -> None:
        latest[:] = [_Said(workspace, account, done, total)]
        report(done, total)

    speaking = asyncio.create_task(_speak(redis, latest))
    try:
        yield progress
    finally:
        speaking.cancel()


async def _speak(redis: Redis, latest: list[_Said]) -> None:
    while True:
        await asyncio.sleep(EVERY)
        for said in latest:
            key = keys.listing_progress(said.workspace, said.account)
            with contextlib.suppress(StoreUnavailable), translated():
                await redis.set(key, _encode(said), ex=keys.LISTING_PROGRESS_TTL)


def said(value: object, workspace: str, account: str) -> tuple[int, int | None] | None:
    """How many rows of how many, when these bytes say that of this listing."""
    try:
        word = _decode(value if isinstance(value, bytes) else b"")
    except (msgspec.DecodeError, RecursionError):
        return None
    return (word.done, word.total) if (word.workspace, word.account) == (workspace, account) else None
