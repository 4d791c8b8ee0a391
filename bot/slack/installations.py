"""Bolt's InstallationStore over the sealed installations, and the grants that come from them.

Only the bot's token is used: an installation of another person in the same workspace replaces the earlier one.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore

from bot.errors import DeliveryRefused
from bot.slack.authorize import NOT_INSTALLED, Grant
from bot.workspaces.installations import Installations

log = logging.getLogger(__name__)


class InstallationStore(AsyncInstallationStore):
    """Raises StoreUnavailable."""

    def __init__(self, installations: Installations) -> None:
        self._installations = installations

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_save(self, installation: Installation) -> None:
        facts = {name: _plain(value) for name, value in installation.to_dict().items()}
        await self._installations.save(_where(facts["enterprise_id"], facts["team_id"], _is_wide(facts)), facts)

    async def async_save_bot(self, bot: Bot) -> None:
        """Nothing to do: the installation holds the bot."""

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        found = await self.async_find_installation(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
        )
        return found.to_bot() if found else None

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        where = _where(enterprise_id, team_id, wide=bool(is_enterprise_install))
        facts = await self._installations.load(where) if where else None
        return Installation(**facts) if facts else None

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await self._installations.delete(_where(enterprise_id, team_id, wide=False))

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        await self._installations.delete(_where(enterprise_id, team_id, wide=False))


class InstalledWorkspaces:
    """Grants of the workspaces that installed the app."""

    def __init__(self, store: InstallationStore) -> None:
        self._store = store

    async def grant(self, workspace: str) -> Grant:
        """Raises DeliveryRefused(NOT_INSTALLED), StoreUnavailable."""
        bot = await self._store.async_find_bot(enterprise_id=None, team_id=workspace)
        if bot is None or not bot.bot_token:
            raise DeliveryRefused(NOT_INSTALLED)
        return Grant(workspace, bot.bot_id or "", bot.bot_user_id or "", bot.bot_token)

    async def warm(self) -> None:
        """Nothing is known before the first request says which workspace it comes from."""


def _plain(value: Any) -> Any:
    """As JSON has it; Installation takes Unix seconds for its instants."""
    return value.timestamp() if isinstance(value, datetime) else value


def _where(enterprise_id: str | None, team_id: str | None, wide: bool) -> str:
    """An org-wide installation belongs to (enterprise, none)."""
    return (enterprise_id if wide or not team_id else team_id) or ""


def _is_wide(facts: dict[str, Any]) -> bool:
    return bool(facts.get("is_enterprise_install"))
