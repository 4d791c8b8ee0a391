"""The accounts that people connected: one sealed value a workspace, credentials inside, beside those of the settings.

Whoever changes it swaps the value it read for a new one, so that two admins at once lose nothing.
"""

from __future__ import annotations

import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from bot.errors import InvalidSettings, NotFound, StoreUnavailable, TooMany
from bot.observability import hide
from bot.store import keys
from bot.store.connection import Redis, translated
from bot.store.swapping import swap_and_drop
from bot.store.transactions import pairs, transaction
from bot.workspaces.accounts import Account, Known, folded
from bot.workspaces.sealing import BrokenSeal, Sealing

FORMAT = 1
MOST = 50
"""Accounts a workspace may connect."""
REMEMBERED = 1_000
"""Workspaces whose accounts a process holds opened."""

log = logging.getLogger(__name__)


class Taken(Exception):
    """An account of this name is there already, or is no longer the one that was to be changed."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a stored account is asked with: a SecretId and its SecretKey, or the path of a folder. A dataclass rather
    than a msgspec struct: those offer their fields to rich's tracebacks whatever their repr says."""

    secret_id: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)
    folder: str = ""

    def __post_init__(self) -> None:
        hide(self.secret_id, self.secret_key)


@dataclass(frozen=True, slots=True)
class Stored:
    """An account with its credentials."""

    account: Account
    access: Access


@dataclass(frozen=True, slots=True)
class _Kept:
    format: int
    accounts: tuple[Stored, ...] = ()


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode
Edit = Callable[[tuple[Stored, ...]], tuple[Stored, ...]]


class Accounts:
    """All accounts of a workspace. Those of the `environment` come first and are the same for every workspace; without
    a `sealing` nothing can be stored. What is read is the value in Redis at that moment, opened once."""

    def __init__(self, redis: Redis, environment: tuple[Account, ...], sealing: Sealing | None) -> None:
        self._redis = redis
        self._environment = environment
        self._sealing = sealing
        self._opened: OrderedDict[str, tuple[bytes, tuple[Stored, ...]]] = OrderedDict()

    @property
    def can_store(self) -> bool:
        """Whether there is a key to seal with."""
        return self._sealing is not None

    async def known(self, workspace: str) -> Known:
        """The workspace's accounts and its channels' defaults, in one round trip. While Redis does not answer, those
        that this process saw last; what no key opens is left out, and a log line says so."""
        try:
            reading = ("GET", keys.accounts(workspace)), ("HGETALL", keys.account_defaults(workspace))
            sealed, defaults = await transaction(self._redis, *reading)
        except StoreUnavailable as fault:
            log.warning("accounts are those of before: Redis does not answer", extra={"fault": str(fault)})
            return self._beside(self._opened.get(workspace, (b"", ()))[1])
        chosen = {
            channel.decode(errors="replace"): name.decode(errors="replace") for channel, name in pairs(defaults).items()
        }
        return self._beside(self._readable(workspace, sealed), chosen)

    async def found(self, workspace: str, name: str) -> tuple[Account, Access | None]:
        """An account as it is now, and its credentials where it is a stored one; while Redis does not answer, as this
        process saw it last. Raises NotFound."""
        own = Known(self._environment).get(name)
        if own is not None:
            return own, None
        try:
            stored = self._readable(workspace, await self._value(workspace))
        except StoreUnavailable:
            stored = self._opened.get(workspace, (b"", ()))[1]
        there = _named(stored, name)
        if there is None:
            raise NotFound("account", name)
        return there.account, there.access

    async def connect(self, workspace: str, account: Account, access: Access, *, replacing: str = "") -> Account:
        """Store an account; or with `replacing`, the version it has now, give it other credentials. What was known of
        its inventory is forgotten. Returns it with its new version. Raises Taken, TooMany, InvalidSettings,
        StoreUnavailable."""
        stored = Stored(msgspec.structs.replace(account, version=secrets.token_hex(8)), access)

        def edit(before: tuple[Stored, ...]) -> tuple[Stored, ...]:
            there = _named(before, account.name)
            if Known(self._environment).get(account.name) or (there.account.version if there else "") != replacing:
                raise Taken
            if there is None and len(before) >= MOST:
                raise TooMany("account", MOST)
            if there is None:
                return (*before, stored)
            return tuple(stored if each is there else each for each in before)

        await self._change(workspace, edit)
        await self._forget_inventory(workspace, account.name)
        return stored.account

    async def remove(self, workspace: str, name: str) -> Account:
        """Forget a stored account with its inventory and the defaults that point to it. Raises NotFound,
        InvalidSettings, StoreUnavailable."""
        gone: list[Stored] = []

        def edit(before: tuple[Stored, ...]) -> tuple[Stored, ...]:
            there = _named(before, name)
            if there is None:
                raise NotFound("account", name)
            gone[:] = [there]
            return tuple(each for each in before if each is not there)

        await self._change(workspace, edit, gone=name)
        account = gone[0].account
        await self._forget_inventory(workspace, account.name)
        return account

    async def set_default(self, workspace: str, channel: str, name: str) -> None:
        """From now on questions of a channel that name no account are about this one; "": about the first again.
        Raises StoreUnavailable."""
        key = keys.account_defaults(workspace)
        with translated():
            if name:
                await self._redis.hset(key, channel, name)
            else:
                await self._redis.hdel(key, channel)

    def _beside(self, stored: tuple[Stored, ...], defaults: dict[str, str] | None = None) -> Known:
        return Known((*self._environment, *(each.account for each in stored)), defaults or {})

    async def _value(self, workspace: str) -> bytes | None:
        with translated():
            (sealed,) = await self._redis.mget(keys.accounts(workspace))  # unlike GET, None for another type
        return sealed if isinstance(sealed, bytes) else None

    def _readable(self, workspace: str, sealed: bytes | None) -> tuple[Stored, ...]:
        try:
            return self._open(workspace, sealed)
        except InvalidSettings:
            log.error("stored accounts cannot be read: no key of CERTMINDER_SECRETS opens them")
            return ()

    def _open(self, workspace: str, sealed: bytes | None) -> tuple[Stored, ...]:
        """Raises InvalidSettings: a value that cannot be read must not be written over."""
        if sealed is None:
            self._opened.pop(workspace, None)
            return ()
        known = self._opened.get(workspace)
        if known is None or known[0] != sealed:
            known = (sealed, self._unsealed(workspace, sealed))
            self._opened[workspace] = known
            if len(self._opened) > REMEMBERED:
                self._opened.popitem(last=False)
        self._opened.move_to_end(workspace)
        return known[1]

    def _unsealed(self, workspace: str, sealed: bytes) -> tuple[Stored, ...]:
        try:
            kept = _decode(self._key_ring().open(workspace, sealed))
        except (BrokenSeal, msgspec.DecodeError):
            kept = None
        if kept is None or kept.format != FORMAT:
            raise InvalidSettings(("CERTMINDER_SECRETS does not open the stored accounts",))
        return kept.accounts

    def _key_ring(self) -> Sealing:
        if self._sealing is None:
            raise InvalidSettings(("CERTMINDER_SECRETS is not set",))
        return self._sealing

    async def _change(self, workspace: str, edit: Edit, *, gone: str = "") -> None:
        """Put what `edit` makes of the accounts in their place, in one step with the end of the defaults that point to
        the one that is `gone`: a later account of its name must not inherit them."""
        sealing, name = self._key_ring(), keys.accounts(workspace)
        defaults = keys.account_defaults(workspace)
        while True:
            sealed = await self._value(workspace)
            after = sealing.seal(workspace, _encode(_Kept(FORMAT, edit(self._open(workspace, sealed)))))
            channels = await self._pointing_to(workspace, gone) if gone else []
            if await swap_and_drop(self._redis, name, sealed, after, of=defaults, fields=channels):
                return

    async def _pointing_to(self, workspace: str, account: str) -> list[bytes]:
        """The channels whose default it is."""
        (defaults,) = await transaction(self._redis, ("HGETALL", keys.account_defaults(workspace)))
        chosen = pairs(defaults).items()
        return [channel for channel, name in chosen if folded(name.decode(errors="replace")) == folded(account)]

    async def _forget_inventory(self, workspace: str, account: str) -> None:
        with translated():
            await self._redis.unlink(*keys.of_account(workspace, account))


def _named(stored: tuple[Stored, ...], name: str) -> Stored | None:
    return next((each for each in stored if folded(each.account.name) == folded(name)), None)
