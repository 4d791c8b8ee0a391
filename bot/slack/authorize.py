"""Whose token answers a request: one workspace's from the settings, or an installation's, behind a short cache.

Bolt's own authorize calls auth.test on every request where there is an installation store (slack_bolt 1.30).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

import msgspec
from slack_bolt.authorization import AuthorizeResult

from bot.errors import DeliveryRefused, DeliveryThrottled
from bot.slack.web_api import WebApi

CACHE_SECONDS = 60.0
PATIENCE_SECONDS = 2.0
"""Bolt authorizes before the acknowledgement, for which Slack gives three seconds."""
NOT_INSTALLED = "not_installed"
EXPIRED = "token_expired"
STALE = frozenset({EXPIRED, "token_revoked", "invalid_auth", "account_inactive"})
"""What Slack says of a token that is none (any more): another process may have the next one already."""

T = TypeVar("T")


class Grant(msgspec.Struct, frozen=True):
    """What the app may act as in a workspace. `organisation`: whose org-wide installation it is; "" for the workspace's
    own. The token stays out of the repr."""

    workspace: str
    bot_id: str
    bot_user: str
    token: str
    organisation: str = ""

    def __repr__(self) -> str:
        return f"Grant({self.workspace!r}, {self.bot_user!r})"


Ask = Callable[[Grant], Awaitable[T]]
"""Something that is asked of Slack as the app."""


class Grants(Protocol):
    """Where grants come from. All raise DeliveryError (NOT_INSTALLED where the app isn't) or StoreUnavailable.

    `grant`: `organisation` is what a payload says around the workspace, if it says anything. `again`: the grant in
    place of one whose token Slack refused; the same one where there is no other, and `expired` asks for a new token.
    `warm` does at start what can be done before the first request; `aclose` ends what is under way.
    """

    async def grant(self, workspace: str, organisation: str = "") -> Grant: ...

    async def again(self, refused: Grant, *, expired: bool) -> Grant: ...

    async def warm(self) -> None: ...

    async def aclose(self) -> None: ...


class SingleWorkspace:
    """The one workspace of SLACK_BOT_TOKEN: auth.test tells which one it is, once, at first need."""

    def __init__(self, token: str, api: WebApi) -> None:
        self._token = token
        self._api = api
        self._known: Grant | None = None
        self._asking = asyncio.Lock()

    async def grant(self, workspace: str, organisation: str = "") -> Grant:
        """Raises DeliveryRefused(NOT_INSTALLED) for any other workspace, DeliveryError when Slack does not say which
        one this is: a token is never used for a workspace that is not proven to be its own."""
        known = self._known or await self._identity()
        if workspace != known.workspace:
            raise DeliveryRefused(NOT_INSTALLED)
        return known

    async def again(self, refused: Grant, *, expired: bool) -> Grant:
        """There is no other token."""
        return refused

    async def warm(self) -> None:
        """Ask now rather than at the first request. Raises DeliveryError."""
        await self._identity()

    async def aclose(self) -> None:
        """Nothing is under way."""

    async def _identity(self) -> Grant:
        async with self._asking:
            if self._known is None:
                said = await self._api.read(self._token, "auth.test")
                workspace, bot_id, user = (str(said.get(name) or "") for name in ("team_id", "bot_id", "user_id"))
                self._known = Grant(workspace, bot_id, user, self._token)
        return self._known


class Authorize:
    """Bolt's authorize, and the tokens of deliveries. `clock` gives seconds of any monotonic kind; Bolt waits for
    `patience` seconds."""

    def __init__(self, grants: Grants, clock: Callable[[], float], *, patience: float = PATIENCE_SECONDS) -> None:
        self._grants = grants
        self._patience = patience
        self._clock = clock
        self._cache: dict[str, tuple[float, Grant]] = {}

    async def grant(self, workspace: str, organisation: str = "") -> Grant:
        """A workspace's grant, at most CACHE_SECONDS old. Raises DeliveryError."""
        kept = self._kept(workspace)
        if kept is not None:
            return kept
        self._cache.pop(workspace, None)
        return self._keep(await self._grants.grant(workspace, organisation))

    async def calling(self, workspace: str, ask: Ask[T]) -> T:
        """What Slack answers to `ask`. A refused token is looked up again, an expired one renewed, and `ask` repeated
        once with the new one: what was refused so was not done. Raises DeliveryError."""
        grant = await self.grant(workspace)
        try:
            return await ask(grant)
        except DeliveryRefused as refusal:
            if refusal.code not in STALE:
                raise
            self.forget(workspace)
            other = await self._grants.again(grant, expired=refusal.code == EXPIRED)
            if other.token == grant.token:
                raise
        return await ask(self._keep(other))

    async def warm(self) -> None:
        """Prepare for the first request. Raises DeliveryError."""
        await self._grants.warm()

    async def aclose(self) -> None:
        """Let a renewal under way end."""
        await self._grants.aclose()

    def forget(self, where: str) -> None:
        """After the end of a workspace's or an organisation's installation, or a new one."""
        gone = [name for name, (_, grant) in self._cache.items() if where in {name, grant.organisation}]
        for name in gone:
            del self._cache[name]

    async def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        """As Bolt calls it. Raises DeliveryError (NOT_INSTALLED where the app isn't), StoreUnavailable."""
        workspace, organisation = team_id or enterprise_id or "", enterprise_id or ""
        try:
            grant = self._kept(workspace)
            if grant is None:
                grant = await asyncio.wait_for(self.grant(workspace, organisation), self._patience)
        except TimeoutError:
            raise DeliveryThrottled(self._patience) from None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=grant.bot_id,
            bot_user_id=grant.bot_user,
            bot_token=grant.token,
        )

    def _kept(self, workspace: str) -> Grant | None:
        kept = self._cache.get(workspace)
        return kept[1] if kept is not None and self._clock() - kept[0] < CACHE_SECONDS else None

    def _keep(self, grant: Grant) -> Grant:
        self._cache[grant.workspace] = (self._clock(), grant)
        return grant
