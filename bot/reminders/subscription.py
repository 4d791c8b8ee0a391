"""A subscription: a saved query and how it speaks, as plain data, checked when it is made and when it is read."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from bot.certificates import Query
from bot.language.policy import Quiet, Schedule


class Subscription(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A saved query and its policy, bound to a channel. `text` is what was typed: it is read again at each round, so
    that "within 30 days" moves with the days; `query` is how it was read when it was saved."""

    id: str
    workspace: str
    channel: str
    user: str
    query: Query
    text: str
    schedule: Schedule
    zone: str
    locale: str
    created_at: datetime
    paused: bool = False
    suspended: str = ""
    """Slack's code when the channel takes no messages; nothing is sent until somebody resumes it."""
    quiet: Quiet | None = None
    mention: str = ""
    """Who is mentioned: a user or user group id; "" is nobody."""
    all_clear: bool = False
    """Whether a week in which nothing was due ends with one line that says so."""
    resumed_at: datetime | None = None
    """When (UTC) it last spoke again after a pause: what it says thereafter is not late for the pause."""
    bands: tuple[int, ...] = ()
    """Days before the end at which it speaks; () the usual ones (reminders.bands)."""

    @property
    def active(self) -> bool:
        return not self.paused and not self.suspended


encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Subscription).decode


def silent_as(kept: Subscription, wanted: Subscription) -> Subscription:
    """Another policy, which is paused or suspended as the kept one is at this moment."""
    return msgspec.structs.replace(wanted, paused=kept.paused, suspended=kept.suspended, resumed_at=kept.resumed_at)


def check(subscription: Subscription) -> None:
    """Refuse a schedule or zone that can never come, before it fails at night. Raises ValueError."""
    if not subscription.schedule.days or not set(subscription.schedule.days) <= set(range(7)):
        raise ValueError("a schedule needs weekdays from 0 to 6")
    for text in (
        subscription.schedule.at,
        *((subscription.quiet.start, subscription.quiet.end) if subscription.quiet else ()),
    ):
        time.fromisoformat(text)
    try:
        ZoneInfo(subscription.zone)
    except (ZoneInfoNotFoundError, OSError):
        raise ValueError("not a zone of the IANA database") from None


def read(workspace: str, value: bytes | str | None) -> Subscription | None:
    """What is kept, or None when it is no subscription of this workspace."""
    if value is None:
        return None
    try:
        found = _decode(value)
        check(found)
    except (msgspec.DecodeError, ValueError):
        return None
    return found if found.workspace == workspace else None
