"""What the tests of messages share: a certificate, a reader, and a judge that is not ours to bend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.certificates import Certificate, Kind, Page, Project, Query
from bot.messages.rows import Reader
from bot.playground import slack_blocks

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MESSAGE_CHARACTERS = 8000
"""Slack's own limit is undocumented, near 11 000."""


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def reader() -> Callable[..., Reader]:
    """A reader in a language: zh in Shanghai, en in New York."""

    def made(locale: str = "en-US", zone: str = "America/New_York") -> Reader:
        return Reader(zone="Asia/Shanghai" if locale.startswith("zh") else zone, locale=locale, now=NOW)

    return made


@pytest.fixture
def certificate() -> Callable[..., Certificate]:
    """An ordinary certificate; any field can be said otherwise."""

    def made(**changes: Any) -> Certificate:
        ordinary: dict[str, Any] = {
            "id": "GjTNRoK7",
            "domain": "api.shop.example",
            "names": ("api.shop.example", "www.shop.example"),
            "status_code": 1,
            "kind": Kind.SERVER,
            "begins": NOW - timedelta(days=300),
            "expires": NOW + timedelta(days=65),
            "created": NOW - timedelta(days=301),
            "issuer": "TrustAsia TLS RSA CA",
            "source": "trustasia",
            "project": Project("0", "默认项目"),
        }
        return Certificate(**{**ordinary, **changes})

    return made


@pytest.fixture
def page() -> Callable[..., Page]:
    """A first page of these rows, as of now."""

    def made(*rows: Certificate, **changes: Any) -> Page:
        facts: dict[str, Any] = {
            "result_id": "r1",
            "query": Query(text="shop"),
            "rows": rows,
            "total": len(rows),
            "number": 1,
            "size": 10,
            "as_of": NOW,
        }
        return Page(**{**facts, **changes})

    return made


def walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from walk(child)
    elif isinstance(node, list | tuple):
        for child in node:
            yield from walk(child)


@pytest.fixture
def objects() -> Callable[[Any], list[dict[str, Any]]]:
    """Every dict inside some blocks, at whatever depth."""
    return lambda node: list(walk(node))


@pytest.fixture
def shown() -> Callable[[Any], str]:
    """Everything a person can read in some blocks, one text a line."""
    return lambda node: "\n".join(item["text"] for item in walk(node) if isinstance(item.get("text"), str))


@pytest.fixture
def values() -> Callable[[Any], dict[str, str]]:
    """Action id → value of every button, and of the first option of every menu."""

    def found(node: Any) -> dict[str, str]:
        acting = [item for item in walk(node) if "action_id" in item]
        return {item["action_id"]: item.get("value") or _options(item)[0]["value"] for item in acting}

    return found


def _options(menu: dict[str, Any]) -> list[dict[str, Any]]:
    return menu.get("options") or [option for group in menu["option_groups"] for option in group["options"]]


@pytest.fixture
def faults() -> Callable[..., list[str]]:
    """What Slack would refuse in these blocks, as the playground's Slack judges, and by size."""

    def found(blocks: Any, surface: str = "message") -> list[str]:
        size = slack_blocks.size(list(blocks))
        large = [f"{size} characters"] if surface == "message" and size > MESSAGE_CHARACTERS else []
        return slack_blocks.faults(list(blocks), surface) + large

    return found
