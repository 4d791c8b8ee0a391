"""A workspace or an organisation that installed the app: kept, served at once, remembered who did it, greeted once."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable

import msgspec
from slack_sdk.oauth.installation_store import Installation

from bot import observability
from bot.errors import DeliveryError
from bot.messages.reply import Reply
from bot.slack.app import SlackApp
from bot.slack.exchange import Exchange
from bot.slack.installations import InstalledWorkspaces, where_of
from bot.slack.installing import Installing, InstallSettings
from bot.workspaces.audit import Audit, Entry
from bot.workspaces.departures import Departures
from bot.workspaces.oauth_states import OAuthStates
from bot.workspaces.organisations import Organisations

log = logging.getLogger(__name__)


class Kept(msgspec.Struct, frozen=True):
    """Where an installation leaves its traces."""

    installed: InstalledWorkspaces
    organisations: Organisations
    departures: Departures
    audit: Audit


class Joining:
    """Meets installing's `Joined`. `hello` says the app's first words to whoever installed it, in their language."""

    def __init__(self, app: SlackApp, kept: Kept, hello: Callable[[str], Reply]) -> None:
        self._app = app
        self._kept = kept
        self._hello = hello

    async def joined(self, installation: Installation, locale: str) -> None:
        """Raises StoreUnavailable; a greeting that does not arrive is no fault of the installation."""
        where, user = where_of(installation), installation.user_id
        await self._kept.departures.returned(where)
        await self._kept.installed.save(installation)
        self._app.authorize.forget(where)
        if installation.is_enterprise_install:
            with contextlib.suppress(DeliveryError):  # each workspace is looked up again when it is first seen
                await self._kept.organisations.grant(where, await self._kept.installed.served(where))
        await self._kept.audit.write(where, Entry(user, "install", request_id=observability.request_id.get()))
        try:
            await self._app.delivery.deliver(where, user, self._hello(locale))
        except DeliveryError as fault:
            log.info("an installer was not greeted", extra={"outcome": str(fault)})


def installing(
    app: SlackApp,
    chosen: InstallSettings,
    exchange: Exchange,
    states: OAuthStates,
    kept: Kept,
    hello: Callable[[str], Reply],
) -> Installing:
    """The pages of an installation, over what is kept of one."""
    return Installing(chosen, states, exchange, Joining(app, kept, hello).joined)
