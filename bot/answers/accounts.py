"""A workspace's accounts: listed, tried, removed; and which of them a channel's questions are about by default."""

from __future__ import annotations

import msgspec

from bot.answers.changing import permit, record
from bot.answers.message import Asker
from bot.answers.reading import reader
from bot.answers.rooms import Rooms
from bot.errors import NotFound, SourceError
from bot.language.request import AccountList, DefaultAccount, Disconnect, NoDefaultAccount
from bot.messages import accounts as words
from bot.messages import notices
from bot.messages.accounts import Shown, State, Stood, Ways
from bot.messages.reply import Reply
from bot.workspaces.accounts import Account, Known
from bot.workspaces.roles import may

Verb = AccountList | Disconnect | DefaultAccount | NoDefaultAccount


class Removed(msgspec.Struct, frozen=True):
    """What is gone: the account, the reminders that stood on it, and how many channels' default it was."""

    account: Account
    stood: list[Stood]
    channels: int = 0


async def answer(rooms: Rooms, request: Verb, asker: Asker) -> Reply:
    """Each of the verbs but `connect`. Raises NotFound, NotAllowed, StoreUnavailable."""
    match request:
        case AccountList():
            return await listed(rooms, asker)
        case Disconnect():
            return await asked_to_remove(rooms, request.name, asker)
        case DefaultAccount() if request.name:
            return await make_default(rooms, request.name, asker)
        case DefaultAccount():
            return await default_here(rooms, asker)
        case NoDefaultAccount():
            return await no_default(rooms, "", asker)


async def listed(rooms: Rooms, asker: Asker) -> Reply:
    """Every account; how each stands is for those who may manage them. Raises StoreUnavailable."""
    ways = Ways(may("accounts", asker.role), asker.in_channel and may("defaults", asker.role))
    return words.listed(await shown(rooms, asker), ways, reader(asker, rooms.clock()))


async def shown(rooms: Rooms, asker: Asker) -> list[Shown]:
    """The accounts as this person may see them. Raises StoreUnavailable."""
    known = await rooms.accounts.known(asker.workspace)
    in_full = may("accounts", asker.role)
    return [await _shown(rooms, asker, account, known, in_full=in_full) for account in known.accounts]


async def _shown(rooms: Rooms, asker: Asker, account: Account, known: Known, *, in_full: bool) -> Shown:
    return Shown(
        name=account.name,
        kind=account.kind,
        endpoint=account.endpoint,
        tail=account.tail,
        by=account.by,
        at=account.at,
        is_stored=account.is_stored,
        is_default=known.default(asker.channel) is account,
        state=await _state(rooms, asker, account.name) if in_full else None,
    )


async def _state(rooms: Rooms, asker: Asker, account: str) -> State:
    standing = await rooms.listings.standing(asker.workspace, account)
    failure = notices.sentence(standing.failure, asker.locale, now=rooms.clock()) if standing.failure else ""
    return State(standing.as_of, standing.count, standing.complete, failure, standing.failed_at, standing.closed)


async def try_out(rooms: Rooms, name: str, asker: Asker) -> Reply:
    """Ask the account for one certificate now. Raises NotAllowed, NotFound, RateLimited, InvalidSettings."""
    permit("accounts", asker)
    await rooms.limits.spend(asker.workspace, asker.user)
    account, access = await rooms.accounts.found(asker.workspace, name)
    try:
        listing = await rooms.connecting.try_out(account, access)
    except SourceError as fault:
        return words.failed(account.name, notices.sentence(fault, asker.locale, now=rooms.clock()), asker.locale)
    return words.tested(account.name, listing.reported_total, asker.locale)


async def asked_to_remove(rooms: Rooms, name: str, asker: Asker) -> Reply:
    """A button that asks once more. Raises NotAllowed, NotFound."""
    permit("accounts", asker)
    account, _ = await rooms.accounts.found(asker.workspace, name)
    if not account.is_stored:
        return words.not_removable(account.name, asker.locale)
    return words.to_remove(account.name, asker.locale)


async def remove(rooms: Rooms, name: str, asker: Asker) -> Reply:
    """Forget an account that somebody connected; what stood on it is told. Raises NotAllowed, NotFound,
    InvalidSettings."""
    gone = await removed(rooms, name, asker)
    return words.removed(gone.account.name, gone.stood, gone.channels, asker.locale)


async def removed(rooms: Rooms, name: str, asker: Asker) -> Removed:
    """The same as data, for a terminal."""
    permit("accounts", asker)
    known, stood = await rooms.accounts.known(asker.workspace), await _stood(rooms, name, asker)
    account = await rooms.accounts.remove(asker.workspace, name)
    await record(rooms, asker, "account.remove", account.name, before=described(account))
    return Removed(account, stood, sum(known.default(channel) == account for channel in known.defaults))


async def _stood(rooms: Rooms, name: str, asker: Asker) -> list[Stood]:
    """The reminders that look at an account: those that name it, and those whose default it is."""
    reminding, now = rooms.reminding, rooms.clock()
    account, _ = await rooms.accounts.found(asker.workspace, name)
    found = []
    for each in await reminding.subscriptions.of_workspace(asker.workspace):
        try:
            names = (await reminding.planning.accounts(each, now)).names
        except NotFound:
            continue
        if account.name in names:
            found.append(Stood(each.id, each.channel, each.text))
    return found


async def default_here(rooms: Rooms, asker: Asker) -> Reply:
    """Which account this channel's questions are about. Raises NotFound where there is none at all."""
    known = await rooms.accounts.known(asker.workspace)
    default = known.default(asker.channel)
    return words.default_is(default.name if default else "", asker.locale, first=_first(known))


async def make_default(rooms: Rooms, name: str, asker: Asker) -> Reply:
    """From now on they are about this one. Raises NotAllowed, NotFound."""
    permit("defaults", asker)
    account, _ = await rooms.accounts.found(asker.workspace, name)
    await _change_default(rooms, account.name, asker)
    return words.default_set(account.name, asker.locale)


async def no_default(rooms: Rooms, _: str, asker: Asker) -> Reply:
    """They are about the workspace's first again. Raises NotAllowed, NotFound."""
    permit("defaults", asker)
    first = _first(await rooms.accounts.known(asker.workspace))
    await _change_default(rooms, "", asker)
    return words.default_gone(first, asker.locale)


async def _change_default(rooms: Rooms, name: str, asker: Asker) -> None:
    """An act that changes nothing leaves no line in the trail."""
    before = (await rooms.accounts.known(asker.workspace)).defaults.get(asker.channel, "")
    if before != name:
        await rooms.accounts.set_default(asker.workspace, asker.channel, name)
        await record(rooms, asker, "account.default", asker.channel, before=before, after=name)


def _first(known: Known) -> str:
    if not known.accounts:
        raise NotFound("account", "")
    return known.accounts[0].name


def described(account: Account) -> str:
    """An account in a line of the trail: `ssl china …cdef`, nothing of which is a secret."""
    tail = f"…{account.tail}" if account.tail else ""
    return " ".join(filter(None, (account.kind, account.endpoint, tail)))
