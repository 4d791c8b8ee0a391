"""The routes behind a link of `/certs connect`: GET shows the form and binds it to the browser by a cookie, POST takes
the key. The key goes to Tencent Cloud and sealed into Redis; no URL, log, error or page has it.

A form is taken from this page alone: it carries a token bound to the cookie, and the browser says that it is ours.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
from urllib.parse import parse_qsl, urlsplit

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.answers.connecting import Connected, ConnectPage, Entered, NotConnected
from bot.answers.message import Asker
from bot.errors import CertminderError, DeliveryError, NotAllowed, NotFound
from bot.messages.notices import sentence
from bot.messages.texts import say
from bot.slack import connect_page as pages
from bot.slack.app import SlackApp
from bot.slack.authorize import Grant
from bot.slack.connect_page import Filled
from bot.slack.pages import locale_of
from bot.slack.payloads import Origin
from bot.workspaces.connect_links import Link, form_token
from bot.workspaces.roles import Role

log = logging.getLogger(__name__)

PATH = "/connect/{token}"
COOKIE = "certminder-connect"
MINUTES = 10
NAMES_SECONDS = 2.0
"""The form waits so long for Slack to say the names of whom it is for; ids do as well."""
FORM_BYTES = 8 << 10
FIELDS = ("csrf", "name", "site", "secret_id", "secret_key")
FORM = "application/x-www-form-urlencoded"


class _Stop(Exception):
    """Why there is no form: a word of the texts (`connect.page.…`), and the page's status."""

    def __init__(self, key: str, status: int) -> None:
        super().__init__(key)
        self.key = key
        self.status = status


class Connecting:
    """`public_url` is where people reach these routes."""

    def __init__(self, public_url: str, page: ConnectPage, app: SlackApp) -> None:
        self._page = page
        self._app = app
        ours = urlsplit(public_url)
        self._host, self._secure = _authority(public_url), ours.scheme == "https"
        self._origin, self._path = f"{ours.scheme}://{self._host}", f"{ours.path.rstrip('/')}/connect"

    def routes(self) -> list[Route]:
        return [Route(PATH, self._visited, methods=["GET", "POST"])]

    async def _visited(self, request: Request) -> Response:
        locale = locale_of(request.headers.get("accept-language", ""))
        if request.method == "HEAD":  # whoever only looks whether there is a page must not be the browser it opens in
            return Response(status_code=200)
        try:
            self._check_host(request)
            return await (self._submitted(request) if request.method == "POST" else self._opened(request))
        except _Stop as stop:
            log.info("a page did not take a key", extra={"reason": stop.key})
            return pages.over(stop.status, stop.key, locale)
        except NotFound as fault:
            return self._not_found(fault, locale)
        except NotAllowed:
            return pages.over(403, "refused", locale)
        except CertminderError as fault:
            log.info("told", extra={"error": type(fault).__name__})
            return pages.over(503, "later", locale, sentence(fault, locale))
        except Exception:  # people get a sentence, the log the traceback
            log.exception("unexpected fault")
            return pages.over(500, "later", locale, say("notice.unexpected", locale))

    def _not_found(self, fault: NotFound, locale: str) -> Response:
        if fault.what == "link":
            return pages.over(410, "over", locale)
        return pages.over(404, "later", locale, sentence(fault, locale))

    async def _opened(self, request: Request) -> Response:
        token = request.path_params["token"]
        link, cookie = await self._page.open(token, request.cookies.get(COOKIE, ""))
        filled = Filled(name="" if link.version else link.name)
        return await self._form(token, link, cookie, filled)

    async def _submitted(self, request: Request) -> Response:
        """Nothing is looked at before the form is known to come from the page, in the browser it was opened in."""
        token, cookie = request.path_params["token"], request.cookies.get(COOKIE, "")
        self._check_origin(request)
        given = await _fields(request)
        if not cookie or not hmac.compare_digest(given["csrf"].encode(), form_token(cookie, token).encode()):
            raise _Stop("foreign", 403)
        link = await self._page.attempt(token, cookie)
        entered = Entered(given["name"], given["site"], given["secret_id"], given["secret_key"])
        asker = Asker(link.workspace, link.user, link.channel, link.locale, link.zone, await self._role(link))
        try:
            connected = await self._page.connect(token, cookie, link, entered, asker)
        except NotConnected as wrong:
            shown = Filled(entered.name, entered.site, entered.secret_id, wrong.field, wrong.sentence)
            return await self._form(token, link, cookie, shown, 422)
        self._app.tasks.start(self._tell(asker, connected))
        answer = pages.done(connected, link.locale)
        self._set_cookie(answer, token, "", 0)
        return answer

    async def _role(self, link: Link) -> Role:
        """What Slack says now that the person is; nothing that was kept counts. Raises UnknownPerson while it says
        nothing."""
        desk = self._app.desk
        return desk.trust.role(link.user, await desk.people.known(Origin(link.workspace, link.user), None))

    async def _tell(self, asker: Asker, connected: Connected) -> None:
        """To who connected it, and on their Home tab. What Slack does not take is no fault of the account."""
        desk, workspace, user = self._app.desk, asker.workspace, asker.user
        try:
            await desk.delivery.deliver(workspace, user, self._page.said(connected, asker.locale))
            home = await desk.answers.home(msgspec.structs.replace(asker, channel=user))
            await desk.delivery.publish_home(workspace, user, home)
        except DeliveryError as fault:
            log.info("who connected an account was not told", extra={"outcome": str(fault)})

    async def _whose(self, link: Link) -> tuple[str, str]:
        """The names of the workspace and of the person that a link is for, so that nobody enters a key for somebody
        else's; their ids where Slack does not say."""
        api = self._app.api

        async def asked(grant: Grant) -> tuple[str, str]:
            team = (await api.read(grant.token, "auth.test")).get("team")
            if grant.organisation and team:  # of an organisation's token it is that one's name
                team = f"{team} ({link.workspace})"
            user = (await api.read(grant.token, "users.info", user=link.user)).get("user") or {}
            return str(team or link.workspace), str(user.get("real_name") or link.user)

        try:
            async with asyncio.timeout(NAMES_SECONDS):
                return await self._app.authorize.calling(link.workspace, asked)
        except (DeliveryError, TimeoutError):
            return link.workspace, link.user

    async def _form(self, token: str, link: Link, cookie: str, filled: Filled, status: int = 200) -> Response:
        csrf, whose = form_token(cookie, token), await self._whose(link)
        answer = pages.form(link, whose, self._page.sites, csrf, filled, status)
        self._set_cookie(answer, token, cookie, MINUTES * 60)
        return answer

    def _check_host(self, request: Request) -> None:
        """Another name for this machine is not one that people were sent to: a page elsewhere may have been."""
        if [host.lower() for host in request.headers.getlist("host")] != [self._host]:
            raise _Stop("foreign", 421)

    def _check_origin(self, request: Request) -> None:
        """`no-referrer`, which all our pages ask for, makes browsers send `Origin: null` with their own forms (Fetch,
        "append a request Origin header"); what they say of the site of origin is then the proof."""
        origin = request.headers.get("origin", "null").lower()
        same = origin == "null" and request.headers.get("sec-fetch-site", "") == "same-origin"
        if origin != self._origin and not same:
            raise _Stop("foreign", 403)

    def _set_cookie(self, answer: Response, token: str, value: str, seconds: int) -> None:
        """One of its own for each link, so that several may be open at once. SameSite Lax: the link is followed from
        Slack's site, also a second time."""
        path = f"{self._path}/{token}"
        answer.set_cookie(COOKIE, value, max_age=seconds, path=path, secure=self._secure, httponly=True, samesite="lax")


def _authority(url: str) -> str:
    """Host and port as browsers send them: without the port that goes without saying."""
    parts = urlsplit(url)
    host = (parts.netloc.rpartition("@")[2]).lower()
    return host.removesuffix({"https": ":443", "http": ":80"}.get(parts.scheme, ""))


async def _fields(request: Request) -> dict[str, str]:
    """The form's fields, each once; a missing one is empty."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise _Stop("foreign", 415)
    body = bytearray()
    with contextlib.suppress(ClientDisconnect):
        async for part in request.stream():
            body += part
            if len(body) > FORM_BYTES:
                raise _Stop("foreign", 413)
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=len(FIELDS), errors="strict")
    except ValueError:
        raise _Stop("foreign", 400) from None
    given = dict(pairs)
    if len(given) != len(pairs) or not given.keys() <= set(FIELDS):
        raise _Stop("foreign", 400)
    return dict.fromkeys(FIELDS, "") | given
