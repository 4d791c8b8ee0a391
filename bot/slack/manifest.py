"""The app's manifest as data: what `manifest.yml` holds for people, and what `certminder manifest` prints.

Slack's forms take JSON as well as YAML, so printing needs no YAML library. A test holds manifest.yml to `MANIFEST`, and
both variants to Slack's schema.
"""

from __future__ import annotations

import copy
import json
from typing import Any

Manifest = dict[str, Any]

PATH = "/slack/events"
"""Where `certminder web` takes commands, clicks and events alike."""

INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"
"""Where a browser begins an installation, and where Slack sends it back to."""

SEARCH_SHORTCUT, FIND_SHORTCUT = "search_certificates", "find_certificates"
"""The callback ids of the shortcuts. Slack has one name for all languages, of at most 24 characters."""
ORGANISATION_EVENTS = ["team_access_granted", "team_access_revoked"]

MANIFEST: Manifest = {
    "display_information": {
        "name": "Certminder",
        "description": "Ask what certificates there are at Tencent Cloud and what is about to expire.",
        "long_description": (
            "Certminder answers questions about the SSL certificates of a Tencent Cloud account, in English or "
            "Chinese: `/certs expiring in the next 30 days *.shop.example`, `/certs 未来两周内过期的服务器证书`. "
            "Answers are only visible to the person who asked until they share them; channels can be reminded "
            "before certificates end. It only reads certificate lists and never sees a private key."
        ),
        "background_color": "#0b3d5c",
    },
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "certminder", "always_online": True},
        "shortcuts": [
            {
                "name": "Search certs · 查找证书",
                "type": "global",
                "callback_id": SEARCH_SHORTCUT,
                "description": "Find certificates with a form · 用表单查找证书",
            },
            {
                "name": "Certs named here · 文中证书",
                "type": "message",
                "callback_id": FIND_SHORTCUT,
                "description": "Find the certificates of the host names in a message · 查询消息中域名的证书",
            },
        ],
        "slash_commands": [
            {
                "command": "/certs",
                "description": "Find certificates · 查找证书",
                "usage_hint": "expiring in the next 30 days *.shop.example | 下个月到期 | help",
                "should_escape": True,
            }
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "commands",
                "chat:write",
                "app_mentions:read",
                "users:read",
                "im:history",
                "channels:read",
                "groups:read",
                "channels:history",
                "groups:history",
            ],
            "bot_optional": ["channels:read", "groups:read", "channels:history", "groups:history"],
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "app_uninstalled",
                "member_joined_channel",
                "message.im",
                "tokens_revoked",
            ]
        },
        "interactivity": {"is_enabled": True},
        "org_deploy_enabled": False,
        "socket_mode_enabled": True,
        "token_rotation_enabled": False,
    },
}
"""The Socket Mode variant: no public address needed. Each scope of `bot_optional` stands in `bot` too, as Slack wants
it: OAuth asks for all of `bot`, and whoever installs the app may leave the optional ones out
(docs.slack.dev/reference/app-manifest, docs.slack.dev/authentication/installing-with-oauth)."""


def http_variant(manifest: Manifest, url: str) -> Manifest:
    """The same app for `certminder web` behind a public `url` (https://…), where workspaces and whole organisations
    install it; behind Socket Mode there is the one workspace of a token."""
    request_url = url.rstrip("/") + PATH
    variant = copy.deepcopy(manifest)
    for command in variant["features"]["slash_commands"]:
        command["url"] = request_url
    variant["settings"]["event_subscriptions"]["request_url"] = request_url
    variant["settings"]["interactivity"]["request_url"] = request_url
    variant["oauth_config"]["redirect_urls"] = [url.rstrip("/") + REDIRECT_PATH]
    variant["settings"]["socket_mode_enabled"] = False
    variant["settings"]["org_deploy_enabled"] = True
    variant["settings"]["event_subscriptions"]["bot_events"] += ORGANISATION_EVENTS
    return variant


def printed(url: str = "") -> str:
    """What `certminder manifest` prints: JSON to paste at api.slack.com/apps; with a `url` the HTTP variant."""
    manifest = http_variant(MANIFEST, url) if url else MANIFEST
    return json.dumps(manifest, ensure_ascii=False, indent=2)
