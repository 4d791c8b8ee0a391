"""Which certificates can be used for a host."""

from __future__ import annotations

import pytest

from bot.sources.hostnames import ascii_host, serves


@pytest.mark.parametrize(
    ("name", "host", "expected"),
    [
        ("a.com", "a.com", True),
        ("A.com", "a.COM.", True),
        ("*.a.com", "x.a.com", True),
        ("*.a.com", "a.com", False),
        ("*.a.com", "x.y.a.com", False),
        ("*.a.com", ".a.com", False),
        ("x.a.com", "y.a.com", False),
        ("*.xn--fsq.example", "shop.例.example", True),
        ("例.example", "xn--fsq.example", True),
        ("*", "a", False),
        ("", "", True),
    ],
)
def test_a_wildcard_stands_for_one_label(name: str, host: str, expected: bool) -> None:
    """A host is served by its own name or by a wildcard over it, in any case and spelling."""
    assert serves([name], host) is expected


@pytest.mark.parametrize("name", ["\u202e例", "a..\u202e例", "例" * 100, "-例-", "<!channel> 例"])
def test_what_is_no_name_stays_as_it_is(name: str) -> None:
    """Foreign text in place of a name is never an error."""
    assert ascii_host(name) == name
