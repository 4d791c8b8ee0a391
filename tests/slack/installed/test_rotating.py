"""Tokens that expire: renewed by one process for all, ahead of their end; what got lost is survived as Slack allows."""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial
from typing import Any

import pytest

from bot.errors import DeliveryError, DeliveryRefused, DeliveryUnknown
from bot.messages.reply import Reply
from bot.playground.slack_store import ALICE, OPS, TEAM
from bot.store import installation_keys
from bot.store.connection import Redis
from bot.workspaces.installations import Installations
from bot.workspaces.rotation import Rotated, rotate
from bot.workspaces.sealing import Sealing

SOON, PAST = 600, -1


@pytest.fixture
async def rotating(site: Any, browser: Any) -> Any:
    """The workspace has installed the app, and its token expires."""
    await site.slack.control("settings", token_rotation=True)
    assert (await site.install(browser))[0] == 200
    return site


async def ends(site: Any, seconds: float) -> dict[str, Any]:
    """The kept token ends in so many seconds (Slack's own later); what was kept before."""
    kept: dict[str, Any] = await site.process.installations.load(TEAM)
    await site.process.installations.save(TEAM, {**kept, "bot_token_expires_at": time.time() + seconds})
    site.process.app.authorize.forget(TEAM)
    return kept


async def renewals(site: Any) -> list[Any]:
    calls = await site.slack.calls("oauth.v2.access")
    return [call for call in calls if call["args"].get("grant_type") == "refresh_token"]


async def test_a_token_is_renewed_ahead_of_its_end(rotating: Any, wait_until: Any) -> None:
    """Within its last two hours, while it is used on: nobody waits; before that nothing is asked."""
    before = await ends(rotating, 3 * 3600)
    assert await rotating.process.token(TEAM) == before["bot_token"]
    assert await renewals(rotating) == []
    await ends(rotating, SOON)
    assert await rotating.process.token(TEAM) == before["bot_token"]
    await wait_until(partial(_changed, rotating, before))
    kept = await rotating.process.installations.load(TEAM)
    assert kept["bot_refresh_token"] != before["bot_refresh_token"]
    assert kept["bot_token_expires_at"] > time.time() + 11 * 3600
    rotating.process.app.authorize.forget(TEAM)
    assert await rotating.process.token(TEAM) == kept["bot_token"]
    assert len(await renewals(rotating)) == 1


@pytest.mark.parametrize("seconds", [SOON, PAST])
async def test_many_processes_renew_once(rotating: Any, started: Any, wait_until: Any, seconds: int) -> None:
    """At the same instant one asks Slack; of a token that has ended the others wait for what it wrote."""
    before = await ends(rotating, seconds)
    await rotating.slack.control("faults", kind="slow", method="oauth.v2.access", seconds=0.3)
    processes = [rotating.process, *(started() for _ in range(3))]
    tokens = await asyncio.gather(*(each.token(TEAM) for each in processes for _ in range(5)))
    await wait_until(partial(_changed, rotating, before))
    kept = await rotating.process.installations.load(TEAM)
    assert set(tokens) == {before["bot_token"] if seconds > 0 else kept["bot_token"]}
    assert len(await renewals(rotating)) == 1


async def test_a_process_that_is_killed_while_it_renews(
    rotating: Any, started: Any, wait_until: Any, caplog: Any
) -> None:
    """Between Slack's answer and our save: the refresh token is used up, so the access token serves until its end; the
    log says so once, over all processes, and then the app is not installed until it is installed again."""
    before = await ends(rotating, SOON)
    await rotating.slack.control("faults", kind="drop", method="oauth.v2.access")
    with caplog.at_level(logging.ERROR):
        for process in (rotating.process, started(), started()):
            assert await process.token(TEAM) == before["bot_token"]
            await process.rotation.aclose()
    (line,) = [each for each in caplog.records if "refused to renew" in each.getMessage()]
    assert 0 < line.ends_in_seconds <= SOON
    assert len(await renewals(rotating)) == 2
    assert "canary" not in caplog.text
    await ends(rotating, PAST)
    with pytest.raises(DeliveryRefused, match="not_installed"):
        await rotating.process.token(TEAM)


async def test_a_dead_process_holds_nobody_up(rotating: Any, redis: Redis) -> None:
    """Its lock runs out; whoever needs the token waits for that, and renews."""
    before = await ends(rotating, PAST)
    await redis.set(installation_keys.installation_lock(TEAM), b"of a dead process", px=300)
    assert await rotating.process.token(TEAM) != before["bot_token"]
    assert await redis.exists(installation_keys.installation_lock(TEAM)) == 0


async def test_a_new_installation_ends_the_trouble(rotating: Any, browser: Any) -> None:
    """Reinstalled by anybody, the workspace is served again."""
    before = await ends(rotating, PAST)
    rotating.slack.world.tokens.refreshed(before["bot_refresh_token"])
    with pytest.raises(DeliveryRefused, match="not_installed"):
        await rotating.process.token(TEAM)
    assert (await rotating.install(browser))[0] == 200
    assert not (await rotating.slack.type(ALICE, OPS, "/certs all"))["timed_out"]


@pytest.mark.parametrize(
    "fault", [{"kind": "http_500"}, {"kind": "ratelimited"}, {"kind": "error", "error": "bad_client_secret"}]
)
async def test_a_silent_slack_costs_nothing_ahead_of_the_end(rotating: Any, wait_until: Any, fault: Any) -> None:
    """An answer that does not come is asked for again later; until then the token at hand serves."""
    before = await ends(rotating, SOON)
    await rotating.slack.control("faults", method="oauth.v2.access", **fault)
    assert await rotating.process.token(TEAM) == before["bot_token"]
    await rotating.process.rotation.aclose()
    assert await rotating.process.token(TEAM) == before["bot_token"]
    rotating.process.app.authorize.forget(TEAM)
    assert await rotating.process.token(TEAM) == before["bot_token"]
    await wait_until(partial(_changed, rotating, before))


async def test_without_slack_an_ended_token_is_no_token(rotating: Any) -> None:
    """A request meanwhile fails and is repeated by Slack; the installation stays."""
    await ends(rotating, PAST)
    await rotating.slack.control("faults", kind="http_500", method="oauth.v2.access")
    with pytest.raises(DeliveryUnknown):
        await rotating.process.token(TEAM)
    assert await rotating.process.token(TEAM)


async def test_half_an_answer_is_none(rotating: Any) -> None:
    """What slack_sdk makes of an answer without a token is an error like others, and nothing is kept of it."""
    before = await ends(rotating, PAST)
    rotating.slack.world.tokens.refreshed = lambda *_: type(
        "Half", (), {"where": TEAM, "access": None, "refresh": ""}
    )()
    with pytest.raises(DeliveryError):
        await rotating.process.token(TEAM)
    kept = await rotating.process.installations.load(TEAM)
    assert kept["bot_refresh_token"] == before["bot_refresh_token"]


async def test_an_expired_token_is_renewed_and_the_call_repeated(rotating: Any, started: Any) -> None:
    """Slack's clock decides: token_expired leads to one renewal and one repeat, also of a post, which was refused."""
    await rotating.slack.control("workspace", act="expire")
    processes = [rotating.process, started()]
    await asyncio.gather(*(each.app.delivery.deliver(TEAM, OPS, Reply("once")) for each in processes))
    posted = [
        call for call in await rotating.slack.calls("chat.postMessage") if call["ok"] and call["args"]["channel"] == OPS
    ]
    assert len(posted) == 2
    assert len(await renewals(rotating)) == 1


async def test_a_post_is_repeated_once_only(rotating: Any) -> None:
    """A Slack that goes on refusing is not asked for ever."""
    await rotating.slack.control("faults", kind="error", method="chat.postMessage", error="token_expired", count=9)
    with pytest.raises(DeliveryRefused, match="token_expired"):
        await rotating.process.app.delivery.deliver(TEAM, OPS, Reply("never"))
    assert len([call for call in await rotating.slack.calls("chat.postMessage") if call["args"]["channel"] == OPS]) == 2


async def test_other_processes_notice_a_new_token(rotating: Any, started: Any, browser: Any) -> None:
    """A token that Slack refuses is looked up again at once, whatever the cache holds; the same one is not tried on."""
    other = started()
    old = await other.token(TEAM)
    rotating.slack.world.tokens.revoke(TEAM)
    with pytest.raises(DeliveryRefused, match="token_revoked"):
        await other.app.delivery.deliver(TEAM, OPS, Reply("refused"))
    assert (await rotating.install(browser))[0] == 200
    await other.app.delivery.deliver(TEAM, OPS, Reply("taken"))
    assert await other.token(TEAM) != old


async def test_new_sealing_keys_do_not_race_with_a_renewal(
    rotating: Any, redis: Redis, sealing: Sealing, old_key: str, wait_until: Any
) -> None:
    """Values are sealed anew while tokens are renewed: in the end the newest token lies under the newest key."""
    for _ in range(5):
        before = await ends(rotating, SOON)
        under_old_key = {**before, "bot_token_expires_at": time.time() + SOON}
        await Installations(redis, Sealing(old_key)).save(TEAM, under_old_key)
        _, turned = await asyncio.gather(rotating.process.token(TEAM), rotate(redis, sealing))
        assert turned == Rotated(1)
        await wait_until(partial(_changed, rotating, before))
        await rotating.process.rotation.aclose()
    kept = await rotating.process.installations.load(TEAM)
    rotating.slack.world.tokens.admitted(kept["bot_token"])
    assert len(await renewals(rotating)) == 5
    assert await Installations(redis, Sealing(old_key)).load(TEAM) is None


async def test_a_workspace_that_left_is_not_brought_back(rotating: Any, redis: Redis) -> None:
    """An uninstallation while a token is renewed: its answer is thrown away."""
    await ends(rotating, SOON)
    await rotating.slack.control("faults", kind="slow", method="oauth.v2.access", seconds=0.3)
    await rotating.process.token(TEAM)
    await rotating.process.installations.delete(TEAM)
    await rotating.process.rotation.aclose()
    assert await rotating.process.installations.load(TEAM) is None


async def _changed(site: Any, before: dict[str, Any]) -> bool:
    kept = await site.process.installations.load(TEAM)
    return bool(kept["bot_token"] != before["bot_token"])
