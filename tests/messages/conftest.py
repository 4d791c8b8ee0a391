"""What the tests of messages share: a certificate, a reader, and Slack's limits read a second time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.certificates import Certificate, Kind, Page, Project, Query
from bot.messages.rows import Reader

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

# Slack's reference for Block Kit, written down apart from kit.py so that each checks the other.
TEXT_LIMITS = {"header": 150, "section": 3000, "button": 75, "option": 75, "confirm": 300}
COUNTS = {"context": 10, "actions": 25, "fields": 10, "options": 100}


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

    def made(rows: tuple[Certificate, ...], **changes: Any) -> Page:
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


@pytest.fixture
def objects() -> Callable[[Any], list[dict[str, Any]]]:
    """Every dict inside some blocks, at whatever depth."""

    def walk(node: Any) -> Iterator[dict[str, Any]]:
        if isinstance(node, dict):
            yield node
            for child in node.values():
                yield from walk(child)
        elif isinstance(node, list | tuple):
            for child in node:
                yield from walk(child)

    return lambda node: list(walk(node))


@pytest.fixture
def faults(objects: Callable[[Any], list[dict[str, Any]]]) -> Callable[..., list[str]]:
    """What Slack would refuse in these blocks: limits, empty texts, action ids that repeat in a block."""

    def found(blocks: Any, *, most: int = 50) -> list[str]:
        wrong = [] if len(blocks) <= most else [f"{len(blocks)} blocks"]
        block_ids = [block["block_id"] for block in blocks if "block_id" in block]
        wrong += [] if len(block_ids) == len(set(block_ids)) else ["repeated block ids"]
        wrong += [f"block id of {len(id_)}" for id_ in block_ids if not 1 <= len(id_) <= 255]
        for block in blocks:
            ids = [item["action_id"] for item in block.get("elements", ()) if "action_id" in item]
            wrong += [] if len(ids) == len(set(ids)) else [f"repeated action ids {ids}"]
        for item in objects(blocks):
            wrong += _of_object(item)
        return wrong

    return found


def _of_object(item: dict[str, Any]) -> Iterator[str]:
    kind = item.get("type", "confirm" if "confirm" in item else "option")
    text = item.get("text")
    if isinstance(text, str):
        if not 1 <= len(text) <= 3000:
            yield f"text of {len(text)}"
        text.encode("utf-8")
    elif isinstance(text, dict) and len(text["text"]) > TEXT_LIMITS.get(kind, 3000):
        yield f"{kind} of {len(text['text'])}"
    for name, limit in COUNTS.items():
        children = item.get("elements" if name in {"context", "actions"} else name, ())
        if name in {kind, "fields", "options"} and len(children) > limit:
            yield f"{len(children)} {name}"
    if len(str(item.get("value", ""))) > (2000 if kind == "button" else 150):
        yield f"{kind} value"
    if any(len(field["text"]) > 2000 for field in item.get("fields", ())):
        yield "field text"
