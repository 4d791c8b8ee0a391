"""Settings → every object, wired once: the only place that picks implementations."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from bot import observability
from bot.answers.announcing import Announcing
from bot.answers.answers import Answers
from bot.answers.editing import Editing
from bot.answers.reminding import Reminding, remembered
from bot.answers.rooms import Rooms
from bot.answers.showing import Showing
from bot.errors import InvalidSettings, NotFound
from bot.inventory.exports import Exports
from bot.inventory.limits import Limits
from bot.inventory.listing import Listings
from bot.inventory.recent import Results
from bot.inventory.search import search
from bot.inventory.upstream import Account as Source
from bot.inventory.upstream import Upstream
from bot.inventory.views import Views
from bot.language.describe import describe
from bot.language.parse import parse
from bot.messages.reply import Reply
from bot.reminders.edits import Edits
from bot.reminders.figures import Figures
from bot.reminders.overview import Overview
from bot.reminders.reading import reading
from bot.reminders.rounds import Rounds
from bot.reminders.sending import Sending
from bot.reminders.sight import Sights
from bot.reminders.subscriptions import Subscriptions
from bot.settings import Settings, require
from bot.slack import joining
from bot.slack import web as slack_web
from bot.slack.app import SlackApp, SlackSettings
from bot.slack.app import build as build_slack
from bot.slack.installations import InstallationStore, InstalledWorkspaces
from bot.slack.installing import Installing, InstallSettings
from bot.slack.people import Trust
from bot.sources import ssl_v3
from bot.sources.certgetlist import CertGetList
from bot.sources.credentials import Credentials
from bot.sources.pace import Pace
from bot.sources.pem_folder import PemFolder
from bot.sources.ssl_v3 import DescribeCertificates
from bot.sources.transport import Transport
from bot.store.connection import Redis, connect_cache, connect_state, translated
from bot.store.embedded import EmbeddedRedis
from bot.store.erasure import erase
from bot.workspaces.accounts import Account, SettingsAccounts, of_settings
from bot.workspaces.choices import Choices
from bot.workspaces.installations import Installations
from bot.workspaces.oauth_states import OAuthStates
from bot.workspaces.sealing import Sealing

ENDPOINTS = {"china": ssl_v3.URL, "international": ssl_v3.INTERNATIONAL_URL}
"""Where DescribeCertificates is asked, by the name of the site; a private cloud's URL stands for itself."""


def now() -> datetime:
    """The clock of everything that is not tested with another one."""
    return datetime.now(UTC)


@contextlib.contextmanager
def redis_url(settings: Settings) -> Iterator[str]:
    """REDIS_URL, or the URL of a Redis of our own that lives as long as the context."""
    if settings.redis_url:
        yield settings.redis_url
        return
    embedded = EmbeddedRedis(settings.state)
    try:
        yield embedded.start()
    finally:
        embedded.stop()


@dataclass(frozen=True)
class House:
    """What one process works with, above Redis and the sources. Belongs to the event loop it was opened in."""

    settings: Settings
    redis_url: str
    cache: Redis
    state: Redis
    source_of: SourceOf
    listings: Listings
    results: Results
    subscriptions: Subscriptions
    reminding: Reminding
    answers: Answers

    async def redis_answers(self) -> None:
        """Raise StoreUnavailable while Redis is gone."""
        with translated():
            await self.cache.ping()

    async def forget(self, workspace: str) -> None:
        """Delete everything of a workspace that removed the app; no reminder begins meanwhile."""
        await self.subscriptions.purge(workspace)
        await erase(self.state, workspace)


@contextlib.asynccontextmanager
async def house(settings: Settings, url: str) -> AsyncIterator[House]:
    """Open a process's objects on the Redis at `url`, and close what they hold."""
    observability.hide(settings.slack_bot_token, settings.slack_app_token, settings.slack_signing_secret)
    observability.hide(settings.slack_client_secret, *settings.secrets.split(","))
    cache, state, transport = connect_cache(url), connect_state(url), Transport()
    accounts = accounts_of(settings)
    sources = SourceOf(settings, accounts, transport, Upstream(cache, per_second=settings.upstream_rate))
    listings = Listings(cache, sources, settings.soft_age, settings.hard_age)
    results, reminding = Results(cache), remembered(state, listings, reading(parse), search)
    subscriptions = reminding.subscriptions
    rooms = Rooms(
        parse=parse,
        describe=describe,
        listings=listings,
        results=results,
        limits=Limits(cache, settings.user_limit, settings.workspace_limit),
        accounts=SettingsAccounts(accounts),
        subscriptions=subscriptions,
        reminding=reminding,
        clock=now,
        papers=sources,
        exports=Exports(state),
        views=Views(state),
        choices=Choices(cache),
        public_url=settings.public_url,
    )
    try:
        answers = Answers(rooms)
        yield House(settings, url, cache, state, sources, listings, results, subscriptions, reminding, answers)
    finally:
        await listings.aclose()
        await transport.aclose()
        await cache.aclose()
        await state.aclose()


def accounts_of(settings: Settings) -> tuple[Account, ...]:
    """The accounts an environment names."""
    tencent = settings.tencentcloud_api if settings.tencentcloud_secret_id else None
    return of_settings(tencent, has_folder=settings.pem_folder is not None)


class SourceOf:
    """The source of a workspace's account, with its manners: one for each, made at first need."""

    def __init__(
        self, settings: Settings, accounts: tuple[Account, ...], transport: Transport, upstream: Upstream
    ) -> None:
        self._settings = settings
        self._kinds = {account.name: account.kind for account in accounts}
        self._transport = transport
        self._upstream = upstream
        self._made: dict[tuple[str, str], Source] = {}

    def __call__(self, workspace: str, account: str) -> Source:
        """Raises NotFound for an account that no setting names."""
        key = (workspace, account)
        if key not in self._made:
            self._made[key] = self._make(workspace, account)
        return self._made[key]

    def _make(self, workspace: str, account: str) -> Source:
        kind = self._kinds.get(account)
        if kind is None:
            raise NotFound("account", account)
        if kind == "pem" and self._settings.pem_folder is not None:
            return PemFolder(self._settings.pem_folder, account=account)
        pace = self._upstream.pace(workspace, account)
        asked = self._describe_certificates(account, pace) if kind == "ssl" else self._certgetlist(account, pace)
        return self._upstream.guarded(asked, workspace, account)

    def _certgetlist(self, account: str, pace: Pace) -> CertGetList:
        settings = self._settings
        return CertGetList(
            _credentials(settings),
            url=settings.certgetlist_url,
            account=account,
            page_size=settings.certgetlist_page_size,
            signature_method=settings.certgetlist_signature,
            transport=self._transport,
            pace=pace,
        )

    def _describe_certificates(self, account: str, pace: Pace) -> DescribeCertificates:
        url = ENDPOINTS.get(self._settings.tencentcloud_endpoint, self._settings.tencentcloud_endpoint)
        return DescribeCertificates(
            _credentials(self._settings), url=url, account=account, transport=self._transport, pace=pace
        )


def _credentials(settings: Settings) -> Credentials:
    return Credentials(
        str(settings.tencentcloud_secret_id),
        str(settings.tencentcloud_secret_key),
        str(settings.tencentcloud_token) or None,
    )


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
    return build_slack(chosen, opened.answers, opened.cache, grants=grants, erase=opened.forget, clock=now)


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
    overview = Overview(opened.state, opened.subscriptions, now)
    return slack_web.build(
        app,
        secret,
        {"redis": opened.redis_answers, "sight": overview.check},
        metrics=overview.metrics,
        files=opened.answers.file,
        installing=installing(opened, app),
    )


def rounds(opened: House, app: SlackApp) -> Rounds[Reply]:
    """The worker's work."""
    own = opened.reminding
    announcing = Announcing(_showing(opened), own.subscriptions, app.delivery, now)
    render, figures = announcing.digest, Figures(opened.state)
    sending = Sending(own.subscriptions, own.ledger, app.delivery, render, announcing, figures=figures)
    return Rounds(
        own.subscriptions,
        own.ledger,
        Sights(opened.state),
        opened.listings,
        sending,
        search=own.search,
        tell=announcing,
        read=own.read,
        attentions=own.attentions,
        posted=own.posted,
    )


def editing(opened: House, app: SlackApp) -> Editing:
    """The worker's other work: messages that no longer show how things are."""
    own = opened.reminding
    edits = Edits(opened.state)
    return Editing(edits, own.posted, own.ledger, own.subscriptions, _showing(opened), app.delivery, now)


def _showing(opened: House) -> Showing:
    own = opened.reminding
    return Showing(opened.results, own.planning, own.attentions, own.posted)
