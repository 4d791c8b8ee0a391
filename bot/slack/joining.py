"""A workspace that installed the app: it is served at once, remembered who did it, and greeted once."""

from __future__ import annotations

import logging
from collections.abc import Callable

from bot import observability
from bot.errors import DeliveryError
from bot.messages.reply import Reply
from bot.slack.app import SlackApp
from bot.slack.exchange import Exchange
from bot.slack.installations import InstallationStore
from bot.slack.installing import Installing, InstallSettings
from bot.workspaces.audit import Audit, Entry
from bot.workspaces.oauth_states import OAuthStates

log = logging.getLogger(__name__)


class Joining:
    """Meets installing's `Joined`. `hello` says the app's first words to whoever installed it, in their language."""

    def __init__(self, app: SlackApp, audit: Audit, hello: Callable[[str], Reply]) -> None:
        self._app = app
        self._audit = audit
        self._hello = hello

    async def joined(self, workspace: str, user: str, locale: str) -> None:
        """Raises StoreUnavailable; a greeting that does not arrive is no fault of the installation."""
        self._app.authorize.forget(workspace)
        await self._audit.write(workspace, Entry(user, "install", request_id=observability.request_id.get()))
        try:
            await self._app.delivery.deliver(workspace, user, self._hello(locale))
        except DeliveryError as fault:
            log.info("an installer was not greeted", extra={"outcome": str(fault)})


def installing(
    app: SlackApp,
    chosen: InstallSettings,
    client_secret: str,
    kept: tuple[OAuthStates, InstallationStore, Audit],
    hello: Callable[[str], Reply],
) -> Installing:
    """The pages of an installation, over what is kept of one."""
    states, store, audit = kept
    exchange = Exchange(app.api, chosen.client_id, client_secret)
    return Installing(chosen, states, store, exchange, Joining(app, audit, hello).joined)
