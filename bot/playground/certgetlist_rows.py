"""Which rows of an inventory a Search finds, and how they go over the wire. Rows are as dirty as the API's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.playground.certgetlist_parameters import Search
from bot.playground.sample_pem import pem_of

Row = dict[str, Any]


def answer(rows: Sequence[Row], search: Search) -> dict[str, Any]:
    """The whole JSON answer: totalNum counts after filtering, `list` is one page."""
    narrowed = search.id or search.kind or search.text or search.host
    found = [row for row in rows if _matches(row, search)] if narrowed else rows
    start = (search.page - 1) * search.count
    page = [_shown(row, search.with_certificate) for row in found[start : start + search.count]]
    return {"code": 0, "message": "", "codeDesc": "Success", "data": {"totalNum": len(found), "list": page}}


def _matches(row: Row, search: Search) -> bool:
    return (
        (not search.id or row.get("id") == search.id)
        and (not search.kind or _text(row, "certType").upper() == search.kind)
        and (not search.text or any(search.text.lower() in _text(row, name) for name in ("id", "alias", "domain")))
        and (not search.host or any(_covers(name, search.host.lower()) for name in names_of(row)))
    )


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value.lower() if isinstance(value, str) else ""


def names_of(row: Row) -> list[str]:
    """Names of the certificate in lower case: subjectAltName, or the main domain where that is null."""
    names = row.get("subjectAltName")
    names = names if isinstance(names, list) and names else [row.get("domain")]
    return [name.lower() for name in names if isinstance(name, str) and name]


def _covers(name: str, host: str) -> bool:
    """A certificate's name serves a host: itself, or `*.` in place of exactly one label."""
    return name == host or (name.startswith("*.") and host.partition(".")[2] == name[2:] and not host.startswith("."))


def _shown(row: Row, with_certificate: bool) -> Row:
    shown = {name: value for name, value in row.items() if name != "cert"}
    if with_certificate:
        shown["cert"] = row["cert"] if "cert" in row else pem_of(row)
    return shown
