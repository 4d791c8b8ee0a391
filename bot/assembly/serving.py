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
from bot.slack.connecting import Connecting
from bot.slack.exchange import Exchange
from bot.slack.installations import InstalledWorkspaces
from bot.slack.installing import Installing, InstallSettings
from bot.slack.joining import Kept
from bot.slack.lifecycle import Lifecycle
from bot.slack.people import Trust
from bot.slack.rotating import Rotation
from bot.slack.web_api import WebApi
from bot.store.connection import translated
from bot.store.installation_keys import installation
from bot.store.naming import workspaces_in
from bot.workspaces.installations import Installations
from bot.workspaces.oauth_states import OAuthStates
from bot.workspaces.organisations import Organisations
from bot.workspaces.sealing import Sealing


def require_slack(settings: Settings, *more: str) -> None:
    """Raise InvalidSettings for what reaching Slack lacks: one workspace's token, or with SLACK_CLIENT_ID what
    installations need; there an account of the environment is shown to listed workspaces only."""
    installable = bool(settings.slack_client_id)
    require(settings, *(("CERTMINDER_SECRETS", "PUBLIC_URL") if installable else ("SLACK_BOT_TOKEN",)), *more)
    if installable and accounts_of(settings) and not settings.workspaces:
        raise InvalidSettings(("CERTMINDER_WORKSPACES is not set: whoever installs the app would see this account",))


async def _own_workspace(settings: Settings) -> str:
    """The id of the workspace that SLACK_BOT_TOKEN is of. Raises InvalidSettings, DeliveryError."""
    require(settings, "SLACK_BOT_TOKEN")
    api = WebApi(settings.slack_api_url)
    try:
        return str((await api.read(str(settings.slack_bot_token), "auth.test")).get("team_id") or "")
    finally:
        await api.aclose()


async def chosen_workspace(opened: House, chosen: str) -> str:
    """The workspace that an operator means: `chosen`, an id that has the app, or where nothing is chosen the only one.
    Raises InvalidSettings, DeliveryError, StoreUnavailable."""
    settings = opened.settings
    if settings.slack_client_id:
        if not chosen:
            raise InvalidSettings(("--workspace T… has to say which workspace is meant",))
        if not workspaces_in([chosen]) or not await _has_app(opened, chosen):
            raise InvalidSettings(("--workspace must be the id (T…) of a workspace that has the app",))
        return chosen
    if chosen and not settings.slack_bot_token and workspaces_in([chosen]):
        return chosen
    own = await _own_workspace(settings)
    if chosen not in {"", own}:
        raise InvalidSettings(("--workspace is not the workspace of SLACK_BOT_TOKEN; leave it out",))
    return own


async def _has_app(opened: House, workspace: str) -> bool:
    """By an installation of its own, or its organisation's."""
    if await _organisations(opened).of(workspace):
        return True
    with translated():
        return bool(await opened.state.exists(installation(workspace)))


def slack(opened: House) -> SlackApp:
    """The Bolt app of one process. Raises InvalidSettings."""
    require_slack(opened.settings)
    api = WebApi(opened.settings.slack_api_url)
    return _app(opened, api, _installed(opened, api))


def _app(opened: House, api: WebApi, installed: InstalledWorkspaces | None) -> SlackApp:
    settings = opened.settings
    trust = Trust(settings.admins, settings.guests)
    chosen = SlackSettings(bot_token=str(settings.slack_bot_token), api_url=settings.slack_api_url, trust=trust)
    lifecycle = Lifecycle(opened.departures, _organisations(opened), installed)
    return build_slack(
        chosen, opened.answers, opened.cache, api=api, grants=installed, lifecycle=lifecycle, clock=opened.clock
    )


def _installed(opened: House, api: WebApi) -> InstalledWorkspaces | None:
    """Where the app is installed; None where SLACK_CLIENT_ID does not say that workspaces install it."""
    settings = opened.settings
    if not settings.slack_client_id:
        return None
    kept = Installations(opened.state, Sealing(str(settings.secrets)))
    rotation = Rotation(opened.state, kept, _exchange(opened, api).renew)
    return InstalledWorkspaces(kept, _organisations(opened), rotation, api, settings.workspaces)


def _organisations(opened: House) -> Organisations:
    return Organisations(opened.state, opened.departures)


def _exchange(opened: House, api: WebApi) -> Exchange:
    return Exchange(api, opened.settings.slack_client_id, str(opened.settings.slack_client_secret))


def _installing(opened: House, app: SlackApp, installed: InstalledWorkspaces) -> Installing:
    """The pages of an installation."""
    settings, hello = opened.settings, partial(opened.answers.hello, installed=True)
    chosen = InstallSettings(settings.slack_client_id, settings.slack_api_url, settings.public_url, settings.workspaces)
    kept = Kept(installed, _organisations(opened), opened.departures, opened.reminding.audit)
    return joining.installing(app, chosen, _exchange(opened, app.api), OAuthStates(opened.cache), kept, hello)


def _connecting(opened: House, app: SlackApp) -> Connecting | None:
    """The page that takes keys, where it can be reached and has something to seal them with."""
    public_url = opened.settings.public_url
    if not public_url or not opened.accounts.can_store:
        return None
    return Connecting(public_url, opened.answers.connect_page, app)


def web(opened: House) -> object:
    """The web process's ASGI application. Raises InvalidSettings for what is missing."""
    require_slack(opened.settings, "SLACK_SIGNING_SECRET")
    api = WebApi(opened.settings.slack_api_url)
    installed = _installed(opened, api)
    app, secret = _app(opened, api, installed), str(opened.settings.slack_signing_secret)
    overview = Overview(opened.state, opened.subscriptions, opened.accounts, opened.clock)
    return slack_web.build(
        app,
        secret,
        {"redis": opened.redis_answers, "sight": overview.check},
        metrics=overview.metrics,
        files=opened.answers.file,
        installing=_installing(opened, app, installed) if installed is not None else None,
        connecting=_connecting(opened, app),
        clock=lambda: opened.clock().timestamp(),
    )
