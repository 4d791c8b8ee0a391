"""Finding a message of ours by the key in its metadata, where Slack did not say whether it took it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
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
        where = {"channel": channel, "oldest": f"{(since - EARLIER).timestamp():.6f}", "limit": PAGE}
        for _ in range(PAGES):
            ours, cursor = await self._authorize.calling(workspace, partial(self._page, where))
            found = next((each for each in ours if _key(each) == key), None)
            if found is not None:
                return str(found.get("ts") or "")
            if not cursor:
                return None
            where = {**where, "cursor": cursor}
        raise DeliveryUnknown("too many messages")

    async def _page(self, where: dict[str, Any], grant: Grant) -> tuple[list[dict[str, Any]], str]:
        """Our own messages of a page, newest first, and where the next one begins."""
        answer = await self._api.read(grant.token, "conversations.history", **where, include_all_metadata=True)
        return list(_ours(answer.get("messages"), grant)), _text(answer.get("response_metadata"), "next_cursor")


def _ours(messages: Any, grant: Grant) -> Iterator[dict[str, Any]]:
    """Anybody's app may write metadata like ours; who wrote a message is Slack's word."""
    for each in messages if isinstance(messages, list) else ():
        authors = {each.get("bot_id"), each.get("user")} if isinstance(each, dict) else set()
        if authors & {grant.bot_id, grant.bot_user} - {""}:
            yield each


def _text(found: Any, name: str) -> str:
    return str(found.get(name) or "") if isinstance(found, dict) else ""


def _key(message: dict[str, Any]) -> Any:
    metadata = message.get("metadata")
    payload = metadata.get("event_payload") if isinstance(metadata, dict) else None
    return payload.get("key") if isinstance(payload, dict) else None
