"""What speaks with Slack: the Bolt app, the pages of an installation, the web application."""

from __future__ import annotations

from functools import partial

from bot.assembly.sources import accounts_of
from bot.assembly.wiring import House
from bot.errors import InvalidSettings
from bot.reminders.overview import Overview
from bot.settings import Settings, require
from bot.slack import joining
from bot.slack import web as slack_web
from bot.slack.app import SlackApp, SlackSettings
from bot.slack.app import build as build_slack
from bot.slack.installations import InstallationStore, InstalledWorkspaces
from bot.slack.installing import Installing, InstallSettings
from bot.slack.people import Trust
from bot.workspaces.installations import Installations
from bot.workspaces.oauth_states import OAuthStates
from bot.workspaces.sealing import Sealing


def require_slack(settings: Settings, *more: str) -> None:
    """Raise InvalidSettings for what reaching Slack lacks: one workspace's token, or with SLACK_CLIENT_ID what
    installations need; there an account of the environment is shown to listed workspaces only."""
    installable = bool(settings.slack_client_id)
    require(settings, *(("CERTMINDER_SECRETS", "PUBLIC_URL") if installable else ("SLACK_BOT_TOKEN",)), *more)
    if installable and accounts_of(settings) and not settings.workspaces:
        raise InvalidSettings(("CERTMINDER_WORKSPACES is not set: whoever installs the app would see this account",))


def slack(opened: House) -> SlackApp:
    """The Bolt app of one process. Raises InvalidSettings."""
    require_slack(opened.settings)
    settings = opened.settings
    grants = InstalledWorkspaces(_store(opened)) if settings.slack_client_id else None
    trust = Trust(settings.admins, settings.guests)
    chosen = SlackSettings(bot_token=str(settings.slack_bot_token), api_url=settings.slack_api_url, trust=trust)
    return build_slack(chosen, opened.answers, opened.cache, grants=grants, erase=opened.forget, clock=opened.clock)


def _store(opened: House) -> InstallationStore:
    return InstallationStore(Installations(opened.state, Sealing(str(opened.settings.secrets))))


def installing(opened: House, app: SlackApp) -> Installing | None:
    """The pages of an installation, where SLACK_CLIENT_ID says that workspaces install the app."""
    client_id, settings = opened.settings.slack_client_id, opened.settings
    if not client_id:
        return None
    chosen = InstallSettings(client_id, settings.slack_api_url, settings.public_url, settings.workspaces)
    kept = OAuthStates(opened.state), _store(opened), opened.reminding.audit
    hello = partial(opened.answers.hello, installed=True)
    return joining.installing(app, chosen, str(settings.slack_client_secret), kept, hello)


def web(opened: House) -> object:
    """The web process's ASGI application. Raises InvalidSettings for what is missing."""
    require_slack(opened.settings, "SLACK_SIGNING_SECRET")
    app, secret = slack(opened), str(opened.settings.slack_signing_secret)
    overview = Overview(opened.state, opened.subscriptions, opened.accounts, opened.clock)
    return slack_web.build(
        app,
        secret,
        {"redis": opened.redis_answers, "sight": overview.check},
        metrics=overview.metrics,
        files=opened.answers.file,
        installing=installing(opened, app),
        clock=lambda: opened.clock().timestamp(),
    )
