"""One-time links to the page that connects an account: for one person in one workspace, for ten minutes, in the first
browser that opens it.

A link holds the workspace's id and 256 random bits, of which Redis has the hash only. The first browser to open it gets
a cookie, whose hash is kept beside it: any other is refused. It stays open for corrections, a bounded number of tries,
until an account is stored with it.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import re
import secrets
from collections.abc import AsyncIterator
from typing import cast

import msgspec

from bot.errors import NotFound, StoreUnavailable
from bot.store import keys
from bot.store.connection import Redis, translated
from bot.store.swapping import swap

FORMAT = 1
TRIES = 10
"""So often somebody may be wrong before another link is needed."""
_TOKEN = re.compile(r"([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{43})")


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """For whom a link was made (`channel`: from where), and with `version` the account of this `name` whose credentials
    it changes; without, a name to begin with, if there is one."""

    workspace: str
    user: str
    channel: str
    locale: str
    zone: str
    name: str = ""
    version: str = ""


class _Kept(msgspec.Struct, frozen=True):
    format: int
    id: str
    link: Link
    browser: str = ""
    """Hash of the cookie of the browser that opened it."""
    tries: int = 0
    held: bool = False
    """Whether something is being stored with it."""


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


class ConnectLinks:
    """The links of all workspaces. Raises StoreUnavailable; NotFound("link") for one that is wrong, over, used, another
    workspace's or another browser's: which of them is not said."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def issue(self, link: Link) -> str:
        """The secret part of a new link's address."""
        secret = secrets.token_urlsafe(32)
        identity = _hash(secret)
        value = _encode(_Kept(FORMAT, identity, link))
        with translated():
            await self._redis.set(keys.connect_link(link.workspace, identity), value, ex=keys.CONNECT_TTL)
        return f"{link.workspace}.{secret}"

    async def open(self, token: str, cookie: str) -> tuple[Link, str]:
        """What a link is for, and the cookie of the browser it belongs to from now on."""
        while True:
            key, value, kept = await self._load(token)
            if kept.browser:
                _check(kept, cookie)
                return kept.link, cookie
            bound = secrets.token_urlsafe(32)
            if await swap(self._redis, key, value, _encode(msgspec.structs.replace(kept, browser=_hash(bound)))):
                return kept.link, bound

    async def attempt(self, token: str, cookie: str) -> Link:
        """Count a try with a link that this browser opened. The last one too many ends it."""
        while True:
            key, value, kept = await self._load(token)
            _check(kept, cookie)
            if kept.tries >= TRIES:
                with translated():
                    await self._redis.delete(key)
                raise NotFound("link", "")
            if await swap(self._redis, key, value, _encode(msgspec.structs.replace(kept, tries=kept.tries + 1))):
                return kept.link

    @contextlib.asynccontextmanager
    async def using(self, token: str, cookie: str) -> AsyncIterator[None]:
        """Use a link up with what is done inside: of several at once one enters. Where that fails the link stays open,
        as far as Redis can be told."""
        key, value, kept = await self._load(token)
        _check(kept, cookie)
        held = _encode(msgspec.structs.replace(kept, held=True))
        if not await swap(self._redis, key, value, held):
            raise NotFound("link", "")
        try:
            yield
        except BaseException:
            with contextlib.suppress(StoreUnavailable):
                await swap(self._redis, key, held, value)
            raise
        with contextlib.suppress(StoreUnavailable), translated():  # one that is held opens nothing
            await self._redis.delete(key)

    async def _load(self, token: str) -> tuple[str, bytes, _Kept]:
        found = _TOKEN.fullmatch(token)
        if found is None:
            raise NotFound("link", "")
        workspace, identity = found[1], _hash(found[2])
        key = keys.connect_link(workspace, identity)
        with translated():
            (value,) = await self._redis.mget(key)  # unlike GET, None for another type
        try:
            kept = _decode(value) if isinstance(value, bytes) else None
        except msgspec.DecodeError:
            kept = None
        if kept is None or (kept.format, kept.id, kept.link.workspace) != (FORMAT, identity, workspace):
            raise NotFound("link", "")
        return key, cast("bytes", value), kept


def form_token(cookie: str, token: str) -> str:
    """What a form of this link carries in this browser, so that no other site's form is taken for it."""
    return hmac.new(cookie.encode(), token.encode(), hashlib.sha256).hexdigest()


def _check(kept: _Kept, cookie: str) -> None:
    if kept.held or not kept.browser or not hmac.compare_digest(kept.browser, _hash(cookie)):
        raise NotFound("link", "")


def _hash(secret: str) -> str:
    """Random bits need neither salt nor a slow hash."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
