"""Whose token it is: asked once, cached for a minute, never lent to another workspace."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import DeliveryError, DeliveryRefused, DeliveryThrottled
from bot.playground.slack_store import BOT_USER, TEAM
from bot.slack.authorize import NOT_INSTALLED, Authorize, Grant, SingleWorkspace


class Counting:
    """Grants that count how often they are asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def grant(self, workspace: str, organisation: str = "") -> Grant:
        self.asked += 1
        if workspace != "T1":
            raise DeliveryRefused("not_installed")
        return Grant(workspace, "B1", "U1", f"xoxb-canary-{self.asked}")

    async def again(self, refused: Grant, *, expired: bool) -> Grant:
        return await self.grant(refused.workspace) if expired else refused

    async def warm(self) -> None:
        """Nothing to prepare."""

    async def aclose(self) -> None:
        """Nothing to end."""


async def token(authorize: Authorize) -> str:
    return (await authorize.grant("T1")).token


async def test_a_grant_is_kept_for_a_minute() -> None:
    """Then, or once it is forgotten, it is asked for again."""
    grants, now = Counting(), [0.0]
    authorize = Authorize(grants, lambda: now[0])
    assert [await token(authorize) for _ in range(3)] == ["xoxb-canary-1"] * 3
    now[0] += 60
    assert await token(authorize) == "xoxb-canary-2"
    authorize.forget("T1")
    assert await token(authorize) == "xoxb-canary-3"


async def test_bolt_hears_that_the_app_is_not_installed() -> None:
    """A workspace without the app is refused, with its ids given or not."""
    authorize = Authorize(Counting(), lambda: 0.0)
    for ids in ((None, "T2"), (None, None)):
        with pytest.raises(DeliveryRefused, match=NOT_INSTALLED):
            await authorize.authorize(*ids)
    found = await authorize.authorize("E1", "T1")
    assert (found.bot_user_id, found.bot_token, found.enterprise_id) == ("U1", "xoxb-canary-3", "E1")


async def test_auth_test_is_called_once(slack: Any) -> None:
    """However many requests come, Slack is asked once which workspace the token is for."""
    grants = SingleWorkspace("xoxb-canary-token", slack.app.api)
    for _ in range(3):
        grant = await grants.grant(TEAM)
    assert (grant.bot_user, grant.workspace) == (BOT_USER, TEAM)
    assert len(await slack.calls("auth.test")) == 1
    assert "canary" not in f"{grant!r} {grant}"


async def test_a_slack_that_does_not_say_lends_no_token(slack: Any) -> None:
    """Without an answer to auth.test nobody gets the token; the next request asks again."""
    grants = SingleWorkspace("xoxb-canary-token", slack.app.api)
    await slack.control("faults", kind="http_500", method="auth.test")
    with pytest.raises(DeliveryError):
        await grants.grant(TEAM)
    assert (await grants.grant(TEAM)).token == "xoxb-canary-token"


async def test_a_slow_slack_does_not_hold_the_acknowledgement(slack: Any) -> None:
    """Bolt authorizes before it acknowledges, so it waits a moment only."""
    authorize = Authorize(SingleWorkspace("xoxb-canary-token", slack.app.api), lambda: 0.0, patience=0.05)
    await slack.control("faults", kind="timeout", method="auth.test", seconds=0.5)
    with pytest.raises(DeliveryThrottled):
        await authorize.authorize(None, TEAM)
