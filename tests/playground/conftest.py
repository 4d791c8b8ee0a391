"""A third party's CertGetList client: urllib and hmac, nothing of ours."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

Row = dict[str, Any]

SECRET_ID = "test-secret-id-0001"
SECRET_KEY = "test-secret-key-0001"


class ThirdParty:
    """Signs as the public SDKs do and answers with the parsed JSON. Every argument is a parameter of the action, or
    replaces a common one."""

    def __init__(self) -> None:
        self._nonces = itertools.count(11886)

    def signed(self, method: str, host: str, parameters: dict[str, object]) -> dict[str, object]:
        """Common parameters and a signature around the given ones."""
        whole = {"Action": "CertGetList", "Timestamp": int(time.time()), "Nonce": next(self._nonces)}
        whole |= {"SecretId": SECRET_ID} | parameters
        text = f"{method}{host}/v2/index.php?" + "&".join(f"{name}={whole[name]}" for name in sorted(whole))
        digest = hashlib.sha256 if whole.get("SignatureMethod") == "HmacSHA256" else hashlib.sha1
        signature = base64.b64encode(hmac.new(SECRET_KEY.encode(), text.encode(), digest).digest()).decode()
        return whole | {"Signature": signature}

    def get(self, url: str, host: str = "wss.api.qcloud.com", **parameters: object) -> dict[str, Any]:
        """One GET, waited for."""
        return self.send(f"{url}/v2/index.php?{urlencode(self.signed('GET', host, parameters))}")

    def post(self, url: str, host: str = "wss.api.qcloud.com", **parameters: object) -> dict[str, Any]:
        """One POST, waited for."""
        return self.send(f"{url}/v2/index.php", urlencode(self.signed("POST", host, parameters)).encode())

    @staticmethod
    def send(url: str, body: bytes | None = None) -> dict[str, Any]:
        """Anything at all over loopback; the answer must be HTTP 200 and JSON."""
        with urlopen(Request(url, body), timeout=10) as answer:  # noqa: S310 - the URL is the test's own server
            assert answer.status == 200
            assert answer.headers["content-type"] == "application/json"
            parsed: dict[str, Any] = json.load(answer)
            return parsed


class Asker:
    """The third party's client against one address, from a test's event loop."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = ThirdParty()

    async def get(self, **parameters: Any) -> dict[str, Any]:
        """The answer to a signed GET."""
        return await asyncio.to_thread(self.client.get, self.url, **parameters)

    async def post(self, **parameters: Any) -> dict[str, Any]:
        """The answer to a signed POST."""
        return await asyncio.to_thread(self.client.post, self.url, **parameters)

    async def send(self, path: str, body: bytes | None = None) -> dict[str, Any]:
        """The answer to anything."""
        return await asyncio.to_thread(self.client.send, self.url + path, body)

    async def ids(self, **parameters: Any) -> list[str]:
        """Ids of the certificates on the page asked for."""
        return [row["id"] for row in (await self.get(**parameters))["data"]["list"]]


@pytest.fixture
def third_party() -> Callable[[str], Asker]:
    """A client that shares no code with the project, for the server at an address."""
    return Asker
