"""List the certificates of a query: ask the inventory, keep the result under a short id, cut a page of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from bot.answers import renewed
from bot.answers.choosing import listing_in, pinned
from bot.answers.message import Asker, Message
from bot.answers.reading import reader, understood
from bot.answers.refine import facets
from bot.answers.rooms import Rooms
from bot.certificates import Certificate, Listing, Page, Progress, Query, Status
from bot.errors import StoreUnavailable
from bot.inventory.recent import Result
from bot.inventory.search import page as page_of
from bot.inventory.search import searched
from bot.language.nearest import meant_command
from bot.language.request import Find
from bot.messages import results
from bot.messages.kit import PAGE_ROWS
from bot.messages.refining import Facet
from bot.messages.renewals import Renewals
from bot.messages.reply import Reply
from bot.messages.results import Tally, Understood

TALLIED = 2_000
"""Larger results are counted only in total."""
SOON = timedelta(days=7)


class Found(msgspec.Struct, frozen=True):
    """A page, how the question was read, counts over everything that was found, what replaces its rows, and what its
    certificates differ in."""

    page: Page
    understood: Understood
    tally: Tally | None = None
    renewals: Renewals = {}
    facets: tuple[Facet, ...] = ()


async def find(rooms: Rooms, message: Message, request: Find, *, progress: Progress | None = None) -> Reply:
    """A question's first page as a message. Where nothing was found, a first word that is nearly a verb may be meant
    as one."""
    found = await find_page(rooms, message, request, progress=progress)
    if not found.page.total and (meant := meant_command(message.text)):
        read = found.understood
        read = msgspec.structs.replace(read, others=(*read.others, meant), choices=(*read.choices, ""))
        found = msgspec.structs.replace(found, understood=read)
    return rendered(rooms, found, message.asker)


def rendered(rooms: Rooms, found: Found, asker: Asker) -> Reply:
    """A page as a private message."""
    to = reader(asker, rooms.clock())
    return results.render(
        found.page,
        found.understood,
        to,
        tally=found.tally,
        renewals=found.renewals,
        facets=found.facets,
        shareable=asker.in_channel,
    )


async def find_page(
    rooms: Rooms, message: Message, request: Find, *, size: int = PAGE_ROWS, progress: Progress | None = None
) -> Found:
    """A question's first page. Raises NotFound for an unknown account, SourceError, StoreUnavailable."""
    query, chosen = await pinned(rooms, message.asker, request.query)
    result = result_of(message, query)
    listing = await listing_in(rooms, message.asker.workspace, chosen, query, progress=progress)
    result_id = await save_or_nothing(rooms, result)
    asked, locale = msgspec.structs.replace(request, query=query), message.asker.locale
    read = understood(rooms, asked, locale, message.text, zone=result.zone, chosen=chosen)
    return await page_in(listing, result, result_id, read, now=rooms.clock(), size=size)


async def page_in(
    listing: Listing,
    result: Result,
    result_id: str,
    read: Understood,
    *,
    now: datetime,
    number: int = 1,
    size: int = PAGE_ROWS,
) -> Found:
    """One page of a result in a listing. Days are read in the zone the question was asked in."""
    found = await searched(listing.certificates, result.query, now=now, zone=result.zone)
    page = page_of(found, result.query, listing, result_id=result_id, number=number, size=size)
    replaced = await renewed.of_rows(listing, page.rows, now)
    if len(found) > TALLIED:
        return Found(page, read, None, replaced)
    return Found(page, read, tally_of(found, now), replaced, facets(found, result.query, now))


def tally_of(found: list[Certificate], now: datetime) -> Tally:
    ended = soon = 0
    for certificate in found:
        status = certificate.status_at(now)
        ended += status is Status.EXPIRED
        soon += status is Status.ISSUED and certificate.expires is not None and certificate.expires - now < SOON
    return Tally(ended, soon)


def result_of(message: Message, query: Query, text: str = "") -> Result:
    """What is kept of a question; `text` is how it can be asked again, where that is not what was typed."""
    asker = message.asker
    return Result(
        workspace=asker.workspace,
        channel=asker.channel,
        user=asker.user,
        query=query,
        text=text or message.text,
        locale=asker.locale,
        zone=asker.zone,
        created_at=message.sent_at,
    )


async def save_or_nothing(rooms: Rooms, result: Result) -> str:
    """The id of a result, or "" where it cannot be kept: the answer then goes out without buttons."""
    try:
        return await rooms.results.save(result)
    except StoreUnavailable:
        return ""
