"""Why a certificate was told, or not: each band of a subscription, planned for, told or asleep. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from bot.certificates import Certificate
from bot.reminders.attention import LAST_DAY, Attention
from bot.reminders.bands import URGENT, bands_of, crossing, lifetime
from bot.reminders.handled import Handled
from bot.reminders.schedule import next_slot, opening, reach, slot_at
from bot.reminders.selection import Read, Search, Standing, band_told, epoch, saved, standing
from bot.reminders.subscription import Subscription

_INSTANT = timedelta(microseconds=1)


class Fate(StrEnum):
    """What is to be said of a band."""

    TOLD = "told"
    DUE = "due"
    COMING = "coming"
    ASLEEP = "asleep"


class Point(msgspec.Struct, frozen=True):
    """A band: when the certificate enters it, and when it is told (UTC; None: it was, or nobody knows)."""

    band: int
    crossing: datetime
    fate: Fate
    at: datetime | None = None


class Explanation(msgspec.Struct, frozen=True):
    """What one subscription does about one certificate. `standing` says why there may be no bands; `concerned` is
    whether its query means the certificate now; `silent` says why nothing is sent at all ("" or paused, or a code)."""

    subscription: str
    standing: Standing
    concerned: bool
    silent: str
    points: tuple[Point, ...]
    attention: Attention = Attention()

    @property
    def next_at(self) -> datetime | None:
        """When the certificate is told next, unless something changes."""
        return min((point.at for point in self.points if point.at is not None), default=None)


def explain(
    certificate: Certificate,
    subscription: Subscription,
    handled: Handled,
    now: datetime,
    *,
    search: Search,
    read: Read = saved,
    attention: Attention = Attention(),  # noqa: B008 - frozen
) -> Explanation:
    """Every band of a certificate in a subscription, as it stands at `now`."""
    query = read(subscription, now)
    kind = standing(certificate)
    bands = bands_of(lifetime(certificate), subscription.bands) if kind is Standing.COUNTED else ()
    starts = ((band, crossing(band, certificate, subscription.zone)) for band in bands)
    return Explanation(
        subscription=subscription.id,
        standing=kind,
        concerned=bool(search([certificate], query, now=now, zone=subscription.zone)),
        silent=subscription.suspended or ("paused" if subscription.paused else ""),
        points=tuple(
            _point(band, at, handled, certificate, subscription, attention, now)
            for band, at in starts
            if at is not None
        ),
        attention=attention,
    )


def _point(
    band: int,
    start: datetime,
    handled: Handled,
    certificate: Certificate,
    subscription: Subscription,
    attention: Attention,
    now: datetime,
) -> Point:
    if band_told(handled.band(epoch(certificate))) <= band:
        return Point(band, start, Fate.TOLD)
    lax = band <= 0 or handled.slot is None
    at = occasion(band, start, certificate, subscription, now, lax=lax)
    if attention.until is not None and at < attention.until:
        return Point(
            band, start, Fate.ASLEEP, occasion(band, start, certificate, subscription, attention.until, lax=lax)
        )
    return Point(band, start, Fate.COMING if start > now else Fate.DUE, at)


def occasion(
    band: int, start: datetime, certificate: Certificate, subscription: Subscription, now: datetime, *, lax: bool
) -> datetime:
    """When a band that begins at `start` is told, from `now` on: with the slot that looks ahead to it, when it is
    urgent as soon as something may be said, else with the next slot; but at once when that would be too late: within
    24 hours of the end, or (`lax`) after it."""
    from_ = max(start, now)
    at = _ahead(start, subscription, now) or _next(band, from_, subscription)
    end = certificate.expires
    too_late = end is not None and from_ < end and (end <= at if lax else end - LAST_DAY < at)
    return min(from_, at) if too_late else at


def _ahead(start: datetime, subscription: Subscription, now: datetime) -> datetime | None:
    """The occasion of the slot that looks ahead to `start`, if there is one and it is still to come."""
    schedule, zone = subscription.schedule, subscription.zone
    slot = slot_at(schedule, zone, start - _INSTANT)
    if slot.at < now or start > reach(schedule, zone, slot):
        return None
    return opening(schedule, subscription.quiet, zone, slot.at)


def _next(band: int, from_: datetime, subscription: Subscription) -> datetime:
    """The next slot's occasion, which may be a slot that waits; for urgent bands the next moment of speech."""
    schedule, quiet, zone = subscription.schedule, subscription.quiet, subscription.zone
    waiting = opening(schedule, quiet, zone, slot_at(schedule, zone, from_).at)
    slot = waiting if waiting >= from_ else opening(schedule, quiet, zone, next_slot(schedule, zone, from_).at)
    return min(slot, opening(schedule, quiet, zone, from_)) if 0 < band <= URGENT else slot
