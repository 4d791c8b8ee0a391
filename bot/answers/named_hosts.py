"""The host names that a message mentions: which certificates are usable for each, and those certificates as a list."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.answers.choosing import listing_in, pinned
from bot.answers.find import page_in, rendered, result_of, save_or_nothing
from bot.answers.message import Asker, Message
from bot.answers.reading import question, reader, understood
from bot.answers.rooms import Rooms
from bot.certificates import Certificate, Listing, Progress, Query, Status
from bot.inventory.search import searched
from bot.language.hostnames import hostnames
from bot.language.normalise import LIMIT
from bot.language.request import Find
from bot.messages import named_hosts as words
from bot.messages.reply import Reply
from bot.workspaces.accounts import ALL

MOST = 10
"""Host names of one message that are looked up."""
_NEVER = datetime.max.replace(tzinfo=UTC)


async def named(rooms: Rooms, text: str, asker: Asker, *, progress: Progress | None = None) -> Reply:
    """The certificates of the host names in a message (`text` is all of it, as Slack sends it), in every account: that
    there is none must be true. Raises what `find` raises."""
    hosts = hostnames(text)
    taken = _readable(rooms, hosts[:MOST], asker)
    if not taken:
        return words.none(asker.locale)
    await rooms.limits.spend(asker.workspace, asker.user)
    query, chosen = await pinned(rooms, asker, Query(names=taken, account=ALL))
    now = rooms.clock()
    message = Message(question(rooms, query, asker.locale), asker, now)
    listing = await listing_in(rooms, asker.workspace, chosen, query, progress=progress)
    result = result_of(message, query)
    read = understood(rooms, Find(query=query), asker.locale, message.text, zone=asker.zone, chosen=chosen)
    found = await page_in(listing, result, await save_or_nothing(rooms, result), read, now=now)
    usable = [await _usable(listing, host, asker, now) for host in taken]
    return words.render(usable, rendered(rooms, found, asker), reader(asker, now), left=len(hosts) - len(taken))


def _readable(rooms: Rooms, hosts: list[str], asker: Asker) -> tuple[str, ...]:
    """As many as make a question that can be typed: buttons under the answer ask it again."""
    taken = tuple(hosts)
    while len(taken) > 1 and len(question(rooms, Query(names=taken, account=ALL), asker.locale)) > LIMIT:
        taken = taken[:-1]
    return taken


async def _usable(listing: Listing, host: str, asker: Asker, now: datetime) -> words.Usable:
    """Of a host, the valid certificate that lasts longest keeps it served; of a pattern, the next to end matters."""
    found = await searched(listing.certificates, Query(names=(host,)), now=now, zone=asker.zone)
    valid = [each for each in found if each.status_at(now) is Status.ISSUED]
    first = min if host.startswith("*.") and valid else max
    return words.Usable(host, len(found), first(valid or found, key=_end, default=None))


def _end(certificate: Certificate) -> datetime:
    return certificate.expires or _NEVER
