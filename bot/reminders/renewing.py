"""What renews the certificates that a message shows: another certificate, or the same one issued anew. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from bot.certificates import Certificate, Listing, Status
from bot.inventory.renewal import Renewal, renewals
from bot.reminders.selection import epoch
from bot.sources.hostnames import ascii_host, wildcard_over

_DAY = timedelta(days=1)


def renewed(listing: Listing, certificates: Iterable[Certificate], now: datetime) -> Mapping[str, Renewal]:
    """By epoch. A re-issue keeps its id, so that the one which was shown is no longer in the listing."""
    shown = [(each, (each.account, each.id)) for each in certificates if each.expires is not None]
    wanted = {key for _, key in shown}
    known = renewals(listing.certificates, now, [each for each, _ in shown]) if shown else {}
    listed = ((each, (each.account, each.id)) for each in listing.certificates)
    current = {key: each for each, key in listed if key in wanted}
    found: dict[str, Renewal] = {}
    for old, key in shown:
        new = current.get(key)
        if new is not None and _is_reissue(new, old, now):
            found[epoch(old)] = Renewal(new, _lacking(new, old))
        elif key in known:
            found[epoch(old)] = known[key]
    return found


def _is_reissue(new: Certificate, old: Certificate, now: datetime) -> bool:
    if new.expires is None or old.expires is None or new.status is not Status.ISSUED:
        return False
    return new.expires > old.expires + _DAY and (new.begins is None or new.begins <= now)


def _lacking(new: Certificate, old: Certificate) -> tuple[str, ...]:
    has = {ascii_host(name) for name in new.names or (new.domain,)}
    names = [ascii_host(name) for name in old.names]
    return tuple(name for name in names if name not in has and wildcard_over(name) not in has)
