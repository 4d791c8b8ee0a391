"""What one process works with, opened and closed together."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from functools import partial

from bot import observability
from bot.answers.answers import Answers
from bot.answers.reminding import Reminding, remembered
from bot.answers.rooms import Connecting, Rooms
from bot.assembly.accounts import SourceOf
from bot.assembly.clock import Clock
from bot.assembly.sources import Sources, accounts_of, sites_of
from bot.inventory.exports import Exports
from bot.inventory.limits import Limits
from bot.inventory.listing import Listings
from bot.inventory.recent import Results
from bot.inventory.search import search
from bot.inventory.upstream import Upstream
from bot.inventory.views import Views
from bot.language.describe import describe
from bot.language.parse import parse
from bot.reminders.reading import reading
from bot.reminders.subscriptions import Subscriptions
from bot.settings import Settings
from bot.sources.transport import Transport
from bot.store.addresses import passwords
from bot.store.connection import Redis, connect_cache, connect_state, on_servers
from bot.store.embedded import EmbeddedRedis
from bot.store.erasure import erase
from bot.workspaces.choices import Choices
from bot.workspaces.connect_links import ConnectLinks
from bot.workspaces.departures import Departures
from bot.workspaces.sealing import Sealing
from bot.workspaces.stored_accounts import Accounts


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
    accounts: Accounts
    source_of: SourceOf
    listings: Listings
    results: Results
    subscriptions: Subscriptions
    reminding: Reminding
    answers: Answers
    clock: Clock
    departures: Departures

    async def redis_answers(self) -> None:
        """Raise StoreUnavailable while Redis is gone."""
        await on_servers(self.cache, "PING")


@contextlib.asynccontextmanager
async def house(settings: Settings, url: str) -> AsyncIterator[House]:
    """Open a process's objects on the Redis at `url`, and close what they hold."""
    observability.hide(settings.slack_bot_token, settings.slack_app_token, settings.slack_signing_secret)
    observability.hide(settings.slack_client_secret, *settings.secrets.split(","), *passwords(url))
    cache, state, transport = connect_cache(url), connect_state(url), Transport()
    accounts = Accounts(cache, accounts_of(settings), Sealing(str(settings.secrets)) if settings.secrets else None)
    clock = Clock(settings.clock)
    upstream = Upstream(cache, per_second=settings.upstream_rate)
    made = Sources(settings, transport)
    sources = SourceOf(accounts, made, upstream, clock)
    listings = Listings(cache, sources, settings.soft_age, settings.hard_age, clock=clock)
    results, reminding = Results(cache), remembered(state, listings, accounts, reading(parse), search)
    subscriptions = reminding.subscriptions
    rooms = Rooms(
        parse=parse,
        describe=describe,
        listings=listings,
        results=results,
        limits=Limits(cache, settings.user_limit, settings.workspace_limit),
        accounts=accounts,
        connecting=Connecting(ConnectLinks(cache), sites_of(settings), made.try_out),
        subscriptions=subscriptions,
        reminding=reminding,
        clock=clock,
        papers=sources,
        exports=Exports(state),
        views=Views(state),
        choices=Choices(cache),
        public_url=settings.public_url,
    )
    try:
        own = (accounts, sources, listings, results, subscriptions, reminding)
        departures = Departures(state, partial(_forget, state, subscriptions))
        yield House(settings, url, cache, state, *own, Answers(rooms), clock, departures)
    finally:
        await listings.aclose()
        await transport.aclose()
        await cache.aclose()
        await state.aclose()


async def _forget(state: Redis, subscriptions: Subscriptions, workspace: str) -> None:
    """Delete everything of a workspace that removed the app; no reminder begins meanwhile."""
    await subscriptions.purge(workspace)
    await erase(state, workspace)
