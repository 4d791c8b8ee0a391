"""What the played gateway says when it says no: HTTP 200, a code, and no data."""

from __future__ import annotations

CODES = {
    4000: "InvalidParameter",
    4100: "AuthFailure",
    4101: "InterfaceNotAuthorized",
    4102: "ResourceNotAuthorized",
    4103: "OperationNotAuthorized",
    4104: "SecretIdNotFound",
    4105: "TokenFailure",
    4106: "MfaFailure",
    4110: "CamFailure",
    4300: "AccountBlocked",
    4400: "QuotaExceeded",
    4500: "ReplayAttack",
    4600: "HttpsOnly",
    6000: "InternalError",
    6100: "UnsupportedAction",
    6200: "Maintenance",
}
"""Codes of the gateway and their codeDesc. The first two names are Tencent's; the others were never seen and are ours:
a client that depends on them is wrong, which is worth finding out here."""


class Refused(Exception):
    """The request ends here with an error `code`; `reason` is the message without its leading number."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"({code}){reason}")
        self.code = code

    @property
    def body(self) -> dict[str, object]:
        """The JSON answer."""
        return {"code": self.code, "message": str(self), "codeDesc": CODES[self.code]}
