"""A page as rows of plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.certificates import Certificate, Page
from bot.messages import table


def test_cells_follow_their_titles(certificate: Callable[..., Certificate], page: Callable[..., Page]) -> None:
    """One row a certificate, its cells in the order of the titles, in the reader's language and zone."""
    found = page(certificate())
    assert table.titles("en") == ["Status", "Domain", "Ends", "Date", "Issuer", "Id"]
    assert table.rows(found, "Asia/Shanghai", "zh-CN", now=found.as_of) == [
        ["🟢 有效", "api.shop.example", "65 天后到期", "2027-01-27 20:00", "TrustAsia TLS RSA CA", "GjTNRoK7"]
    ]


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_every_column_has_a_title(
    locale: str, certificate: Callable[..., Certificate], page: Callable[..., Page]
) -> None:
    """There are as many titles as cells, also for a row of nulls."""
    found = page(Certificate(id="", domain=""))
    assert len(table.titles(locale)) == len(table.rows(found, "UTC", locale, now=found.as_of)[0])
