"""The accounts that `certminder check` tries: the environment's, and those that people connected."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.checking.findings import State, Topic
from bot.store.connection import Redis
from bot.workspaces.accounts import Account
from bot.workspaces.sealing import Sealing, new_key
from bot.workspaces.stored_accounts import Access, Accounts
from tests.checking.conftest import INSTALLABLE, SEALING_KEY, SECRET_ID, SECRET_KEY, Read, found, said


async def test_a_key_that_tencent_cloud_refuses(settings: Read) -> None:
    """The account's own error, in a sentence of ours."""
    (broken,) = await found(settings(TENCENTCLOUD_SECRET_KEY="another-key-of-nobody"), Topic.ACCOUNTS)
    assert broken.state == State.BROKEN
    assert broken.said.startswith("default (certgetlist): ")
    assert broken.step


async def connected(redis: Redis, workspace: str, name: str, key: str) -> None:
    account = Account(name, "certgetlist", "private", SECRET_ID[-4:], "U1", datetime.now(UTC))
    await Accounts(redis, (), Sealing(SEALING_KEY)).connect(workspace, account, Access(SECRET_ID, key))


async def test_connected_accounts_are_tried(settings: Read, redis: Redis) -> None:
    """A set-up whose accounts are all connected ones is a good one; a key that is refused is broken, by its name."""
    without = {"TENCENTCLOUD_SECRET_ID": "", "TENCENTCLOUD_SECRET_KEY": ""}
    (none,) = await found(settings(**without), Topic.ACCOUNTS)
    assert (none.state, "account add" in none.step) == (State.MISSING, True)
    await connected(redis, "T1", "prod", SECRET_KEY)
    findings = await found(settings(**without))
    assert [each for each in findings if each.stands_in_the_way] == []
    assert "prod (certgetlist) answers" in said(findings, State.GOOD)
    assert "Redis, Slack, Tencent Cloud" in said(findings, State.GOOD)
    await connected(redis, "T1", "old", "a-key-of-before")
    assert "old (certgetlist): " in said(await found(settings(), Topic.ACCOUNTS), State.BROKEN)


async def test_other_peoples_accounts_are_counted(settings: Read, redis: Redis) -> None:
    """Where workspaces install the app their keys are not used by the operator, and stand in nobody's way."""
    await connected(redis, "T1", "prod", "a-key-of-before")
    findings = await found(settings(**INSTALLABLE, TENCENTCLOUD_SECRET_ID="", TENCENTCLOUD_SECRET_KEY=""))
    assert [each for each in findings if each.stands_in_the_way] == []
    assert "1 workspace connected accounts of its own" in said(findings, State.ADVICE)


async def test_accounts_that_do_not_open_are_not_none(settings: Read, redis: Redis) -> None:
    """What lacks is their sealing key, and no other account."""
    await connected(redis, "T1", "prod", SECRET_KEY)
    without = {"TENCENTCLOUD_SECRET_ID": "", "TENCENTCLOUD_SECRET_KEY": ""}
    for secrets in (new_key(), "", "junk"):
        assert await found(settings(**without, CERTMINDER_SECRETS=secrets), Topic.ACCOUNTS) == []
