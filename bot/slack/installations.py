"""The sealed installations as Slack's words have them, and the grants that come from them.

Only the bot's token is used: an installation of another person in the same workspace replaces the earlier one. A
workspace's own installation wins over its organisation's: its people chose its scopes, it is what posted there so far,
and it ends on its own, after which the organisation's serves.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from slack_sdk.oauth.installation_store import Installation

from bot.errors import DeliveryRefused
from bot.slack.authorize import EXPIRED, NOT_INSTALLED, STALE, Grant
from bot.slack.rotating import Rotation
from bot.slack.web_api import WebApi
from bot.workspaces.installations import Facts, Installations
from bot.workspaces.organisations import Organisations

log = logging.getLogger(__name__)

PAGE, PAGES = 1000, 50
"""Of auth.teams.list."""


async def revoked(api: WebApi, token: str) -> str:
    """Slack's word for a token that is none (any more); "" for a good one. Raises DeliveryError when it says
    nothing."""
    try:
        await api.read(token, "auth.test")
    except DeliveryRefused as refusal:
        if refusal.code not in STALE:
            raise
        return refusal.code
    return ""


def where_of(installation: Installation) -> str:
    """The id that an installation is kept under; an org-wide one belongs to (enterprise, none)."""
    found = installation.enterprise_id if installation.is_enterprise_install else installation.team_id
    return found or ""


class InstalledWorkspaces:
    """Grants of the workspaces and organisations that installed the app, of `allowed` ids only where there are any.
    All methods raise StoreUnavailable."""

    def __init__(
        self,
        installations: Installations,
        organisations: Organisations,
        rotation: Rotation,
        api: WebApi,
        allowed: frozenset[str] = frozenset(),
    ) -> None:
        self._installations = installations
        self._organisations = organisations
        self._rotation = rotation
        self._api = api
        self._allowed = allowed

    async def save(self, installation: Installation) -> None:
        """Keep an installation in place of an earlier one."""
        facts = {name: _plain(value) for name, value in installation.to_dict().items()}
        facts["bot_token_expires_at"] = installation.bot_token_expires_at  # slack_sdk 3.47 takes whole seconds only
        await self._installations.save(where_of(installation), facts)

    async def grant(self, workspace: str, organisation: str = "") -> Grant:
        """Raises DeliveryError: NOT_INSTALLED where neither the workspace nor its organisation has the app."""
        own = await self._good(workspace)
        if own is not None:
            return self._granted(workspace, own)
        serving = await self._organisations.of(workspace) or await self._serving(workspace, organisation)
        wide = await self._good(serving) if serving else None
        if wide is None:
            raise DeliveryRefused(NOT_INSTALLED)
        return self._granted(workspace, wide, serving)

    async def again(self, refused: Grant, *, expired: bool) -> Grant:
        """What another process wrote, or, of a token that has `expired`, the next one; else the refused one. Raises
        DeliveryError."""
        where = refused.organisation or refused.workspace
        facts = await self._installations.load(where)
        if facts is not None and facts["bot_token"] == refused.token:
            if not expired:
                return refused
            await self._rotation.renewed(where, refused.token)
        return await self.grant(refused.workspace, refused.organisation)

    async def warm(self) -> None:
        """Nothing is known before the first request says which workspace it comes from."""

    async def aclose(self) -> None:
        await self._rotation.aclose()

    async def installed_at(self, where: str) -> float | None:
        """When the installation of this id began (Unix seconds); None where there is none."""
        facts = await self._installations.load(where)
        return float(facts["installed_at"]) if facts is not None else None

    async def is_revoked(self, where: str) -> bool:
        """Whether Slack says that the token of this id is none, and gives no other for it. Raises DeliveryError when
        it says nothing."""
        facts = await self._good(where)
        if facts is None:
            return True
        said = await revoked(self._api, str(facts["bot_token"]))
        return await self._rotation.renewed(where, facts["bot_token"]) is None if said == EXPIRED else bool(said)

    async def served(self, organisation: str) -> list[str]:
        """The workspaces that an organisation's admins granted the app, as Slack lists them now. Raises
        DeliveryError."""
        wide = await self._good(organisation)
        return await self._listed(str(wide["bot_token"])) if wide is not None else []

    async def _good(self, where: str) -> Facts | None:
        facts = await self._installations.load(where)
        return await self._rotation.fresh(where, facts) if facts is not None else None

    async def _serving(self, workspace: str, organisation: str) -> str:
        """The organisation of a workspace that was not seen before, if Slack confirms that it was granted: payloads
        name organisations of the other side of a Slack Connect channel too."""
        if not organisation or organisation == workspace:
            return ""
        granted = await self.served(organisation)
        await self._organisations.grant(organisation, granted)
        return organisation if workspace in granted else ""

    async def _listed(self, token: str) -> list[str]:
        found: list[str] = []
        cursor = ""
        for _ in range(PAGES):
            more = {"cursor": cursor} if cursor else {}
            said = await self._api.read(token, "auth.teams.list", limit=PAGE, **more)
            found += [str(team["id"]) for team in said.get("teams") or [] if isinstance(team, dict) and team.get("id")]
            cursor = str((said.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                break
        return found

    def _granted(self, workspace: str, facts: Facts, organisation: str = "") -> Grant:
        """Raises DeliveryRefused(NOT_INSTALLED) for what the operator does not serve (any more)."""
        if self._allowed and not self._allowed & {workspace, facts.get("enterprise_id")}:
            raise DeliveryRefused(NOT_INSTALLED)
        bot_id, bot_user = str(facts.get("bot_id") or ""), str(facts.get("bot_user_id") or "")
        return Grant(workspace, bot_id, bot_user, str(facts["bot_token"]), organisation)


def _plain(value: Any) -> Any:
    """As JSON has it; Installation takes Unix seconds for its instants."""
    return value.timestamp() if isinstance(value, datetime) else value
