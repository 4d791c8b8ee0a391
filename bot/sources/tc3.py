"""Signature version 3 of Tencent Cloud's API 3.0 (TC3-HMAC-SHA256), pure.

The request is a POST of / with `content-type` and `host` signed. Source: Tencent Cloud's document "Signature v3", whose
worked example is a test.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime

from bot.sources.credentials import Credentials

JSON = "application/json; charset=utf-8"


def authorization(credentials: Credentials, service: str, host: str, body: bytes, timestamp: int) -> str:
    """The Authorization header of a request. `host` is the Host header's value; `timestamp` is Unix seconds, and its
    UTC day is part of what is signed."""
    day = datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%d")
    scope = f"{day}/{service}/tc3_request"
    canonical = f"POST\n/\n\ncontent-type:{JSON}\nhost:{host}\n\ncontent-type;host\n{_digest(body)}"
    signed = f"TC3-HMAC-SHA256\n{timestamp}\n{scope}\n{_digest(canonical.encode())}"
    key = f"TC3{credentials.secret_key}".encode()
    for part in (day, service, "tc3_request"):
        key = _hmac(key, part)
    credential = f"Credential={credentials.secret_id}/{scope}"
    return f"TC3-HMAC-SHA256 {credential}, SignedHeaders=content-type;host, Signature={_hmac(key, signed).hex()}"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
