"""Connect an account: a link for one person, and what is entered on the page behind it, which Slack never sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import msgspec

from bot.answers import accounts
from bot.answers.accounts import described
from bot.answers.changing import permit, record
from bot.answers.message import Asker
from bot.answers.reading import reader
from bot.answers.rooms import Rooms
from bot.errors import SourceError, Unreadable
from bot.language.request import Find
from bot.messages import connecting as words
from bot.messages import notices
from bot.messages.accounts import Shown
from bot.messages.reply import Reply, View
from bot.messages.rows import Reader
from bot.messages.texts import say
from bot.workspaces.accounts import Account, Site, is_name
from bot.workspaces.connect_links import Link
from bot.workspaces.stored_accounts import Access, Taken

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,128}")
"""What Tencent Cloud gives out are letters and digits."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A form as it was filled in; a dataclass for the reason of stored_accounts.Access."""

    name: str
    site: str
    secret_id: str = field(repr=False)
    secret_key: str = field(repr=False)


class NotConnected(Exception):
    """What stands in the way: the `field` of the form (none: the key as a whole), and why, as a sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(field)
        self.field = field
        self.sentence = sentence


class Connected(msgspec.Struct, frozen=True):
    """What was connected: the account, and how many certificates it has, where that is known."""

    account: Account
    count: int | None = None


async def link(rooms: Rooms, name: str, asker: Asker) -> Reply:
    """A link for who asked. Raises NotAllowed, StoreUnavailable."""
    permit("accounts", asker)
    if lacking := _lacking(rooms):
        return words.cannot_connect(lacking, asker.locale)
    there = (await rooms.accounts.known(asker.workspace)).get(name)
    if there is not None and not there.is_stored:
        return words.of_environment(there.name, asker.locale)
    return words.link(*await _issued(rooms, name, asker), asker.locale)


async def link_view(rooms: Rooms, name: str, asker: Asker) -> View:
    """The same as a modal. Raises NotAllowed, StoreUnavailable."""
    permit("accounts", asker)
    if lacking := _lacking(rooms):
        return words.cannot_connect_view(lacking, asker.locale)
    return words.link_view(*await _issued(rooms, name, asker), asker.locale)


def _lacking(rooms: Rooms) -> str:
    """What connecting needs and there is not. Keys are entered over https, or on the machine itself."""
    url = urlsplit(rooms.public_url)
    if not url.hostname:
        return "url"
    if url.scheme != "https" and url.hostname not in LOOPBACK:
        return "https"
    return "" if rooms.accounts.can_store else "secrets"


async def _issued(rooms: Rooms, name: str, asker: Asker) -> tuple[str, str]:
    """A link's address, and the name of the account whose key it changes; "" where it is a new one."""
    there = (await rooms.accounts.known(asker.workspace)).get(name) if name else None
    link = Link(
        workspace=asker.workspace,
        user=asker.user,
        channel=asker.channel,
        locale=asker.locale,
        zone=asker.zone,
        name=there.name if there else name[: words.NAME],
        version=there.version if there else "",
    )
    token = await rooms.connecting.links.issue(link)
    return f"{rooms.public_url.rstrip('/')}/connect/{token}", there.name if link.version and there else ""


async def connect(rooms: Rooms, token: str, cookie: str, link: Link, entered: Entered, asker: Asker) -> Connected:
    """Try the key and store it, which uses the link up. Raises NotConnected, NotAllowed, NotFound("link"), TooMany,
    InvalidSettings, StoreUnavailable."""
    permit("accounts", asker)
    account, access = await _read(rooms, link, entered, asker)
    try:
        listing = await rooms.connecting.try_out(account, access)
    except SourceError as fault:
        raise NotConnected("", notices.sentence(fault, asker.locale, now=rooms.clock())) from None
    async with rooms.connecting.links.using(token, cookie):
        stored = await store(rooms, account, access, link.version, asker)
    return Connected(stored, listing.reported_total)


async def store(rooms: Rooms, account: Account, access: Access, version: str, asker: Asker) -> Account:
    """Keep a key that works; with the `version` of the account whose key it changes. Raises NotConnected, TooMany,
    InvalidSettings, StoreUnavailable."""
    before = (await rooms.accounts.known(asker.workspace)).get(account.name)
    try:
        stored = await rooms.accounts.connect(asker.workspace, account, access, replacing=version)
    except Taken:
        field, key = ("", "connect.fault.changed") if version else ("name", "connect.fault.taken")
        raise NotConnected(field, say(key, asker.locale, name=account.name)) from None
    was, act = (described(before), "account.rekey") if before and version else ("", "account.connect")
    await record(rooms, asker, act, account.name, before=was, after=described(stored))
    return stored


async def _read(rooms: Rooms, link: Link, entered: Entered, asker: Asker) -> tuple[Account, Access]:
    """What was entered, field by field. Raises NotConnected."""
    site = next((each for each in rooms.connecting.sites if site_id(each) == entered.site), None)
    name = link.name if link.version else " ".join(entered.name.split())
    if not link.version:
        await check_name(rooms, name, asker)
    if site is None:
        raise NotConnected("site", say("connect.fault.site", asker.locale))
    secret_id, secret_key = entered.secret_id.strip(), entered.secret_key.strip()
    for text, what in ((secret_id, "secret_id"), (secret_key, "secret_key")):
        if not _SECRET.fullmatch(text):
            raise NotConnected(what, say(f"connect.fault.{what}", asker.locale))
    account = Account(name, site.kind, site.endpoint, secret_id[-4:], asker.user, rooms.clock())
    return account, Access(secret_id, secret_key)


async def check_name(rooms: Rooms, name: str, asker: Asker) -> None:
    """Raises NotConnected for what cannot be typed in a question, or is another account's."""
    if not is_name(name):
        raise NotConnected("name", say("connect.fault.name", asker.locale))
    for locale in ("en", "zh"):
        if not _is_read(rooms, say("account.typed", locale, name=name), name, asker):
            raise NotConnected("name", say("connect.fault.word", asker.locale))
    if (await rooms.accounts.known(asker.workspace)).get(name):
        raise NotConnected("name", say("connect.fault.taken", asker.locale, name=name))


def _is_read(rooms: Rooms, text: str, name: str, asker: Asker) -> bool:
    try:
        read = rooms.parse(text, now=rooms.clock(), zone=asker.zone, locale=asker.locale)
    except Unreadable:
        return False
    return isinstance(read, Find) and (read.query.account or "").casefold() == name.casefold()


class ConnectPage:
    """What the page and the command line work with. Raises NotFound("link") for a link that is over, and other
    CertminderErrors."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @property
    def sites(self) -> tuple[Site, ...]:
        """What a key may be for; the first is the likeliest."""
        return self._rooms.connecting.sites

    async def open(self, token: str, cookie: str) -> tuple[Link, str]:
        """What a link is for, and the cookie of the browser it is open in from now on."""
        return await self._rooms.connecting.links.open(token, cookie)

    async def attempt(self, token: str, cookie: str) -> Link:
        """The same for a form that came from there; so many are taken."""
        return await self._rooms.connecting.links.attempt(token, cookie)

    async def connect(self, token: str, cookie: str, link: Link, entered: Entered, asker: Asker) -> Connected:
        """See `connect`; raises NotConnected for what is to be corrected."""
        return await connect(self._rooms, token, cookie, link, entered, asker)

    async def add(self, account: Account, access: Access, asker: Asker, *, replace: bool = False) -> Connected:
        """The same from a terminal, without a link; with `replace` the account of this name gets the new key. Raises
        NotConnected, NotFound, SourceError, TooMany, InvalidSettings, StoreUnavailable."""
        rooms, version = self._rooms, ""
        if replace:
            there, _ = await rooms.accounts.found(asker.workspace, account.name)
            version, account = there.version, msgspec.structs.replace(account, name=there.name)
        else:
            await check_name(rooms, account.name, asker)
        listing = await rooms.connecting.try_out(account, access)
        return Connected(await store(rooms, account, access, version, asker), listing.reported_total)

    def reader(self, asker: Asker) -> Reader:
        """For whom lines are written."""
        return reader(asker, self._rooms.clock())

    async def shown(self, asker: Asker) -> list[Shown]:
        """Every account and how it stands."""
        return await accounts.shown(self._rooms, asker)

    async def remove(self, name: str, asker: Asker) -> accounts.Removed:
        """Forget an account. Raises NotFound, InvalidSettings, StoreUnavailable."""
        return await accounts.removed(self._rooms, name, asker)

    def said(self, connected: Connected, locale: str) -> Reply:
        """What who connected it reads in Slack."""
        return words.connected(connected.account.name, connected.count, locale)


def site_id(site: Site) -> str:
    """A site as the value of an option."""
    return f"{site.kind}:{site.endpoint}"
