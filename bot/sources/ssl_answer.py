"""What API 3.0 answers: `{"Response": …}` around certificates in CamelCase, or around an error whose code is a word."""

from __future__ import annotations

import logging
import re
from typing import Any

import msgspec

from bot.errors import SourceRefused, SourceUnavailable
from bot.sources.body import decoded
from bot.sources.listing import Batch
from bot.sources.rows import Row, certificate, total

log = logging.getLogger(__name__)

_Other = None | bool | int | float | str | list[Any]
"""Any JSON value that is no object."""


class _SslRow(Row, rename="pascal"):
    """CertGetList's row by the names of the successor; the values are written the same way, times included. A struct
    renames only the fields it declares, so all are declared again."""

    id: Any = msgspec.field(default=None, name="CertificateId")
    domain: Any = None
    alias: Any = None
    subject_alt_name: Any = None
    status: Any = None
    status_name: Any = None
    status_msg: Any = None
    cert_type: Any = msgspec.field(default=None, name="CertificateType")
    cert_begin_time: Any = None
    cert_end_time: Any = None
    insert_time: Any = None
    product_zh_name: Any = None
    type_name: Any = msgspec.field(default=None, name="PackageTypeName")
    from_: Any = msgspec.field(default=None, name="From")
    verify_type: Any = None
    validity_period: Any = None
    project_id: Any = None
    project_info: Any = None
    owner_uin: Any = None
    is_wildcard: Any = None
    is_dv: Any = None
    is_vip: Any = None
    is_vulnerability: Any = None
    vulnerability_status: Any = None


class _Error(msgspec.Struct, rename="pascal"):
    code: Any = None
    message: Any = None


class _Page(msgspec.Struct, rename="pascal"):
    error: _Error | None = None
    total_count: Any = None
    certificates: list[_SslRow | _Other] | None = None


class _Detail(msgspec.Struct, rename="pascal"):
    """CertificatePrivateKey, which comes with it, is not declared and so never becomes a text here."""

    error: _Error | None = None
    certificate_public_key: Any = None


class _PageAnswer(msgspec.Struct, rename="pascal"):
    response: _Page


class _DetailAnswer(msgspec.Struct, rename="pascal"):
    response: _Detail


_PAGE = msgspec.json.Decoder(_PageAnswer)
_DETAIL = msgspec.json.Decoder(_DetailAnswer)

GATEWAY = {
    "AuthFailure": 4110,
    "AuthFailure.InvalidAuthorization": 4100,
    "AuthFailure.InvalidSecretId": 4104,
    "AuthFailure.MFAFailure": 4106,
    "AuthFailure.SecretIdNotFound": 4104,
    "AuthFailure.SignatureExpire": 4500,
    "AuthFailure.SignatureFailure": 4100,
    "AuthFailure.TokenFailure": 4105,
    "AuthFailure.UnauthorizedOperation": 4101,
    "ActionOffline": 6100,
    "FailedOperation": 6000,
    "FailedOperation.AuthError": 4101,
    "InternalError": 6000,
    "InvalidAction": 6100,
    "InvalidParameter": 4000,
    "InvalidParameterValue": 4000,
    "InvalidRequest": 4000,
    "IpInBlacklist": 4110,
    "IpNotInWhitelist": 4110,
    "LimitExceeded": 4400,
    "MissingParameter": 4000,
    "NoSuchProduct": 6100,
    "NoSuchVersion": 6100,
    "OperationDenied": 4101,
    "RequestLimitExceeded": 4400,
    "ResourceUnavailable": 6200,
    "ServiceUnavailable": 6200,
    "UnauthorizedOperation": 4101,
    "UnknownParameter": 4000,
    "UnsupportedOperation": 6100,
    "UnsupportedProtocol": 6100,
    "UnsupportedRegion": 6100,
}
"""Words of API 3.0 by the code of the gateway that means the same: people are told the same sentences."""

_NOT_THERE = frozenset({"FailedOperation.CertificateNotFound", "ResourceNotFound"})
_PARAMETERS = re.compile(r"\b(Offset|Limit|SearchKey|CertificateType|CertIds|CertificateId)\b")
_WORD = re.compile(r"[A-Za-z.]{1,80}")


def batch(body: bytes, account: str) -> Batch:
    """The certificates on a page. Raises SourceRefused with the gateway's code, SourceUnavailable for what is no
    answer."""
    page = decoded(_PAGE, body).response
    if page.error:
        raise _refusal(page.error)
    if page.certificates is None and total(page.total_count) is None:
        raise SourceUnavailable("not_an_answer")
    rows = page.certificates or []
    found = tuple(certificate(row, account) for row in rows if isinstance(row, Row))
    return Batch(found, total(page.total_count), len(body), spoilt=len(rows) - len(found))


def cert(body: bytes) -> str | None:
    """The text of the certificate; None where there is none of that id."""
    detail = decoded(_DETAIL, body).response
    if detail.error and detail.error.code in _NOT_THERE:
        return None
    if detail.error:
        raise _refusal(detail.error)
    return detail.certificate_public_key if isinstance(detail.certificate_public_key, str) else None


def _refusal(error: _Error) -> SourceRefused | SourceUnavailable:
    """By the whole word, else by its part before the dot."""
    word = error.code if isinstance(error.code, str) and _WORD.fullmatch(error.code) else ""
    code = GATEWAY.get(word) or GATEWAY.get(word.partition(".")[0])
    if code is None:
        log.warning("an error code that is not known", extra={"code": word})
        return SourceUnavailable("not_an_answer")
    about = _PARAMETERS.search(error.message) if isinstance(error.message, str) else None
    return SourceRefused(code, detail=about[0] if about else "")
