"""Accounts that people connected: sealed, each workspace's own, and never lost between two who change them at once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.errors import InvalidSettings, NotFound, StoreUnavailable, TooMany
from bot.store import keys
from bot.store.connection import Redis, connect_cache
from bot.store.erasure import erase
from bot.workspaces import stored_accounts
from bot.workspaces.accounts import Account
from bot.workspaces.rotation import rotate
from bot.workspaces.sealing import Sealing, new_key
from bot.workspaces.stored_accounts import Access, Accounts, Taken

ENVIRONMENT = (Account("default"),)
ACCESS = Access("AKIDcanary0123456789abcdef", "canary-secret-key-0123456789")
PROD = Account("prod", "ssl", "international", "cdef", "U1", datetime(2026, 11, 23, tzinfo=UTC))


@pytest.fixture
def accounts(redis: Redis, sealing: Sealing) -> Accounts:
    return Accounts(redis, ENVIRONMENT, sealing)


async def test_an_account_is_kept_with_its_credentials(accounts: Accounts, redis: Redis) -> None:
    """It stands behind the environment's, and nothing of its credentials is readable in Redis or in a repr."""
    made = await accounts.connect("T1", PROD, ACCESS)
    assert (await accounts.known("T1")).accounts == (*ENVIRONMENT, made)
    assert (await accounts.found("T1", "PROD"))[1] == ACCESS
    sealed = await redis.get(keys.accounts("T1")) or b""
    assert not {b"canary", b"prod"} & {word for word in (b"canary", b"prod") if word in sealed}
    assert "canary" not in repr(ACCESS) + repr(made)


async def test_another_workspace_has_none_of_it(accounts: Accounts, redis: Redis, sealing: Sealing) -> None:
    """Neither by asking, nor with the sealed value itself under its own key; uninstalling leaves nothing."""
    await accounts.connect("T1", PROD, ACCESS)
    await accounts.set_default("T1", "C1", "prod")
    assert (await accounts.known("T2")).names == ("default",)
    await redis.set(keys.accounts("T2"), await redis.get(keys.accounts("T1")) or b"")
    assert (await Accounts(redis, ENVIRONMENT, sealing).known("T2")).names == ("default",)
    with pytest.raises(NotFound):
        await accounts.found("T2", "prod")
    await erase(redis, "T1")
    await erase(redis, "T2")
    assert await redis.keys("*") == []
    assert (await accounts.known("T1")).accounts == ENVIRONMENT


async def test_two_at_once_lose_nothing(redis: Redis, sealing: Sealing) -> None:
    """Twenty accounts connected by two processes at the same moment are all there; of one name, one is."""
    both = [Accounts(redis, ENVIRONMENT, sealing) for _ in range(2)]
    names = [f"a{number}" for number in range(20)]
    made = [both[at % 2].connect("T1", Account(name), ACCESS) for at, name in enumerate([*names, *names])]
    outcomes = await asyncio.gather(*made, return_exceptions=True)
    assert set((await both[0].known("T1")).names) == {"default", *names}
    assert [type(each) for each in outcomes if isinstance(each, Exception)] == [Taken] * 20


async def test_new_credentials_are_seen_by_every_process(redis: Redis, sealing: Sealing) -> None:
    """They have another version; who did not know of a change in between changes nothing."""
    one, other = (Accounts(redis, ENVIRONMENT, sealing) for _ in range(2))
    first = await one.connect("T1", PROD, ACCESS)
    assert (await other.found("T1", "prod"))[0] == first
    second = await one.connect("T1", PROD, Access("AKIDcanary-the-second", "canary-2"), replacing=first.version)
    assert (await other.found("T1", "prod"))[0] == second != first
    for late in (first.version, ""):
        with pytest.raises(Taken):
            await other.connect("T1", PROD, ACCESS, replacing=late)


async def test_removing_leaves_nothing_behind(accounts: Accounts, redis: Redis) -> None:
    """Its inventory and the defaults that point to it go with it; those of other accounts stay."""
    for name in ("prod", "dev"):
        await accounts.connect("T1", Account(name), ACCESS)
        await accounts.set_default("T1", f"C-{name}", name)
        for key in keys.of_account("T1", name):
            await redis.set(key, "something", ex=60)
    await accounts.remove("T1", "Prod")
    known = await accounts.known("T1")
    assert (known.names, known.defaults) == (("default", "dev"), {"C-dev": "dev"})
    assert await redis.exists(*keys.of_account("T1", "prod")) == 0
    assert await redis.exists(*keys.of_account("T1", "dev")) == len(keys.of_account("T1", "dev"))
    for name in ("prod", "default"):
        with pytest.raises(NotFound):
            await accounts.remove("T1", name)


async def test_a_removal_that_fails_halfway_leaves_no_default(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Redis goes away after the account is gone, a later one of its name is nobody's default."""
    await accounts.connect("T1", PROD, ACCESS)
    await accounts.set_default("T1", "C1", "prod")

    async def away(workspace: str, account: str) -> None:
        raise StoreUnavailable("gone")

    with monkeypatch.context() as patched:
        patched.setattr(accounts, "_forget_inventory", away)
        with pytest.raises(StoreUnavailable):
            await accounts.remove("T1", "prod")
    await accounts.connect("T1", PROD, ACCESS)
    known = await accounts.known("T1")
    assert (known.names, known.defaults) == (("default", "prod"), {})


async def test_a_default_can_be_taken_back(accounts: Accounts) -> None:
    """A channel's default is its own, until it is none again."""
    await accounts.connect("T1", PROD, ACCESS)
    await accounts.set_default("T1", "C1", "prod")
    known = await accounts.known("T1")
    assert (known.chosen(None, "C1").names, known.chosen(None, "C2").names) == (("prod",), ("default",))
    await accounts.set_default("T1", "C1", "")
    assert (await accounts.known("T1")).defaults == {}


async def test_a_rotation_seals_them_again(redis: Redis) -> None:
    """After it the old key is needed no more."""
    old, new = new_key(), new_key()
    await Accounts(redis, (), Sealing(old)).connect("T1", PROD, ACCESS)
    assert (await rotate(redis, Sealing(f"{new},{old}"))).count == 1
    assert (await Accounts(redis, (), Sealing(new)).found("T1", "prod"))[1] == ACCESS


async def test_what_no_key_opens_is_not_written_over(accounts: Accounts, redis: Redis) -> None:
    """With a lost key, or with none, the environment's accounts are there still, and nothing can be changed."""
    await accounts.connect("T1", PROD, ACCESS)
    sealed = await redis.get(keys.accounts("T1"))
    for sealing in (Sealing(new_key()), None):
        stranger = Accounts(redis, ENVIRONMENT, sealing)
        assert (await stranger.known("T1")).accounts == ENVIRONMENT
        for change in (stranger.connect("T1", Account("dev"), ACCESS), stranger.remove("T1", "prod")):
            with pytest.raises(InvalidSettings, match="CERTMINDER_SECRETS"):
                await change
    assert await redis.get(keys.accounts("T1")) == sealed


async def test_there_is_an_end(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """More accounts than anybody has are refused, and so is a name of the environment."""
    monkeypatch.setattr(stored_accounts, "MOST", 1)
    await accounts.connect("T1", PROD, ACCESS)
    with pytest.raises(TooMany):
        await accounts.connect("T1", Account("dev"), ACCESS)
    with pytest.raises(Taken):
        await accounts.connect("T2", Account("Default"), ACCESS)


async def test_without_redis_they_are_those_of_before(redis: Redis, sealing: Sealing) -> None:
    """A process that saw them goes on with them; one that did not has the environment's."""
    accounts = Accounts(redis, ENVIRONMENT, sealing)
    made = await accounts.connect("T1", PROD, ACCESS)
    assert (await accounts.known("T1")).accounts == (*ENVIRONMENT, made)
    accounts._redis = connect_cache("redis://127.0.0.1:9/0")
    assert (await accounts.known("T1")).accounts == (*ENVIRONMENT, made)
    assert (await accounts.found("T1", "prod"))[1] == ACCESS
    assert (await accounts.known("T2")).accounts == ENVIRONMENT
    await accounts._redis.aclose()
