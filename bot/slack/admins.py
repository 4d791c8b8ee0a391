"""Who rules a workspace: told of what concerns a person who cannot be told any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.slack.authorize import Authorize, Grant
from bot.slack.web_api import WebApi

PAGE = 200
PAGES = 25
"""Pages of members read at most: an admin is found long before, and this is no search."""
ENOUGH = 3


class Admins:
    """A workspace's admins and owners, as Slack says."""

    def __init__(self, api: WebApi, authorize: Authorize) -> None:
        self._api = api
        self._authorize = authorize

    async def of(self, workspace: str) -> list[str]:
        """The ids of some of them, owners first. Raises DeliveryError."""
        where = {"limit": PAGE, "team_id": workspace}  # an organisation's token has to say of which workspace
        found: list[tuple[bool, str]] = []
        cursor = ""

        async def page(grant: Grant) -> Any:
            more = {"cursor": cursor} if cursor else {}
            return await self._api.read(grant.token, "users.list", **where, **more)

        for _ in range(PAGES):
            answer = await self._authorize.calling(workspace, page)
            found += _ruling(answer.get("members"))
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor or len(found) >= ENOUGH:
                break
        return [user for _, user in sorted(found)[:ENOUGH]]


def _ruling(members: Any) -> Iterator[tuple[bool, str]]:
    """(not an owner, id) of people who are there and rule; the other side of a Slack Connect channel rules its own."""
    for each in members if isinstance(members, list) else ():
        if not isinstance(each, dict) or any(each.get(name) for name in ("deleted", "is_bot", "is_stranger")):
            continue
        if each.get("is_owner") is True or each.get("is_admin") is True:
            yield each.get("is_owner") is not True, str(each.get("id") or "")
