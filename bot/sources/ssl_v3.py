"""DescribeCertificates of Tencent Cloud's API 3.0: CertGetList's successor, for accounts made since 2023."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from bot.certificates import Listing, Progress
from bot.sources.credentials import Credentials
from bot.sources.endpoint import endpoint
from bot.sources.filters import EVERYTHING, Filters
from bot.sources.hostnames import serves
from bot.sources.listing import Batch, Bounds, whole
from bot.sources.pace import Pace, every
from bot.sources.patience import Patience, patiently
from bot.sources.pem import certificates_only
from bot.sources.ssl_answer import batch, cert
from bot.sources.tc3 import JSON, authorization
from bot.sources.transport import Request, Transport
from bot.sources.wire import Wire

URL = "https://ssl.tencentcloudapi.com/"
INTERNATIONAL_URL = "https://ssl.intl.tencentcloudapi.com/"
VERSION = "2019-12-05"
PAGE_SIZE = 1000
REQUESTS_PER_SECOND = 10
"""What the gateway lets pass abroad; at home it is 20."""

Answer = TypeVar("Answer")


class DescribeCertificates:
    """The certificates of one account, by the same methods as CertGetList.

    Pages are as large as the gateway gives them (1 000), for it counts requests: see REQUESTS_PER_SECOND. Raises
    UnusableEndpoint for a URL that is neither https nor loopback.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        url: str = URL,
        account: str = "default",
        page_size: int = PAGE_SIZE,
        transport: Transport | None = None,
        patience: Patience | None = None,
        bounds: Bounds | None = None,
        pace: Pace | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._credentials = credentials
        self._url = endpoint(url)
        self._account = account
        self._page_size = page_size
        self._wire = Wire(transport, pace or every(1 / REQUESTS_PER_SECOND))
        self._patience = patience or Patience()
        self._bounds = bounds
        self._clock = clock

    async def listing(self, wanted: Filters = EVERYTHING, *, progress: Progress | None = None) -> Listing:
        """All certificates that every given filter leaves. `host` is filtered here: the API has no such filter.
        Raises SourceRefused and SourceUnavailable."""
        filters = {
            "SearchKey": wanted.text.encode("utf-8", "ignore").decode(),
            "CertificateType": wanted.kind.value if wanted.kind else "",
            "CertIds": [wanted.id] if wanted.id else [],
        }
        step = self._page_size

        async def fetch(page: int) -> Batch:
            nonlocal step
            asked = {"Offset": (page - 1) * step, "Limit": self._page_size, **_given(filters)}
            found = await self._asked("DescribeCertificates", asked, lambda body: batch(body, self._account))
            if page == 1:  # the gateway may give fewer a page than were asked for; offsets count what it gives
                step = len(found.certificates) + found.spoilt or step
            return found

        listing = await whole(fetch, self._bounds, progress)
        return _only_serving(listing, wanted.host) if wanted.host else listing

    async def certificate(self, id: str) -> str | None:  # noqa: A002 - CertGetList's name
        """The certificate itself, PEM with its chain; None where the account has none of this id. Never a private
        key, though the API sends one along. Raises SourceRefused and SourceUnavailable."""
        found = await self._asked("DescribeCertificateDetail", {"CertificateId": id}, cert)
        return None if found is None else certificates_only(found, id)

    async def aclose(self) -> None:
        await self._wire.aclose()

    async def _asked(self, action: str, parameters: dict[str, Any], read: Callable[[bytes], Answer]) -> Answer:
        body = msgspec.json.encode(parameters)

        async def once() -> Answer:
            async with self._wire.place() as transport:
                answered = await transport.body(Request("POST", self._url, body, self._headers(action, body)))
            return await transport.reading(answered, read)

        return await patiently(self._patience, once)

    def _headers(self, action: str, body: bytes) -> dict[str, str]:
        now = int(self._clock())
        token = {"X-TC-Token": self._credentials.token} if self._credentials.token else {}
        return {
            "Authorization": authorization(self._credentials, "ssl", self._url.netloc.decode(), body, now),
            "Content-Type": JSON,
            "X-TC-Action": action,
            "X-TC-Version": VERSION,
            "X-TC-Timestamp": str(now),
            **token,
        }


def _given(filters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in filters.items() if value}


def _only_serving(listing: Listing, host: str) -> Listing:
    """Of a complete listing the total is known after filtering too."""
    found = tuple(each for each in listing.certificates if serves(each.names, host))
    total = len(found) if listing.complete else None
    return msgspec.structs.replace(listing, certificates=found, reported_total=total)
