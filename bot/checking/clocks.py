"""Whether this machine's clock agrees with those it is measured by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.checking.findings import Finding, Reporter, Topic
from bot.errors import StoreUnavailable
from bot.store.connection import Redis, on_servers

AGREES = timedelta(seconds=5)
"""A header's date has whole seconds, and the answer was under way."""
REFUSED = timedelta(seconds=120)
"""Slack and Tencent Cloud refuse after 300 s; a clock that is so far off is not set by anybody."""


async def time_of(redis: Redis) -> dict[str, timedelta]:
    """How far this machine is ahead of each server of Redis; nothing while that is gone."""
    try:
        times = await on_servers(redis, "TIME")
    except StoreUnavailable:
        return {}
    now = datetime.now(UTC)
    ahead = [now - datetime.fromtimestamp(int(seconds) + int(micro) / 1e6, UTC) for seconds, micro in times]
    return {"Redis": max(ahead, key=abs)}


def ahead_of(header: str, now: datetime) -> timedelta | None:
    """How far `now` (UTC) is ahead of the clock of an HTTP header `Date`; None where that says no time. `-0000` is UTC
    of an unknown place (RFC 5322, section 3.3), which Python reads as a time without a zone."""
    try:
        read = parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return None
    return now - (read if read.tzinfo else read.replace(tzinfo=UTC))


def check_clocks(ahead: Mapping[str, timedelta], locale: str) -> list[Finding]:
    """`ahead`: how far this machine's clock is ahead of each other one (negative: behind)."""
    report = Reporter(Topic.CLOCKS, locale)
    agreeing = [name for name, off in ahead.items() if abs(off) <= AGREES]
    good = [report.good("clocks.good", names=", ".join(agreeing), seconds=int(AGREES.total_seconds()))]
    return [*(good if agreeing else []), *(_off(report, name, ahead[name]) for name in ahead if name not in agreeing)]


def _off(report: Reporter, name: str, off: timedelta) -> Finding:
    said = report.broken if abs(off) > REFUSED else report.advice
    key = "clocks.ahead" if off > timedelta(0) else "clocks.behind"
    return said(key, step="clocks.next", name=name, seconds=round(abs(off).total_seconds()))
