"""Digests as their messages show them, kept while the messages live, so that they can be drawn again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from bot.certificates import Certificate, Listing
from bot.inventory.renewal import Renewal
from bot.reminders.digest import Digest, Group
from bot.reminders.edits import Change, Edits, Kind
from bot.reminders.renewing import renewed
from bot.reminders.selection import Row, epoch
from bot.reminders.subscription import Subscription
from bot.store import keys
from bot.store.connection import Redis, translated
from bot.store.transactions import transaction

LIVES = timedelta(days=30)
"""So long a message is edited; what is older has been said again since."""
ROWS = 20
"""Rows of a group that are kept: no message spells out more."""


class Shown(msgspec.Struct, frozen=True):
    """A digest and what its message says beside it: how many each group holds, the result that opens all of it, and
    per epoch what was told to renew it."""

    digest: Digest
    counts: dict[str, int]
    result_id: str = ""
    renewed: dict[str, str] = {}

    @property
    def rows(self) -> Iterator[Row]:
        return (row for group in self.digest.groups for row in group.rows)


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Shown).decode


def shown(digest: Digest, result_id: str, renewed: dict[str, str] | None = None) -> Shown:
    """The digest as it is kept: the rows that can be spelt out, the others counted."""
    groups = tuple(Group(group.name, group.rows[:ROWS]) for group in digest.groups)
    counts = {group.name: len(group.rows) for group in digest.groups}
    return Shown(msgspec.structs.replace(digest, groups=groups, moves={}), counts, result_id, renewed or {})


class Posted:
    """What stands in the channels of all workspaces, in Redis."""

    def __init__(self, redis: Redis, edits: Edits) -> None:
        self._redis = redis
        self._edits = edits

    async def keep(self, digest: Shown) -> None:
        """Remember what is about to be posted; what is too old to be edited goes."""
        which = digest.digest
        key, oldest = keys.posted(which.workspace, which.subscription), which.turn.day - LIVES
        with translated():
            slots = await self._redis.hkeys(key)
        old = [slot for slot in slots if _day(slot) < oldest]
        gone = [("HDEL", key, *old)] if old else []
        kept = ("HSET", key, which.slot, _encode(digest))
        await transaction(self._redis, kept, *gone, ("EXPIRE", key, keys.POSTED_TTL))

    async def get(self, workspace: str, subscription: str, slot: str) -> Shown | None:
        """The digest of a slot; None when it is too old."""
        with translated():
            found = await self._redis.hget(keys.posted(workspace, subscription), slot)
        return _read(found, workspace, subscription)

    async def of_subscription(self, workspace: str, subscription: str) -> list[Shown]:
        """All that are kept, newest first."""
        with translated():
            found = await self._redis.hvals(keys.posted(workspace, subscription))
        read = [each for value in found if (each := _read(value, workspace, subscription)) is not None]
        return sorted(read, key=lambda each: each.digest.at, reverse=True)

    async def touched(
        self, workspace: str, subscriptions: Sequence[str], certificate: Certificate, change: Change
    ) -> None:
        """Something happened to a certificate: the newest message of each subscription that shows it is edited."""
        name = epoch(certificate)
        for subscription in subscriptions:
            kept = await self.of_subscription(workspace, subscription)
            hit = next((each for each in kept if any(row.epoch == name for row in each.rows)), None)
            if hit is not None:
                await self._edits.changed(workspace, subscription, hit.digest.slot, change)

    async def seen(self, subscription: Subscription, listing: Listing, now: datetime) -> None:
        """A round saw this inventory: messages whose certificates are renewed since, or not any more, say so."""
        if listing.stale:
            return
        kept = await self.of_subscription(subscription.workspace, subscription.id)
        rows = {row.epoch: row.certificate for each in kept for row in each.rows}
        if not rows:
            return
        known = await asyncio.to_thread(renewed, listing, list(rows.values()), now)
        gone = _bereft(kept, known, listing) if listing.complete else set()
        told: set[str] = set()
        for each in kept:
            news = [name for name in _news(each, known) if name not in told]
            lost = [row for row in each.rows if row.epoch in gone & each.renewed.keys() - told]
            told.update(row.epoch for row in each.rows)
            now_said = await self._renewed(each, {name: known[name] for name in news}) if news else each
            if lost:
                await self._unrenewed(now_said, lost)

    async def _renewed(self, digest: Shown, news: Mapping[str, Renewal]) -> Shown:
        which = digest.digest
        changes = [_change(row.certificate, news[row.epoch]) for row in digest.rows if row.epoch in news]
        await self._edits.changed(which.workspace, which.subscription, which.slot, *changes)
        signatures = {name: _signature(renewal) for name, renewal in news.items()}
        said = msgspec.structs.replace(digest, renewed={**digest.renewed, **signatures})
        await self.keep(said)
        return said

    async def _unrenewed(self, digest: Shown, lost: Sequence[Row]) -> None:
        which, names = digest.digest, {row.epoch for row in lost}
        changes = [_unrenewed(row.certificate, digest.renewed[row.epoch]) for row in lost]
        await self._edits.changed(which.workspace, which.subscription, which.slot, *changes)
        left = {name: signature for name, signature in digest.renewed.items() if name not in names}
        await self.keep(msgspec.structs.replace(digest, renewed=left))


def known_already(digest: Digest, known: Mapping[str, Renewal]) -> dict[str, str]:
    """What a digest says of renewals by itself, so that it is no news afterwards."""
    rows = (row for group in digest.groups for row in group.rows)
    return {row.epoch: _signature(known[row.epoch]) for row in rows if row.epoch in known}


def _news(digest: Shown, known: Mapping[str, Renewal]) -> list[str]:
    rows = [row.epoch for row in digest.rows if row.epoch in known]
    return [name for name in rows if digest.renewed.get(name) != _signature(known[name])]


def _bereft(kept: Sequence[Shown], known: Mapping[str, Renewal], listing: Listing) -> set[str]:
    """The epochs of what was told as renewed, is there still, and is renewed no more."""
    told = {name for each in kept for name in each.renewed if name not in known}
    ids = {row.certificate.id for each in kept for row in each.rows if row.epoch in told}
    return told & {epoch(each) for each in listing.certificates if each.id in ids} if ids else set()


def _signature(renewal: Renewal) -> str:
    return f"{renewal.by.id} {len(renewal.missing)}"


def _change(certificate: Certificate, renewal: Renewal) -> Change:
    kind = Kind.PARTLY_RENEWED if renewal.missing else Kind.RENEWED
    title = certificate.domain or certificate.id
    return Change(kind, title, renewal.by.id, renewal.by.expires, missing=renewal.missing)


def _unrenewed(certificate: Certificate, signature: str) -> Change:
    return Change(Kind.UNRENEWED, certificate.domain or certificate.id, signature.rpartition(" ")[0])


def _day(slot: bytes | str) -> date:
    """What is no slot is older than any."""
    text = slot.decode(errors="replace") if isinstance(slot, bytes) else slot
    try:
        return date.fromisoformat(text.partition("+")[0])
    except ValueError:
        return date.min


def _read(value: bytes | str | None, workspace: str, subscription: str) -> Shown | None:
    """What Redis holds, or None when it is no digest of this subscription's."""
    try:
        found = _decode(value) if isinstance(value, bytes) else None
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    of = (found.digest.workspace, found.digest.subscription) if found is not None else None
    return found if of == (workspace, subscription) else None
