"""Installation by OAuth: /slack/install sends a browser to Slack, /slack/oauth_redirect takes it back.

The state is good once, for ten minutes, and only in the browser that started: a cookie holds it too. slack_bolt's own
flow (1.30) marks that cookie Secure always, which a browser drops on http://localhost, and logs the code.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Protocol
from urllib.parse import quote, urlencode, urlsplit

import msgspec
from slack_sdk.oauth.installation_store import Installation
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.errors import DeliveryError, RateLimited, StoreUnavailable
from bot.messages.texts import say
from bot.slack.exchange import Exchange
from bot.slack.manifest import INSTALL_PATH, MANIFEST, REDIRECT_PATH
from bot.slack.pages import HEADERS, locale_of, page

log = logging.getLogger(__name__)

COOKIE = "certminder-install"
MINUTES = 10
MANAGE = "https://app.slack.com/manage"

Joined = Callable[[Installation, str], Awaitable[None]]
"""Keeps an installation and serves it; told the language of the installer's browser. Raises StoreUnavailable."""


class States(Protocol):
    """workspaces.oauth_states.OAuthStates; both raise StoreUnavailable, `issue` RateLimited."""

    async def issue(self) -> str: ...

    async def consume(self, state: str) -> bool: ...


class _Stop(Exception):
    """Why an installation ends here: the key of its sentence, and the page's status."""

    def __init__(self, key: str, status: int) -> None:
        super().__init__(key)
        self.key = key
        self.status = status


class InstallSettings(msgspec.Struct, frozen=True):
    """`api_url` is Slack's (it ends in /api/); `public_url` ours (its scheme decides whether the cookie is Secure);
    `workspaces` are the ids of workspaces and organisations that may install, all where there is none."""

    client_id: str
    api_url: str
    public_url: str
    workspaces: frozenset[str] = frozenset()
    scopes: tuple[str, ...] = tuple(MANIFEST["oauth_config"]["scopes"]["bot"])

    @property
    def authorize_url(self) -> str:
        """Slack's page of consent."""
        return self.api_url.removesuffix("api/") + "oauth/v2/authorize"

    @property
    def redirect_uri(self) -> str:
        return self.public_url.rstrip("/") + REDIRECT_PATH


class Installing:
    """The two routes. `joined` takes every installation."""

    def __init__(self, settings: InstallSettings, states: States, exchange: Exchange, joined: Joined) -> None:
        self._settings = settings
        self._states = states
        self._exchange = exchange
        self._joined = joined

    def routes(self) -> list[Route]:
        return [
            Route(INSTALL_PATH, self._install, methods=["GET"]),
            Route(REDIRECT_PATH, self._redirected, methods=["GET"]),
        ]

    async def _install(self, request: Request) -> Response:
        locale = locale_of(request.headers.get("accept-language", ""))
        try:
            state = await self._states.issue()
        except StoreUnavailable:
            return self._failed(_Stop("install.later", 503), locale)
        except RateLimited:
            return self._failed(_Stop("install.busy", 429), locale)
        answer = RedirectResponse(self._consent(state), 302, headers=HEADERS)
        self._cookie(answer, state, MINUTES * 60)
        return answer

    async def _redirected(self, request: Request) -> Response:
        locale = locale_of(request.headers.get("accept-language", ""))
        try:
            await self._check(request)
            installation = await self._installed(request, locale)
        except _Stop as stop:
            log.warning("an installation was not finished", extra={"reason": stop.key})
            answer = self._failed(stop, locale)
        except StoreUnavailable:
            answer = self._failed(_Stop("install.later", 503), locale)
        else:
            answer = self._done(installation, locale)
        self._cookie(answer, "", 0)
        return answer

    async def _check(self, request: Request) -> None:
        """The state is the browser's own, and new. It is used up whatever else Slack says."""
        state, kept = request.query_params.get("state", ""), request.cookies.get(COOKIE, "")
        if not state or not hmac.compare_digest(state.encode(), kept.encode()):
            raise _Stop("install.stale", 400)
        if not await self._states.consume(state):
            raise _Stop("install.stale", 400)
        if request.query_params.get("error"):
            raise _Stop("install.cancelled", 200)

    async def _installed(self, request: Request, locale: str) -> Installation:
        try:
            installation = await self._exchange(request.query_params.get("code", ""), self._settings.redirect_uri)
        except DeliveryError as fault:
            log.warning("Slack did not confirm an installation", extra={"outcome": str(fault)})
            raise _Stop("install.refused", 502) from None
        allowed = self._settings.workspaces
        if allowed and not allowed & {installation.team_id, installation.enterprise_id}:
            await self._exchange.undo(installation)
            raise _Stop("install.foreign", 403)
        await self._joined(installation, locale)
        return installation

    def _consent(self, state: str) -> str:
        settings = self._settings
        asked = {
            "client_id": settings.client_id,
            "scope": ",".join(settings.scopes),
            "redirect_uri": settings.redirect_uri,
            "state": state,
        }
        return f"{settings.authorize_url}?{urlencode(asked)}"

    def _cookie(self, answer: Response, value: str, seconds: int) -> None:
        """SameSite Lax: the browser comes back from Slack's site by a link."""
        ours = urlsplit(self._settings.redirect_uri)
        path, secure = ours.path.rpartition("/")[0], ours.scheme == "https"
        answer.set_cookie(COOKIE, value, max_age=seconds, path=path, secure=secure, httponly=True, samesite="lax")

    def _done(self, installation: Installation, locale: str) -> Response:
        """What comes next: an org-wide installation is in no workspace yet (docs.slack.dev/enterprise)."""
        app, wide = quote(installation.app_id or "", safe=""), bool(installation.is_enterprise_install)
        team = (installation.enterprise_name if wide else installation.team_name) or ""
        manage = (
            f"{MANAGE}/{quote(installation.enterprise_id or '', safe='')}/integrations/profile/{app}/workspaces/add"
        )
        return page(
            200,
            locale,
            title=say("install.done", locale),
            sentence=say("install.done_everywhere" if wide else "install.done_next", locale, team=team),
            link=say("install.grant" if wide else "install.open", locale),
            url=manage if wide else f"https://slack.com/app_redirect?app={app}",
        )

    def _failed(self, stop: _Stop, locale: str) -> Response:
        title, again = say("install.failed", locale), say("install.again", locale)
        sentence = say(stop.key, locale)
        return page(stop.status, locale, title=title, sentence=sentence, link=again, url="install")
