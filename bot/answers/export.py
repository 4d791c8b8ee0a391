"""The certificates of a query as files: links for who asks, and what is behind a link."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from bot.answers.changing import permit, record
from bot.answers.choosing import listing_in, listing_of, pinned
from bot.answers.message import Asker, Message
from bot.answers.reading import question, reader
from bot.answers.rooms import Rooms
from bot.certificates import Certificate, Progress, Query
from bot.inventory.exports import Export as Kept
from bot.inventory.search import searched
from bot.inventory.threads import off_loop
from bot.language.request import Export, Find
from bot.messages import events, exports, spreadsheet
from bot.messages.reply import Reply
from bot.messages.texts import say
from bot.store.keys import EXPORT_TTL
from bot.workspaces.accounts import Chosen

KINDS = {"csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8"}


class File(msgspec.Struct, frozen=True):
    """What a link gives: bytes, their media type, and what to call them."""

    content: bytes
    media_type: str
    name: str


async def export(rooms: Rooms, message: Message, request: Export, *, progress: Progress | None = None) -> Reply:
    """Links to the files. The question is answered once now, so that what cannot be had is said here and not there."""
    asker, now = message.asker, rooms.clock()
    permit("export", asker)
    if not rooms.public_url:
        return exports.no_address(asker.locale)
    query, chosen = await pinned(rooms, asker, request.query)
    listing = await listing_in(rooms, asker.workspace, chosen, query, progress=progress)
    found = await searched(listing.certificates, query, now=now, zone=asker.zone)
    issued = await rooms.exports.issue(_kept(message, query, chosen))
    await record(rooms, asker, "export.issue", issued.id, after=message.text)
    address = f"{rooms.public_url.rstrip('/')}/export/{issued.token}"
    links = exports.Links(
        csv=f"{address}.csv",
        ics=f"{address}.ics",
        until=now + timedelta(seconds=EXPORT_TTL),
        total=len(found),
        id=issued.id,
        understood=rooms.describe(Find(query=query), asker.locale),
    )
    return exports.links(links, reader(asker, now))


async def revoke(rooms: Rooms, export_id: str, asker: Asker) -> Reply:
    """Raises NotFound, NotAllowed."""
    permit("export", asker)
    revoked = await rooms.exports.revoke(asker.workspace, export_id, asker.user)
    await record(rooms, asker, "export.revoke", export_id, before=revoked.text)
    return exports.revoked(revoked.text, asker.locale)


async def file(rooms: Rooms, token: str, kind: str) -> File:
    """What is behind a link now, as one of KINDS. Raises NotFound, RateLimited, SourceError, StoreUnavailable."""
    kept, now = await rooms.exports.redeem(token), rooms.clock()
    await rooms.limits.spend(kept.workspace, kept.user)
    asker = Asker(kept.workspace, kept.user, kept.user, kept.locale, kept.zone)
    listing = await listing_of(rooms, asker, kept.query)
    found = await searched(listing.certificates, kept.query, now=now, zone=kept.zone)
    content = await off_loop(len(found), _content, found, kept, kind, now, _about(rooms, kept))
    return File(content, KINDS[kind], f"certificates-{now:%Y-%m-%d}.{kind}")


def _about(rooms: Rooms, kept: Kept) -> str:
    """The question of the files without the verb before it; the account where it was named."""
    query = kept.query
    named = query.account is not None and query.account in kept.text
    return question(rooms, query if named else msgspec.structs.replace(query, account=None), kept.locale)


def _content(found: list[Certificate], kept: Kept, kind: str, now: datetime, about: str) -> bytes:
    if kind == "csv":
        return spreadsheet.file(found, now=now, zone=kept.zone, locale=kept.locale)
    title = say("ics.title", kept.locale, text=about)
    return events.file(found, title=title, now=now, zone=kept.zone, locale=kept.locale)


def _kept(message: Message, query: Query, chosen: Chosen) -> Kept:
    """A link stays about the account it was issued for, also where that was the only one."""
    asker = message.asker
    about = query if query.account else msgspec.structs.replace(query, account=chosen.names[0])
    return Kept(
        workspace=asker.workspace,
        user=asker.user,
        query=about,
        text=message.text,
        locale=asker.locale,
        zone=asker.zone,
        created_at=message.sent_at,
    )
