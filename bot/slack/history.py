"""Finding a message of ours by the key in its metadata, where Slack did not say whether it took it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bot.errors import DeliveryUnknown
from bot.slack.authorize import Authorize, Grant
from bot.slack.web_api import WebApi

PAGE = 200
PAGES = 50
"""Pages read at most: a channel with more messages since then does not say for certain what is missing in it."""
EARLIER = timedelta(hours=1)
"""Looked at before the instant that is named: Slack's clock dates the messages."""


class History:
    """conversations.history, as far as the app's scopes let it read (`channels:history`, `groups:history`, and
    `im:history` for direct messages)."""

    def __init__(self, api: WebApi, authorize: Authorize) -> None:
        self._api = api
        self._authorize = authorize

    async def find(self, workspace: str, channel: str, key: str, since: datetime) -> str | None:
        """The `ts` of our message with this key, posted not before `since` (UTC). Raises DeliveryRefused where the
        app may not read the channel, another DeliveryError where Slack does not say."""
        grant, cursor = await self._authorize.grant(workspace), ""
        where = {"channel": channel, "oldest": f"{(since - EARLIER).timestamp():.6f}", "limit": PAGE}
        for _ in range(PAGES):
            more = {"cursor": cursor} if cursor else {}
            answer = await self._api.read(
                grant.token, "conversations.history", **where, **more, include_all_metadata=True
            )
            for message in _ours(answer.get("messages"), grant):
                if _key(message) == key:
                    return str(message.get("ts") or "")
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return None
        raise DeliveryUnknown("too many messages")


def _ours(messages: Any, grant: Grant) -> Iterator[dict[str, Any]]:
    """Anybody's app may write metadata like ours; who wrote a message is Slack's word."""
    for each in messages if isinstance(messages, list) else ():
        authors = {each.get("bot_id"), each.get("user")} if isinstance(each, dict) else set()
        if authors & {grant.bot_id, grant.bot_user} - {""}:
            yield each


def _key(message: dict[str, Any]) -> Any:
    metadata = message.get("metadata")
    payload = metadata.get("event_payload") if isinstance(metadata, dict) else None
    return payload.get("key") if isinstance(payload, dict) else None
