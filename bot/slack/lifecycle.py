"""The events that say where the app is: uninstalled, its tokens revoked, workspaces of an organisation granted or not.

They are taken in before anything is authorized: whoever is gone has no token, and its data must go all the same. What
they say is noted before they are acknowledged, so that Slack sends them again where that failed; the rest may be
repeated, in any order.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from bot.slack.attribution import installed, is_organisation, organisation
from bot.workspaces.departures import Departures
from bot.workspaces.organisations import Organisations

log = logging.getLogger(__name__)

JSON = dict[str, Any]


class Installed(Protocol):
    """installations.InstalledWorkspaces; all raise StoreUnavailable, `is_revoked` DeliveryError."""

    async def installed_at(self, where: str) -> float | None: ...

    async def is_revoked(self, where: str) -> bool: ...


class Noted(msgspec.Struct, frozen=True):
    """What an event changes: `ids` whose grants are to be looked up anew, and those of them whose data goes."""

    ids: tuple[str, ...] = ()
    departed: tuple[str, ...] = ()


class Lifecycle:
    """`installed` knows the installations; None: there is the one workspace of a token in the settings."""

    def __init__(self, departures: Departures, organisations: Organisations, installed: Installed | None) -> None:
        self._departures = departures
        self._organisations = organisations
        self._installed = installed

    async def note(self, body: JSON) -> Noted | None:
        """None for every other payload. Raises StoreUnavailable, and DeliveryError while Slack does not say whether a
        token is revoked."""
        event = body.get("event")
        kind = event.get("type") if isinstance(event, dict) else None
        noting = self._kinds().get(kind) if isinstance(kind, str) else None
        return await noting(body) if noting is not None else None

    async def erase(self, noted: Noted) -> None:
        """Delete what is there of the departed now. Raises StoreUnavailable; the workers do it then."""
        for workspace in noted.departed:
            await self._departures.erase(workspace)

    def _kinds(self) -> dict[str, Callable[[JSON], Any]]:
        return {
            "app_uninstalled": self._uninstalled,
            "tokens_revoked": self._revoked,
            "team_access_granted": self._access_granted,
            "team_access_revoked": self._access_revoked,
        }

    async def _uninstalled(self, body: JSON) -> Noted:
        where = installed(body)
        return Noted() if not where or await self._is_of_earlier(where, body) else await self._gone(where)

    async def _revoked(self, body: JSON) -> Noted:
        """The tokens of single people may go before the bot's; and a bot has two for a while when it is installed
        again or renewed."""
        tokens, where = body["event"].get("tokens"), installed(body)
        ours = where and isinstance(tokens, dict) and tokens.get("bot")
        if not ours or await self._is_of_earlier(where, body):
            return Noted()
        if self._installed is not None and not await self._installed.is_revoked(where):
            return Noted()
        return await self._gone(where)

    async def _access_granted(self, body: JSON) -> Noted:
        whose, workspaces = organisation(body), _team_ids(body)
        if whose:
            await self._organisations.grant(whose, workspaces)
        return Noted(workspaces)

    async def _access_revoked(self, body: JSON) -> Noted:
        whose = organisation(body)
        if not whose:  # which is what is known of a workspace outside organisations, too
            return Noted(_team_ids(body))
        return await self._left(
            whose, [each for each in _team_ids(body) if await self._organisations.of(each) == whose]
        )

    async def _gone(self, where: str) -> Noted:
        """An installation has ended; an organisation's ends in all of its workspaces."""
        members = await self._organisations.workspaces(where) if is_organisation(where) else []
        left = await self._left(where, members) if members else Noted()
        await self._departures.begin(where)
        log.info("the app was removed", extra={"workspaces": len(left.departed) + 1})
        return Noted((where, *left.ids), (where, *left.departed))

    async def _left(self, whose: str, workspaces: list[str]) -> Noted:
        """What an organisation no longer serves loses its data, unless it has an installation of its own."""
        departed = [each for each in workspaces if not await self._has_own(each)]
        await self._departures.begin(*departed)
        for workspace in workspaces:
            await self._organisations.revoke(whose, workspace)
        return Noted(tuple(workspaces), tuple(departed))

    async def _has_own(self, workspace: str) -> bool:
        return self._installed is not None and await self._installed.installed_at(workspace) is not None

    async def _is_of_earlier(self, where: str, body: JSON) -> bool:
        """Whether an event came late: the app was installed again since. Slack gives its time in whole seconds."""
        at, since = body.get("event_time"), None
        if self._installed is not None:
            since = await self._installed.installed_at(where)
        return since is not None and isinstance(at, int) and at + 1 <= since


def _team_ids(body: JSON) -> tuple[str, ...]:
    found = body["event"].get("team_ids")
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()
