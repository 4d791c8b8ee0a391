"""The environment as one frozen `Settings`: the only reader of os.environ, reporting every fault at once.

`TABLE` is what can be set; the README's table is held to it by a test.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
import tzlocal

from bot.errors import InvalidSettings
from bot.store.addresses import read_address

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Hosts on which nothing but a played Slack can be."""


class Secret(str):
    """A text that shows itself only when asked by `str.__str__`'s own consumers: never in a repr."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret(…)" if self else "Secret()"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator chose. Empty texts mean "not set"; ages are seconds; limits are questions per minute."""

    slack_bot_token: Secret
    slack_app_token: Secret
    slack_signing_secret: Secret
    slack_client_id: str
    slack_client_secret: Secret
    slack_api_url: str
    redis_url: Secret
    """It may hold a password."""
    port: int
    public_url: str
    tencentcloud_secret_id: Secret
    tencentcloud_secret_key: Secret
    tencentcloud_token: Secret
    tencentcloud_api: Literal["certgetlist", "ssl"]
    tencentcloud_endpoint: str
    certgetlist_url: str
    certgetlist_page_size: int
    certgetlist_signature: Literal["HmacSHA256", "HmacSHA1"]
    upstream_rate: int
    pem_folder: Path | None
    secrets: Secret
    workspaces: frozenset[str]
    admins: frozenset[str]
    guests: bool
    state: Path
    user_limit: int
    workspace_limit: int
    soft_age: int
    hard_age: int
    zone: str
    locale: str
    log_level: str
    clock: Path | None


class Setting(msgspec.Struct, frozen=True):
    """One variable: its name, what it is for, its default as text, and how its text is read."""

    variable: str
    field: str
    purpose: str
    default: str
    read: Callable[[str], Any]


def _url(*schemes: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text and (urlsplit(text).scheme not in schemes or not (urlsplit(text).netloc or urlsplit(text).path)):
            raise ValueError(f"must be a URL starting with {' or '.join(f'{scheme}://' for scheme in schemes)}")
        return text

    return read


def _redis_url(text: str) -> Secret:
    if text:
        read_address(text)
    return Secret(text)


def _source_url(text: str) -> str:
    """sources.endpoint is as strict: what it would refuse at the first question is told at the start."""
    parts = urlsplit(_url("http", "https")(text))
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ValueError("must be https; http is for 127.0.0.1, ::1 and localhost only")
    return text


def _number(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(text)

    return read


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return text

    return read


def _zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("must be a zone of the IANA database, such as Asia/Shanghai") from None


def _locale(text: str) -> str:
    return text.split(".")[0].replace("_", "-")


def _endpoint(text: str) -> str:
    return text if text in {"china", "international"} else _source_url(text)


def _folder(text: str) -> Path | None:
    if text and not Path(text).expanduser().is_dir():
        raise ValueError("must be a folder that exists")
    return Path(text).expanduser() if text else None


def _optional_path(text: str) -> Path | None:
    return Path(text) if text else None


def _ids(text: str) -> frozenset[str]:
    return frozenset(text.replace(",", " ").split())


def _slack_api_url(text: str) -> str:
    url = _url("http", "https")(text)
    return url if url.endswith("/") else f"{url}/"


TABLE: tuple[Setting, ...] = (
    Setting("SLACK_BOT_TOKEN", "slack_bot_token", "the bot's token (xoxb-…) of a single workspace", "", Secret),
    Setting("SLACK_APP_TOKEN", "slack_app_token", "app-level token (xapp-…) for Socket Mode", "", Secret),
    Setting("SLACK_SIGNING_SECRET", "slack_signing_secret", "signs every request of Slack's", "", Secret),
    Setting("SLACK_CLIENT_ID", "slack_client_id", "the app's own id, where workspaces install it", "", str),
    Setting("SLACK_CLIENT_SECRET", "slack_client_secret", "its secret", "", Secret),
    Setting(
        "SLACK_API_URL", "slack_api_url", "Slack's Web API, or an emulator's", "https://slack.com/api/", _slack_api_url
    ),
    Setting(
        "REDIS_URL",
        "redis_url",
        "the only store: a server, a cluster, or what Sentinels know; without it an own Redis is started",
        "",
        _redis_url,
    ),
    Setting("PORT", "port", "the port of `certminder web`", "3000", _number(1, 65535)),
    Setting("PUBLIC_URL", "public_url", "where Slack and people reach `certminder web`", "", _url("http", "https")),
    Setting("TENCENTCLOUD_SECRET_ID", "tencentcloud_secret_id", "API key id of the Tencent Cloud account", "", Secret),
    Setting("TENCENTCLOUD_SECRET_KEY", "tencentcloud_secret_key", "its key", "", Secret),
    Setting("TENCENTCLOUD_TOKEN", "tencentcloud_token", "token of temporary credentials", "", Secret),
    Setting(
        "TENCENTCLOUD_API",
        "tencentcloud_api",
        "which API lists the certificates: CertGetList, or ssl, which new accounts need",
        "certgetlist",
        _one_of("certgetlist", "ssl"),
    ),
    Setting(
        "TENCENTCLOUD_ENDPOINT",
        "tencentcloud_endpoint",
        "where ssl is asked: china, international, or a private cloud's https URL",
        "china",
        _endpoint,
    ),
    Setting(
        "CERTGETLIST_URL",
        "certgetlist_url",
        "where CertGetList is asked; http only on loopback",
        "https://wss.api.qcloud.com/v2/index.php",
        _source_url,
    ),
    Setting("CERTGETLIST_PAGE_SIZE", "certgetlist_page_size", "rows asked for in a page", "100", _number(1, 1000)),
    Setting(
        "CERTGETLIST_SIGNATURE",
        "certgetlist_signature",
        "how requests are signed",
        "HmacSHA256",
        _one_of("HmacSHA256", "HmacSHA1"),
    ),
    Setting(
        "CERTMINDER_UPSTREAM_RATE",
        "upstream_rate",
        "requests a second to one account, by all processes together",
        "10",
        _number(1, 1000),
    ),
    Setting("CERTMINDER_PEM_FOLDER", "pem_folder", "a folder of PEM files to list certificates from", "", _folder),
    Setting(
        "CERTMINDER_SECRETS",
        "secrets",
        "Fernet keys that seal tokens and accounts at rest, newest first, with commas",
        "",
        Secret,
    ),
    Setting(
        "CERTMINDER_WORKSPACES",
        "workspaces",
        "ids of the workspaces and organisations that may install the app, with commas",
        "",
        _ids,
    ),
    Setting("CERTMINDER_ADMINS", "admins", "ids of people who may what admins may, with commas", "", _ids),
    Setting(
        "CERTMINDER_GUESTS",
        "guests",
        "whether guests and people of other workspaces may ask: refuse or allow",
        "refuse",
        lambda text: _one_of("refuse", "allow")(text) == "allow",
    ),
    Setting("CERTMINDER_STATE", "state", "folder of the own Redis", "~/.local/state/certminder", Path),
    Setting("CERTMINDER_USER_LIMIT", "user_limit", "questions a minute a person", "20", _number(1, 100_000)),
    Setting(
        "CERTMINDER_WORKSPACE_LIMIT", "workspace_limit", "questions a minute a workspace", "120", _number(1, 1_000_000)
    ),
    Setting(
        "CERTMINDER_SOFT_AGE", "soft_age", "seconds after which a listing is renewed behind", "60", _number(1, 86_400)
    ),
    Setting("CERTMINDER_HARD_AGE", "hard_age", "seconds a listing is kept at most", "86400", _number(60, 604_800)),
    Setting(
        "CERTMINDER_LOG_LEVEL",
        "log_level",
        "least level that is logged",
        "INFO",
        _one_of("DEBUG", "INFO", "WARNING", "ERROR"),
    ),
    Setting("CERTMINDER_CLOCK", "clock", "a file that moves time in the playground; never set it", "", _optional_path),
    Setting("TZ", "zone", "zone of `ask` in the terminal; unset: the machine's own", "", _zone),
    Setting("LANG", "locale", "language of `ask` in the terminal", "en", _locale),
)


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
    if bool(values.get("tencentcloud_secret_id")) != bool(values.get("tencentcloud_secret_key")):
        faults.append("TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY go together: set both or neither")
    if bool(values.get("slack_client_id")) != bool(values.get("slack_client_secret")):
        faults.append("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together: set both or neither")
    if values.get("clock") and urlsplit(values.get("slack_api_url", "")).hostname not in LOOPBACK:
        faults.append("CERTMINDER_CLOCK is for a played Slack only: SLACK_API_URL must be on loopback")
    if faults:
        raise InvalidSettings(tuple(faults))
    values["state"] = values["state"].expanduser()
    return Settings(**values)


def require(settings: Settings, *variables: str) -> None:
    """Raise InvalidSettings naming each of these variables that is not set; for what only some processes need."""
    fields = {setting.variable: setting.field for setting in TABLE}
    missing = tuple(f"{variable} is not set" for variable in variables if not getattr(settings, fields[variable]))
    if missing:
        raise InvalidSettings(missing)


def inherited(more: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with `more` over it, for a child process or for `read`."""
    return {**os.environ, **more}
