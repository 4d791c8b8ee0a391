"""A browser installs the app: consent once, in ten minutes, where it began; then the workspace is served."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from bot.playground.slack_organisation import SECOND, Organisation
from bot.playground.slack_store import ALICE, LI_LEI, OPS, RANDOM, TEAM
from bot.slack import app as slack_app
from bot.slack import web
from bot.slack.app import SlackSettings
from bot.slack.exchange import Exchange
from bot.slack.installing import COOKIE, Installing, InstallSettings
from bot.slack.manifest import MANIFEST
from bot.store import installation_keys, keys
from bot.store.connection import Redis, connect_cache
from bot.workspaces import oauth_states
from bot.workspaces.audit import Audit
from bot.workspaces.oauth_states import OAuthStates

SCOPES = tuple(MANIFEST["oauth_config"]["scopes"]["bot"])


async def test_an_installed_workspace_is_served(site: Any, browser: Any, redis: Redis) -> None:
    """Consent leads to a page that says so; commands are answered from then on, and the token lies sealed."""
    assert "not installed" in (await site.slack.control("type", user=ALICE, channel=OPS, text="/certs"))["ack"]["body"]
    status, _, shown = await site.visit(browser, site.here(await site.consented(browser)))
    assert (status, "Certminder is installed" in shown, "Playground" in shown) == (200, True, True)
    assert site.joined == [(TEAM, ALICE, "")]
    assert not (await site.slack.type(ALICE, OPS, "/certs all"))["timed_out"]
    kept = await redis.get(installation_keys.installation(TEAM))
    assert site.slack.world.bot_token.encode() not in (kept or b"")


async def test_another_person_installs_it_again(site: Any, browser: Any, redis: Redis) -> None:
    """What is kept is theirs, nothing is lost, and the trail names both."""
    assert (await site.install(browser))[0] == 200
    await redis.set(keys.result(TEAM, "r1"), b"x", ex=60)
    assert (await site.install(browser, as_=LI_LEI))[0] == 200
    assert [who for _, who, _ in site.joined] == [ALICE, LI_LEI]
    assert (await site.process.installations.load(TEAM))["user_id"] == LI_LEI
    assert [line.entry.actor for line in await Audit(redis).latest(TEAM)] == [LI_LEI, ALICE]
    assert await redis.exists(keys.result(TEAM, "r1")) == 1
    assert not (await site.slack.type(ALICE, OPS, "/certs all"))["timed_out"]


async def test_slack_is_asked_for_what_the_manifest_says(site: Any, browser: Any) -> None:
    """Consent names the manifest's scopes, our redirect and a state; the secret travels in no URL and no form."""
    _, consent, _ = await site.visit(browser, f"{site.url}/slack/install")
    asked = {name: value[0] for name, value in parse_qs(urlsplit(consent).query).items()}
    assert asked["scope"].split(",") == list(SCOPES)
    assert asked["redirect_uri"] == "http://127.0.0.1/slack/oauth_redirect"
    assert len(asked["state"]) >= 32
    assert "canary" not in consent


async def test_optional_scopes_may_be_left_out(site: Any, browser: Any, answers: Any) -> None:
    """Who declines the two optional scopes has everything but the hello, of whose occasion Slack then tells nothing."""
    site.slack.world.declined = tuple(MANIFEST["oauth_config"]["scopes"]["bot_optional"])
    assert (await site.visit(browser, site.here(await site.consented(browser))))[0] == 200
    assert set(site.slack.world.scopes) == set(SCOPES) - set(site.slack.world.declined)
    await site.slack.control("workspace", act="invite_bot", channel=RANDOM)
    assert (await site.slack.type(ALICE, RANDOM, "@certminder all"))["timed_out"] is False
    assert answers.calls == []


async def test_a_state_is_good_once(site: Any, browser: Any) -> None:
    """The same redirect again, or a new code with an old state, installs nothing."""
    back = site.here(await site.consented(browser))
    assert (await site.visit(browser, back))[0] == 200
    state = parse_qs(urlsplit(back).query)["state"][0]
    for cookies in ({}, {"cookie": f"{COOKIE}={state}"}):
        assert (await site.visit(browser, back, **cookies))[0] == 400
    assert len(site.joined) == 1


async def test_another_browser_is_refused(site: Any, browser: Any) -> None:
    """A redirect that somebody sends to a victim installs nothing there, and stays good where it began."""
    back = site.here(await site.consented(browser))
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as victim:
        status, _, shown = await site.visit(victim, back, **{"accept-language": "zh-CN,zh;q=0.9"})
    assert (status, "其他浏览器" in shown, site.joined) == (400, True, [])
    assert (await site.visit(browser, back))[0] == 200


async def test_a_foreign_or_old_state_is_refused(site: Any, browser: Any, redis: Redis) -> None:
    """A state that nobody issued, or that is older than ten minutes, is none; it lives that long and no longer."""
    made_up = {"cookie": f"{COOKIE}=made-up"}
    assert (await site.visit(browser, f"{site.url}/slack/oauth_redirect?code=c&state=made-up", **made_up))[0] == 400
    assert (await site.visit(browser, f"{site.url}/slack/oauth_redirect"))[0] == 400
    back = site.here(await site.consented(browser))
    (key,) = await redis.keys("certminder:oauth-state:*")
    assert 590 < await redis.ttl(key) <= 600
    await redis.delete(key)
    assert (await site.visit(browser, back))[0] == 400
    assert site.joined == []


async def test_cancelling_changes_nothing(site: Any, browser: Any) -> None:
    """Who does not consent reads so, and the state is used up."""
    _, consent, _ = await site.visit(browser, f"{site.url}/slack/install")
    state = parse_qs(urlsplit(consent).query)["state"][0]
    cancelled = f"{site.url}/slack/oauth_redirect?error=access_denied&state={state}"
    status, _, shown = await site.visit(browser, cancelled)
    assert (status, "nothing was changed" in shown, site.joined) == (200, True, [])
    assert (await site.visit(browser, cancelled))[0] == 400


async def test_a_code_that_slack_refuses_is_told(site: Any, browser: Any) -> None:
    """A wrong code or client secret ends in a page with the next step, without Slack's words."""
    site.slack.world.client_secret = "another"
    status, _, shown = await site.visit(browser, site.here(await site.consented(browser)))
    assert (status, "SLACK_CLIENT_SECRET" in shown, "bad_client_secret" in shown) == (502, True, False)
    assert site.joined == []


@pytest.mark.parametrize("allowed", [frozenset({"T0ANOTHER1"})])
async def test_a_workspace_that_is_not_listed_is_refused(site: Any, browser: Any, redis: Redis) -> None:
    """Its token is given back, and nothing is kept."""
    status, _, shown = await site.visit(browser, site.here(await site.consented(browser)))
    assert (status, "CERTMINDER_WORKSPACES" in shown, site.joined) == (403, True, [])
    assert await redis.get(installation_keys.installation(TEAM)) is None
    assert len(await site.slack.calls("auth.revoke")) == 1


@pytest.mark.parametrize("allowed", [frozenset({TEAM}), frozenset({Organisation().id})])
async def test_an_organisation_is_listed_by_its_own_id(
    site: Any, browser: Any, organisation: str, allowed: frozenset[str]
) -> None:
    """One of its workspaces on the list does not let all of them in; with its id each workspace may install too."""
    listed = organisation in allowed
    status, shown = await site.install(browser, team=organisation)
    assert (status, "Add workspaces" in shown, f"manage/{organisation}/" in shown) == (
        (200, True, True) if listed else (403, False, False)
    )
    assert (await site.install(browser, team=SECOND))[0] == (200 if listed else 403)
    assert (await site.install(browser, team=TEAM))[0] == 200


async def test_pages_are_closed_to_everything(site: Any, browser: Any) -> None:
    """No script, no frame, no cache, no referrer; the cookie is out of reach of scripts and is taken back."""
    async with browser.get(f"{site.url}/slack/install", allow_redirects=False) as answer:
        cookie = answer.headers["set-cookie"]
    assert ("HttpOnly" in cookie, "SameSite=lax" in cookie, "Path=/slack" in cookie) == (True, True, True)
    assert "Secure" not in cookie  # plain http on loopback: a browser would drop it
    async with browser.get(f"{site.url}/slack/oauth_redirect", allow_redirects=False) as answer:
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")
        assert "Max-Age=0" in answer.headers["set-cookie"]


async def test_beginning_is_bounded(site: Any, browser: Any, redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody may ask for the page as often as they like: what is kept of it does not grow with that."""
    monkeypatch.setattr(oauth_states, "PER_MINUTE", 3)
    begun = [await site.visit(browser, f"{site.url}/slack/install") for _ in range(5)]
    assert [status for status, _, _ in begun] == [302, 302, 302, 429, 429]
    assert "in a minute" in begun[-1][2]
    assert len(await redis.keys("certminder:oauth-state:*")) == 3


async def test_without_redis_a_page_says_when_to_come_back(site: Any, serve: Any, browser: Any, answers: Any) -> None:
    """An installation cannot begin without its memory; that is a page, no traceback."""
    gone = connect_cache("redis://127.0.0.1:9/0")
    app = slack_app.build(SlackSettings(api_url="http://127.0.0.1:9/api/"), answers, gone)
    chosen = InstallSettings(client_id="1.2", api_url="", public_url="https://bot.example")
    installing = Installing(
        chosen,
        OAuthStates(gone),
        Exchange(app.api, "1.2", "x"),
        lambda *_: gone.aclose(),
    )
    url = await serve(web.build(app, "canary-signing-secret", {}, installing=installing))
    status, _, shown = await site.visit(browser, f"{url}/slack/install", **{"accept-language": "zh"})
    assert (status, "一分钟后" in shown) == (503, True)
    await gone.aclose()
