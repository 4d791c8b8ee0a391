"""Whether the accounts of the environment answer: each is asked for one certificate, which changes nothing."""

from __future__ import annotations

import time

from bot.assembly import Sources, accounts_of, url_of
from bot.checking.findings import Finding, Reporter, Topic
from bot.errors import CertminderError, SourceUnavailable
from bot.messages import notices
from bot.settings import Settings
from bot.sources.probe import Probe, probe
from bot.sources.transport import Transport
from bot.workspaces.accounts import Account


async def check_accounts(settings: Settings, locale: str) -> tuple[list[Finding], Probe | None]:
    """The findings, and what an account's server said of its clock."""
    report, accounts, probed = Reporter(Topic.ACCOUNTS, locale), accounts_of(settings), None
    if not accounts:
        none = report.advice if settings.slack_client_id and settings.secrets else report.missing
        return [none("accounts.none")], None
    found: list[Finding] = []
    async with Transport() as transport:
        sources = Sources(settings, transport)
        for account in accounts:
            found.append(await _tried(report, sources, account, settings))
            if url := url_of(settings, account):
                probed = await _probed(url) or probed
    if settings.slack_client_id and not settings.workspaces:
        found.append(report.missing("slack.open"))
    return found, probed


async def _tried(report: Reporter, sources: Sources, account: Account, settings: Settings) -> Finding:
    known, begun = {"name": account.name, "kind": account.kind}, time.perf_counter()
    try:
        listing = await sources.try_out(account, None)
    except SourceUnavailable as fault:
        why = notices.sentence(fault, report.locale)
        where = url_of(settings, account) or str(settings.pem_folder)
        return report.broken("accounts.broken", step="accounts.unreached.next", why=why, where=where, **known)
    except CertminderError as fault:
        return report.broken("accounts.broken", why=notices.sentence(fault, report.locale), **known)
    took = f"{(time.perf_counter() - begun) * 1000:.0f}"
    count = listing.reported_total if listing.reported_total is not None else len(listing.certificates)
    return report.good("accounts.good", ms=took, n=count, **known)


async def _probed(url: str) -> Probe | None:
    try:
        return await probe(url)
    except SourceUnavailable:
        return None
