"""What an operator chose, as one frozen value."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec


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
