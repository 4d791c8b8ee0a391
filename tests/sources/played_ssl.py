"""API 3.0's `ssl` on loopback, as strict as the real one. Its signature check is written from Tencent Cloud's document,
apart from our signer, so that each checks the other."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
from collections import Counter
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

Row = dict[str, Any]

_AUTHORIZATION = re.compile(
    r"TC3-HMAC-SHA256 Credential=(?P<id>[^/]+)/(?P<day>[\d-]+)/ssl/tc3_request, "
    r"SignedHeaders=(?P<names>[a-z;-]+), Signature=(?P<signature>[0-9a-f]{64})"
)
_KNOWN = {"Offset", "Limit", "SearchKey", "CertificateType", "CertIds", "CertificateId"}


class Refused(Exception):
    """The answer is an error with this code."""


class PlayedSsl:
    """The server's rows, the largest page it gives, its faults (code → how many more times) and what it was asked."""

    def __init__(self, rows: list[Row], secret_id: str, secret_key: str, most: int = 1000) -> None:
        self.rows = rows
        self.secret_id = secret_id
        self.secret_key = secret_key
        self.most = most
        self.faults: Counter[str] = Counter()
        self.asked: list[dict[str, Any]] = []
        self.tokens: list[str | None] = []
        self.app = Starlette(routes=[Route("/", self._serve, methods=["POST"])])

    async def _serve(self, request: Request) -> JSONResponse:
        body = await request.body()
        try:
            self._check(request, body)
            answer = self._answer(request.headers["x-tc-action"], json.loads(body))
        except Refused as refused:
            answer = {"Error": {"Code": str(refused), "Message": "<!channel> SearchKey canary-message"}}
        return JSONResponse({"Response": {**answer, "RequestId": "b1c2"}})

    def _check(self, request: Request, body: bytes) -> None:
        headers = request.headers
        if headers.get("x-tc-version") != "2019-12-05":
            raise Refused("NoSuchVersion")
        found = _AUTHORIZATION.fullmatch(headers.get("authorization", ""))
        timestamp = int(headers.get("x-tc-timestamp", "0"))
        if not found or found["names"] != "content-type;host":
            raise Refused("AuthFailure.InvalidAuthorization")
        if found["id"] != self.secret_id:
            raise Refused("AuthFailure.SecretIdNotFound")
        if abs(time.time() - timestamp) > 300:
            raise Refused("AuthFailure.SignatureExpire")
        if not hmac.compare_digest(found["signature"], self._signature(headers, body, timestamp)):
            raise Refused("AuthFailure.SignatureFailure")
        self.asked.append(json.loads(body))
        self.tokens.append(headers.get("x-tc-token"))
        for code in [code for code, times in self.faults.items() if times > 0]:
            self.faults[code] -= 1
            raise Refused(code)

    def _signature(self, headers: Any, body: bytes, timestamp: int) -> str:
        day = time.strftime("%Y-%m-%d", time.gmtime(timestamp))
        lines = ["POST", "/", "", f"content-type:{headers['content-type']}", f"host:{headers['host']}", ""]
        canonical = "\n".join([*lines, "content-type;host", hashlib.sha256(body).hexdigest()])
        hashed = hashlib.sha256(canonical.encode()).hexdigest()
        text = "\n".join(["TC3-HMAC-SHA256", str(timestamp), f"{day}/ssl/tc3_request", hashed])
        dated = hmac.digest(b"TC3" + self.secret_key.encode(), day.encode(), "sha256")
        signing = hmac.digest(hmac.digest(dated, b"ssl", "sha256"), b"tc3_request", "sha256")
        return hmac.new(signing, text.encode(), "sha256").hexdigest()

    def _answer(self, action: str, asked: dict[str, Any]) -> dict[str, Any]:
        if set(asked) - _KNOWN:
            raise Refused("UnknownParameter")
        if action == "DescribeCertificateDetail":
            return self._detail(asked["CertificateId"])
        if action != "DescribeCertificates":
            raise Refused("InvalidAction")
        offset, limit = asked.get("Offset", 0), min(asked.get("Limit", 20), self.most)
        if not isinstance(offset, int) or offset < 0 or limit < 1:
            raise Refused("InvalidParameterValue")
        found = [row for row in self.rows if self._matches(row, asked)]
        return {"TotalCount": len(found), "Certificates": found[offset : offset + limit]}

    @staticmethod
    def _matches(row: Row, asked: dict[str, Any]) -> bool:
        text = asked.get("SearchKey", "")
        return (
            (not text or any(text in (row.get(name) or "") for name in ("CertificateId", "Alias", "Domain")))
            and asked.get("CertificateType", row.get("CertificateType")) == row.get("CertificateType")
            and row["CertificateId"] in asked.get("CertIds", [row["CertificateId"]])
        )

    def _detail(self, id: str) -> dict[str, Any]:  # noqa: A002 - the API's own name
        if id not in {row["CertificateId"] for row in self.rows}:
            raise Refused("FailedOperation.CertificateNotFound")
        public = f"-----BEGIN CERTIFICATE-----\n{id}\n-----END CERTIFICATE-----\n"
        secret = "-----BEGIN PRIVATE KEY-----\ncanary-private-key\n-----END PRIVATE KEY-----\n"
        return {"CertificateId": id, "CertificatePublicKey": public, "CertificatePrivateKey": secret}
