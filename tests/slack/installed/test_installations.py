"""What OAuth gave is kept sealed, and the grants that come from it: a workspace's own, or its organisation's."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.oauth.installation_store import Installation

from bot.errors import DeliveryRefused
from bot.playground.slack_organisation import SECOND
from bot.playground.slack_store import TEAM
from bot.slack.authorize import CACHE_SECONDS, Authorize
from bot.slack.installations import where_of


def installation(team: str | None = "T1", enterprise: str | None = None, own: str = "") -> Installation:
    return Installation(
        app_id="A1",
        team_id=team,
        enterprise_id=enterprise,
        is_enterprise_install=team is None,
        user_id="U1",
        bot_id="B1",
        bot_user_id="U0BOT",
        bot_token=f"xoxb-canary{own}",
        bot_token_expires_in=43_200,
        bot_scopes=["commands", "chat:write"],
    )


async def test_an_installation_comes_back(started: Any) -> None:
    """What OAuth saved is what slack_sdk makes of it again, with its scopes and instants."""
    process, saved = started(), installation()
    await process.installed.save(saved)
    kept = Installation(**await process.installations.load("T1"))
    assert (kept.bot_token, kept.bot_scopes) == (saved.bot_token, saved.bot_scopes)
    assert (kept.installed_at, kept.bot_token_expires_at) == (saved.installed_at, saved.bot_token_expires_at)
    assert await process.installed.installed_at("T1") == saved.installed_at
    assert where_of(installation(None, "E1")) == "E1"


async def test_a_grant_ends_with_the_installation(started: Any) -> None:
    """An installed workspace has its token; after the uninstallation it has none, and the repr never shows it."""
    process = started()
    await process.installed.save(installation())
    grant = await process.installed.grant("T1")
    assert (grant.token, grant.bot_user) == ("xoxb-canary", "U0BOT")
    assert "canary" not in repr(grant)
    await process.installations.delete("T1")
    with pytest.raises(DeliveryRefused, match="not_installed"):
        await process.installed.grant("T1")


async def test_a_workspace_is_served_by_its_organisation(everywhere: Any, started: Any) -> None:
    """Each workspace that was granted has the organisation's token, in every process; its own installation wins, and
    when that has ended the organisation's serves again."""
    process = started()
    wide = await process.installed.grant(SECOND)
    assert (wide.organisation, wide.workspace) == (everywhere.slack.world.organisation.id, SECOND)
    await process.installed.save(installation(SECOND, wide.organisation, "-own"))
    assert (await process.installed.grant(SECOND)).token == "xoxb-canary-own"
    assert (await process.installed.grant(TEAM)).token == wide.token
    await process.installations.delete(SECOND)
    assert (await process.installed.grant(SECOND)).token == wide.token


async def test_slack_is_asked_for_a_workspace_that_was_not_seen(everywhere: Any, started: Any, redis: Any) -> None:
    """Without the event that granted it (an old subscription) the first payload's organisation is confirmed by Slack,
    page by page, and remembered; what Slack does not list is not served, whatever a payload says."""
    org = everywhere.slack.world.organisation
    for team in (TEAM, SECOND):
        await everywhere.process.organisations.revoke(org.id, team)
    org.granted |= {f"T0FILLER{number:03}" for number in range(3)}
    process = started()
    with pytest.raises(DeliveryRefused, match="not_installed"):
        await process.installed.grant(SECOND)
    assert (await process.installed.grant(SECOND, org.id)).organisation == org.id
    assert await process.organisations.workspaces(org.id) == sorted(org.granted)
    asked = len(await everywhere.slack.calls("auth.teams.list"))
    assert (await process.installed.grant(SECOND)).organisation == org.id
    assert len(await everywhere.slack.calls("auth.teams.list")) == asked
    with pytest.raises(DeliveryRefused, match="not_installed"):
        await process.installed.grant("T0STRANGER", org.id)


@pytest.mark.parametrize("allowed", [frozenset({TEAM, "E0LISTED01"})])
async def test_only_listed_ids_are_served(started: Any) -> None:
    """A workspace by its own id or its organisation's; whoever is taken off the list is served no longer."""
    process = started()
    await process.installed.save(installation(TEAM))
    await process.installed.save(installation("T0LISTED01", "E0LISTED01"))
    await process.installed.save(installation("T0OTHER001", "E0OTHER001"))
    await process.installed.grant(TEAM)
    await process.installed.grant("T0LISTED01")
    with pytest.raises(DeliveryRefused, match="not_installed"):
        await process.installed.grant("T0OTHER001")


async def test_other_processes_notice_within_a_minute(site: Any, browser: Any, started: Any) -> None:
    """A grant is cached for so long, in each process by itself."""
    assert (await site.install(browser))[0] == 200
    now = [0.0]
    other = Authorize(started().installed, lambda: now[0])
    first = await other.grant(TEAM)
    await site.process.installations.delete(TEAM)
    now[0] = CACHE_SECONDS - 1
    assert await other.grant(TEAM) == first
    now[0] = CACHE_SECONDS
    with pytest.raises(DeliveryRefused, match="not_installed"):
        await other.grant(TEAM)
