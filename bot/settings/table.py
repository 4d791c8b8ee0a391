"""What can be set; the README's table is held to it by a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from bot.settings.settings import Secret
from bot.settings.values import (
    endpoint,
    folder,
    ids,
    locale,
    number,
    one_of,
    optional_path,
    redis_url,
    slack_api_url,
    source_url,
    url,
    zone,
)


class Setting(msgspec.Struct, frozen=True):
    """One variable: its name, what it is for, its default as text, and how its text is read."""

    variable: str
    field: str
    purpose: str
    default: str
    read: Callable[[str], Any]


TABLE: tuple[Setting, ...] = (
    Setting("SLACK_BOT_TOKEN", "slack_bot_token", "the bot's token (xoxb-…) of a single workspace", "", Secret),
    Setting("SLACK_APP_TOKEN", "slack_app_token", "app-level token (xapp-…) for Socket Mode", "", Secret),
    Setting("SLACK_SIGNING_SECRET", "slack_signing_secret", "signs every request of Slack's", "", Secret),
    Setting("SLACK_CLIENT_ID", "slack_client_id", "the app's own id, where workspaces install it", "", str),
    Setting("SLACK_CLIENT_SECRET", "slack_client_secret", "its secret", "", Secret),
    Setting(
        "SLACK_API_URL", "slack_api_url", "Slack's Web API, or an emulator's", "https://slack.com/api/", slack_api_url
    ),
    Setting(
        "REDIS_URL",
        "redis_url",
        "the only store: a server, a cluster, or what Sentinels know; without it an own Redis is started",
        "",
        redis_url,
    ),
    Setting("PORT", "port", "the port of `certminder web`", "3000", number(1, 65535)),
    Setting("PUBLIC_URL", "public_url", "where Slack and people reach `certminder web`", "", url("http", "https")),
    Setting("TENCENTCLOUD_SECRET_ID", "tencentcloud_secret_id", "API key id of the Tencent Cloud account", "", Secret),
    Setting("TENCENTCLOUD_SECRET_KEY", "tencentcloud_secret_key", "its key", "", Secret),
    Setting("TENCENTCLOUD_TOKEN", "tencentcloud_token", "token of temporary credentials", "", Secret),
    Setting(
        "TENCENTCLOUD_API",
        "tencentcloud_api",
        "which API lists the certificates: CertGetList, or ssl, which new accounts need",
        "certgetlist",
        one_of("certgetlist", "ssl"),
    ),
    Setting(
        "TENCENTCLOUD_ENDPOINT",
        "tencentcloud_endpoint",
        "where ssl is asked: china, international, or a private cloud's https URL",
        "china",
        endpoint,
    ),
    Setting(
        "CERTGETLIST_URL",
        "certgetlist_url",
        "where CertGetList is asked; http only on loopback",
        "https://wss.api.qcloud.com/v2/index.php",
        source_url,
    ),
    Setting("CERTGETLIST_PAGE_SIZE", "certgetlist_page_size", "rows asked for in a page", "100", number(1, 1000)),
    Setting(
        "CERTGETLIST_SIGNATURE",
        "certgetlist_signature",
        "how requests are signed",
        "HmacSHA256",
        one_of("HmacSHA256", "HmacSHA1"),
    ),
    Setting(
        "CERTMINDER_UPSTREAM_RATE",
        "upstream_rate",
        "requests a second to one account, by all processes together",
        "10",
        number(1, 1000),
    ),
    Setting("CERTMINDER_PEM_FOLDER", "pem_folder", "a folder of PEM files to list certificates from", "", folder),
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
        ids,
    ),
    Setting("CERTMINDER_ADMINS", "admins", "ids of people who may what admins may, with commas", "", ids),
    Setting(
        "CERTMINDER_GUESTS",
        "guests",
        "whether guests and people of other workspaces may ask, and read along where a list is shared: refuse or allow",
        "refuse",
        lambda text: one_of("refuse", "allow")(text) == "allow",
    ),
    Setting("CERTMINDER_STATE", "state", "folder of the own Redis", "~/.local/state/certminder", Path),
    Setting("CERTMINDER_USER_LIMIT", "user_limit", "questions a minute a person", "20", number(1, 100_000)),
    Setting(
        "CERTMINDER_WORKSPACE_LIMIT", "workspace_limit", "questions a minute a workspace", "120", number(1, 1_000_000)
    ),
    Setting(
        "CERTMINDER_SOFT_AGE", "soft_age", "seconds after which a listing is renewed behind", "60", number(1, 86_400)
    ),
    Setting("CERTMINDER_HARD_AGE", "hard_age", "seconds a listing is kept at most", "86400", number(60, 604_800)),
    Setting(
        "CERTMINDER_LOG_LEVEL",
        "log_level",
        "least level that is logged",
        "INFO",
        one_of("DEBUG", "INFO", "WARNING", "ERROR"),
    ),
    Setting("CERTMINDER_CLOCK", "clock", "a file that moves time in the playground; never set it", "", optional_path),
    Setting("TZ", "zone", "zone of `ask` in the terminal; unset: the machine's own", "", zone),
    Setting("LANG", "locale", "language of `ask` in the terminal", "en", locale),
)
