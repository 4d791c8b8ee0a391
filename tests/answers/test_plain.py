"""A result as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from bot.answers.plain import as_json
from bot.certificates import Certificate, Page, Project, Query

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def page(*rows: Certificate) -> Page:
    return Page("r1", Query(), rows, len(rows), 1, 100, NOW)


def test_instants_carry_the_zones_offset() -> None:
    """Times are ISO 8601 in the reader's zone; a missing one is null."""
    row = Certificate(id="a", domain="a.example", expires=NOW, project=Project("7", "支付"), status_code=1)
    written: dict[str, Any] = as_json(page(row), "all", "Asia/Shanghai")
    certificate = written["certificates"][0]
    assert certificate["expires"] == "2026-11-23T20:00:00+08:00"
    assert certificate["begins"] is None
    assert certificate["status"] == "expired"
    assert certificate["project"] == {"id": "7", "name": "支付"}
    assert {name: written[name] for name in ("understood", "total", "complete", "as_of")} == {
        "understood": "all",
        "total": 1,
        "complete": True,
        "as_of": "2026-11-23T20:00:00+08:00",
    }


def test_the_calendars_edge_is_no_crash() -> None:
    """A date that has no local time is written in UTC."""
    far = Certificate(id="a", domain="a.example", expires=datetime(9999, 12, 31, 23, 59, tzinfo=UTC), status_code=77)
    certificate = as_json(page(far), "", "Pacific/Kiritimati")["certificates"][0]
    assert certificate["expires"] == "9999-12-31T23:59:00+00:00"
    assert certificate["status"] == "unknown"
    json.dumps(certificate)
