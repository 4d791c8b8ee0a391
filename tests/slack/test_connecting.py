"""The page that takes a key: from a link in Slack to an account that answers, and every way in which it must not go."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp

from bot import assembly
from bot.assembly.wiring import House
from bot.playground import certgetlist_server, samples
from bot.playground.serving import bind, served
from bot.playground.slack_server import build as build_slack
from bot.playground.slack_store import ALICE, OPS, TEAM, SlackWorld
from bot.settings import read
from bot.slack import connecting
from bot.slack.connecting import COOKIE, FORM_BYTES, _authority
from bot.store import keys
from bot.store.connection import Redis
from bot.workspaces.connect_links import TRIES
from bot.workspaces.sealing import new_key

SECRET_ID, SECRET_KEY = "AKIDcanary0123456789abcdef", "canary-secret-key-0123456789"
GOOD = {"name": "prod", "site": "certgetlist:private", "secret_id": SECRET_ID, "secret_key": SECRET_KEY}


class Site:
    """The bot between a played Slack and a played Tencent Cloud, and browsers that open what Slack shows."""

    def __init__(self, url: str, world: SlackWorld, slack: str, house: House) -> None:
        self.url, self.world, self.slack, self.house = url, world, slack, house

    async def control(self, name: str, **args: Any) -> Any:
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.slack}/control/{name}", json=args) as answer,
        ):
            return await answer.json()

    async def link(self, text: str = "connect", user: str = ALICE) -> str:
        """What somebody gets who types it."""
        said = await self.control("type", user=user, channel=OPS, text=f"/certs {text}", wait=5, until="10 minutes")
        found = re.search(r"http://127\.0\.0\.1:\d+/connect/[\w.-]+", json.dumps(said))
        assert found, said
        return found.group()


class Tab:
    """A browser on the page of one link."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url, self._session = url, session
        self.headers: dict[str, str] = {"origin": "null", "sec-fetch-site": "same-origin"}
        self.csrf = ""

    async def open(self, **headers: str) -> tuple[int, str]:
        """Follow the link: status and page."""
        async with self._session.get(self.url, headers=headers) as answer:
            shown = await answer.text()
            self.answered = answer.headers
        found = re.search(r'name="csrf" value="(\w+)"', shown)
        self.csrf = found[1] if found else self.csrf
        return answer.status, shown

    async def submit(self, fields: Any = None, **changes: str) -> tuple[int, str]:
        """Send the form with some fields changed, or a body as it is."""
        body = fields if fields is not None else urlencode({"csrf": self.csrf, **GOOD, **changes})
        kind = {"content-type": "application/x-www-form-urlencoded"}
        async with self._session.post(self.url, data=body, headers=kind | self.headers) as answer:
            self.answered = answer.headers
            return answer.status, await answer.text()


@pytest.fixture
async def site(redis_url: str, serve: Callable[[ASGIApp], Awaitable[str]]) -> AsyncIterator[Site]:
    """Everything as assembly wires it, with one account of the environment."""
    rows = samples.inventory(datetime.now(UTC))
    source = await serve(certgetlist_server.build(secret_id=SECRET_ID, secret_key=SECRET_KEY, rows=rows))
    world = SlackWorld(signing_secret="s", bot_token="xoxb-1", app_token="xapp-1", retry_delays=(0.0,))
    slack = await serve(build_slack(world))
    with bind() as listening:
        port = listening.getsockname()[1]
    environment = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": "s",
        "SLACK_API_URL": f"{slack}/api/",
        "CERTMINDER_SECRETS": new_key(),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "CERTGETLIST_URL": f"{source}/v2/index.php",
        "CERTMINDER_USER_LIMIT": "1000",
        "LANG": "en",
    }
    async with assembly.house(read(environment), redis_url) as house, served(assembly.web(house), port) as url:  # type: ignore[arg-type]
        world.request_url = f"{url}/slack/events"
        yield Site(url, world, slack, house)


@pytest.fixture
async def new_tab() -> AsyncIterator[Callable[[str], Tab]]:
    """A browser of its own for each link."""
    sessions: list[aiohttp.ClientSession] = []

    def opened(url: str) -> Tab:
        sessions.append(aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)))
        return Tab(url, sessions[-1])

    yield opened
    for session in sessions:
        await session.close()


NewTab = Callable[[str], Tab]


async def names(site: Site) -> tuple[str, ...]:
    return (await site.house.accounts.known(TEAM)).names


async def test_an_admin_connects_an_account(site: Site, new_tab: NewTab, wait_until: Any) -> None:
    """The form is tried, kept and told: on the page with four characters, in Slack, on the trail; and it answers."""
    tab = new_tab(await site.link())
    status, shown = await tab.open()
    assert (status, 'type="password"' in shown, "ssl:DescribeCertificates" in shown) == (200, True, True)
    status, shown = await tab.submit()
    assert (status, "prod is connected" in shown, "ends with cdef" in shown) == (200, True, True)
    assert "canary" not in shown
    assert await names(site) == ("prod",)
    await wait_until(lambda: any("is connected" in str(post.wire()) for room in site.world.channels.values()
                                 for post in room.posts))  # fmt: skip
    (record,) = await site.house.reminding.audit.latest(TEAM)
    assert (record.entry.actor, record.entry.action, record.entry.subject) == (ALICE, "account.connect", "prod")
    assert record.entry.request_id
    said = await site.control("type", user=ALICE, channel=OPS, text="/certs account prod", wait=5)
    assert "certificates" in said["message"]["text"]


async def test_the_page_is_closed_to_everything(site: Site, new_tab: NewTab) -> None:
    """No script, no frame, nothing from elsewhere, no cache, no referrer; the cookie is out of reach of scripts."""
    tab = new_tab(await site.link())
    _, shown = await tab.open()
    policy = tab.answered["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert ("script-src" in policy, "unsafe" in policy, "<script" in shown) == (False, False, False)
    assert (tab.answered["cache-control"], tab.answered["referrer-policy"]) == ("no-store", "no-referrer")
    cookie = tab.answered["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=lax", "Path=/connect", "Max-Age=600"))
    assert shown.count('autocomplete="off"') == 4
    assert "http" not in re.sub(r"<a [^>]*>", "", shown)


async def test_the_page_says_whose_it_is(site: Site, new_tab: NewTab, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link that somebody sends on asks for a key for their workspace, and says so: by names, or by ids where Slack
    does not say them, or not soon."""
    tab = new_tab(await site.link())
    assert "For the Slack workspace Playground, asked for by Alice Chen." in (await tab.open())[1]
    site.world.people[ALICE].real_name = "<b>Alice</b>\u202e"
    assert "&lt;b&gt;Alice&lt;/b&gt;." in (await tab.open())[1]
    await site.control("faults", kind="error", method="users.info", error="user_not_found")
    assert f"asked for by {ALICE}." in (await tab.open())[1]
    monkeypatch.setattr(connecting, "NAMES_SECONDS", 0.05)
    await site.control("faults", kind="slow", method="users.info", seconds=20)
    async with asyncio.timeout(5):
        assert f"asked for by {ALICE}." in (await tab.open())[1]


@pytest.mark.parametrize(
    ("public_url", "host"),
    [
        ("https://certs.example", "certs.example"),
        ("https://Certs.example:443/x/", "certs.example"),
        ("http://127.0.0.1:80", "127.0.0.1"),
        ("https://[::1]:8443", "[::1]:8443"),
    ],
)
def test_a_host_is_named_as_browsers_do(public_url: str, host: str) -> None:
    """Whatever way PUBLIC_URL is written."""
    assert _authority(public_url) == host


async def test_what_is_wrong_is_one_sentence(site: Site, new_tab: NewTab) -> None:
    """Everything but the secret is still filled in, and can be corrected; nothing is kept before it works."""
    tab = new_tab(await site.link())
    await tab.open()
    wrong = [
        ({"secret_key": "canary-of-another-key"}, "does not match"),
        ({"secret_id": "AKIDcanaryunknown"}, "unknown or disabled"),
        ({"site": "ssl:nowhere"}, "choose where"),
        ({"name": "two words"}, "one word"),
    ]
    for changes, sentence in wrong:
        status, shown = await tab.submit(**changes)
        assert (status, sentence in shown) == (422, True), shown
        assert f'value="{({**GOOD, **changes})["secret_id"]}"' in shown
        assert not re.search(r'type="password" value="[^"]', shown)
        assert GOOD["secret_key"] not in shown
    assert await names(site) == ()
    assert (await tab.submit())[0] == 200
    assert await names(site) == ("prod",)


@pytest.mark.parametrize(
    ("headers", "csrf"),
    [
        ({"origin": "https://evil.example"}, None),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, None),
        ({"origin": "null"}, None),
        ({}, None),
        ({"host": "evil.example"}, None),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, ""),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, "0" * 64),
    ],
)
async def test_another_sites_form_is_refused(
    site: Site, new_tab: NewTab, headers: dict[str, str], csrf: str | None
) -> None:
    """Whatever else is right: nothing is tried or kept, and the person's own form works afterwards."""
    tab = new_tab(await site.link())
    await tab.open()
    own, tab.headers = tab.headers, headers
    status, shown = await tab.submit(**({} if csrf is None else {"csrf": csrf}))
    assert (status in {403, 421}, "not opened as it should" in shown) == (True, True)
    assert await names(site) == ()
    tab.headers = own
    assert (await tab.submit())[0] == 200


async def test_our_own_origin_is_enough(site: Site, new_tab: NewTab) -> None:
    """Browsers that say where a form comes from."""
    tab = new_tab(await site.link())
    await tab.open()
    tab.headers = {"origin": site.url}
    assert (await tab.submit())[0] == 200


async def test_a_link_opens_once(site: Site, new_tab: NewTab) -> None:
    """In the first browser that opens it; used, it opens nothing there either. A look at its headers opens nothing."""
    url = await site.link()
    async with aiohttp.ClientSession() as session, session.head(url) as answer:
        assert (answer.status, "set-cookie" in answer.headers) == (200, False)
    first, second = new_tab(url), new_tab(url)
    assert (await first.open())[0] == 200
    assert (await first.open())[0] == 200
    assert (await second.open())[0] == 410
    second.csrf = first.csrf
    assert (await second.submit())[0] == 403
    assert (await first.submit())[0] == 200
    assert (await first.open())[0] == 410
    assert (await first.submit(name="again"))[0] in {403, 410}
    assert await names(site) == ("prod",)


async def test_two_links_in_one_browser(site: Site, new_tab: NewTab) -> None:
    """Whoever connects two accounts at a time has both forms open."""
    first = new_tab(await site.link())
    second = Tab(await site.link(), first._session)
    for tab in (first, second):
        assert (await tab.open())[0] == 200
    assert (await first.submit())[0] == 200
    assert (await second.submit(name="second"))[0] == 200
    assert await names(site) == ("prod", "second")


async def test_a_forged_or_old_link_opens_nothing(site: Site, new_tab: NewTab, redis: Redis) -> None:
    """Nor does one of another workspace, with the right secret; which of these it is, nobody reads."""
    url = await site.link()
    shown = set()
    for other in (
        url[:-1],
        url.replace(TEAM, "T0OTHER001"),
        f"{site.url}/connect/{TEAM}.{'x' * 43}",
        f"{site.url}/connect/x",
    ):
        tab = new_tab(other)
        status, page = await tab.open()
        assert status == 410, other
        assert "set-cookie" not in tab.answered
        shown.add(page)
    tab = new_tab(url)
    await tab.open()
    for key in await redis.keys(keys.connect_link(TEAM, "x").replace("x", "*")):
        await redis.delete(key)
    assert await tab.submit() == (410, shown.pop())
    assert (shown, await names(site)) == (set(), ())


async def test_the_role_counts_when_the_form_comes(site: Site, new_tab: NewTab) -> None:
    """Who was an admin when the link was made, and is none now, connects nothing; a member gets no link."""
    tab = new_tab(await site.link())
    await tab.open()
    site.world.people[ALICE].admin = False
    status, shown = await tab.submit()
    assert (status, "Only admins" in shown, await names(site)) == (403, True, ())
    said = await site.control("type", user="U0LILEI001", channel=OPS, text="/certs connect", wait=5)
    assert "/connect/" not in json.dumps(said)


async def test_while_slack_says_nothing_nobody_is_refused(site: Site, new_tab: NewTab) -> None:
    """Whether somebody is an admin is not guessed: the page asks to come back, and the link stays open."""
    tab = new_tab(await site.link())
    await tab.open()
    await site.control("faults", kind="error", method="users.info", error="internal_error")
    status, shown = await tab.submit()
    assert (status, "Only admins" in shown, await names(site)) == (503, False, ())
    assert (await tab.submit())[0] == 200


async def test_tries_have_an_end(site: Site, new_tab: NewTab) -> None:
    """Nobody finds out a key by trying here."""
    tab = new_tab(await site.link())
    await tab.open()
    statuses = [(await tab.submit(secret_key="canary-guess"))[0] for _ in range(TRIES + 1)]
    assert statuses == [422] * TRIES + [410]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("csrf={csrf}&name=" + "x" * FORM_BYTES, 413),
        ("csrf={csrf}&name=a&name=b", 400),
        ("csrf={csrf}&more=a", 400),
        ("csrf={csrf}&" + "&".join(f"a{n}=" for n in range(9)), 400),
        ("csrf={csrf}&name=%ff%fe", 400),
        ("csrf={csrf}&name=é", 400),
        ("", 403),
        ("csrf={csrf}", 422),
    ],
)
async def test_a_body_that_is_no_form_is_refused(site: Site, new_tab: NewTab, body: str, status: int) -> None:
    """Too long, twice the same field, another field, no text: a page says no, and nothing is tried."""
    tab = new_tab(await site.link())
    await tab.open()
    assert (await tab.submit(body.format(csrf=tab.csrf).encode()))[0] == status
    assert await names(site) == ()


async def test_a_key_is_changed_where_it_is(site: Site, new_tab: NewTab) -> None:
    """`connect prod` asks for no name, and the account goes on with the new key."""
    tab = new_tab(await site.link())
    await tab.open()
    await tab.submit()
    again = new_tab(await site.link("connect prod"))
    _, shown = await again.open()
    assert ("Change the key of prod" in shown, 'name="name"' in shown) == (True, False)
    body = urlencode({"csrf": again.csrf, **{name: text for name, text in GOOD.items() if name != "name"}})
    assert (await again.submit(body))[0] == 200
    actions = [each.entry.action for each in await site.house.reminding.audit.latest(TEAM)]
    assert actions == ["account.rekey", "account.connect"]


async def test_a_member_reads_chinese_where_slack_does(site: Site, new_tab: NewTab) -> None:
    """The page speaks the language of the person's Slack; a link that is over, the browser's."""
    site.world.people[ALICE].locale = "zh-CN"
    said = await site.control("type", user=ALICE, channel=OPS, text="/certs 连接", wait=5, until="10 分钟")
    found = re.search(r"http://127\.0\.0\.1:\d+/connect/[\w.-]+", json.dumps(said))
    assert found
    tab = new_tab(found.group())
    assert "验证并连接" in (await tab.open())[1]
    assert COOKIE in tab.answered["set-cookie"]
    assert "此链接已失效" in (await new_tab(tab.url).open(**{"accept-language": "zh-CN"}))[1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(
    secret=st.text(st.characters(exclude_categories=["Cs"]), min_size=8, max_size=40).filter(lambda text: text.strip()),
    changes=st.dictionaries(st.sampled_from(["name", "site", "secret_id"]), st.text(max_size=30), max_size=3),
)
async def test_no_page_and_no_log_has_the_secret(
    site: Site, new_tab: NewTab, caplog: pytest.LogCaptureFixture, secret: str, changes: dict[str, str]
) -> None:
    """Whatever is typed into the form: the SecretKey stands in no answer and in no log line at DEBUG."""
    key = f"canary-{secret}"
    safe = {name: text.encode("utf-8", "ignore").decode() for name, text in changes.items()}
    tab = new_tab(await site.link())
    with caplog.at_level(logging.DEBUG):
        await tab.open()
        _, shown = await tab.submit(**{**safe, "secret_key": key})
        said = json.dumps(dict(tab.answered)) + shown
    logged = "\n".join(f"{record.getMessage()} {record.__dict__} {record.exc_text}" for record in caplog.records)
    assert {key, escape(key)} & {each for each in (key, escape(key)) if each in said + logged} == set()
    caplog.clear()
