"""Listings kept: in Redis for every process, and unpacked in this one, the least used given up first."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import cast

import msgspec

from bot.certificates import Certificate, Listing, Progress
from bot.inventory.flights import Flights
from bot.inventory.packing import CHUNK, Head, pack_chunks, pack_head, unpack_chunks, unpack_head
from bot.inventory.rows import Rows
from bot.inventory.threads import off_loop
from bot.store import keys
from bot.store.connection import Redis, WrongType, translated

BATCH = 8
"""Chunks a round trip, and a turn of the thread that unpacks them."""
ROW = 150
"""Bytes of msgpack a certificate has about."""
UNPACKED = 11
"""Bytes in memory for a byte of msgpack, columns included (measured)."""

_REPLACE = """
-- KEYS: the new hash, the kept one. ARGV: whether the new one is complete (1, 0), when it was fetched, time to live.
if redis.call('TYPE', KEYS[2]).ok == 'hash' then
    local kept = redis.call('HMGET', KEYS[2], 'complete', 'fetched')
    local fetched, now = tonumber(kept[2] or ''), tonumber(redis.call('TIME')[1])
    local newer = fetched and fetched < now + 60 and fetched > tonumber(ARGV[2])
    if newer or (ARGV[1] == '0' and kept[1] == '1') then
        redis.call('UNLINK', KEYS[1])
        return 0
    end
end
redis.call('RENAME', KEYS[1], KEYS[2])
redis.call('EXPIRE', KEYS[2], ARGV[3])
return 1
"""
_MARK_FAILED = """
if redis.call('TYPE', KEYS[1]).ok == 'hash' then return redis.call('HSET', KEYS[1], 'failed', ARGV[1]) end
return 0
"""


class Kept(msgspec.Struct, frozen=True):
    """A listing as it was kept, and when the source last failed to give a newer one."""

    version: str
    listing: Listing
    failed_at: datetime | None = None


class KeptListings:
    """Every value carries its workspace and version, which reading checks; anything else is a miss, never an error.

    What is asynchronous raises StoreUnavailable.
    """

    def __init__(self, redis: Redis, hard_age: float, memory: int) -> None:
        self._redis = redis
        self._hard_age = round(hard_age)
        self._memory = memory
        self._unpacking: Flights[tuple[str, str, str], Kept | None] = Flights()
        self._held: OrderedDict[tuple[str, str], tuple[Kept, int]] = OrderedDict()

    def held(self, workspace: str, account: str) -> Kept | None:
        """What this process has unpacked, however old: for when Redis does not answer."""
        kept, _ = self._held.get((workspace, account), (None, 0))
        if kept is not None:
            self._held.move_to_end((workspace, account))
        return kept

    async def read(self, workspace: str, account: str) -> Kept | None:
        """What is kept, from this process when it is the same version as in Redis."""
        for _ in range(3):  # a newer listing may replace this one between two round trips
            head, failed_at = await self._head(workspace, account)
            if head is None:
                self._held.pop((workspace, account), None)
                return None
            kept = self.held(workspace, account)
            if kept is None or kept.version != head.version:
                one = (workspace, account, head.version)
                kept = await self._unpacking.share(one, partial(self._unpacked, head))
            if kept is not None:
                return msgspec.structs.replace(kept, failed_at=failed_at)
        return None

    def hold_alone(self, workspace: str, account: str, listing: Listing) -> None:
        """Hold a listing in this process only, for as long as Redis does not answer."""
        before = self.held(workspace, account)
        if listing.complete or before is None or not before.listing.complete:
            self._hold(workspace, account, Kept("", listing), len(listing.certificates) * ROW)

    async def keep(self, workspace: str, account: str, listing: Listing) -> bool:
        """Keep a listing, unless it is older than the kept one or partial where that is complete; whether it was."""
        listing = msgspec.structs.replace(listing, certificates=Rows.of(listing.certificates))
        head = Head.of(listing, workspace, account, secrets.token_hex(8))
        made = keys.listing_new(workspace, account, head.version)
        size = await self._write(made, head, listing.certificates)
        fetched = listing.fetched_at.timestamp()
        with translated():
            replace = self._redis.register_script(_REPLACE)
            kept = await replace(
                [made, keys.listing(workspace, account)], [int(listing.complete), repr(fetched), self._hard_age]
            )
        if kept:
            self._hold(workspace, account, Kept(head.version, listing), size)
        return bool(kept)

    async def head(self, workspace: str, account: str) -> Head | None:
        """What is said of the kept listing, without its rows."""
        return (await self._head(workspace, account))[0]

    async def mark_failed(self, workspace: str, account: str, when: datetime) -> None:
        """Remember that the source failed; the next listing that is kept forgets it."""
        with translated():
            await self._redis.register_script(_MARK_FAILED)(
                [keys.listing(workspace, account)], [repr(when.timestamp())]
            )

    async def _head(self, workspace: str, account: str) -> tuple[Head | None, datetime | None]:
        head, failed = await self._fields(keys.listing(workspace, account), ["head", "failed"])
        return unpack_head(head, workspace, account), _moment(failed)

    async def _fields(self, key: str, names: list[str]) -> list[bytes | None]:
        """The values of a hash; of anything else, which is none of ours, nothing."""
        try:
            with translated():
                return cast("list[bytes | None]", await self._redis.hmget(key, names))
        except WrongType:
            return [None] * len(names)

    async def _unpacked(self, head: Head, _: Progress) -> Kept | None:
        pages: list[tuple[Certificate, ...]] = []  # tuples: the garbage collector does not walk them
        size = 0
        key = keys.listing(head.workspace, head.account)
        for start in range(0, head.chunks, BATCH):
            numbers = [str(number) for number in range(start, min(start + BATCH, head.chunks))]
            with translated():
                values = cast("list[bytes | None]", await self._redis.hmget(key, numbers))
            chunks = await off_loop(head.count, unpack_chunks, values, head)
            if chunks is None:
                return None
            for found, plain in chunks:
                pages.append(found)
                size += plain
        rows = Rows(chain.from_iterable(pages))
        if len(rows) != head.count:
            return None
        listing = Listing(rows, head.fetched_at, head.complete, head.reported_total)
        kept = Kept(head.version, listing)
        self._hold(head.workspace, head.account, kept, size)
        return kept

    async def _write(self, key: str, head: Head, rows: Sequence[Certificate]) -> int:
        """Write everything under a key that nobody reads yet; how many bytes it was before compression."""
        size = chunks = 0
        first = ["complete", str(int(head.complete)), "fetched", repr(head.fetched_at.timestamp())]
        with translated():
            await self._redis.hset(key, items=first)
            await self._redis.expire(key, keys.LISTING_NEW_TTL)
        for start in range(0, len(rows), CHUNK):
            for value, plain in await off_loop(head.count, pack_chunks, head, rows[start : start + CHUNK]):
                with translated():
                    await self._redis.hset(key, str(chunks), value)
                size, chunks = size + plain, chunks + 1
        with translated():
            await self._redis.hset(key, "head", pack_head(msgspec.structs.replace(head, chunks=chunks)))
        return size

    def _hold(self, workspace: str, account: str, kept: Kept, size: int) -> None:
        self._held[workspace, account] = (kept, round(size * UNPACKED))
        self._held.move_to_end((workspace, account))
        while len(self._held) > 1 and sum(one for _, one in self._held.values()) > self._memory:
            self._held.popitem(last=False)


def _moment(value: bytes | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(value), UTC) if value else None
    except (ValueError, OverflowError, OSError):
        return None
