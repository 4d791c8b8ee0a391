"""Instants in a reader's words: their zone, their language, and how long is left."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton

from bot.messages.texts import babel_locale, say

BEIJING = "Asia/Shanghai"
_HOUR = timedelta(hours=1)


def clock(instant: datetime, zone: str) -> str:
    """HH:MM in the zone."""
    return local(instant, zone).strftime("%H:%M")


@lru_cache(maxsize=4096)
def local(instant: datetime, zone: str) -> datetime:
    """Wall time in the zone; a date at the calendar's edge, where there is none, stays in UTC."""
    try:
        return instant.astimezone(ZoneInfo(zone))
    except OverflowError:
        return instant


def day(instant: datetime, zone: str, locale: str) -> str:
    """The local date with its weekday: Sat, Dec 5, 2026 · 2026年12月5日周六."""
    return _written("yMMMEd", local(instant, zone).date(), locale)


@lru_cache(maxsize=4096)
def _written(skeleton: str, day: date, locale: str) -> str:
    """Kept: CLDR's patterns take longer than the rest of a row, and rows share days."""
    return format_skeleton(skeleton, datetime.combine(day, time.min), locale=babel_locale(locale))


def day_and_clock(instant: datetime, zone: str, locale: str) -> str:
    """The local date and time: Sat, Dec 5, 2026 20:00."""
    return f"{day(instant, zone, locale)} {clock(instant, zone)}"


def stamp(instant: datetime, zone: str) -> str:
    """The short form of tables: 2026-12-05 20:00."""
    return local(instant, zone).strftime("%Y-%m-%d %H:%M")


def age(instant: datetime, now: datetime, zone: str, locale: str) -> str:
    """When something was fetched: the time alone when it was today."""
    today = local(instant, zone).date() == local(now, zone).date()
    return clock(instant, zone) if today else day_and_clock(instant, zone, locale)


def for_everyone(instant: datetime, zone: str, locale: str) -> str:
    """mrkdwn that Slack shows in each reader's own zone; the fallback is the given one's."""
    fallback = day_and_clock(instant, zone, locale)
    return f"<!date^{int(instant.timestamp())}^{{date_short}} {{time}}|{fallback}>"


def days_left(expires: datetime, now: datetime, zone: str) -> int:
    """Local midnights between now and the end: 0 is today, negative is over."""
    return (local(expires, zone).date() - local(now, zone).date()).days


def ends(expires: datetime | None, now: datetime, zone: str, locale: str) -> str:
    """How long is left, as people say it: `expires tomorrow 20:00`, 明天 20:00 到期, `expired 3 days ago`."""
    if expires is None:
        return say("ends.never_said", locale)
    days = days_left(expires, now, zone)
    return _ahead(expires, now, days, zone, locale) if expires > now else _over(expires, now, days, zone, locale)


def _ahead(expires: datetime, now: datetime, days: int, zone: str, locale: str) -> str:
    time = clock(expires, zone)
    if expires - now < _HOUR:
        return say("ends.minutes", locale, n=math.ceil((expires - now) / timedelta(minutes=1)))
    if days < 2:
        return say("ends.tomorrow" if days else "ends.today", locale, time=time)
    if days < 7:
        key = "ends.after_tomorrow" if days == 2 else "ends.this_week"
        return say(key, locale, time=time, weekday=weekday(expires, zone, locale), n=days)
    return say("ends.days", locale, n=days)


def _over(expires: datetime, now: datetime, days: int, zone: str, locale: str) -> str:
    time = clock(expires, zone)
    if now - expires < _HOUR:
        return say("ended.minutes", locale, n=int((now - expires) / timedelta(minutes=1)))
    if days > -2:
        return say("ended.yesterday" if days else "ended.today", locale, time=time)
    return say("ended.days", locale, n=-days)


def weekday(instant: datetime, zone: str, locale: str) -> str:
    """The day's short name: Wed, 周三."""
    return _written("E", local(instant, zone).date(), locale)


def days_apart(expires: datetime, now: datetime, locale: str) -> str:
    """How long is left in whole days of 24 hours: true in every zone."""
    verb, apart = ("ends", expires - now) if expires > now else ("ended", now - expires)
    whole_days = apart // timedelta(days=1)
    if whole_days:
        return say(f"{verb}.days", locale, n=whole_days)
    return say(f"{verb}.hours", locale, n=max(1, apart // _HOUR))
