"""Calls of Slack's Web API and posts to response_urls over one shared HTTP session, with outcomes as our errors.

What may be repeated is repeated when Slack asks for patience; a post is sent once, whatever happens: slack_sdk's own
retry (3.47) posts again after a reset connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import msgspec
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot import observability
from bot.errors import DeliveryError, DeliveryRefused, DeliveryThrottled, DeliveryUnknown
from bot.slack.lanes import give_back

JSON = dict[str, Any]

log = logging.getLogger(__name__)
quiet = logging.getLogger("slack_sdk.certminder")
quiet.setLevel(logging.WARNING)  # at DEBUG slack_sdk logs answers, and those of some methods hold tokens

TOTAL_SECONDS = 10.0
CONNECT_SECONDS = 3.0
PATIENCE_SECONDS = 30.0
"""The longest a read or an edit goes on, Retry-After included."""
UNREACHABLE_SECONDS = 5.0
"""When to come back to a Slack that could not be reached."""
AS_JSON = {"Content-Type": "application/json; charset=utf-8"}
UNCERTAIN = frozenset({"fatal_error", "internal_error", "service_unavailable"})
"""Error codes after which a message may stand in the channel all the same (Slack's reference of chat.postMessage)."""


_encode = msgspec.json.Encoder().encode


class WebApi:
    """Slack's Web API at `base_url` (https://slack.com/api/, or an emulator's). The session is opened at first need and
    belongs to the loop that runs then."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._session: aiohttp.ClientSession | None = None

    async def read(self, token: str, method: str, **arguments: Any) -> JSON:
        """A lookup: form-encoded, since Slack's reading methods take no JSON; repeated after a 429 or a lost
        connection. Raises DeliveryError."""
        return await self._patiently(self.client(token, *_repeating()), method, data=arguments)

    async def edit(self, token: str, method: str, **arguments: Any) -> JSON:
        """A change that may be repeated, such as chat.update or views.open. Raises DeliveryError."""
        return await self._patiently(self.client(token, *_repeating()), method, json=arguments)

    async def post(self, token: str, method: str, **arguments: Any) -> JSON:
        """A message: sent once. Raises DeliveryRefused or DeliveryThrottled when it was certainly not posted,
        DeliveryUnknown when it may have been."""
        with _counted():
            return await self._call(self.client(token), method, json=arguments)

    async def exchange(self, client_id: str, client_secret: str, **arguments: str) -> JSON:
        """oauth.v2.access as the app itself: sent once, since Slack takes a code once. Raises DeliveryError."""
        headers = {"Authorization": aiohttp.encode_basic_auth(client_id, client_secret)}
        return await self._call(self.client(""), "oauth.v2.access", data=arguments, headers=headers)

    async def respond(self, url: str, body: JSON) -> None:
        """A post to a response_url; the same errors as `post`."""
        give_back()
        with _counted():
            try:
                posting = self.session().post(url, data=_encode(body), headers=AS_JSON, allow_redirects=False)
                async with posting as answer:
                    _judge(answer.status, answer.headers.get("Retry-After", ""), await answer.read())
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as fault:
                raise outcome(fault) from None

    def client(self, token: str, *retries: AsyncRetryHandler) -> AsyncWebClient:
        """slack_sdk's client over the shared session; without retries it sends once."""
        client = AsyncWebClient(
            token=token, base_url=self._base_url, session=self.session(), logger=quiet, retry_handlers=list(retries)
        )
        if _on_loopback(self._base_url):
            client.proxy = None  # slack_sdk takes the environment's proxy, which does not lead to an emulator here
        return client

    def session(self) -> aiohttp.ClientSession:
        """The one HTTP session; slack_sdk sets no time limit on a session that it is given, so it is set here."""
        if self._session is None or self._session.closed:
            limits = aiohttp.ClientTimeout(total=TOTAL_SECONDS, sock_connect=CONNECT_SECONDS)
            self._session = aiohttp.ClientSession(timeout=limits)
        return self._session

    async def aclose(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _patiently(self, client: AsyncWebClient, method: str, **arguments: Any) -> JSON:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self._call(client, method, **arguments)
        except TimeoutError:
            raise DeliveryThrottled(PATIENCE_SECONDS) from None

    async def _call(self, client: AsyncWebClient, method: str, **arguments: Any) -> JSON:
        give_back()
        with judged(method):
            answer = await client.api_call(method, **arguments)
        return answer.data if isinstance(answer.data, dict) else {}


@contextlib.contextmanager
def judged(method: str) -> Iterator[None]:
    """Turn what slack_sdk raises inside the block into a DeliveryError."""
    try:
        yield
    except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError, AttributeError, ValueError) as fault:
        # AttributeError, ValueError: how slack_sdk 3.47 fails on an answer that is not JSON
        found = outcome(fault)
        log.info("Slack did not take a call", extra={"method": method, "outcome": str(found)})
        raise found from None


@contextlib.contextmanager
def _counted() -> Iterator[None]:
    """Count what became of a message."""
    try:
        yield
    except DeliveryError as fault:
        observability.count_delivery(_OUTCOMES.get(type(fault), "unknown"))
        raise
    observability.count_delivery("posted")


_OUTCOMES: dict[type[DeliveryError], str] = {DeliveryRefused: "refused", DeliveryThrottled: "throttled"}


def outcome(fault: Exception) -> DeliveryError:
    """What a failed call means for the message in it: certainly not posted, or unknown."""
    if isinstance(fault, SlackApiError):
        return _outcome_of_answer(fault)
    if isinstance(fault, aiohttp.InvalidURL):
        return DeliveryRefused("invalid_url")
    if isinstance(fault, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)):
        return DeliveryThrottled(UNREACHABLE_SECONDS)  # the connection never opened
    return DeliveryUnknown(type(fault).__name__)


def _outcome_of_answer(fault: SlackApiError) -> DeliveryError:
    status = getattr(fault.response, "status_code", None)
    data = getattr(fault.response, "data", None)
    if status == 429:
        return DeliveryThrottled(_seconds(fault.response.headers.get("Retry-After", "")))
    code = data.get("error") if isinstance(data, dict) else None
    if status != 200 or not isinstance(code, str) or code in UNCERTAIN:
        return DeliveryUnknown(f"{status} {code}")
    return DeliveryThrottled(1.0) if code in {"ratelimited", "rate_limited"} else DeliveryRefused(code)


def _judge(status: int, retry_after: str, body: bytes) -> None:
    """Raise what an answer of a response_url means, if it is not a success. Slack says `ok` as text or as JSON."""
    code = ""
    if body.startswith(b"{"):
        said = json.loads(body)
        code = "" if said.get("ok") else str(said.get("error") or "unknown")
    if status == 429:
        raise DeliveryThrottled(_seconds(retry_after))
    if status >= 500 or code in UNCERTAIN:
        raise DeliveryUnknown(str(status))
    if status != 200 or code:
        raise DeliveryRefused(code or f"http_{status}")


def _seconds(retry_after: str) -> float:
    return float(retry_after) if retry_after.isascii() and retry_after.isdigit() else 1.0


def _repeating() -> tuple[AsyncRetryHandler, ...]:
    return AsyncRateLimitErrorRetryHandler(max_retry_count=2), AsyncConnectionErrorRetryHandler()


def _on_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
