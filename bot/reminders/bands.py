"""How urgent a certificate is: bands of days before its end, chosen by its lifetime. Pure.

A band is one integer, smaller is more urgent; per subscription and certificate only the most urgent one that was
handled is remembered. Rule: at most a third of the lifetime (CA/B Forum SC-081 shortens lifetimes to 47 days in 2029).
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from bot.certificates import Certificate, Listing, Status
from bot.reminders.schedule import instant, local_day

DAYS = (60, 30, 14, 7, 3, 1, 0, -1, -7)
"""Days before the end. 0 is the local day on which it ends; −1 and −7 are days after the end."""
Chosen = tuple[int, ...]
"""Days before the end that a subscription has in place of the usual ones, largest first; () has these."""
URGENT = 3
"""Bands of so many days or fewer are urgent."""
KEPT = timedelta(days=60)
"""How long after its end a certificate's handled band is remembered."""
NEWS = KEPT - timedelta(days=1)
"""How long after its end a certificate is news: less than it is remembered, so that nothing is said twice."""

LOOK = timedelta(hours=1)
"""How often a subscription is looked at between its slots."""

_DAY = timedelta(days=1)
_SOON = timedelta(days=URGENT) + LOOK
_INSTANT = timedelta(microseconds=1)


def bands_of(life: timedelta | None, chosen: Chosen = ()) -> tuple[int, ...]:
    """The bands of a lifetime, least urgent first. A lifetime that is not known, or not positive, has them all. Days
    that somebody has chosen are bands as long as the certificate lives longer; its last day always is one."""
    days = (*chosen, *(day for day in DAYS if day <= 0)) if chosen else DAYS
    if life is None or life <= timedelta(0):
        return days
    longest = life if chosen else life / 3
    return tuple(day for day in days if day <= 0 or day * _DAY <= longest)


def last_day(expires: datetime, zone: str) -> datetime:
    """The instant at which the local day of a certificate's last moment begins."""
    day = local_day(expires - _INSTANT, zone)
    return instant(day, time.min, zone) or expires - _DAY


def crossing(band: int, certificate: Certificate, zone: str) -> datetime | None:
    """The instant (UTC) from which the certificate is in this band; None when its end is unreadable.

    Time left is counted on instants; only band 0 knows of days: it begins with the local day of the end, but not
    before the certificate itself.
    """
    if certificate.expires is None:
        return None
    try:
        if band != 0:
            return certificate.expires - band * _DAY
        return max(last_day(certificate.expires, zone), certificate.begins or datetime.min.replace(tzinfo=UTC))
    except OverflowError:  # an end in the year 1 or 9999
        return certificate.expires


def band_at(certificate: Certificate, now: datetime, zone: str, chosen: Chosen = ()) -> int | None:
    """The most urgent band crossed by `now`, or None. A certificate whose source says that it has expired is in band
    0 at least, whatever its end says."""
    said = 0 if certificate.status is Status.EXPIRED else None
    if certificate.expires is None:
        return said
    left = certificate.expires - now
    crossed = [band for band in bands_of(lifetime(certificate), chosen) if left <= band * _DAY and band != 0]
    if left <= 2 * _DAY and (start := crossing(0, certificate, zone)) is not None and start <= now:
        crossed.append(0)
    return min((*crossed, *(() if said is None else (said,))), default=None)


def next_urgent(certificate: Certificate, now: datetime, zone: str) -> datetime | None:
    """The next instant after `now` at which the certificate crosses an urgent band before its end."""
    if certificate.expires is None or certificate.expires <= now:
        return None
    bands = (band for band in bands_of(lifetime(certificate)) if 0 <= band <= URGENT)
    later = (start for band in bands if (start := crossing(band, certificate, zone)) is not None and start > now)
    return min(later, default=None)


def next_look(inventory: Listing, zone: str, now: datetime) -> datetime:
    """When to look between slots again: at the next urgent crossing of any certificate, or in an hour at what is new
    by then."""
    soon = (each for each in inventory.certificates if each.expires and now < each.expires < now + _SOON)
    crossings = (next_urgent(each, now, zone) for each in soon)
    return min(now + LOOK, min((at for at in crossings if at is not None), default=now + LOOK))


def lifetime(certificate: Certificate) -> timedelta | None:
    """end − begin; never `validityPeriod`. None where either is unreadable."""
    if certificate.begins is None or certificate.expires is None:
        return None
    return certificate.expires - certificate.begins
