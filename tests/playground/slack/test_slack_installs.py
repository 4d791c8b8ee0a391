"""An organisation of two workspaces, and tokens that expire, as Slack has them."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.playground.slack_organisation import SECOND, Organisation
from bot.playground.slack_places import second_workspace
from bot.playground.slack_store import ALICE, BOT_USER, LI_LEI, OPS, TEAM

ORG = Organisation().id
BILLING = "C0SECOND01"


async def granted(slack: Any, where: str, who: str = ALICE) -> dict[str, Any]:
    """Consent, and the code exchanged."""
    slack.world.client_id, slack.world.client_secret = "1.2", "canary-client-secret"
    asked = f"{slack.url}/oauth/v2/authorize?client_id=1.2&redirect_uri=http://x/&state=s&team={where}&as={who}"
    async with slack.session.get(asked, allow_redirects=False) as answer:
        if answer.status != 302:
            return {"status": answer.status}
        code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
    return await exchanged(slack, code=code)


async def exchanged(slack: Any, **args: str) -> dict[str, Any]:
    said: dict[str, Any] = await slack.api(
        "oauth.v2.access", "", client_id="1.2", client_secret="canary-client-secret", **args
    )
    return said


async def renewed(slack: Any, refresh: str) -> dict[str, Any]:
    return await exchanged(slack, grant_type="refresh_token", refresh_token=refresh)


@pytest.fixture
def organisation(slack: Any) -> Organisation:
    second_workspace(slack.world, ALICE, LI_LEI)
    slack.world.people[ALICE].org_admin = True
    slack.world.tokens.revoke(TEAM)
    assert slack.world.organisation is not None
    found: Organisation = slack.world.organisation
    return found


async def test_an_organisation_installs_for_all(slack: Any, organisation: Organisation) -> None:
    """(enterprise, none), by its admins only; the token reaches the workspaces that are granted, and no other."""
    assert (await granted(slack, ORG, LI_LEI))["status"] == 403
    said = await granted(slack, ORG)
    assert (said["team"], said["enterprise"]["id"], said["is_enterprise_install"]) == (None, ORG, True)
    token = said["access_token"]
    assert (await slack.api("auth.test", token))["is_enterprise_install"] is True
    refused = await slack.api("chat.postMessage", token, channel=BILLING, text="x")
    assert refused["error"] == "team_access_not_granted"
    await slack.control("workspace", act="grant_access", where=SECOND)
    assert (await slack.api("chat.postMessage", token, channel=BILLING, text="x"))["ok"]
    listed = await slack.api("auth.teams.list", token, limit=1)
    assert [team["id"] for team in listed["teams"]] == [SECOND]
    await slack.control("workspace", act="revoke_access", where=SECOND)
    assert (await slack.api("chat.postMessage", token, channel=BILLING, text="x"))["ok"] is False


async def test_a_workspaces_token_reaches_itself(slack: Any, organisation: Organisation) -> None:
    """Another workspace's channel is not found with it."""
    token = (await granted(slack, SECOND))["access_token"]
    assert (await slack.api("chat.postMessage", token, channel=BILLING, text="x"))["ok"]
    assert (await slack.api("chat.postMessage", token, channel=OPS, text="x"))["error"] == "channel_not_found"


async def test_payloads_name_the_organisation(slack: Any, app: Any, organisation: Organisation) -> None:
    """Commands name both, events have no workspace in their authorizations, views no team; as where it is installed."""
    await granted(slack, ORG)
    organisation.granted |= {TEAM, SECOND}
    await slack.control("type", user=ALICE, channel=BILLING, text="/certs all")
    command = app.got[-1]
    assert (command["team_id"], command["enterprise_id"], command["is_enterprise_install"]) == (SECOND, ORG, "true")
    await slack.control("type", user=ALICE, channel=BILLING, text="@certminder all")
    event = app.got[-1]
    (authorization,) = event["authorizations"]
    assert (event["team_id"], event["context_team_id"], authorization["team_id"]) == (SECOND, SECOND, None)
    assert (authorization["is_enterprise_install"], authorization["user_id"]) == (True, BOT_USER)
    await granted(slack, SECOND)
    await slack.control("type", user=ALICE, channel=BILLING, text="@certminder all")
    (authorization,) = app.got[-1]["authorizations"]
    assert (authorization["team_id"], authorization["is_enterprise_install"]) == (SECOND, False)


async def test_the_end_of_an_installation_is_its_own(slack: Any, app: Any, organisation: Organisation) -> None:
    """An organisation's events name no workspace; each access that is granted or revoked names its workspaces."""
    await granted(slack, ORG)
    await slack.control("workspace", act="grant_access", where=SECOND)
    assert app.got[-1]["event"]["team_ids"] == [SECOND]
    await slack.control("workspace", act="uninstall", where=ORG)
    revoked, uninstalled = app.got[-2:]
    assert [each["event"]["type"] for each in (revoked, uninstalled)] == ["tokens_revoked", "app_uninstalled"]
    assert (uninstalled["team_id"], uninstalled["authorizations"][0]["enterprise_id"]) == (None, ORG)


async def test_people_belong_to_workspaces(slack: Any, organisation: Organisation) -> None:
    """users.info says which, and who administers the organisation."""
    token = (await granted(slack, ORG))["access_token"]
    wide = (await slack.api("users.info", token, user=ALICE))["user"]["enterprise_user"]
    assert (wide["teams"], wide["is_admin"], wide["enterprise_id"]) == ([TEAM, SECOND], True, ORG)


async def test_a_refresh_token_is_taken_once(slack: Any) -> None:
    """Each renewal gives the next pair; the access token of before stays good until its end."""
    slack.world.token_rotation = True
    first = await granted(slack, TEAM)
    assert first["expires_in"] == 43_200
    second = await renewed(slack, first["refresh_token"])
    assert second["access_token"] != first["access_token"]
    assert (await slack.api("auth.test", first["access_token"]))["ok"]
    assert (await renewed(slack, first["refresh_token"]))["error"] == "invalid_refresh_token"
    assert (await renewed(slack, "xoxe-made-up"))["error"] == "invalid_refresh_token"
    third = await renewed(slack, second["refresh_token"])
    assert (await slack.api("auth.test", first["access_token"]))["error"] == "token_revoked"  # two at a time
    assert (await slack.api("auth.test", third["access_token"]))["ok"]


async def test_a_token_ends(slack: Any) -> None:
    """After its seconds the access token is refused as expired, and renewed all the same."""
    slack.world.token_rotation, slack.world.token_lifetime = True, 0
    first = await granted(slack, TEAM)
    assert (await slack.api("auth.test", first["access_token"]))["error"] == "token_expired"
    slack.world.token_lifetime = 60
    second = await renewed(slack, first["refresh_token"])
    assert (await slack.api("auth.test", second["access_token"]))["ok"]
    await slack.control("workspace", act="expire", where=TEAM)
    assert (await slack.api("auth.test", second["access_token"]))["error"] == "token_expired"
    await slack.control("workspace", act="revoke", where=TEAM)
    assert (await renewed(slack, second["refresh_token"]))["error"] == "invalid_refresh_token"
