"""The environment read as Settings, every fault reported at once: the only reader of os.environ."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import tzlocal

from bot.errors import InvalidSettings
from bot.settings.settings import Settings
from bot.settings.table import TABLE
from bot.settings.values import LOOPBACK


def read(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment (os.environ, or the mapping given). Raises InvalidSettings naming every fault."""
    given = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    faults: list[str] = []
    for setting in TABLE:
        text = given.get(setting.variable, "").strip() or setting.default
        if setting.field == "zone" and not text:
            text = tzlocal.get_localzone_name() or "UTC"
        try:
            values[setting.field] = setting.read(text)
        except ValueError as fault:
            faults.append(f"{setting.variable} {fault}")
    faults += _contradictions(values)
    if faults:
        raise InvalidSettings(tuple(faults))
    values["state"] = values["state"].expanduser()
    return Settings(**values)


def _contradictions(values: Mapping[str, Any]) -> Iterator[str]:
    """Faults of variables that are each right by themselves."""
    if bool(values.get("tencentcloud_secret_id")) != bool(values.get("tencentcloud_secret_key")):
        yield "TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY go together: set both or neither"
    if bool(values.get("slack_client_id")) != bool(values.get("slack_client_secret")):
        yield "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together: set both or neither"
    if values.get("clock") and urlsplit(values.get("slack_api_url", "")).hostname not in LOOPBACK:
        yield "CERTMINDER_CLOCK is for a played Slack only: SLACK_API_URL must be on loopback"


def require(settings: Settings, *variables: str) -> None:
    """Raise InvalidSettings naming each of these variables that is not set; for what only some processes need."""
    fields = {setting.variable: setting.field for setting in TABLE}
    missing = tuple(f"{variable} is not set" for variable in variables if not getattr(settings, fields[variable]))
    if missing:
        raise InvalidSettings(missing)


def inherited(more: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with `more` over it, for a child process or for `read`."""
    return {**os.environ, **more}
