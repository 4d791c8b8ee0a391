"""Certificates as bytes in Redis: msgpack, zstd-1, a thousand rows a chunk, each chunk marked with whose it is.

Within a chunk, what is a row's own is written as columns, and what rows have in common (issuer, source, project …)
once: this unpacks as fast as whole rows do, and into two thirds of the memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from types import GenericAlias
from typing import Any, get_type_hints

import msgspec
import zstandard

from bot.certificates import Certificate, Listing

FORMAT = 1
"""Raised when a change to Certificate makes older values unreadable; they are then a miss."""
CHUNK = 1_000
LARGEST = 32 << 20
"""Bytes a chunk may unpack to. A thousand certificates with dozens of names each stay far below; of those with two
thousand names each, fewer go into one."""

_TYPES: dict[str, Any] = get_type_hints(Certificate)
_FIELDS: tuple[str, ...] = Certificate.__struct_fields__
_OWN = ("id", "domain", "alias", "names", "status_code", "begins", "expires", "created")
_SHARED = tuple(name for name in _FIELDS if name not in _OWN)

_Columns = msgspec.defstruct(
    "_Columns", [(name, GenericAlias(list, (_TYPES[name],))) for name in _OWN], array_like=True, gc=False
)
_Shared = msgspec.defstruct("_Shared", [(name, _TYPES[name]) for name in _SHARED], array_like=True, gc=False)
_Chunk = msgspec.defstruct(
    "_Chunk",
    [
        ("workspace", str),
        ("version", str),
        ("columns", _Columns),
        ("shared", GenericAlias(list, (_Shared,))),
        ("numbers", list[int]),
    ],
    array_like=True,
    gc=False,
)


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a kept listing without its rows. `version` is random, one a fetch."""

    format: int
    workspace: str
    account: str
    version: str
    fetched_at: datetime
    complete: bool
    reported_total: int | None
    count: int
    chunks: int = 0
    """Known once they are packed."""

    @classmethod
    def of(cls, listing: Listing, workspace: str, account: str, version: str) -> Head:
        """The head of a listing that is about to be kept."""
        return cls(
            format=FORMAT,
            workspace=workspace,
            account=account,
            version=version,
            fetched_at=listing.fetched_at,
            complete=listing.complete,
            reported_total=listing.reported_total,
            count=len(listing.certificates),
        )


_encode = msgspec.msgpack.Encoder().encode
_decode_head = msgspec.msgpack.Decoder(Head).decode
_decode_chunk = msgspec.msgpack.Decoder(_Chunk).decode
_own = attrgetter(*_OWN)
_shared = attrgetter(*_SHARED)


def pack_head(head: Head) -> bytes:
    """A head as bytes."""
    return _encode(head)


def unpack_head(value: bytes | None, workspace: str, account: str) -> Head | None:
    """The head, when these bytes are one, of this format, workspace and account."""
    try:
        head = _decode_head(value or b"")
    except (msgspec.DecodeError, RecursionError):
        return None
    return head if (head.format, head.workspace, head.account) == (FORMAT, workspace, account) else None


def pack_chunk(head: Head, rows: Sequence[Certificate]) -> tuple[bytes, int]:
    """A chunk of at least one row as bytes, and how many bytes it was before compression."""
    numbers: dict[tuple[object, ...], int] = {}
    column = [numbers.setdefault(_shared(row), len(numbers)) for row in rows]
    columns = tuple(zip(*map(_own, rows), strict=True))
    plain = _encode((head.workspace, head.version, columns, tuple(numbers), column))
    return zstandard.ZstdCompressor(level=1).compress(plain), len(plain)


def pack_chunks(head: Head, rows: Sequence[Certificate]) -> list[tuple[bytes, int]]:
    """As `pack_chunk`, in as many chunks as it takes for each to be readable."""
    packed = pack_chunk(head, rows)
    if packed[1] <= LARGEST or len(rows) == 1:
        return [packed]
    middle = len(rows) // 2
    return pack_chunks(head, rows[:middle]) + pack_chunks(head, rows[middle:])


def unpack_chunk(value: bytes | None, head: Head) -> tuple[tuple[Certificate, ...], int] | None:
    """The rows and their uncompressed size, when these bytes are a chunk of this very listing."""
    try:
        # zstandard 0.25 allocates what a frame announces before it looks at the data
        size = zstandard.frame_content_size(value or b"")
        if not 0 < size <= LARGEST:
            return None
        chunk: Any = _decode_chunk(zstandard.ZstdDecompressor().decompress(value or b"", max_output_size=LARGEST))
    except (zstandard.ZstdError, msgspec.DecodeError, RecursionError, MemoryError):
        return None
    if (chunk.workspace, chunk.version) != (head.workspace, head.version) or not _is_whole(chunk):
        return None
    columns = {name: getattr(chunk.columns, name) for name in _OWN}
    columns |= {name: _spread([getattr(one, name) for one in chunk.shared], chunk.numbers) for name in _SHARED}
    return tuple(map(Certificate, *(columns[name] for name in _FIELDS))), size


def unpack_chunks(values: Iterable[bytes | None], head: Head) -> list[tuple[tuple[Certificate, ...], int]] | None:
    """As `unpack_chunk`, several; None when one of them is none."""
    chunks = []
    for value in values:
        if (chunk := unpack_chunk(value, head)) is None:
            return None
        chunks.append(chunk)
    return chunks


def _is_whole(chunk: Any) -> bool:
    """Whether all columns are of one length and point at something."""
    numbers = chunk.numbers
    same = {len(getattr(chunk.columns, name)) for name in _OWN} == {len(numbers)}
    return same and bool(numbers) and min(numbers) >= 0 and max(numbers) < len(chunk.shared)


def _spread(values: list[Any], numbers: list[int]) -> Iterable[Any]:
    return map(values.__getitem__, numbers)
