"""The signer of API 3.0 against the worked example of Tencent Cloud's document."""

from __future__ import annotations

from bot.sources.credentials import Credentials
from bot.sources.tc3 import authorization

EXAMPLE = Credentials("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE")
BODY = b'{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'


def test_the_documented_example_is_signed_as_documented() -> None:
    """Credential scope, signed headers and signature are those of the document ("Signature v3", POST of cvm)."""
    assert authorization(EXAMPLE, "cvm", "cvm.tencentcloudapi.com", BODY, 1551113065) == (
        "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, "
        "SignedHeaders=content-type;host, "
        "Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
    )


def test_everything_is_under_the_signature() -> None:
    """Another body, host, service, second, day or key is another signature."""
    other = Credentials(EXAMPLE.secret_id, "another")
    signatures = {
        authorization(key, service, host, body, at).rpartition("=")[2]
        for key, service, host, body, at in [
            (EXAMPLE, "ssl", "h", b"{}", 1551113065),
            (other, "ssl", "h", b"{}", 1551113065),
            (EXAMPLE, "cvm", "h", b"{}", 1551113065),
            (EXAMPLE, "ssl", "h:80", b"{}", 1551113065),
            (EXAMPLE, "ssl", "h", b"{ }", 1551113065),
            (EXAMPLE, "ssl", "h", b"{}", 1551113066),
            (EXAMPLE, "ssl", "h", b"{}", 1551113065 + 86_400),
        ]
    }
    assert len(signatures) == 7
