"""What Slack says of a channel, where it says anything."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from bot.errors import DeliveryRefused
from bot.slack.authorize import Ask
from bot.slack.payloads import Origin
from bot.slack.web_api import WebApi

log = logging.getLogger(__name__)


class Channels:
    """`calling` asks Slack something with a workspace's grant (authorize.Authorize.calling)."""

    def __init__(self, api: WebApi, calling: Callable[[str, Ask[dict[str, Any]]], Awaitable[dict[str, Any]]]) -> None:
        self._api = api
        self._calling = calling

    async def shared_outside(self, origin: Origin) -> bool:
        """Whether people of another organisation read along (Slack Connect). False also where Slack refuses to say:
        without the optional channels:read and groups:read, and in a private channel that the app is not in. Raises
        DeliveryThrottled or DeliveryUnknown where it does not answer."""
        try:
            said = await self._calling(
                origin.workspace,
                lambda grant: self._api.read(grant.token, "conversations.info", channel=origin.channel),
            )
        except DeliveryRefused as refusal:
            log.info("Slack does not say who reads a channel", extra={"code": refusal.code})
            return False
        return (said.get("channel") or {}).get("is_ext_shared") is True
