"""The source behind a workspace's account, as the account's credentials are when it is asked."""

from __future__ import annotations

from bot.assembly.clock import Clock, Dated
from bot.assembly.sources import Sources
from bot.certificates import Listing, Progress
from bot.errors import NotFound
from bot.inventory.upstream import Account as Source
from bot.inventory.upstream import Upstream
from bot.sources.filters import EVERYTHING, Filters
from bot.workspaces.accounts import Account
from bot.workspaces.stored_accounts import Access, Accounts


class SourceOf:
    """The source of a workspace's account, with its manners: one for each of its credentials, made at first need."""

    def __init__(self, accounts: Accounts, sources: Sources, upstream: Upstream, clock: Clock) -> None:
        self._clock = clock
        self._accounts = accounts
        self._sources = sources
        self._upstream = upstream
        self._made: dict[tuple[str, str], tuple[str, Source]] = {}

    def __call__(self, workspace: str, account: str) -> AccountSource:
        """Whether there is such an account shows when it is asked."""
        return AccountSource(self, workspace, account)

    async def current(self, workspace: str, name: str) -> tuple[str, Source]:
        """The version of the account's credentials, and the source made with them. Raises NotFound for an account that
        there is not (any more), InvalidSettings."""
        key = (workspace, name)
        try:
            account, access = await self._accounts.found(workspace, name)
        except NotFound:
            self._made.pop(key, None)
            raise
        made = self._made.get(key)
        if made is None or made[0] != account.version:
            made = self._made[key] = (account.version, self._make(workspace, account, access))
        return made

    def _make(self, workspace: str, account: Account, access: Access | None) -> Source:
        source = self._sources.make(account, access, self._upstream.pace(workspace, account.name))
        guarded = source if account.kind == "pem" else self._upstream.guarded(source, workspace, account.name)
        return Dated(guarded, self._clock) if self._clock.is_played else guarded


class AccountSource:
    """One account. What was asked with credentials that are no longer the account's is asked again, so that nothing of
    theirs is kept under its name."""

    def __init__(self, sources: SourceOf, workspace: str, account: str) -> None:
        self._sources = sources
        self._workspace = workspace
        self._account = account

    async def listing(self, wanted: Filters = EVERYTHING, *, progress: Progress | None = None) -> Listing:
        """As the source's own. Raises SourceError, NotFound, InvalidSettings."""
        version, source = await self._current()
        while True:
            listing = await source.listing(wanted, progress=progress)
            asked, (version, source) = version, await self._current()
            if asked == version:
                return listing

    async def certificate(self, id: str) -> str | None:  # noqa: A002 - the API's own name
        """As the source's own. Raises SourceError, NotFound, InvalidSettings."""
        _, source = await self._current()
        return await source.certificate(id)

    async def _current(self) -> tuple[str, Source]:
        return await self._sources.current(self._workspace, self._account)
