"""The two line formats of `certminder span --jsonl` and `certminder parse --jsonl`: a JSON object in, one out.

A line that can't be read is answered with its error, and the next one goes on. `ref` is a local wall time in `tz`
(UTC when there is none: only local days matter).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from bot.certificates import Query, Span, Status
from bot.errors import Unreadable
from bot.language.meanings import EXPIRED, PENDING, VALID
from bot.language.parse import parse, read_span
from bot.language.request import Export, Find, Remind, Request, Show, Stats, Timeline


class _Asked(msgspec.Struct):
    text: str
    ref: str
    id: Any = None
    tz: str = "UTC"
    prefer: Literal["future", "past"] = "future"
    locale: str = "en-US"

    def now(self) -> datetime:
        """The wall time as an instant. Raises ValueError."""
        local = datetime.fromisoformat(self.ref)
        return local.replace(tzinfo=ZoneInfo(self.tz)) if local.tzinfo is None else local


def span_lines(lines: Iterable[str]) -> Iterator[str]:
    """{"id", "text", "ref", "tz"?, "prefer"} → {"id", "start", "end"} or {"id", "error"}, a line each."""
    return _answered(lines, _span)


def parse_lines(lines: Iterable[str]) -> Iterator[str]:
    """{"id", "text", "ref", "tz"} → the slots of language.md with "error": null, or null slots and an error."""
    return _answered(lines, _slots)


def _answered(lines: Iterable[str], answer: Callable[[_Asked], dict[str, Any]]) -> Iterator[str]:
    for line in lines:
        if not line.strip():
            continue
        asked = _asked(line)
        fields = {"error": asked} if isinstance(asked, str) else answer(asked)
        identity = _identity(line) if isinstance(asked, str) else asked.id
        yield msgspec.json.encode({"id": identity, **fields}).decode()


def _asked(line: str) -> _Asked | str:
    """The line as it should be, or what is wrong with it."""
    try:
        asked = msgspec.json.decode(line, type=_Asked)
        asked.now()
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        return f"bad line: {error}"
    except (ValueError, OverflowError, ZoneInfoNotFoundError, OSError):
        return "bad line: ref or tz"
    return asked


def _identity(line: str) -> Any:
    try:
        decoded = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    return decoded.get("id") if isinstance(decoded, dict) else None


def _span(asked: _Asked) -> dict[str, Any]:
    try:
        span = read_span(asked.text, now=asked.now(), zone=asked.tz, prefer=asked.prefer)
    except Unreadable as error:
        return {"error": str(error)}
    return _days(span)


def _days(span: Span | None) -> dict[str, Any]:
    return {"start": span.start if span else None, "end": span.end if span else None}


_NOTHING: dict[str, Any] = dict.fromkeys(
    ("field", "start", "end", "status", "cert_type", "search", "domain", "cert_id")
)


def _slots(asked: _Asked) -> dict[str, Any]:
    try:
        request = parse(asked.text, now=asked.now(), zone=asked.tz, locale=asked.locale)
    except Unreadable as error:
        return {**_NOTHING, "guessed": [], "error": str(error)}
    return {**_NOTHING, **_said(request), "guessed": list(request.guessed), "error": None}


def _said(request: Request) -> dict[str, Any]:
    match request:
        case Find() | Remind() | Export() | Stats() | Timeline():
            return _of_query(request.query)
        case Show():
            return {"domain" if "." in request.target else "cert_id": request.target}
    return {}


def _of_query(query: Query) -> dict[str, Any]:
    field = next((name for name in ("expires", "begins", "created") if getattr(query, name)), None)
    return {
        "field": field,
        **_days(getattr(query, field) if field else None),
        "status": _status(query),
        "cert_type": query.kind,
        "search": query.text.replace('"', "") or None,
        "domain": " ".join(query.names) or None,
        "cert_id": " ".join(query.ids) or None,
    }


def _status(query: Query) -> str | None:
    if not query.statuses:
        return None
    if query.statuses == PENDING:
        return "pending"
    names = {VALID[0]: "valid", EXPIRED[0]: "expired"}
    return " ".join(names.get(status, Status(status).name.lower()) for status in query.statuses)
