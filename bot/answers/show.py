"""One certificate in full, by its id or by a name; several that fit are listed, so that one can be chosen."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from bot.answers import renewed
from bot.answers.choosing import chosen_for, listing_of
from bot.answers.find import find
from bot.answers.message import Asker, Message
from bot.answers.reading import question, reader
from bot.answers.rooms import Rooms
from bot.certificates import Progress, Query
from bot.errors import NotFound
from bot.inventory.search import searched
from bot.language.request import Find, Show
from bot.messages import details
from bot.messages.reply import Reply
from bot.workspaces.accounts import ALL


async def show(rooms: Rooms, message: Message, request: Show, *, progress: Progress | None = None) -> Reply:
    """The one certificate that is meant, or the list of those that may be, which is kept as the question it answers,
    so that its buttons do not ask for one certificate again. Raises NotFound when none is."""
    for query in await everywhere(rooms, message.asker, request.target):
        listing = await listing_of(rooms, message.asker, query, progress=progress)
        found = await searched(listing.certificates, query, now=rooms.clock(), zone=message.asker.zone)
        if len(found) == 1:
            related = await renewed.of_one(listing, found[0], rooms.clock())
            return details.message(found[0], reader(message.asker, rooms.clock()), related)
        if found:
            asked = Message(question(rooms, query, message.asker.locale), message.asker, message.sent_at)
            return await find(rooms, asked, Find(query=query), progress=progress)
    raise NotFound("certificate", request.target)


async def everywhere(rooms: Rooms, asker: Asker, target: str) -> list[Query]:
    """What a target may mean, the most exact first, in the account that is asked by default; then in all others, for
    what somebody names is seldom in two. Raises NotFound."""
    chosen = await chosen_for(rooms, asker, None)
    accounts = (None,) if chosen.why == "only" else (None, ALL)
    return [msgspec.structs.replace(query, account=account) for account in accounts for query in readings(target)]


def readings(target: str) -> Iterator[Query]:
    """What a target may mean, the most exact first."""
    yield Query(ids=(target,))
    if "." in target:
        yield Query(names=(target.lower(),))
    yield Query(text=target)
