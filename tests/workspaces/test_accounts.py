"""The single workspace has the account of the settings, or none."""

from __future__ import annotations

from bot.workspaces.accounts import SingleAccount


async def test_the_settings_account_is_the_default() -> None:
    """Every question goes to it; its credentials are not part of it."""
    accounts = SingleAccount()
    assert await accounts.names("T1") == ("default",)
    assert [account.kind for account in await accounts.accounts("T1")] == ["certgetlist"]


async def test_without_credentials_there_is_no_account() -> None:
    """Nothing is listed then, and nothing is made up."""
    assert await SingleAccount(present=False).names("T1") == ()
