"""Host names in messages of any kind, and what only looks like one."""

from __future__ import annotations

import pytest

from bot.language.hostnames import hostnames, whole_name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Is api.shop.example fine? And w.x.example, or *.y.example.", "api.shop.example w.x.example *.y.example"),
        ("请检查api.shop.example的证书，还有*.pay.example。", "api.shop.example *.pay.example"),
        ("<https://api.shop.example/a/index.html|click here>", "api.shop.example"),
        ("<http://www.x.example|www.x.example> again: WWW.X.Example", "www.x.example"),
        ("API.Shop.Example:8443/health and https://www.shop.example.", "api.shop.example www.shop.example"),
        ("bücher.example, 例子.测试, xn--bcher-kva.example", "xn--bcher-kva.example xn--fsqu00a.xn--0zwm56d"),
        ("用户.shop.example ｗｗｗ.shop.example", "xn--zouo53b.shop.example www.shop.example"),
        ("_acme.shop.example CNAME a-b.c-d.example", "_acme.shop.example a-b.c-d.example"),
        ("a&amp;b.example &lt;c.example&gt;", "b.example c.example"),
    ],
)  # fmt: skip
def test_names_are_found(text: str, names: str) -> None:
    """In prose of both languages, in links and behind them, international ones as A-labels; each once, in order."""
    assert hostnames(text) == names.split()


@pytest.mark.parametrize(
    "text",
    [
        "write to bob@mail.example or <mailto:bob@mail.example|bob@mail.example>",
        "<@U0ALICE001|alice.chen> in <#C1|ops.daily> <!date^1^{date}|3.May>",
        "v1.2.3, 10.0.0.1, 3.14, 12.11.2026, 3.Dec, e.g. this",
        "deploy.yaml and tls/server.pem, /etc/nginx/nginx.conf, report.csv",
        "api。shop。example。谢谢",
        "x." * 40,
        "",
    ],
)
def test_others_are_none(text: str) -> None:
    """Addresses, mentions, dates, versions, files and Chinese full stops are no host names."""
    assert hostnames(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 90_000, "a." * 50_000, "-.-" * 30_000, "<" * 90_000, "a|" * 40_000, "a@" * 50_000),
        *("a" * 90_000 + "中.b", "a" + ".-" * 45_000, "ü" * 90_000 + ".b"),
    ],
)
def test_a_long_message_is_read_quickly(text: str) -> None:
    """What is built to run back over itself is read once (a quadratic pattern would take minutes)."""
    assert hostnames(text) == []


@pytest.mark.parametrize("text", ["shop", "a b.example", "*.*.example", "b.example/x", "b.example:1", "x." + "y" * 260])
def test_a_whole_name_is_nothing_but_a_name(text: str) -> None:
    """No words beside it, no URL, and no longer than DNS allows."""
    assert whole_name(text) == ""
    assert whole_name("*.Bücher.example.") == "*.xn--bcher-kva.example"
