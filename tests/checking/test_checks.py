"""`certminder check` says what is good, what is missing and what is broken, with the next step and without a secret."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.checking import checks
from bot.checking.clocks import ahead_of, check_clocks
from bot.checking.findings import Finding, State, Topic
from bot.checking.redis import check_redis, shown
from bot.checking.report import as_plain, lines
from bot.playground.slack_store import SlackWorld
from bot.reminders.worker import run_worker
from bot.slack.inspecting import Seen, wanted_scopes
from bot.store.connection import Redis, connect_cache
from bot.workspaces.installations import Installations
from bot.workspaces.sealing import Sealing, new_key
from tests.checking.conftest import INSTALLABLE, SEALING_KEY, Read, found, said
from tests.conftest import WaitUntil


async def test_everything_is_good(settings: Read) -> None:
    """With all in place nothing stands in the way, and each part says that it answered."""
    findings = await found(settings())
    assert [each for each in findings if each.stands_in_the_way] == []
    good = said(findings, State.GOOD)
    for part in ("answers in", "noeviction", "append-only", "All scopes", "Socket Mode", "certificates"):
        assert part in good
    assert "Redis, Slack, Tencent Cloud" in good
    assert [each.topic for each in findings] == sorted((each.topic for each in findings), key=list(Topic).index)


async def test_nothing_is_set(settings: Read) -> None:
    """What is not set is missing, each with the next step."""
    nothing = dict.fromkeys(
        ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "PUBLIC_URL", "CERTMINDER_SECRETS"), ""
    )
    findings = await found(settings(**nothing, TENCENTCLOUD_SECRET_ID="", TENCENTCLOUD_SECRET_KEY=""))
    missing = [each for each in findings if each.state == State.MISSING]
    assert ["SLACK_BOT_TOKEN" in each.said for each in missing] == [True, False, False]
    assert all(each.step for each in findings if each.state != State.GOOD)


async def test_a_token_that_slack_refuses(settings: Read) -> None:
    """Slack's code is told, and what to do."""
    (refused, *_) = await found(settings(SLACK_BOT_TOKEN="xoxb-of-another-app"), Topic.SLACK)
    assert refused.state == State.BROKEN
    assert "invalid_auth" in refused.said
    wrong = await found(settings(SLACK_APP_TOKEN="xapp-of-another-app"), Topic.SLACK)
    assert "SLACK_APP_TOKEN (invalid_auth)" in said(wrong, State.BROKEN)


async def test_scopes(settings: Read, world: SlackWorld) -> None:
    """A missing scope is named; one that is only welcome stands in nobody's way."""
    granted = world.scopes
    world.scopes = tuple(scope for scope in granted if scope != "users:read")
    assert "users:read" in said(await found(settings(), Topic.SLACK), State.BROKEN)
    world.scopes = tuple(scope for scope in granted if not scope.startswith("groups:"))
    assert "groups:read" in said(await found(settings(), Topic.SLACK), State.ADVICE)


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("https://certs.example/", State.GOOD),
        ("http://127.0.0.1:3000", State.GOOD),
        ("http://certs.example", State.BROKEN),
        ("https://certs.example/slack/events", State.BROKEN),
        ("https://me:secret@certs.example", State.BROKEN),
    ],
)
async def test_the_public_address(settings: Read, url: str, state: State) -> None:
    """https and nothing but a host, which is not repeated where it may hold a password."""
    (about,) = [each for each in await found(settings(PUBLIC_URL=url), Topic.SLACK) if "PUBLIC_URL" in each.said]
    assert about.state == state
    assert "secret" not in about.said


async def test_what_is_sealed(settings: Read, redis: Redis) -> None:
    """Every sealed value is opened, which changes none; those of a lost key are counted."""
    assert "nothing is sealed yet" in said(await found(settings(), Topic.SECRETS), State.GOOD)
    await Installations(redis, Sealing(SEALING_KEY)).save("T1", {"bot_token": "xoxb-1"})
    before = await redis.get("certminder:{T1}:installation")
    assert "1 sealed value, and it opens" in said(await found(settings(), Topic.SECRETS), State.GOOD)
    lost = await found(settings(CERTMINDER_SECRETS=new_key()), Topic.SECRETS)
    assert "1 sealed value that no key opens" in said(lost, State.BROKEN)
    unset = await found(settings(CERTMINDER_SECRETS=""), Topic.SECRETS)
    assert "1 sealed value that no key opens" in said(unset, State.BROKEN)
    assert said(await found(settings(CERTMINDER_SECRETS="junk"), Topic.SECRETS), State.BROKEN)
    assert await redis.get("certminder:{T1}:installation") == before


async def test_several_workspaces(settings: Read) -> None:
    """Where workspaces install the app no bot token is needed, but sealing, an address, and a list of who may."""
    findings = await found(settings(**INSTALLABLE, CERTMINDER_WORKSPACES="T1"))
    assert [each for each in findings if each.stands_in_the_way] == []
    assert "Installed in 0 workspaces" in said(findings, State.GOOD)
    assert "knows SLACK_CLIENT_ID" in said(findings, State.GOOD)
    lacking = await found(settings(**INSTALLABLE, CERTMINDER_SECRETS="", PUBLIC_URL=""))
    assert sum(each.state == State.MISSING for each in lacking) == 3


async def test_installations_of_before(settings: Read, redis: Redis) -> None:
    """Who consented before the app needed a scope is counted with what is missing; optional scopes may be."""
    needed, _ = wanted_scopes()
    kept = Installations(redis, Sealing(SEALING_KEY))
    for workspace, scopes in (("T1", ",".join(needed)), ("T2", sorted(needed))):
        await kept.save(workspace, {"bot_token": "xoxb-1", "bot_scopes": scopes})
    assert said(await found(settings(**INSTALLABLE), Topic.SLACK), State.ADVICE) == ""
    await kept.save("E1", {"bot_token": "xoxb-1", "bot_scopes": ",".join(needed - {"users:read"})})
    findings = await found(settings(**INSTALLABLE), Topic.SLACK)
    assert "1 installation was consented to without scopes that are needed: users:read" in said(findings, State.ADVICE)
    assert "Installed in 3 workspaces" in said(findings, State.GOOD)


@pytest.mark.parametrize("name", ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"])
async def test_an_app_that_slack_does_not_know(settings: Read, name: str) -> None:
    """Nobody could install it, and no token be renewed: the variable is named."""
    findings = await found(settings(**{**INSTALLABLE, name: "checked-other"}), Topic.SLACK)
    assert f"Slack refuses {name}" in said(findings, State.BROKEN)


async def test_redis_may_evict(settings: Read, redis: Redis) -> None:
    """Another policy than noeviction is broken."""
    await redis.config_set("maxmemory-policy", "allkeys-lru")
    try:
        assert "allkeys-lru" in said(await found(settings(), Topic.REDIS), State.BROKEN)
    finally:
        await redis.config_set("maxmemory-policy", "noeviction")


async def test_redis_is_nearly_full(settings: Read, redis: Redis) -> None:
    """An operator hears of it before writes are refused."""
    used = (await redis.info("memory"))["used_memory"]
    await redis.config_set("maxmemory", int(used * 1.05))
    try:
        assert "%" in said(await found(settings(), Topic.REDIS), State.ADVICE)
    finally:
        await redis.config_set("maxmemory", 0)


async def test_redis_is_gone(settings: Read) -> None:
    """One line says so, without the password, and the rest is checked all the same."""
    findings = await found(settings(REDIS_URL="redis://me:hidden@127.0.0.1:9/0"))
    (gone,) = [each for each in findings if each.topic == Topic.REDIS]
    assert gone.said.startswith("127.0.0.1:9 does not answer")
    assert "All scopes" in said(findings, State.GOOD)
    assert not [each for each in findings if "hidden" in each.said + each.step]


@pytest.mark.parametrize(
    ("seconds", "state", "words"),
    [
        (3, State.GOOD, "within"),
        (-30, State.ADVICE, "30 s behind"),
        (31, State.ADVICE, "31 s ahead"),
        (900, State.BROKEN, "900 s ahead"),
    ],
)
def test_clocks(seconds: int, state: State, words: str) -> None:
    """A small difference is none, a larger one is told, one that makes signatures useless is broken."""
    (about,) = check_clocks({"Slack": timedelta(seconds=seconds)}, "en")
    assert about.state == state
    assert words in about.said


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("Mon, 23 Nov 2026 01:00:00 GMT", 7),
        ("Mon, 23 Nov 2026 01:00:00 -0000", 7),
        ("Mon, 23 Nov 2026 09:00:00 +0800", 7),
        ("", None),
        ("now", None),
        ("Mon, 23 Nov 2026 01:00:00 +99999999999999", None),
        ("Mon, 23 Nov 99999999999999999999 01:00:00 GMT", None),
    ],
)
def test_the_clock_of_a_header(header: str, seconds: int | None) -> None:
    """A date in any zone is an instant, one without a known zone is UTC, and what is no date says nothing."""
    off = ahead_of(header, datetime(2026, 11, 23, 1, 0, 7, tzinfo=UTC))
    assert (off and off.total_seconds()) == seconds


async def test_a_clock_is_read_when_its_answer_came(settings: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the other checks take after it, the clock is not said to be ahead."""
    at = datetime(2026, 11, 23, 1, 0, 1, tzinfo=UTC)
    seen = Seen("T1", "", "", frozenset(), "Mon, 23 Nov 2026 01:00:00 GMT", 0.1, at)

    async def answered(settings: object, locale: str) -> tuple[list[Finding], Seen]:
        return [], seen

    monkeypatch.setattr(checks, "check_slack", answered)
    (clocks,) = await found(settings(), Topic.CLOCKS)
    assert clocks.state == State.GOOD
    assert "Slack" in clocks.said


async def test_workers_are_seen(settings: Read, redis: Redis, redis_url: str, wait_until: WaitUntil) -> None:
    """A worker at work is counted; without one nobody posts reminders."""
    assert "No worker" in said(await found(settings(), Topic.PROCESSES), State.ADVICE)

    class Idle:
        async def scan(self) -> list[Any]:
            return []

    idle: Any = Idle()
    working = asyncio.create_task(run_worker(redis_url, idle, redis, signals=False))

    async def seen() -> bool:
        return "1 worker is" in said(await found(settings(), Topic.PROCESSES), State.GOOD)

    await wait_until(seen)
    working.cancel()
    await asyncio.wait([working])


async def test_a_silent_redis_ends_the_look_for_workers(silent_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that takes connections and says nothing: an operator who asks what is wrong gets an answer."""
    monkeypatch.setattr(checks, "PATIENCE_SECONDS", 0.1)
    redis = connect_cache(silent_url)
    async with asyncio.timeout(5):
        assert await checks._processes(redis, silent_url, "en") == []
    await redis.aclose()


async def test_it_reads_like_a_screen(settings: Read) -> None:
    """Topics, marks and next steps in the operator's language; the last line is the sum."""
    findings = await found(settings(SLACK_BOT_TOKEN="xoxb-of-another-app", LANG="zh_CN.UTF-8"))
    text = [line for line, _ in lines(findings, "zh-CN")]
    assert text[0] == "Redis"
    assert any(line.startswith("  ✗ Slack 拒绝了 SLACK_BOT_TOKEN（invalid_auth）") for line in text)
    assert any(line.strip().startswith("下一步：") for line in text)
    assert text[-1] == "还有 1 项需要处理。"
    assert not as_plain(findings)["good"]


def test_an_address_without_credentials() -> None:
    """Hosts of every kind of URL, and nothing else of it."""
    assert shown("rediss://me:secret@cache.example:6380/2?x=1") == "cache.example:6380"
    assert shown("redis+cluster://me:secret@one:7000,two") == "one:7000, two:6379"
    assert shown("unix:///run/redis.sock") == "/run/redis.sock"


async def test_an_old_redis() -> None:
    """A version before 6.2 is refused by its number."""

    class Old:
        async def execute_command(self, *command: str) -> Any:
            return {"redis_version": "5.0.14", "maxmemory_policy": "noeviction"} if command[0] == "INFO" else True

    old: Any = Old()
    findings = await check_redis(old, "redis://127.0.0.1:6379", own=False, locale="en")
    assert "5.0.14 is too old: 6.2 is the least" in said(findings, State.BROKEN)


async def test_without_a_word_to_spare(redis_url: str) -> None:
    """A Redis of our own says so."""
    client = connect_cache(redis_url)
    (reached, *_) = await check_redis(client, redis_url, own=True, locale="en")
    assert reached.said.startswith("Our own Redis")
    await client.aclose()
