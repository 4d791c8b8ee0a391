"""Which addresses a source may be asked at."""

from __future__ import annotations

import pytest

from bot.sources.endpoint import UnusableEndpoint, endpoint


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://wss.api.qcloud.com/v2/index.php", "https://wss.api.qcloud.com/v2/index.php"),
        ("https://cloud.example", "https://cloud.example/v2/index.php"),
        ("http://127.0.0.1:8766", "http://127.0.0.1:8766/v2/index.php"),
        ("http://[::1]:8766/", "http://[::1]:8766/v2/index.php"),
        ("http://localhost/other", "http://localhost/other"),
        ("https://CLOUD.example:443/x", "https://cloud.example/x"),
    ],
)
def test_https_and_loopback_are_asked(url: str, asked: str) -> None:
    """https anywhere, http on this machine; an address without a path gets the API's own."""
    assert str(endpoint(url, "/v2/index.php")) == asked


@pytest.mark.parametrize(
    "url",
    [
        "http://wss.api.qcloud.com/v2/index.php",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://127.1/",
        "http://0.0.0.0/",
        "http://127.0.0.1.evil.example/",
        "http://localhost.evil.example/",
        "http://localhost./",
        "http://[::ffff:127.0.0.1]/",
        "http://127.0.0.1\\@evil.example/",
        "http://127.0.0.1@evil.example/",
        "https://user:canary@cloud.example/",
        "https://cloud.example/?next=x",
        "https://cloud.example/#x",
        "https://",
        "https://cloud.example:0/",
        "https://cloud.example:99999/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "//127.0.0.1/",
        "127.0.0.1",
        "https://\x00/",
        "",
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    """Other schemes, other spellings of loopback, and addresses with more in them: one sentence without the address."""
    with pytest.raises(UnusableEndpoint) as caught:
        endpoint(url)
    assert str(caught.value).endswith(".")
    assert "canary" not in str(caught.value)
