"""Which source an account has: made of its own credentials, at an address of ours, and made anew when they change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from starlette.types import ASGIApp

from bot.assembly.accounts import SourceOf
from bot.assembly.clock import Clock
from bot.assembly.sources import Sources, accounts_of, sites_of
from bot.errors import InvalidSettings, NotFound, SourceRefused
from bot.inventory.upstream import Upstream
from bot.playground import certgetlist_server, samples
from bot.settings import Settings, read
from bot.sources.filters import Filters
from bot.sources.transport import Transport
from bot.store.connection import Redis
from bot.workspaces.accounts import Account, Site
from bot.workspaces.sealing import Sealing, new_key
from bot.workspaces.stored_accounts import Access, Accounts

Serve = Callable[[ASGIApp], Awaitable[str]]
GOOD = Access("AKIDcanary0123456789abcdef", "canary-secret-key-0123456789")
BAD = Access("AKIDcanary0123456789abcdef", "canary-of-another-key")


@pytest.fixture
async def settings(serve: Serve) -> Settings:
    """A CertGetList that knows the good credentials."""
    rows = samples.inventory(datetime.now(UTC))
    url = await serve(certgetlist_server.build(secret_id=GOOD.secret_id, secret_key=GOOD.secret_key, rows=rows))
    return read({"CERTGETLIST_URL": f"{url}/v2/index.php", "LANG": "en"})


@pytest.fixture
def accounts(redis: Redis) -> Accounts:
    return Accounts(redis, (), Sealing(new_key()))


async def test_a_changed_key_is_noticed(redis: Redis, settings: Settings, accounts: Accounts) -> None:
    """Each listing asks with the credentials of that moment, whoever changed them; a removed account is asked no more;
    another workspace's of the same name is not there."""
    async with Transport() as transport:
        source_of = SourceOf(accounts, Sources(settings, transport), Upstream(redis), Clock(None))
        prod = source_of("T1", "prod")
        first = await accounts.connect("T1", Account("prod"), BAD)
        with pytest.raises(SourceRefused):
            await prod.listing(Filters(id="-"))
        await accounts.connect("T1", Account("prod"), GOOD, replacing=first.version)
        listing = await prod.listing()
        assert {each.account for each in listing.certificates} == {"prod"}
        with pytest.raises(NotFound):
            await source_of("T2", "prod").listing()
        await accounts.remove("T1", "prod")
        with pytest.raises(NotFound):
            await prod.listing()


async def test_what_old_credentials_gave_is_not_kept(redis: Redis, settings: Settings, accounts: Accounts) -> None:
    """Credentials that change while a listing is fetched with the old ones: it is fetched again with the new ones."""
    async with Transport() as transport:
        source_of = SourceOf(accounts, Sources(settings, transport), Upstream(redis), Clock(None))
        version = (await accounts.connect("T1", Account("prod"), GOOD)).version
        asked: list[str] = []
        changing = accounts.found

        async def found(workspace: str, name: str) -> tuple[Account, Access | None]:
            """Between the two looks at the credentials somebody changes them."""
            account, access = await changing(workspace, name)
            asked.append(account.version)
            if len(asked) == 1:
                await accounts.connect("T1", Account("prod"), GOOD, replacing=version)
            return account, access

        accounts.found = found  # type: ignore[method-assign]
        await source_of("T1", "prod").listing(Filters(id="-"))
    assert len(asked) == 3
    assert asked[0] == version
    assert asked[1] == asked[2] != version


async def test_a_trial_asks_for_one_row(settings: Settings) -> None:
    """It says how many certificates there are, or why none can be had."""
    async with Transport() as transport:
        sources = Sources(settings, transport)
        tried = await sources.try_out(Account("new"), GOOD)
        assert (len(tried.certificates), (tried.reported_total or 0) > 20) == (1, True)
        with pytest.raises(SourceRefused) as refused:
            await sources.try_out(Account("new"), BAD)
        assert refused.value.code == 4100


def test_addresses_are_ours_or_the_operators() -> None:
    """What can be chosen is fixed by the settings; a private cloud that they name no more is an error, not a guess."""
    sites = [Site("certgetlist", "china"), Site("ssl", "china"), Site("ssl", "international")]
    assert sites_of(read({"LANG": "en"})) == tuple(sites)
    private = read({"TENCENTCLOUD_API": "ssl", "TENCENTCLOUD_ENDPOINT": "https://ssl.cloud.example/", "LANG": "en"})
    assert sites_of(private)[0] == Site("ssl", "private")
    assert len(sites_of(private)) == 4
    with pytest.raises(InvalidSettings, match="TENCENTCLOUD_ENDPOINT"):
        Sources(read({"LANG": "en"}), Transport())._url("private")


def test_the_environments_account_shows_four_characters() -> None:
    """The end of its SecretId is enough to tell it from another; nothing else of it is kept."""
    given = {"TENCENTCLOUD_SECRET_ID": GOOD.secret_id, "TENCENTCLOUD_SECRET_KEY": GOOD.secret_key, "LANG": "en"}
    assert accounts_of(read(given)) == (Account("default", "certgetlist", "china", "cdef"),)
