"""Certificates as bytes in Redis: msgpack, zstd-1, a thousand rows a chunk, each chunk marked with whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
import zstandard

from bot.certificates import Certificate, Listing

FORMAT = 1
"""Raised when a change to Certificate makes older values unreadable; they are then a miss."""
CHUNK = 1_000
LARGEST = 32 << 20
"""Bytes a chunk may unpack to; a thousand certificates of 2 000 names each stay below."""


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
    chunks: int

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
            chunks=-(-len(listing.certificates) // CHUNK),
        )


class _Chunk(msgspec.Struct, frozen=True):
    workspace: str
    version: str
    rows: tuple[Certificate, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode_head = msgspec.msgpack.Decoder(Head).decode
_decode_chunk = msgspec.msgpack.Decoder(_Chunk).decode


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
    """A chunk as bytes, and how many bytes it was before compression."""
    plain = _encode(_Chunk(head.workspace, head.version, tuple(rows)))
    return zstandard.ZstdCompressor(level=1).compress(plain), len(plain)


def unpack_chunk(value: bytes | None, head: Head) -> tuple[tuple[Certificate, ...], int] | None:
    """The rows and their uncompressed size, when these bytes are a chunk of this very listing."""
    try:
        # zstandard 0.25 allocates what a frame announces before it looks at the data
        size = zstandard.frame_content_size(value or b"")
        if not 0 < size <= LARGEST:
            return None
        chunk = _decode_chunk(zstandard.ZstdDecompressor().decompress(value or b"", max_output_size=LARGEST))
    except (zstandard.ZstdError, msgspec.DecodeError, RecursionError, MemoryError):
        return None
    return (chunk.rows, size) if (chunk.workspace, chunk.version) == (head.workspace, head.version) else None
