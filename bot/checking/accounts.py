"""Whether the accounts answer, the environment's and the connected ones: each is asked for one certificate, which
changes nothing. Where workspaces install the app their accounts are their own affair, and only counted."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from bot.assembly import Sources, accounts_of, url_of
from bot.checking.findings import Finding, Reporter, Topic
from bot.errors import CertminderError, InvalidSettings, SourceUnavailable, StoreUnavailable
from bot.messages import notices
from bot.settings import Settings
from bot.sources.probe import Probe, probe
from bot.sources.transport import Transport
from bot.store.connection import Redis
from bot.workspaces.accounts import Account
from bot.workspaces.rotation import with_accounts
from bot.workspaces.sealing import Sealing
from bot.workspaces.stored_accounts import Access, Accounts

Tried = tuple[Account, Access | None]
"""An account, and its credentials where they are not those of the settings."""


async def check_accounts(redis: Redis, settings: Settings, locale: str) -> tuple[list[Finding], Probe | None]:
    """The findings, and what an account's server said of its clock."""
    report, where = Reporter(Topic.ACCOUNTS, locale), await _where_connected(redis)
    shared = bool(settings.slack_client_id)
    own: list[Tried] = [(account, None) for account in accounts_of(settings)]
    accounts = own if shared else own + await _connected(redis, settings, where or ())
    found, probed = await _asked(report, settings, accounts)
    if not accounts and where == []:
        none = report.advice if shared and settings.secrets else report.missing
        found.append(none("accounts.none"))
    if shared and where:
        found.append(report.advice("accounts.connected", n=len(where)))
    if shared and own and not settings.workspaces:
        found.append(report.missing("slack.open"))
    return found, probed


async def _where_connected(redis: Redis) -> list[str] | None:
    """The workspaces that connected accounts; None while Redis is gone, which is told elsewhere."""
    try:
        return await with_accounts(redis)
    except StoreUnavailable:
        return None


async def _connected(redis: Redis, settings: Settings, workspaces: Sequence[str]) -> list[Tried]:
    """Their accounts; none that no key opens, which is told elsewhere too."""
    try:
        stored = Accounts(redis, (), Sealing(str(settings.secrets)) if settings.secrets else None)
        return [
            await stored.found(workspace, account.name)
            for workspace in workspaces
            for account in (await stored.known(workspace)).accounts
        ]
    except (InvalidSettings, StoreUnavailable):
        return []


async def _asked(report: Reporter, settings: Settings, accounts: Sequence[Tried]) -> tuple[list[Finding], Probe | None]:
    """All at once; and one word of a clock."""
    async with Transport() as transport:
        sources, probed = Sources(settings, transport), None
        found = await asyncio.gather(*(_tried(report, sources, *each, settings) for each in accounts))
        for url in dict.fromkeys(url_of(settings, account) for account, _ in accounts):
            probed = (await _probed(url) if url else None) or probed
    return list(found), probed


async def _tried(
    report: Reporter, sources: Sources, account: Account, access: Access | None, settings: Settings
) -> Finding:
    known, begun = {"name": account.name, "kind": account.kind}, time.perf_counter()
    try:
        listing = await sources.try_out(account, access)
    except SourceUnavailable as fault:
        why = notices.sentence(fault, report.locale)
        where = url_of(settings, account) or (access.folder if access else str(settings.pem_folder))
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
