"""A code of Slack's consent page for an installation with its token, and a refresh token for the next one."""

from __future__ import annotations

import contextlib
from typing import Any

from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from bot.errors import DeliveryError, DeliveryRefused, DeliveryUnknown
from bot.slack.web_api import WebApi, judged, outcome

_ALWAYS = 10**9
"""Minutes: whether a token is due is decided by `rotating`, under its lock."""


class Exchange:
    """Calls oauth.v2.access as the app. The secret goes in a header, never in a URL or a body that is logged."""

    def __init__(self, api: WebApi, client_id: str, client_secret: str) -> None:
        self._api = api
        self._client_id = client_id
        self._secret = client_secret

    async def __call__(self, code: str, redirect_uri: str) -> Installation:
        """The installation behind `code`; Slack takes each once. Raises DeliveryError."""
        said = await self._api.exchange(self._client_id, self._secret, code=code, redirect_uri=redirect_uri)
        token = str(said.get("access_token") or "")
        if not token or said.get("token_type") != "bot":
            raise DeliveryRefused("no_bot_token")
        return _installation(said, await self._api.read(token, "auth.test"))

    async def renew(self, bot: Bot) -> Bot:
        """The same bot with its next tokens; Slack takes each refresh token once. Raises DeliveryError."""
        client = self._api.client("")
        rotator = AsyncTokenRotator(client_id=self._client_id, client_secret=self._secret, client=client)
        try:
            with judged("oauth.v2.access"):
                renewed = await rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=_ALWAYS)
        except SlackTokenRotationError as refusal:
            raise outcome(refusal.api_error) from None
        except (KeyError, TypeError):  # how slack_sdk 3.47 fails on half an answer
            raise DeliveryUnknown("half an answer") from None
        if renewed is None:
            raise DeliveryRefused("no_bot_token")
        return renewed

    async def undo(self, installation: Installation) -> None:
        """Give back the token of a workspace that may not install; as good as it goes."""
        with contextlib.suppress(DeliveryError):
            await self._api.edit(installation.bot_token or "", "auth.revoke")


def _installation(said: dict[str, Any], tested: dict[str, Any]) -> Installation:
    """As slack_bolt 1.30 builds it. People's own tokens and webhooks are not asked for, so they are not kept."""
    enterprise, team, person = (said.get(name) or {} for name in ("enterprise", "team", "authed_user"))
    return Installation(
        app_id=said.get("app_id"),
        enterprise_id=enterprise.get("id"),
        enterprise_name=enterprise.get("name"),
        team_id=team.get("id"),
        team_name=team.get("name"),
        bot_token=said.get("access_token"),
        bot_id=tested.get("bot_id"),
        bot_user_id=said.get("bot_user_id"),
        bot_scopes=said.get("scope") or "",
        bot_refresh_token=said.get("refresh_token"),
        bot_token_expires_in=said.get("expires_in"),
        user_id=str(person.get("id") or ""),
        is_enterprise_install=bool(said.get("is_enterprise_install")),
        token_type=said.get("token_type"),
    )
