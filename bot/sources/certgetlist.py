"""CertGetList of Tencent Cloud's API 2.0: an account's certificates over HTTP, each request signed."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from bot.certificates import Listing, Progress
from bot.sources.credentials import Credentials
from bot.sources.endpoint import endpoint
from bot.sources.envelope import batch, cert
from bot.sources.filters import EVERYTHING, Filters
from bot.sources.hostnames import ascii_host
from bot.sources.listing import Batch, Bounds, whole
from bot.sources.pace import Pace, at_will
from bot.sources.patience import Patience, patiently
from bot.sources.pem import certificates_only
from bot.sources.signing import Method, SignatureMethod, signature, string_to_sign
from bot.sources.transport import Request, Transport
from bot.sources.wire import Wire

URL = "https://wss.api.qcloud.com/v2/index.php"
PATH = "/v2/index.php"

Answer = TypeVar("Answer")


class CertGetList:
    """The certificates of one account.

    POST is the default: a GET has SecretId and Signature in its URL, which proxies write down. Sources of a process
    share a `transport`; without one this source has its own, closed by `aclose`. Raises UnusableEndpoint for a URL
    that is neither https nor loopback.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        url: str = URL,
        account: str = "default",
        page_size: int = 100,
        method: Method = "POST",
        signature_method: SignatureMethod = "HmacSHA256",
        region: str = "",
        transport: Transport | None = None,
        patience: Patience | None = None,
        bounds: Bounds | None = None,
        pace: Pace = at_will,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._credentials = credentials
        self._url = endpoint(url, PATH)
        self._account = account
        self._page_size = page_size
        self._method: Method = method
        self._common = {"SignatureMethod": signature_method, "Region": region, "Token": credentials.token or ""}
        self._wire = Wire(transport, pace)
        self._patience = patience or Patience()
        self._bounds = bounds
        self._clock = clock

    async def listing(self, wanted: Filters = EVERYTHING, *, progress: Progress | None = None) -> Listing:
        """All certificates that every given filter leaves. A page that stays lost makes it partial. Raises
        SourceRefused and SourceUnavailable."""
        filters = {
            "searchKey": _searchable(wanted.text),
            "certType": wanted.kind.value if wanted.kind else "",
            "id": wanted.id,
            "altDomain": ascii_host(wanted.host),
        }

        async def fetch(page: int) -> Batch:
            asked = {"page": str(page), "count": str(self._page_size), "withCert": "0", **filters}
            return await self._asked(asked, lambda body, now: batch(body, self._account, asked_at=now))

        return await whole(fetch, self._bounds, progress)

    async def certificate(self, id: str) -> str | None:  # noqa: A002 - the API's own name
        """The certificate itself, PEM with its chain; None where the account has none of this id. Never a private
        key. Raises SourceRefused and SourceUnavailable."""
        asked = {"page": "1", "count": "1", "withCert": "1", "id": id}
        found = await self._asked(asked, lambda body, now: cert(body, id, asked_at=now))
        return None if found is None else certificates_only(found, id)

    async def aclose(self) -> None:
        await self._wire.aclose()

    async def _asked(self, parameters: dict[str, str], read: Callable[[bytes, int], Answer]) -> Answer:
        async def once() -> Answer:
            async with self._wire.place() as transport:
                now = int(self._clock())
                body = await transport.body(self._request(self._signed(parameters, now)))
            return await transport.reading(body, lambda body: read(body, now))

        return await patiently(self._patience, once)

    def _signed(self, parameters: dict[str, str], now: int) -> dict[str, str]:
        """A request good for one use: the Nonce is new, and so is the signature. Empty filters are not sent."""
        whole = {
            "Action": "CertGetList",
            "Timestamp": str(now),
            "Nonce": str(secrets.randbits(63) | 1),
            "SecretId": self._credentials.secret_id,
            **self._common,
            **parameters,
        }
        given = {name: value for name, value in whole.items() if value}
        signed = string_to_sign(self._method, self._url.netloc.decode(), self._url.path, given)
        key, method = self._credentials.secret_key, self._common["SignatureMethod"]
        return given | {"Signature": signature(key, signed, method)}

    def _request(self, parameters: dict[str, str]) -> Request:
        encoded = urlencode(parameters).encode()
        if self._method == "GET":
            return Request("GET", self._url.copy_with(query=encoded))
        return Request("POST", self._url, encoded, {"content-type": "application/x-www-form-urlencoded"})


def _searchable(text: str) -> str:
    """Without a first `@`, which SDKs and servers disagree to sign in a POST, and without half characters: both find
    at least what the whole text finds."""
    return text.encode("utf-8", "ignore").decode().lstrip("@")
