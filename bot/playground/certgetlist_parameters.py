"""What a CertGetList request asks: names and values as they were before url-encoding, then a Search."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import ClientDisconnect, Request

from bot.playground.certgetlist_refusals import Refused

MOST_BYTES = 64 * 1024
"""Of a query string or a form; a hundred times what a CertGetList request needs."""

_MOST_PARAMETERS = 200
_COMMON = ("Timestamp", "Nonce", "SecretId", "Signature")


class Search(msgspec.Struct, frozen=True):
    """The action's own parameters with their defaults; an empty text is a filter not given."""

    page: int = 1
    count: int = 20
    text: str = ""
    kind: str = ""
    id: str = ""
    host: str = ""
    with_certificate: bool = False


async def read(request: Request) -> dict[str, str]:
    """The parameters of a GET's query string or a POST's form; Refused 4000 where they can't be read."""
    encoded = await _form(request) if request.method == "POST" else request.scope["query_string"]
    if len(encoded) > MOST_BYTES:
        raise Refused(4000, f"the request is longer than {MOST_BYTES} bytes")
    try:
        text = encoded.decode()
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except ValueError as fault:
        raise Refused(4000, "the request is not url-encoded UTF-8") from fault
    parameters = dict(pairs)
    if len(parameters) < len(pairs):
        raise Refused(4000, "a parameter is given twice")
    return parameters


async def _form(request: Request) -> bytes:
    """The body, read no further than the first byte too many."""
    kind = request.headers.get("content-type", "application/x-www-form-urlencoded")
    if kind.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise Refused(4000, "a POST carries application/x-www-form-urlencoded")
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                break
    except ClientDisconnect as fault:
        raise Refused(4000, "the request ended early") from fault
    return bytes(body)


def check_common(parameters: Mapping[str, str]) -> None:
    """Refused 6100 for an Action that is not played here, 4000 for a common parameter that is missing or misshapen."""
    action = _given(parameters, "Action")
    if action != "CertGetList":
        raise Refused(6100, "Action is not supported by this domain")
    for name in _COMMON:
        _given(parameters, name)
    integer(parameters, "Timestamp", least=0)
    integer(parameters, "Nonce", least=1)


def _given(parameters: Mapping[str, str], name: str) -> str:
    value = parameters.get(name, "")
    if not value:
        raise Refused(4000, f"{name} is missing")
    return value


def integer(parameters: Mapping[str, str], name: str, *, least: int, default: int = 0) -> int:
    """The decimal value of a parameter of at least `least`, or `default` where it is absent or empty."""
    value = parameters.get(name, "")
    if not value:
        return default
    if not re.fullmatch(r"[+-]?[0-9]{1,20}", value):
        raise Refused(4000, f"{name} is not an integer")
    if int(value) < least:
        raise Refused(4000, f"{name} is less than {least}")
    return int(value)


def search_of(parameters: Mapping[str, str]) -> Search:
    """The action's own parameters; Refused 4000 names the one that is wrong."""
    return Search(
        page=integer(parameters, "page", least=1, default=1),
        count=integer(parameters, "count", least=1, default=20),
        text=parameters.get("searchKey", ""),
        kind=_one_of(parameters, "certType", ("", "CA", "SVR")),
        id=parameters.get("id", ""),
        host=parameters.get("altDomain", ""),
        with_certificate=_one_of(parameters, "withCert", ("", "0", "1")) == "1",
    )


def _one_of(parameters: Mapping[str, str], name: str, values: tuple[str, ...]) -> str:
    value = parameters.get(name, "")
    if value not in values:
        raise Refused(4000, f"{name} is none of {', '.join(filter(None, values))}")
    return value
