"""Which certificate a person means: in the account that is asked by default, else in any."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.choosing import listing_of
from bot.answers.message import Asker
from bot.answers.rooms import Rooms
from bot.answers.show import everywhere
from bot.certificates import Certificate
from bot.errors import NotFound
from bot.inventory.search import searched
from bot.sources.hostnames import ascii_host


async def meant(rooms: Rooms, asker: Asker, target: str) -> list[Certificate]:
    """Those that fit the most exact reading of an id or name, at least one: of a host's certificates its own, rather
    than wildcards over it. Raises NotFound, SourceError."""
    for query in await everywhere(rooms, asker, target):
        listing = await listing_of(rooms, asker, query)
        found = await searched(listing.certificates, query, now=rooms.clock(), zone=asker.zone)
        if found:
            return _own(found, target) or found
    raise NotFound("certificate", target)


def _own(found: Sequence[Certificate], target: str) -> list[Certificate]:
    """Those that are called so themselves: by their domain, else by one of their names."""
    name = ascii_host(target)
    by_domain = [each for each in found if ascii_host(each.domain) == name]
    return by_domain or [each for each in found if name in map(ascii_host, each.names)]


def template(text: str, target: str) -> str:
    """A command with {target} in place of the certificate, which may be called like a part of the verb (`take ta`);
    braces of foreign words stay what they are."""
    mark = "\0"
    alone = re.sub(rf"(?<![a-zA-Z0-9]){re.escape(target)}(?![a-zA-Z0-9])", mark, text, count=1)
    return alone.replace("{", "{{").replace("}", "}}").replace(mark, "{target}")
