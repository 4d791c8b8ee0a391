"""Which account a question is about, asked once for the listing, the buttons under it and its links."""

from __future__ import annotations

import msgspec

from bot.answers.message import Asker
from bot.answers.rooms import Rooms
from bot.certificates import Listing, Progress, Query
from bot.inventory.joined import joined
from bot.workspaces.accounts import ALL, Chosen


async def chosen_for(rooms: Rooms, asker: Asker, wanted: str | None) -> Chosen:
    """Raises NotFound when this workspace has no such account, or none at all."""
    return (await rooms.accounts.known(asker.workspace)).chosen(wanted, asker.channel)


async def pinned(rooms: Rooms, asker: Asker, query: Query) -> tuple[Query, Chosen]:
    """A query that says which account it is about, where there is a choice, so that it stays about that one wherever
    and whenever it is asked again. Raises NotFound."""
    chosen = await chosen_for(rooms, asker, query.account)
    if chosen.why == "only":
        return msgspec.structs.replace(query, account=None), chosen
    account = chosen.names[0] if len(chosen.names) == 1 else ALL
    return msgspec.structs.replace(query, account=account), chosen


async def listing_of(
    rooms: Rooms, asker: Asker, query: Query, *, refresh: bool = False, progress: Progress | None = None
) -> Listing:
    """The certificates a query is about: those of the account it names, of the channel's or the workspace's default
    one, or of all. Raises NotFound, SourceError."""
    chosen = await chosen_for(rooms, asker, query.account)
    return await listing_in(rooms, asker.workspace, chosen, query, refresh=refresh, progress=progress)


async def listing_in(
    rooms: Rooms,
    workspace: str,
    chosen: Chosen,
    query: Query,
    *,
    refresh: bool = False,
    progress: Progress | None = None,
) -> Listing:
    """The same for an account that is known already. Raises SourceError."""

    async def get(account: str, report: Progress | None) -> Listing:
        if refresh:
            return await rooms.listings.get(workspace, account, refresh=True, progress=report)
        return await rooms.listings.narrowed(workspace, account, query, progress=report)

    return await joined(get, chosen.names, progress)
