"""What is said unasked reaches its channel, its owner, and everybody who counts on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.answers.announcing import Announcing
from bot.answers.showing import Showing
from bot.certificates import Certificate, Listing, Query
from bot.errors import DeliveryRefused, NotFound, SourceUnavailable
from bot.inventory.recent import Results
from bot.messages.reply import Reply
from bot.reminders.attention import Attentions
from bot.reminders.digest import Digest, Group
from bot.reminders.edits import Edits
from bot.reminders.posted import Posted
from bot.reminders.schedule import Slot
from bot.reminders.selection import Row
from bot.reminders.subscription import Subscription
from bot.reminders.subscriptions import Subscriptions
from bot.store.connection import Redis
from bot.workspaces.accounts import Chosen
from tests.reminders.subscribing import wanted

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class PlayedSlack:
    """Takes messages for everybody but those it refuses, and keeps them."""

    def __init__(self, *refused: str) -> None:
        self.posted: list[tuple[str, Reply]] = []
        self._refused = refused

    async def deliver(
        self, workspace: str, channel: str, reply: Reply, metadata: Mapping[str, Any] | None = None
    ) -> str:
        if channel in self._refused:
            raise DeliveryRefused("account_inactive")
        self.posted.append((channel, reply))
        return f"{len(self.posted)}.0"


class NoInventory:
    """The source does not answer: what renews a row is not known."""

    async def listing(self, subscription: Subscription, now: datetime) -> Listing:
        raise SourceUnavailable("timeout")

    async def accounts(self, subscription: Subscription, now: datetime) -> Chosen:
        if subscription.channel == "C0GONE":
            raise NotFound("account", "gone")
        return Chosen(("prod",), "channel") if subscription.channel == "C0PROD" else Chosen(("default",), "first")


class Ruled:
    """Two admins."""

    async def of(self, workspace: str) -> list[str]:
        return ["U8", "U9"]


def announcing_of(redis: Redis, subscriptions: Subscriptions, slack: PlayedSlack) -> Announcing:
    """Announcing as assembly builds it, without an inventory."""
    showing = Showing(Results(redis), NoInventory(), Attentions(redis), Posted(redis, Edits(redis)))
    return Announcing(showing, NoInventory(), subscriptions, slack, Ruled(), lambda: NOW)


async def subscribe(
    subscriptions: Subscriptions, user: str, locale: str = "en-US", channel: str = "C1"
) -> Subscription:
    """A subscription of #ops, or another channel, to everything under shop.example."""
    query, text = Query(names=("*.shop.example",)), "remind *.shop.example"
    return await subscriptions.create(wanted(channel=channel, user=user, query=query, text=text, locale=locale))


def digest_of(subscription: Subscription, **more: Any) -> Digest:
    """A digest with one certificate that ends within three days."""
    certificate = Certificate(id="c1", domain="api.shop.example", status_code=1, expires=NOW + timedelta(days=2))
    return Digest(
        workspace="T1",
        subscription=subscription.id,
        channel="C1",
        slot="2026-11-23",
        turn=Slot(date(2026, 11, 23), NOW),
        groups=(Group("days3", (Row(certificate, "e1", 3),)),),
        moves={"e1": 3},
        version=0,
        at=NOW,
        as_of=NOW,
        **more,
    )


async def test_a_digest_shows_its_rows_and_opens_its_result(redis: Redis, shown: Callable[[Any], str]) -> None:
    """A round's message names the certificate and the reminder, and its result can be opened later."""
    subscriptions, results = Subscriptions(redis), Results(redis)
    subscription = await subscribe(subscriptions, "U1")
    announcing = announcing_of(redis, subscriptions, PlayedSlack())
    reply = await announcing.digest(digest_of(subscription), subscription)
    assert reply.public
    assert "api.shop.example" in shown(reply.blocks)
    assert subscription.id in shown(reply.blocks)
    values = [element["value"] for block in reply.blocks for element in block.get("elements", ()) if "value" in element]
    result = await results.load("T1", values[-1].split(":")[0])
    assert result.text == "remind *.shop.example"


async def test_a_late_digest_on_half_a_listing_says_both(redis: Redis, shown: Callable[[Any], str]) -> None:
    """A digest that is late, may repeat, or stands on a partial listing says more than one that does not."""
    subscriptions = Subscriptions(redis)
    subscription = await subscribe(subscriptions, "U1")
    announcing = announcing_of(redis, subscriptions, PlayedSlack())
    plain = await announcing.digest(digest_of(subscription), subscription)
    warned = digest_of(subscription, complete=False, may_repeat=True, late_since=NOW - timedelta(days=2))
    said = shown((await announcing.digest(warned, subscription)).blocks)
    assert len(said.splitlines()) == len(shown(plain.blocks).splitlines()) + 3
    assert "late" in said
    assert "incomplete" in said


async def test_the_owner_hears_that_a_reminder_waits(redis: Redis) -> None:
    """A suspended subscription is told to its owner, in the owner's language."""
    subscriptions, slack = Subscriptions(redis), PlayedSlack()
    subscription = await subscribe(subscriptions, "U2", "zh-CN")
    await announcing_of(redis, subscriptions, slack).suspended(subscription, "is_archived")
    ((channel, reply),) = slack.posted
    assert channel == "U2"
    assert "提醒" in reply.text


async def test_an_admin_hears_it_where_the_owner_is_gone(redis: Redis) -> None:
    """The first admin who can be reached is told in the owner's stead, and no other."""
    subscriptions, slack = Subscriptions(redis), PlayedSlack("U2", "U8")
    subscription = await subscribe(subscriptions, "U2")
    await announcing_of(redis, subscriptions, slack).suspended(subscription, "is_archived")
    assert [channel for channel, _ in slack.posted] == ["U9"]


async def test_blindness_is_told_to_everybody_once(redis: Redis) -> None:
    """Each owner of a workspace hears once that its inventory is out of sight; an admin does, once, for those who
    cannot be reached."""
    subscriptions, slack = Subscriptions(redis), PlayedSlack("U2", "U4")
    for user in ("U1", "U1", "U2", "U3", "U4"):
        await subscribe(subscriptions, user)
    announcing = announcing_of(redis, subscriptions, slack)
    assert await announcing.blind("T1", "default", NOW - timedelta(days=2))
    assert sorted(channel for channel, _ in slack.posted) == ["U1", "U3", "U8"]


@pytest.mark.parametrize(("refused", "heard"), [((), True), (("U1", "U8"), True), (("U1", "U8", "U9"), False)])
async def test_whether_anybody_heard_of_blindness(redis: Redis, refused: tuple[str, ...], heard: bool) -> None:
    """An owner or an admin is enough; where Slack refuses all of them nobody has."""
    subscriptions = Subscriptions(redis)
    await subscribe(subscriptions, "U1")
    announcing = announcing_of(redis, subscriptions, PlayedSlack(*refused))
    assert await announcing.blind("T1", "default", NOW - timedelta(days=2)) is heard


async def test_blindness_is_told_to_whom_it_concerns(redis: Redis) -> None:
    """Whose reminders stand on another account, or are silent anyway, hears nothing; those on one that is gone do."""
    subscriptions, slack = Subscriptions(redis), PlayedSlack()
    for user, channel in (("U1", "C1"), ("U2", "C0PROD"), ("U3", "C0GONE")):
        await subscribe(subscriptions, user, channel=channel)
    await subscriptions.pause("T1", (await subscribe(subscriptions, "U4")).id)
    announcing = announcing_of(redis, subscriptions, slack)
    for account, user in (("default", "U1"), ("prod", "U2"), ("gone", "U3")):
        await announcing.blind("T1", account, NOW - timedelta(days=2))
        assert slack.posted.pop()[0] == user
        assert slack.posted == []
