"""Who cares for a certificate: taken by somebody, or snoozed until an instant. Kept per epoch: a re-issue is awake.

Each is a security action: the callers check permission and write the audit trail.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import cast

import msgspec

from bot.certificates import Certificate
from bot.errors import NotAllowed
from bot.reminders.bands import KEPT, band_at, bands_of, crossing, lifetime
from bot.reminders.selection import end_of, epoch
from bot.store import keys
from bot.store.connection import Redis, translated
from bot.store.swapping import swap_field

LAST_DAY = timedelta(hours=24)
"""Nothing sleeps in the last hours before its end."""


class Attention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What people decided about a certificate. `until` (UTC) ends a snooze; `by` snoozed it for `reason`.
    `confirmed_by` says that what renews it is deployed: nothing more is said of it, as long as that is there."""

    taken_by: str = ""
    until: datetime | None = None
    by: str = ""
    reason: str = ""
    confirmed_by: str = ""

    def asleep(self, now: datetime, *, renewed: bool = True) -> bool:
        """`renewed`: whether the inventory still holds what renews it."""
        return (bool(self.confirmed_by) and renewed) or (self.until is not None and now < self.until)


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    workspace: str
    attention: Attention


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Kept).decode


def snooze_end(certificate: Certificate, wanted: datetime, now: datetime, zone: str) -> datetime:
    """Until when a snooze may last: at the latest to the next more urgent band, and to 24 hours before the end.

    Raises NotAllowed where nothing is left of it, or where the end cannot be read.
    """
    expires = certificate.expires
    if expires is None:
        raise NotAllowed("snooze")
    band = band_at(certificate, now, zone)
    more_urgent = (each for each in bands_of(lifetime(certificate)) if band is None or each < band)
    crossings = (at for each in more_urgent if (at := crossing(each, certificate, zone)) is not None and at > now)
    bounds = [wanted, *crossings, *([expires - LAST_DAY] if now < expires else [])]
    if min(bounds) <= now:
        raise NotAllowed("snooze")
    return min(bounds)


class Attentions:
    """The attention that each workspace's certificates have, in Redis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def of(self, workspace: str) -> dict[str, Attention]:
        """By epoch. What cannot be read is awake and nobody's."""
        with translated():
            found = await self._redis.hgetall(keys.attention(workspace))
        read = ((name, _read(workspace, value)) for name, value in found.items())
        return {_text(name): attention for name, attention in read if attention is not None}

    async def take(self, workspace: str, certificate: Certificate, user: str) -> Attention:
        """From now on `user` is responsible, and awake; "" gives it back. Returns what it was before."""
        return await self._edit(workspace, certificate, lambda before: Attention(taken_by=user))

    async def snooze(
        self,
        workspace: str,
        certificate: Certificate,
        user: str,
        wanted: datetime,
        reason: str,
        zone: str,
        now: datetime,
    ) -> datetime:
        """Say nothing of it until `wanted`, or the latest instant that is allowed; returns which. Raises NotAllowed."""
        until = snooze_end(certificate, wanted, now, zone)
        await self._edit(workspace, certificate, lambda before: Attention(before.taken_by, until, user, reason))
        return until

    async def confirm(self, workspace: str, certificate: Certificate, user: str) -> Attention:
        """What renews it is deployed, says `user`; returns what it was before."""
        return await self._edit(workspace, certificate, lambda before: Attention(before.taken_by, confirmed_by=user))

    async def wake(self, workspace: str, certificate: Certificate) -> Attention:
        """Undo a snooze or a confirmation; returns what it was before."""
        return await self._edit(workspace, certificate, lambda before: Attention(before.taken_by))

    async def _edit(
        self, workspace: str, certificate: Certificate, edit: Callable[[Attention], Attention]
    ) -> Attention:
        """Put what `edit` makes of the kept one in its place, whatever else somebody decides meanwhile; returns what it
        was before."""
        key, name = keys.attention(workspace), epoch(certificate)
        await self._forget_over(workspace)
        while True:
            with translated():
                old = cast("bytes | None", await self._redis.hget(key, name))
            before = _read(workspace, old) or Attention()
            new = _encode(_Kept(workspace, edit(before)))
            if await swap_field(self._redis, key, name, old, new, ttl=keys.ATTENTION_TTL):
                return before

    async def _forget_over(self, workspace: str) -> None:
        old = [name for name in await self.of(workspace) if _over(name)]
        if old:
            with translated():
                await self._redis.hdel(keys.attention(workspace), *old)


def asleep(attention: Mapping[str, Attention], key: str, now: datetime, *, renewed: bool) -> bool:
    """Whether the certificate of this epoch is snoozed now."""
    found = attention.get(key)
    return found is not None and found.asleep(now, renewed=renewed)


def _over(name: str) -> bool:
    end = end_of(name)
    return end is not None and end < (datetime.now(UTC) - KEPT).timestamp()


def _read(workspace: str, value: bytes | str | None) -> Attention | None:
    """What Redis holds, or None when it is nothing of this workspace's."""
    try:
        kept = None if value is None else _decode(value)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return kept.attention if kept is not None and kept.workspace == workspace else None


def _text(name: bytes | str) -> str:
    return name.decode(errors="replace") if isinstance(name, bytes) else name
