"""How an account's inventory stands, without asking anybody for it: its age, and why there is no newer one."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from bot.errors import SourceError, SourceRefused, SourceUnavailable
from bot.store import keys
from bot.store.connection import Redis, translated


class Standing(msgspec.Struct, frozen=True):
    """`as_of`: the instant of the kept listing (None: there is none), of `count` certificates. `failure` is why the
    source last gave none, if that is later, and `failed_at` when. `closed`: seconds for which its breaker leaves it
    alone."""

    as_of: datetime | None = None
    count: int = 0
    complete: bool = True
    failure: SourceError | None = None
    failed_at: datetime | None = None
    closed: float = 0.0


class _Failure(msgspec.Struct, frozen=True):
    """A SourceError as it lies in Redis: never without whose it is."""

    workspace: str
    account: str
    at: datetime
    code: int | None = None
    detail: str = ""
    server_time: int | None = None
    reason: str = ""

    @property
    def fault(self) -> SourceError:
        if self.code is None:
            return SourceUnavailable(self.reason)
        return SourceRefused(self.code, detail=self.detail, server_time=self.server_time)


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Failure).decode


async def note_failure(redis: Redis, workspace: str, account: str, fault: SourceError, at: datetime) -> None:
    """Remember why an account gave no listing. Raises StoreUnavailable."""
    if isinstance(fault, SourceRefused):
        noted = _Failure(workspace, account, at, fault.code, fault.detail, fault.server_time)
    else:
        noted = _Failure(workspace, account, at, reason=getattr(fault, "reason", ""))
    with translated():
        await redis.set(keys.failure(workspace, account), _encode(noted), ex=keys.FAILURE_TTL)


async def last_failure(redis: Redis, workspace: str, account: str) -> tuple[SourceError, datetime] | None:
    """Why an account last gave no listing, and when (UTC). Raises StoreUnavailable."""
    with translated():
        (value,) = await redis.mget(keys.failure(workspace, account))  # unlike GET, None for another type
    try:
        found = _decode(value) if isinstance(value, bytes) else None
    except msgspec.DecodeError:
        return None
    if found is None or (found.workspace, found.account) != (workspace, account):
        return None
    return found.fault, found.at.astimezone(UTC)
