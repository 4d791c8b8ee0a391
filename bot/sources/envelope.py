"""What CertGetList wraps around its rows: a code, a message and perhaps data, as PHP writes them."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from bot.errors import SourceRefused, SourceUnavailable
from bot.sources.body import decoded
from bot.sources.listing import Batch
from bot.sources.patience import REPLAY
from bot.sources.rows import Row, certificate, integer, total

_Other = None | bool | int | float | str | list[Any]
"""Any JSON value that is no object."""


class _RowWithCert(Row):
    cert: Any = None


class _Data(msgspec.Struct, rename="camel"):
    total_num: Any = None
    rows: list[Row | _Other] | None = msgspec.field(default=None, name="list")


class _DataWithCert(msgspec.Struct):
    rows: list[_RowWithCert | _Other] | None = msgspec.field(default=None, name="list")


class _Answer(msgspec.Struct):
    code: Any = None
    message: Any = None
    data: _Data | _Other = None


class _AnswerWithCert(msgspec.Struct):
    code: Any = None
    message: Any = None
    data: _DataWithCert | _Other = None


_PAGE = msgspec.json.Decoder(_Answer)
_CERT = msgspec.json.Decoder(_AnswerWithCert)
_PARAMETERS = re.compile(
    r"\b(page|count|searchKey|certType|id|withCert|altDomain|Timestamp|Nonce|SecretId|Signature|Action|Region|Token)\b"
)
_UNIX_SECONDS = re.compile(r"(?<!\d)1\d{9}(?!\d)|(?<!\d)[2-4]\d{9}(?!\d)")


def batch(body: bytes, account: str, *, asked_at: int = 0) -> Batch:
    """The certificates on a page. Raises SourceRefused with the gateway's code, SourceUnavailable for what is no
    answer. `asked_at` is the Timestamp that was sent (Unix seconds)."""
    answer = decoded(_PAGE, body)
    _check(answer.code, answer.message, asked_at)
    if isinstance(answer.data, _Data):
        rows = answer.data.rows or []
        found = tuple(certificate(row, account) for row in rows if isinstance(row, Row))
        return Batch(found, total(answer.data.total_num), len(body), spoilt=len(rows) - len(found))
    if answer.data == []:  # PHP's empty array is a list, also where it means an object
        return Batch((), 0, len(body))
    raise SourceUnavailable("not_an_answer")


def cert(body: bytes, id: str, *, asked_at: int = 0) -> str | None:  # noqa: A002 - the API's own name
    """The text in `cert` of the row with this id, whatever is in it; None where there is none."""
    answer = decoded(_CERT, body)
    _check(answer.code, answer.message, asked_at)
    rows = answer.data.rows or [] if isinstance(answer.data, _DataWithCert) else []
    certs = (row.cert for row in rows if isinstance(row, _RowWithCert) and row.id == id)
    return next((text for text in certs if isinstance(text, str)), None)


def _check(code: Any, message: Any, asked_at: int) -> None:
    number = integer(code)
    if number is None:
        raise SourceUnavailable("not_an_answer")
    if number != 0:
        said = message if isinstance(message, str) else ""
        raise SourceRefused(number, detail=_parameter(said), server_time=_clock(said, asked_at, number))


def _parameter(message: str) -> str:
    """The parameter a message is about: our own word, found in the source's; nothing else of it goes any further."""
    found = _PARAMETERS.search(message)
    return found[0] if found else ""


def _clock(message: str, asked_at: int, code: int) -> int | None:
    """The server's time in the message of a 4500, which may repeat ours as well."""
    if code != REPLAY:
        return None
    times = [int(found) for found in _UNIX_SECONDS.findall(message)]
    return next((time for time in reversed(times) if time != asked_at), times[-1] if times else None)
