"""Slack is asked at most once an hour who a person is, and never stands in the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.errors import UnknownPerson
from bot.playground.slack_store import ALICE, LI_LEI, TEAM
from bot.slack.payloads import Origin
from bot.slack.people import People, Person, Trust
from bot.store import keys
from bot.store.connection import Redis, connect_cache
from bot.workspaces.roles import Role

WHO = Origin(workspace=TEAM, user=LI_LEI)


class Clock:
    """Unix seconds that a test moves."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(slack: Any, redis: Redis, clock: Clock) -> People:
    return People(redis, slack.app.api, slack.app.authorize.calling, clock)


async def test_slack_is_asked_once_an_hour(slack: Any, people: People, clock: Clock) -> None:
    """Within the hour the kept answer is used; after it a changed language is noticed."""
    for _ in range(3):
        person = await people.person(WHO)
    assert (person.locale, person.zone, person.outsider) == ("zh-CN", "Asia/Shanghai", False)
    assert len(await slack.calls("users.info")) == 1
    slack.world.people[LI_LEI].locale = "en-GB"
    clock.now += timedelta(hours=1).total_seconds()
    assert (await people.person(WHO)).locale == "en-GB"


async def test_what_was_known_outlives_a_silent_slack(slack: Any, people: People, clock: Clock) -> None:
    """When Slack fails, the person keeps the language and zone of before."""
    await people.person(WHO)
    clock.now += timedelta(days=2).total_seconds()
    await slack.control("faults", kind="error", method="users.info", error="internal_error")
    assert (await people.person(WHO)).zone == "Asia/Shanghai"


async def test_a_slow_slack_is_not_waited_for(slack: Any, redis: Redis, clock: Clock) -> None:
    """A form has to be acknowledged: what was known before is the answer, without any rights."""
    people = People(redis, slack.app.api, slack.app.authorize.calling, clock, patience=0.05)
    await slack.control("faults", kind="slow", method="users.info", seconds=30)
    assert await people.person(WHO, "下个月到期") == Person(locale="zh-CN")


async def test_an_unknown_person_has_the_language_of_their_text(slack: Any, people: People) -> None:
    """When Slack never said anything: Chinese for Chinese words, English else, and UTC."""
    await slack.control("faults", kind="error", method="users.info", error="missing_scope", count=2)
    assert await people.person(WHO, "下个月到期") == Person(locale="zh-CN", zone="UTC")
    assert await people.person(WHO, "next month") == Person(locale="en-US", zone="UTC")
    assert (await people.person(WHO, "next month")).locale == "zh-CN"


async def test_a_member_of_another_workspace_is_an_outsider(people: People) -> None:
    """Slack Connect: the payload names the workspace a person comes from."""
    assert (await people.person(Origin(workspace=TEAM, user=ALICE, home_workspace="T0OTHER001"))).outsider
    assert not (await people.person(Origin(workspace=TEAM, user=ALICE, home_workspace=TEAM))).outsider


async def test_an_admin_of_before_is_asked_for_again(slack: Any, people: People, clock: Clock) -> None:
    """Rights are at most a minute old, and none are left when Slack does not say so any more."""
    slack.world.people[LI_LEI].admin = True
    assert (await people.person(WHO)).admin
    slack.world.people[LI_LEI].admin = False
    clock.now += 60
    assert not (await people.person(WHO)).admin
    slack.world.people[LI_LEI].admin = True
    clock.now += timedelta(hours=1).total_seconds()
    assert (await people.person(WHO)).admin
    clock.now += 60
    await slack.control("faults", kind="error", method="users.info", error="internal_error")
    assert not (await people.person(WHO)).admin


@pytest.mark.parametrize(
    ("person", "plain", "trusted"),
    [
        (Person(asked_at=1), Role.MEMBER, Role.ADMIN),
        (Person(admin=True, asked_at=1), Role.ADMIN, Role.ADMIN),
        (Person(outsider=True), Role.STRANGER, Role.GUEST),
        (Person(outsider=True, admin=True), Role.STRANGER, Role.GUEST),
    ],
)
def test_the_operator_adds_to_slacks_word(person: Person, plain: Role, trusted: Role) -> None:
    """People named as admins are, unless they are strangers here; guests may ask only where that is allowed."""
    assert Trust().role("U1", person) is plain
    assert Trust(frozenset({"U1"}), guests=True).role("U1", person) is trusted
    assert Trust(frozenset({"U2"})).role("U1", person) is plain


def test_nobody_is_trusted_unseen() -> None:
    """Of whom Slack never said anything it is not known whether they are strangers, whoever the operator named."""
    for trust in (Trust(), Trust(frozenset({"U1"}), guests=True)):
        with pytest.raises(UnknownPerson):
            trust.role("U1", Person())


@pytest.mark.parametrize("code", ["user_not_found", "user_not_visible"])
async def test_whom_the_app_may_not_see_is_an_outsider(slack: Any, people: People, code: str) -> None:
    """That is Slack's answer about a stranger, and kept like any other."""
    await slack.control("faults", kind="error", method="users.info", error=code)
    assert (await people.person(WHO)).outsider
    assert (await people.person(WHO)).outsider
    assert len(await slack.calls("users.info")) == 1


async def test_who_was_deactivated_is_an_outsider(slack: Any, people: People) -> None:
    """A link or a form may be open still."""
    slack.world.people[LI_LEI].deleted = True
    assert (await people.person(WHO)).outsider


async def test_a_zone_this_machine_does_not_know_is_utc(slack: Any, people: People) -> None:
    """A made-up or hostile zone name never reaches a date."""
    for zone in ("Mars/Olympus", "../../etc/passwd", ""):
        slack.world.people["U0ODD00001"] = slack.world.people[LI_LEI].__class__("U0ODD00001", "odd", "Odd", zone=zone)
        assert (await people.person(Origin(workspace=f"{TEAM}", user="U0ODD00001"))).zone == "UTC"
        await people._redis.flushall()


async def test_poisoned_values_are_nobody(people: People, redis: Redis) -> None:
    """Bytes that are not ours, or another person's, count as nothing known."""
    mine = keys.person(TEAM, LI_LEI)
    await people.person(Origin(workspace=TEAM, user=ALICE))
    for value in (b"\x00junk", b"{}", await redis.get(keys.person(TEAM, ALICE)) or b""):
        await redis.set(mine, value, ex=60)
        assert (await people.person(WHO)).locale == "zh-CN"


async def test_without_redis_slack_is_asked_each_time(slack: Any, clock: Clock) -> None:
    """A cache that is gone costs calls, not answers."""
    gone = connect_cache("redis://127.0.0.1:9/0")
    people = People(gone, slack.app.api, slack.app.authorize.calling, clock)
    assert (await people.person(WHO)).zone == "Asia/Shanghai"
    await gone.aclose()
