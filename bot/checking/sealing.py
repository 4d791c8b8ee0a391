"""Whether the sealing keys are there and open what is stored, and what is said in the installations."""

from __future__ import annotations

from bot.checking.findings import Finding, Reporter, Topic
from bot.errors import InvalidSettings, StoreUnavailable
from bot.settings import Settings
from bot.slack.inspecting import wanted_scopes
from bot.store.connection import Redis
from bot.workspaces.installations import Facts, Installations
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
            found += await _installations(redis, sealing, Reporter(Topic.SLACK, locale))
    except StoreUnavailable:
        return []
    return found


async def _installations(redis: Redis, sealing: Sealing, report: Reporter) -> list[Finding]:
    """How many there are, and how many were consented to before the app needed all that it needs now."""
    where, kept, (needed, _) = await installed(redis), Installations(redis, sealing), wanted_scopes()
    facts = [await kept.load(each) for each in where]
    missing = [needed - _scopes(each) for each in facts if each is not None]
    lacking = [scopes for scopes in missing if scopes]
    found = [report.good("slack.installed", n=len(where))]
    if lacking:
        named = ", ".join(sorted(frozenset[str]().union(*lacking)))
        found.append(report.advice("slack.outdated", n=len(lacking), scopes=named))
    return found


def _scopes(facts: Facts) -> frozenset[str]:
    """A list with commas, or a list, as slack_sdk's Installation has either."""
    given = facts.get("bot_scopes") or ()
    return frozenset(given.split(",") if isinstance(given, str) else map(str, given))


def _opened(report: Reporter, settings: Settings, broken: int, good: int) -> Finding:
    if broken:
        return report.broken("secrets.broken", n=broken)
    if settings.secrets:
        return report.good("secrets.good", n=good) if good else report.good("secrets.empty")
    if settings.slack_client_id:
        return report.missing("unset", step="secrets.unset.next", name="CERTMINDER_SECRETS")
    return report.advice("secrets.unneeded", step="secrets.unset.next")
