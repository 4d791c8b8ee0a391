"""Bolt's store over the sealed installations, and the tokens that come from it."""

from __future__ import annotations

import pytest
from slack_sdk.oauth.installation_store import Installation

from bot.errors import DeliveryRefused
from bot.slack.installations import InstallationStore, InstalledWorkspaces
from bot.store.connection import Redis
from bot.workspaces.installations import Installations
from bot.workspaces.sealing import Sealing, new_key


@pytest.fixture
def store(redis: Redis) -> InstallationStore:
    return InstallationStore(Installations(redis, Sealing(new_key())))


def installation(team: str | None = "T1", enterprise: str | None = None) -> Installation:
    return Installation(
        app_id="A1",
        team_id=team,
        enterprise_id=enterprise,
        is_enterprise_install=team is None,
        user_id="U1",
        bot_id="B1",
        bot_user_id="U0BOT",
        bot_token=f"xoxb-canary-{team or enterprise}",
        bot_scopes=["commands", "chat:write"],
    )


async def test_an_installation_comes_back(store: InstallationStore) -> None:
    """What OAuth saved is found by workspace, with its scopes and instants."""
    saved = installation()
    await store.async_save(saved)
    found = await store.async_find_installation(enterprise_id=None, team_id="T1")
    assert found is not None
    assert (found.bot_token, found.bot_scopes, found.installed_at) == (
        saved.bot_token,
        ["commands", "chat:write"],
        saved.installed_at,
    )
    assert await store.async_find_bot(enterprise_id=None, team_id="T2") is None


async def test_an_organisation_is_found_without_a_workspace(store: InstallationStore) -> None:
    """An org-wide installation belongs to (enterprise, none)."""
    await store.async_save(installation(None, "E1"))
    bot = await store.async_find_bot(enterprise_id="E1", team_id="T9", is_enterprise_install=True)
    assert bot is not None
    assert bot.bot_token == "xoxb-canary-E1"
    assert await store.async_find_bot(enterprise_id="E1", team_id="T9") is None


async def test_a_grant_ends_with_the_installation(store: InstallationStore) -> None:
    """An installed workspace has its token; after the uninstallation it has none, and the repr never shows it."""
    await store.async_save(installation())
    grants = InstalledWorkspaces(store)
    grant = await grants.grant("T1")
    assert (grant.token, grant.bot_user) == ("xoxb-canary-T1", "U0BOT")
    assert "canary" not in repr(grant)
    await store.async_delete_all(enterprise_id=None, team_id="T1")
    with pytest.raises(DeliveryRefused, match="not_installed"):
        await grants.grant("T1")
