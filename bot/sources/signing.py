"""Signature version 1 of Tencent Cloud's API 2.0, pure.

    S = METHOD + HOST + PATH + "?" + name=value&…    names with `_` as `.`, sorted by bytes, values raw
    Signature = base64(HMAC(SecretKey, utf8(S)))

Sources: the public SDKs (qcloudapi-sdk-python 2.0.15), whose vectors are in tests/sources/sign_vectors.json.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Literal

Method = Literal["GET", "POST"]
SignatureMethod = Literal["HmacSHA256", "HmacSHA1"]


def string_to_sign(method: Method, host: str, path: str, parameters: Mapping[str, str]) -> str:
    """What is signed: every parameter but Signature, url-encoded nowhere. `host` carries its port when it has one.

    A POST leaves out values that start with `@`, as the public SDKs do.
    """
    signed = sorted(
        (name.replace("_", "."), value)
        for name, value in parameters.items()
        if name != "Signature" and not (method == "POST" and value.startswith("@"))
    )
    return f"{method}{host}{path}?" + "&".join(f"{name}={value}" for name, value in signed)


def signature(secret_key: str, text: str, method: str = "HmacSHA256") -> str:
    """Base64 of the HMAC of `text`; any `method` but HmacSHA256 means SHA-1, as at the gateway."""
    digest = hashlib.sha256 if method == "HmacSHA256" else hashlib.sha1
    return base64.b64encode(hmac.new(secret_key.encode(), text.encode(), digest).digest()).decode()
