"""Whether the sealing keys are there and open what is stored."""

from __future__ import annotations

from bot.checking.findings import Finding, Reporter, Topic
from bot.errors import InvalidSettings, StoreUnavailable
from bot.settings import Settings
from bot.store.connection import Redis
from bot.workspaces.rotation import installed, try_to_open
from bot.workspaces.sealing import Sealing, new_key


async def check_sealing(redis: Redis, settings: Settings, locale: str) -> list[Finding]:
    """Nothing while Redis is gone: that is told elsewhere."""
    report = Reporter(Topic.SECRETS, locale)
    try:
        sealing = Sealing(str(settings.secrets) if settings.secrets else new_key())
    except InvalidSettings:
        return [report.broken("secrets.malformed", step="secrets.unset.next")]
    try:
        tried = await try_to_open(redis, sealing)
        found = [_opened(report, settings, len(tried.broken), tried.count)]
        if settings.slack_client_id:
            found.append(Reporter(Topic.SLACK, locale).good("slack.installed", n=await installed(redis)))
    except StoreUnavailable:
        return []
    return found


def _opened(report: Reporter, settings: Settings, broken: int, good: int) -> Finding:
    if broken:
        return report.broken("secrets.broken", n=broken)
    if settings.secrets:
        return report.good("secrets.good", n=good) if good else report.good("secrets.empty")
    if settings.slack_client_id:
        return report.missing("unset", step="secrets.unset.next", name="CERTMINDER_SECRETS")
    return report.advice("secrets.unneeded", step="secrets.unset.next")
