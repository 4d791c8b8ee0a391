"""The gateway's side of signature version 1, written apart from our client's signer so that each checks the other.

    S = METHOD + HOST + /v2/index.php? + name=value&…        names sorted, `_` as `.`, values raw, without Signature
    Signature = base64(HMAC(SecretKey, S))                  SHA-256 where SignatureMethod is HmacSHA256, else SHA-1

Public SDKs differ in two places, and a server takes either reading: whether `_` becomes `.` before sorting (Python) or
after (PHP, Java), and whether a POST signs values that start with `@` (the SDKs leave them out).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

PATH = "/v2/index.php"


def signed_texts(method: str, hosts: Iterable[str], parameters: Mapping[str, str]) -> Iterator[str]:
    """Every text that a correct client may have signed for this request."""
    whole = [(name, value) for name, value in parameters.items() if name != "Signature"]
    choices = [whole]
    if method == "POST" and any(value.startswith("@") for _, value in whole):
        choices.append([(name, value) for name, value in whole if not value.startswith("@")])
    for host, chosen, ordered in product(hosts, choices, (_dots_first, _dots_last)):
        query = "&".join(f"{name}={value}" for name, value in ordered(chosen))
        yield f"{method}{host}{PATH}?{query}"


def _dots_first(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted((name.replace("_", "."), value) for name, value in pairs)


def _dots_last(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name.replace("_", "."), value) for name, value in sorted(pairs)]


def signature(secret_key: str, text: str, algorithm: str | None) -> str:
    """Base64 of the HMAC; `algorithm` is the request's SignatureMethod."""
    digest = hashlib.sha256 if algorithm == "HmacSHA256" else hashlib.sha1
    return base64.b64encode(hmac.new(secret_key.encode(), text.encode(), digest).digest()).decode()


def is_signed(secret_key: str, method: str, hosts: Iterable[str], parameters: Mapping[str, str]) -> bool:
    """Whether `parameters["Signature"]` is right under any reading; every reading is computed and compared in constant
    time, so that the time taken says nothing about the key."""
    given = parameters["Signature"].encode()
    algorithm = parameters.get("SignatureMethod")
    own = [signature(secret_key, text, algorithm).encode() for text in signed_texts(method, hosts, parameters)]
    return sum(hmac.compare_digest(each, given) for each in own) > 0
