"""What the buttons under a result do: turn the page, sort, refresh, share, open one certificate.

A result belongs to its workspace; there is no way to another's. Somebody else's click is answered as a question of
their own: with a result of theirs, under their limits.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec

from bot.answers import renewed
from bot.answers.changing import permit, record
from bot.answers.choosing import listing_of
from bot.answers.find import Found, page_in, rendered
from bot.answers.message import Asker
from bot.answers.reading import reader, understood_again
from bot.answers.rooms import Rooms
from bot.certificates import Certificate, Query
from bot.errors import DeliveryUnknown, NotAllowed, NotFound, ResultExpired, SourceError
from bot.inventory.recent import Result
from bot.inventory.search import searched
from bot.messages import clicks, details, notices, results
from bot.messages.details import Related
from bot.messages.reply import Reply, View
from bot.messages.texts import say
from bot.sources import x509_fields
from bot.workspaces.roles import Role


async def turn(
    rooms: Rooms, result_id: str, asker: Asker, *, page: int = 1, sort: str | None = None, refresh: bool = False
) -> Reply:
    """Another page, order or age of a result. Raises ResultExpired."""
    kept = await rooms.results.load(asker.workspace, result_id)
    if refresh or kept.user != asker.user:
        await rooms.limits.spend(asker.workspace, asker.user)
    return rendered(rooms, await _page(rooms, kept, result_id, asker, page=page, sort=sort, refresh=refresh), asker)


async def share(
    rooms: Rooms, result_id: str, asker: Asker, post: Callable[[Reply], Awaitable[None]], *, page: int = 1
) -> Reply:
    """A page of a result for the whole channel, sent by `post`. The trail tells of what stands in the channel, and of
    what may. Raises ResultExpired, NotAllowed, and what `post` raises."""
    permit("share", asker)
    kept = await rooms.results.load(asker.workspace, result_id)
    await rooms.limits.spend(asker.workspace, asker.user)
    found = await _page(rooms, kept, result_id, asker, page=page)
    to = reader(asker, rooms.clock())
    shared = results.shared(found.page, found.understood, to, asker.user, renewals=found.renewals)
    try:
        await post(shared)
    except DeliveryUnknown:
        await record(rooms, asker, "result.share", asker.channel, after=kept.text)
        raise
    await record(rooms, asker, "result.share", asker.channel, after=kept.text)
    return shared


async def unshare(
    rooms: Rooms, sharer: str, asker: Asker, withdraw: Callable[[], Awaitable[None]], *, text: str = ""
) -> Reply:
    """Take a shared list back: whoever shared it, or an admin. `withdraw` deletes the message, `text` was its question.
    Raises NotAllowed, and what `withdraw` raises."""
    if asker.user != sharer and asker.role < Role.ADMIN:
        raise NotAllowed("share")
    await withdraw()
    await record(rooms, asker, "result.unshare", asker.channel, before=sharer)
    return results.unshared(text, asker.locale)


async def open_details(rooms: Rooms, result_id: str, certificate_id: str, asker: Asker) -> View:
    """One certificate in full. Where the result is gone, it is looked for in the channel's default account, which harms
    nobody. Raises NotFound."""
    account = await _account(rooms, result_id, asker)
    certificate, related = await _certificate(rooms, asker, account, certificate_id)
    value = clicks.value_of(result_id, certificate_id)
    return details.modal(certificate, reader(asker, rooms.clock()), related, details.Paper(value=value))


async def open_facts(rooms: Rooms, result_id: str, certificate_id: str, asker: Asker) -> View:
    """The same with what the certificate itself says, or a sentence about why that cannot be had. Raises NotFound."""
    await rooms.limits.spend(asker.workspace, asker.user)
    account = await _account(rooms, result_id, asker)
    certificate, related = await _certificate(rooms, asker, account, certificate_id)
    value = clicks.value_of(result_id, certificate_id)
    known = await _paper(rooms, asker, certificate, value)
    return details.modal(certificate, reader(asker, rooms.clock()), related, known)


async def _paper(rooms: Rooms, asker: Asker, certificate: Certificate, value: str) -> details.Paper:
    try:
        pem = await rooms.papers(asker.workspace, certificate.account).certificate(certificate.id)
    except SourceError as error:
        return details.Paper(sentence=notices.sentence(error, asker.locale, now=rooms.clock()), value=value)
    facts = x509_fields.facts(pem) if pem else None
    return (
        details.Paper(facts, pem=pem or "") if facts else details.Paper(sentence=say("details.no_paper", asker.locale))
    )


async def _account(rooms: Rooms, result_id: str, asker: Asker) -> str | None:
    """The account a result is about; None is the default one."""
    try:
        return (await rooms.results.load(asker.workspace, result_id)).query.account
    except ResultExpired:
        await rooms.limits.spend(asker.workspace, asker.user)
        return None


async def _page(
    rooms: Rooms,
    kept: Result,
    result_id: str,
    asker: Asker,
    *,
    page: int,
    sort: str | None = None,
    refresh: bool = False,
) -> Found:
    now = rooms.clock()
    wanted = _for(kept, asker, sort)
    if wanted != kept:
        result_id = await rooms.results.save(wanted)
    listing = await listing_of(rooms, asker, wanted.query, refresh=refresh)
    read = understood_again(rooms, wanted, asker.locale)
    return await page_in(listing, wanted, result_id, read, now=now, number=page)


def _for(kept: Result, asker: Asker, sort: str | None) -> Result:
    """The result as it is to be kept: in the new order, and as the clicker's own. Its days stay those it was asked
    for."""
    order = results.sort_of(sort) if sort else None
    query = kept.query
    if order is not None:
        query = msgspec.structs.replace(query, sort=order[0], descending=order[1])
    return msgspec.structs.replace(kept, query=query, user=asker.user, channel=asker.channel)


async def _certificate(
    rooms: Rooms, asker: Asker, account: str | None, certificate_id: str
) -> tuple[Certificate, Related]:
    query = Query(ids=(certificate_id,), account=account)
    listing = await listing_of(rooms, asker, query)
    found = await searched(listing.certificates, query, now=rooms.clock(), zone=asker.zone)
    if not found:
        raise NotFound("certificate", certificate_id)
    return found[0], await renewed.of_one(listing, found[0], rooms.clock())
