"""How the fake Slack says no, and how it reads a call's arguments."""

from __future__ import annotations

import json
from typing import Any

JSON = dict[str, Any]


class Refused(Exception):
    """A Web API call's `ok: false`: the error's name, extra fields of the answer, and the HTTP status."""

    def __init__(self, error: str, *, status: int = 200, headers: dict[str, str] | None = None, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.status = status
        self.headers = headers or {}
        self.body: JSON = {"ok": False, "error": error, **extra}


def invalid(error: str, messages: list[str]) -> Refused:
    """A refusal with the reasons where Slack puts them."""
    return Refused(error, errors=messages, response_metadata={"messages": messages})


def required(args: JSON, name: str) -> str:
    """A textual argument, or `invalid_arguments` naming it."""
    value = args.get(name)
    if value is None or value == "":
        raise invalid("invalid_arguments", [f"[ERROR] missing required field: {name}"])
    return str(value)


def flag(args: JSON, name: str) -> bool:
    """A boolean argument: true, 1 and "true" of a form."""
    return str(args.get(name, "")).lower() in {"true", "1"}


def decoded(args: JSON, name: str, error: str) -> Any:
    """An argument that is JSON, or a form's text of JSON; None when absent."""
    value = args.get(name)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value else None
    except ValueError:
        raise Refused(error) from None
