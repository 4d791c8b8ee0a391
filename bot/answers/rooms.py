"""What the answers need of the rooms below, as this room sees it: assembly passes what meets these protocols."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.answers.reminding import Reminding
from bot.certificates import Listing, Progress, Query
from bot.inventory.exports import Export, Issued
from bot.inventory.recent import Result
from bot.inventory.standing import Standing
from bot.inventory.views import View
from bot.language.preferences import NONE, Preferences
from bot.language.request import Request
from bot.reminders.subscriptions import Subscriptions
from bot.workspaces.accounts import Account, Known, Site
from bot.workspaces.connect_links import ConnectLinks
from bot.workspaces.stored_accounts import Access

Describe = Callable[[Request, str], str]
"""language.describe: a request said back in one line, in the reader's language."""


class Parse(Protocol):
    """language.parse: raises Unreadable, TooLong."""

    def __call__(
        self, text: str, *, now: datetime, zone: str, locale: str, preferences: Preferences = NONE
    ) -> Request: ...


class Listings(Protocol):
    """Inventories of accounts. Raise SourceRefused, SourceUnavailable, StoreUnavailable."""

    async def get(
        self, workspace: str, account: str, *, refresh: bool = False, progress: Progress | None = None
    ) -> Listing: ...

    async def narrowed(
        self, workspace: str, account: str, query: Query, *, progress: Progress | None = None
    ) -> Listing: ...

    async def standing(self, workspace: str, account: str, /) -> Standing: ...


class Papers(Protocol):
    """Where the certificates of an account themselves are; raises SourceError."""

    async def certificate(self, certificate_id: str, /) -> str | None: ...


class Results(Protocol):
    """Results under short ids; `load` raises ResultExpired."""

    async def save(self, result: Result) -> str: ...

    async def load(self, workspace: str, result_id: str) -> Result: ...


class Limits(Protocol):
    """`spend` raises RateLimited."""

    async def spend(self, workspace: str, user: str) -> None: ...


class Accounts(Protocol):
    """A workspace's accounts, and its channels' defaults; see workspaces.stored_accounts."""

    @property
    def can_store(self) -> bool: ...

    async def known(self, workspace: str, /) -> Known: ...

    async def found(self, workspace: str, name: str, /) -> tuple[Account, Access | None]: ...

    async def connect(self, workspace: str, account: Account, access: Access, /, *, replacing: str = "") -> Account: ...

    async def remove(self, workspace: str, name: str, /) -> Account: ...

    async def set_default(self, workspace: str, channel: str, name: str, /) -> None: ...


@dataclass(frozen=True)
class Connecting:
    """What connecting an account takes: links to the page, the `sites` a key may be for, and a way to try one out
    (raises SourceError, InvalidSettings)."""

    links: ConnectLinks
    sites: tuple[Site, ...]
    try_out: Callable[[Account, Access | None], Awaitable[Listing]]


class Exports(Protocol):
    """Questions behind links; `redeem` and `revoke` raise NotFound."""

    async def issue(self, export: Export, /) -> Issued: ...

    async def redeem(self, token: str, /) -> Export: ...

    async def revoke(self, workspace: str, identity: str, user: str, /) -> Export: ...


class Choices(Protocol):
    """How people want words read that have two readings, name → way. Raise StoreUnavailable."""

    async def of(self, workspace: str, user: str, /) -> Mapping[str, str]: ...

    async def choose(self, workspace: str, user: str, name: str, way: str, /) -> None: ...

    async def reset(self, workspace: str, user: str, /) -> None: ...


class Views(Protocol):
    """Saved questions; `get` and `remove` raise NotFound, `save` TooMany."""

    async def save(self, view: View, /) -> View | None: ...

    async def get(self, workspace: str, name: str, /) -> View: ...

    async def of_workspace(self, workspace: str, /) -> Sequence[View]: ...

    async def remove(self, workspace: str, name: str, /) -> View: ...


@dataclass(frozen=True)
class Rooms:
    """Everything an answer is made with. `clock` gives the instant now (UTC)."""

    parse: Parse
    describe: Describe
    listings: Listings
    results: Results
    limits: Limits
    accounts: Accounts
    connecting: Connecting
    subscriptions: Subscriptions
    reminding: Reminding
    clock: Callable[[], datetime]
    papers: Callable[[str, str], Papers]
    """By workspace and account."""
    exports: Exports
    views: Views
    choices: Choices
    public_url: str = ""
    """Where people reach our web; without it there are no links."""
