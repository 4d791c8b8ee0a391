"""A result as JSON: for `certminder ask --json` and other programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.certificates import Certificate, Page


def as_json(page: Page, understood: str, zone: str) -> dict[str, Any]:
    """{"understood", "total", "complete", "as_of", "certificates"}; instants as ISO 8601 with the offset of `zone`.
    Texts stand as the source gave them: JSON escapes what is not printable."""
    return {
        "understood": understood,
        "total": page.total,
        "complete": page.complete,
        "stale": page.stale,
        "as_of": _iso(page.as_of, zone),
        "certificates": [_certificate(certificate, zone, page.as_of) for certificate in page.rows],
    }


def _certificate(certificate: Certificate, zone: str, now: datetime) -> dict[str, Any]:
    project = certificate.project
    return {
        "id": certificate.id,
        "domain": certificate.domain,
        "names": list(certificate.names),
        "alias": certificate.alias,
        "status": certificate.status_at(now).name.lower(),
        "status_code": certificate.status_code,
        "kind": certificate.kind.value if certificate.kind else None,
        "begins": _iso(certificate.begins, zone),
        "expires": _iso(certificate.expires, zone),
        "created": _iso(certificate.created, zone),
        "issuer": certificate.issuer,
        "source": certificate.source,
        "verification": certificate.verification,
        "project": {"id": project.id, "name": project.name} if project else None,
        "account": certificate.account,
    }


def _iso(instant: datetime | None, zone: str) -> str | None:
    """Local time with its offset; at the calendar's edge, where there is none, in UTC."""
    if instant is None:
        return None
    try:
        return instant.astimezone(ZoneInfo(zone)).isoformat()
    except OverflowError:
        return instant.isoformat()
