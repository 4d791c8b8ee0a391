"""One certificate in full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.certificates import Certificate
from bot.messages import details
from bot.messages.renewals import Renewed
from bot.messages.rows import Reader
from bot.playground.slack_blocks import view_faults
from bot.sources.x509_fields import Facts

Make = Callable[..., Certificate]
Readers = Callable[..., Reader]
Shown = Callable[[Any], str]
PAPER = Facts("f1a", "00ff" * 16, "RSA 2048", "sha256", f"CN=<!channel>{'x' * 3000}", "CN=CA", 2)


def test_dates_stand_in_both_zones(certificate: Make, reader: Readers, shown: Shown) -> None:
    """A reader in New York sees their own time and Beijing's."""
    text = shown(details.modal(certificate(), reader()).payload)
    assert "Expires\nWed, Jan 27, 2027 07:00\nWed, Jan 27, 2027 20:00 Beijing time" in text


def test_one_zone_is_said_once(certificate: Make, reader: Readers, shown: Shown) -> None:
    """A reader in Shanghai sees each time once."""
    text = shown(details.modal(certificate(), reader("zh-CN")).payload)
    assert "到期时间\n2027年1月27日周三 20:00" in text
    assert "北京时间" not in text


def test_everything_known_is_there(certificate: Make, reader: Readers, shown: Shown) -> None:
    """State, names, project, verification, issuer, source and id; what is missing is said where it matters."""
    text = shown(details.modal(certificate(verification="DNS_AUTO", source="upload"), reader()).payload)
    for line in (
        "🟢 Valid · expires in 65 days",
        "2 names\napi.shop.example\nwww.shop.example",
        "Project\n默认项目",
        "Verification\nDNS_AUTO",
        "Issuer\nTrustAsia TLS RSA CA",
        "Source\nuploaded by you",
        "Id\nGjTNRoK7",
    ):
        assert line in text
    assert "Alias" not in text
    assert "Verification\nnot given" in shown(details.modal(certificate(), reader()).payload)


def test_the_lifetime_is_a_bar(certificate: Make, reader: Readers, shown: Shown, now: Any) -> None:
    """Half of the lifetime gone is half a bar; a lifetime that makes no sense has none."""
    half = certificate(begins=now - timedelta(days=50), expires=now + timedelta(days=50))
    assert "▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░ 50% used of 100 days" in shown(details.modal(half, reader()).payload)
    backwards = certificate(begins=now, expires=now - timedelta(days=1))
    assert "▓" not in shown(details.modal(backwards, reader()).payload)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_slack_takes_the_view(locale: str, certificate: Make, reader: Readers, faults: Any) -> None:
    """The modal is within Slack's limits, also for 2 000 names and nothing else known."""
    monster = certificate(
        names=tuple(f"{'名' * 60}{n}.example" for n in range(2000)), alias="x" * 500, issuer="<" * 3000
    )
    for each in (certificate(), monster, Certificate(id="", domain="")):
        view = details.modal(each, reader(locale), of_paper=details.Paper(PAPER))
        assert view_faults(view.payload, "modal") == []
        assert view.plain is not None
        assert view_faults(view.plain, "modal") == []
        assert faults(details.message(each, reader(locale)).blocks) == []


def test_names_that_do_not_fit_are_counted(certificate: Make, reader: Readers, shown: Shown) -> None:
    """Of 2 000 names some are listed and the rest counted."""
    many = certificate(names=tuple(f"n{n}.shop.example" for n in range(2000)))
    text = shown(details.modal(many, reader()).payload)
    assert "2,000 names" in text
    assert "… and 1,950 more names" in text


def test_relations_are_named(certificate: Make, reader: Readers, shown: Shown, faults: Any) -> None:
    """What replaces a certificate, and what it replaces, stand under its state."""
    related = details.Related(Renewed("new1", missing=("www.shop.example",)), ("old1", "old2"))
    reply = details.message(certificate(), reader(), related)
    assert "the new one, `new1`, lacks `www.shop.example`\nReplaces `old1`, `old2`" in shown(reply.blocks)
    assert faults(reply.blocks) == []


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, "success"),
        ({"expires": timedelta(days=10)}, "warning"),
        ({"expires": timedelta(days=2)}, "error"),
        ({"expires": timedelta(days=-2)}, "error"),
        ({"status_code": 0}, "info"),
    ],
)
def test_the_state_is_an_alert(changes: Any, level: str, certificate: Make, reader: Readers, now: Any) -> None:
    """Where Slack takes one: as loud as the end is near, always with its word."""
    fields = {name: now + value if isinstance(value, timedelta) else value for name, value in changes.items()}
    first, *_ = details.modal(certificate(**fields), reader()).payload["blocks"]
    assert (first["type"], first["level"]) == ("alert", level)


def test_the_paper_is_shown(certificate: Make, reader: Readers, shown: Shown) -> None:
    """What stands in the certificate, as certificate viewers write it; then nobody needs the button any more."""
    view = details.modal(certificate(), reader(), of_paper=details.Paper(PAPER, value="r1:c1"))
    text = shown(view.payload)
    for line in ("Serial number\n0F:1A", "fingerprint\n00:FF:00:FF", "Key\nRSA 2048", "Chain\n2 certificates"):
        assert line in text
    assert "Certificate facts" not in text
    assert "Certificate facts" in shown(
        details.modal(certificate(), reader(), of_paper=details.Paper(value="r")).payload
    )


@pytest.mark.parametrize("pem", ["", "-----BEGIN CERTIFICATE-----\n<!channel>\n-----END CERTIFICATE-----", "A" * 99])
def test_only_a_certificate_is_given_to_copy(pem: str, certificate: Make, reader: Readers, shown: Shown) -> None:
    """What is no base64 between the two lines is not shown at all."""
    view = details.modal(certificate(), reader(), of_paper=details.Paper(PAPER, pem=pem))
    assert "BEGIN" not in shown(view.payload)


def test_a_huge_certificate_is_not_given_to_copy(certificate: Make, reader: Readers, shown: Shown) -> None:
    """One too long for a modal keeps its facts."""
    pem = f"-----BEGIN CERTIFICATE-----\n{'QUJD' * 3000}\n-----END CERTIFICATE-----"
    view = details.modal(certificate(), reader(), of_paper=details.Paper(PAPER, pem=pem))
    assert "BEGIN" not in shown(view.payload)
    assert view_faults(view.payload, "modal") == []
