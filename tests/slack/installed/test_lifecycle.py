"""Uninstalled, revoked, granted: in any order, repeated and late, what goes is what the event is about."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import Any

import pytest

from bot.playground import slack_payloads
from bot.playground.slack_delivery import Delivery, SignedHttp
from bot.playground.slack_organisation import SECOND
from bot.playground.slack_store import ALICE, LI_LEI, OPS, TEAM, Person
from bot.slack.admins import Admins
from bot.slack.installations import revoked
from bot.slack.lifecycle import Lifecycle
from bot.store import installation_keys, keys
from bot.store.connection import Redis
from bot.store.erasure import erase
from bot.workspaces.departures import KEEP_SECONDS, Departures

BILLING = "C0SECOND01"


async def deliver(site: Any, event: dict[str, Any], names: dict[str, Any], **envelope: Any) -> int | None:
    """An event whose envelope holds just these names."""
    payload = slack_payloads.event(site.slack.world, event, names) | envelope
    http = SignedHttp(site.slack.world)
    ack = await http.send(Delivery("event", payload))
    await http.aclose()
    return ack.status


async def ended(site: Any, wait_until: Any) -> None:
    await wait_until(lambda: len(site.process.app.tasks) == 0)


async def kept(redis: Redis, workspace: str) -> int:
    return len(await redis.keys(keys.everything(workspace)))


async def used(site: Any) -> None:
    """Both workspaces have asked something."""
    for channel in (OPS, BILLING):
        assert not (await site.slack.type(ALICE, channel, "/certs all"))["timed_out"]


async def test_each_workspace_of_an_organisation_is_its_own(everywhere: Any, answers: Any, redis: Redis) -> None:
    """Commands, messages, clicks and forms are those of the workspace they happen in, under one installation."""
    await used(everywhere)
    typed = (await everywhere.slack.type(ALICE, BILLING, "@certminder all"))["message"]
    await everywhere.slack.click(ALICE, typed, "result_save", until="Name")
    opened = await everywhere.slack.control("submit", user=ALICE, values={"name": "mine"}, wait=5, until="saved")
    assert not opened["timed_out"]
    assert [each.asker.workspace for each in answers.asked] == [TEAM, SECOND, SECOND]
    home = await everywhere.slack.control("home", user=LI_LEI, wait=5)
    assert home["home"]
    assert await redis.keys(keys.person(everywhere.slack.world.organisation.id, "*")) == []


async def test_a_revoked_workspace_loses_its_own(everywhere: Any, redis: Redis, wait_until: Any) -> None:
    """Only its own, and it is refused from then on; the organisation's other workspace does not notice."""
    await used(everywhere)
    others = await kept(redis, TEAM)
    await everywhere.slack.control("workspace", act="revoke_access", where=SECOND)
    await ended(everywhere, wait_until)
    assert (await kept(redis, SECOND), await kept(redis, TEAM)) == (0, others)
    refused = await everywhere.slack.control("type", user=ALICE, channel=BILLING, text="/certs all")
    assert "not installed" in refused["ack"]["body"]
    assert not (await everywhere.slack.type(ALICE, OPS, "/certs all"))["timed_out"]
    await everywhere.slack.control("workspace", act="grant_access", where=SECOND)
    assert not (await everywhere.slack.type(ALICE, BILLING, "/certs all"))["timed_out"]
    await everywhere.process.departures.sweep()
    assert await kept(redis, SECOND) > 0


async def test_an_organisation_leaves_with_all_its_workspaces(everywhere: Any, redis: Redis, wait_until: Any) -> None:
    """All of their keys go and its own; a workspace with an installation of its own stays as it is."""
    await used(everywhere)
    process, org = everywhere.process, everywhere.slack.world.organisation.id
    await process.installations.save(TEAM, {**(await process.installations.load(org)), "team_id": TEAM})
    stays = await kept(redis, TEAM) - 1  # the link to the organisation
    await everywhere.slack.control("workspace", act="uninstall", where=org)
    await ended(everywhere, wait_until)
    assert (await kept(redis, SECOND), await kept(redis, org), await kept(redis, TEAM)) == (0, 0, stays)


NAMED: dict[str, dict[str, Any]] = {
    "as today": {
        "team_id": None,
        "enterprise_id": "E0PLAYORG1",
        "authorizations": [{"enterprise_id": "E0PLAYORG1", "team_id": None, "is_enterprise_install": True}],
    },
    "without authorizations": {"enterprise_id": "E0PLAYORG1"},
    "for one of the workspaces": {
        "team_id": TEAM,
        "enterprise_id": "E0PLAYORG1",
        "authorizations": [{"enterprise_id": "E0PLAYORG1", "team_id": TEAM, "is_enterprise_install": True}],
    },
}


@pytest.mark.parametrize("names", NAMED.values(), ids=list(NAMED))
async def test_an_end_is_understood_in_each_form(everywhere: Any, redis: Redis, wait_until: Any, names: Any) -> None:
    """Slack's payloads name the organisation in several ways, the old ones without authorizations."""
    await used(everywhere)
    assert await deliver(everywhere, {"type": "app_uninstalled"}, names) == 200
    await ended(everywhere, wait_until)
    assert [await kept(redis, each) for each in (TEAM, SECOND, "E0PLAYORG1")] == [0, 0, 0]


async def test_what_is_under_way_writes_nothing_back(
    everywhere: Any, answers: Any, redis: Redis, wait_until: Any
) -> None:
    """A question that was being answered ends after the end of its workspace; a worker's sweep takes what it left,
    for a quarter of an hour; afterwards nobody looks any more."""
    answers.hold = asyncio.Event()
    await everywhere.slack.control("type", user=ALICE, channel=BILLING, text="/certs all")
    await wait_until(lambda: answers.asked)
    await everywhere.slack.control("workspace", act="revoke_access", where=SECOND)
    await wait_until(lambda: len(everywhere.process.app.tasks) == 1)
    await redis.set(keys.result(SECOND, "r1"), b"written late", ex=60)
    answers.hold.set()
    await ended(everywhere, wait_until)
    assert await everywhere.process.departures.sweep() == 1
    assert await kept(redis, SECOND) == 0
    later = Departures(redis, partial(erase, redis), lambda: time.time() + KEEP_SECONDS + 1)
    assert (await later.sweep(), await later.sweep()) == (1, 0)


async def test_an_event_that_comes_late_ends_nothing(site: Any, browser: Any, redis: Redis, wait_until: Any) -> None:
    """Installed again since: the event is about the earlier installation. So is a revocation of another token."""
    assert (await site.install(browser))[0] == 200
    stays, names = await kept(redis, TEAM), {"team_id": TEAM}
    ending = {"type": "tokens_revoked", "tokens": {"bot": ["U0CERTBOT1"]}}
    assert await deliver(site, {"type": "app_uninstalled"}, names, event_time=int(time.time()) - 60) == 200
    assert await deliver(site, ending, names) == 200
    await ended(site, wait_until)
    assert await kept(redis, TEAM) == stays
    site.slack.world.tokens.revoke(TEAM)
    assert await deliver(site, ending, names) == 200
    await ended(site, wait_until)
    assert await kept(redis, TEAM) == 0


async def test_a_token_that_has_expired_is_not_revoked(site: Any, browser: Any, redis: Redis, wait_until: Any) -> None:
    """It is renewed, and the installation lives; once Slack has revoked it for good, it does not."""
    await site.slack.control("settings", token_rotation=True)
    assert (await site.install(browser))[0] == 200
    ending = {"type": "tokens_revoked", "tokens": {"bot": ["U0CERTBOT1"]}}
    await site.slack.control("workspace", act="expire", where=TEAM)
    assert await deliver(site, ending, {"team_id": TEAM}) == 200
    await ended(site, wait_until)
    assert await redis.exists(installation_keys.installation(TEAM)) == 1
    await site.slack.control("workspace", act="revoke", where=TEAM)
    await ended(site, wait_until)
    assert await kept(redis, TEAM) == 0


async def test_a_revocation_waits_for_slacks_word(site: Any, browser: Any, redis: Redis) -> None:
    """While Slack does not say whether the token is dead, the event is refused, so that it comes again."""
    assert (await site.install(browser))[0] == 200
    await site.slack.control("faults", kind="http_500", method="auth.test")
    ending = {"type": "tokens_revoked", "tokens": {"bot": ["U0CERTBOT1"]}}
    assert await deliver(site, ending, {"team_id": TEAM}) == 500
    assert await kept(redis, TEAM) > 0


async def test_a_workspace_without_a_token_goes_too(site: Any, browser: Any, redis: Redis, wait_until: Any) -> None:
    """What ends an installation needs none: its token has expired, its seal is broken, or it is gone already."""
    assert (await site.install(browser))[0] == 200
    await redis.set(installation_keys.installation(TEAM), b"broken")
    site.process.app.authorize.forget(TEAM)
    await redis.set(keys.result(TEAM, "r1"), b"x", ex=60)
    for _ in range(2):
        await site.slack.control("workspace", act="uninstall", where=TEAM)
        await ended(site, wait_until)
        assert await kept(redis, TEAM) == 0


async def test_a_reinstallation_is_not_swept(site: Any, browser: Any, redis: Redis, wait_until: Any) -> None:
    """Within the quarter of an hour: what is kept from then on stays, also while a worker deletes."""
    assert (await site.install(browser))[0] == 200
    await site.slack.control("workspace", act="uninstall", where=TEAM)
    await ended(site, wait_until)
    sweeping = asyncio.gather(*(site.process.departures.sweep() for _ in range(5)))
    assert (await site.install(browser))[0] == 200
    await sweeping
    assert await site.process.departures.sweep() == 0
    assert await redis.exists(installation_keys.installation(TEAM)) == 1
    assert not (await site.slack.type(ALICE, OPS, "/certs all"))["timed_out"]


async def test_people_of_the_organisation_are_judged_by_their_workspaces(everywhere: Any, answers: Any) -> None:
    """A member of both is a member in both, an admin only at home; a member of the other one is a stranger here, in a
    shared channel too; whoever administers the organisation does so everywhere."""
    world = everywhere.slack.world
    world.people[LI_LEI].admin = True
    for channel in (OPS, BILLING):
        await everywhere.slack.type(LI_LEI, channel, "/certs all")
    assert [each.asker.role.name for each in answers.asked] == ["ADMIN", "MEMBER"]
    await everywhere.slack.type(ALICE, BILLING, "/certs all")
    assert answers.asked[-1].asker.role.name == "ADMIN"
    await everywhere.slack.control("people", id="U0SECOND01", teams=[SECOND], name="eve")
    world.channels[OPS].members.add("U0SECOND01")
    refused = await everywhere.slack.type("U0SECOND01", OPS, "@certminder all", until="may not do that")
    assert not refused["timed_out"]
    assert answers.asked[-1].asker.user == ALICE


async def test_each_workspace_of_an_organisation_has_its_own_admins(everywhere: Any) -> None:
    """An organisation's token asks of one workspace: who rules another is told nothing of it."""
    world, app = everywhere.slack.world, everywhere.process.app
    for name, team in (("U0HERE", TEAM), ("U0THERE", SECOND)):
        world.add_person(Person(name, name.lower(), name, owner=True, teams=(team,)))
    here, there = [await Admins(app.api, app.authorize).of(team) for team in (TEAM, SECOND)]
    assert ("U0HERE" in here, "U0THERE" in here) == (True, False)
    assert ("U0HERE" in there, "U0THERE" in there) == (False, True)


async def test_access_that_no_organisation_revokes_stays(everywhere: Any, redis: Redis) -> None:
    """An event that does not say whose access ended deletes nothing, of no workspace."""
    await used(everywhere)
    process = everywhere.process
    await process.organisations.revoke(everywhere.slack.world.organisation.id, TEAM)
    before = await kept(redis, TEAM)
    lifecycle = Lifecycle(process.departures, process.organisations, process.installed)
    noted = await lifecycle.note({"event": {"type": "team_access_revoked", "team_ids": [TEAM]}})
    assert noted is not None
    await lifecycle.erase(noted)
    assert (noted.departed, await kept(redis, TEAM)) == ((), before)


async def test_the_workspace_of_a_token_comes_back(slack: Any, redis: Redis, wait_until: Any) -> None:
    """Without installations nobody says that it is back: before deleting again, Slack is asked about the token."""
    departures = Departures(redis, partial(erase, redis))

    async def is_back() -> bool:
        return not await revoked(slack.app.api, slack.world.bot_token)

    await slack.control("workspace", act="uninstall")
    await wait_until(lambda: len(slack.app.tasks) == 0)
    for back in (False, True):
        await redis.set(keys.result(TEAM, "r1"), b"x", ex=60)
        if back:
            await slack.control("workspace", act="reinstall")
        await departures.sweep(is_back)
        assert await redis.exists(keys.result(TEAM, "r1")) == int(back)
    assert await departures.sweep(is_back) == 0
