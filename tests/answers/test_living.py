"""A digest's message lives: what people do about its certificates is shown in it, and told in its thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from bot.answers.answers import Answers
from bot.answers.editing import Editing
from bot.answers.message import Asker, Message
from bot.answers.rooms import Rooms
from bot.answers.showing import Showing
from bot.certificates import Certificate
from bot.errors import DeliveryRefused, DeliveryThrottled, DeliveryUnknown
from bot.language.policy import Schedule
from bot.messages import clicks, marks
from bot.messages.reply import Reply
from bot.playground.slack_blocks import faults
from bot.reminders.edits import Edits
from bot.reminders.ledger import Claim
from bot.reminders.posted import Posted
from bot.reminders.subscription import Subscription
from bot.store.connection import Redis
from tests.reminders.subscribing import wanted

Who = Callable[..., Asker]
Ask = Callable[..., Message]
Shown = Callable[[Any], str]
SLOT = "2026-11-23"


@dataclass
class PlayedSlack:
    """Keeps edits and threads; the next calls raise its `faults`."""

    edited: list[tuple[str, str, Reply]] = field(default_factory=list)
    threads: list[tuple[str, Reply]] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)

    async def update(self, workspace: str, channel: str, ts: str, reply: Reply) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.edited.append((channel, ts, reply))

    async def deliver(
        self,
        workspace: str,
        channel: str,
        reply: Reply,
        metadata: Mapping[str, Any] | None = None,
        *,
        thread_ts: str = "",
    ) -> str:
        self.threads.append((thread_ts, reply))
        return "9.9"


@dataclass
class Board:
    """A posted digest and what edits it."""

    subscription: Subscription
    editing: Editing
    slack: PlayedSlack
    reply: Reply
    rows: list[Certificate]

    def value(self, verb: str, number: int = 0) -> str:
        """The value of a menu's option beside a row."""
        return ":".join((verb, self.subscription.id, SLOT, self.rows[number].id))


@pytest.fixture
def slack() -> PlayedSlack:
    return PlayedSlack()


@pytest.fixture
def rooms(rooms: Rooms, redis: Redis) -> Rooms:
    """Edits do not wait for quiet, and a worker that failed loses its lease soon."""
    edits = Edits(redis, quiet=timedelta(0), lease=timedelta(seconds=0.1))
    return replace(rooms, reminding=replace(rooms.reminding, posted=Posted(redis, edits)))


@pytest.fixture
async def board(rooms: Rooms, redis: Redis, slack: PlayedSlack, clock: Any) -> Board:
    """A daily reminder of everything whose digest was just posted."""
    own, now = rooms.reminding, clock()
    policy = {"schedule": Schedule("19:30"), "mention": "S0OPS", "created_at": now - timedelta(days=1)}
    subscription = await own.subscriptions.create(wanted(user="U7", text="remind *.shop.example", **policy))
    edits = Edits(redis, quiet=timedelta(0), lease=timedelta(seconds=0.1))
    showing = Showing(rooms.results, own.planning, own.attentions, own.posted)
    digest = await own.planning.preview(subscription, now)
    assert digest is not None
    reply = await showing.first(digest, subscription)
    _, plan = await own.ledger.plan(digest)
    claim = await own.ledger.claim(digest, plan)
    assert claim is not None
    await own.ledger.start(digest, claim, timedelta(seconds=1))
    await own.ledger.posted(Claim("T1", subscription.id, digest.slot, claim.token), "1795400000.000100")
    editing = Editing(edits, own.posted, own.ledger, own.subscriptions, showing, slack, clock)
    return Board(
        subscription, editing, slack, reply, [row.certificate for group in digest.groups for row in group.rows]
    )


async def test_taking_is_shown_and_told(answers: Answers, board: Board, asker: Who, shown: Shown, rooms: Rooms) -> None:
    """Who takes a certificate stands in the message and is mentioned in it; the thread says so; the trail has it."""
    assert "<!subteam^S0OPS>" in shown(board.reply.blocks)
    reply = await answers.press(clicks.ROW, board.value(marks.TAKE), asker(user="U0BOB"))
    assert "is yours" in reply.text
    assert await board.editing.run() == 1
    ((channel, ts, edited),) = board.slack.edited
    assert (channel, ts) == ("C1", "1795400000.000100")
    assert "👤 taken by <@U0BOB>" in shown(edited.blocks)
    assert "<@U0BOB> <!subteam^S0OPS>" in shown(edited.blocks)
    ((thread, told),) = board.slack.threads
    assert thread == ts
    assert "👤 <@U0BOB> takes `api.shop.example`" in shown(told.blocks)
    (record,) = await rooms.reminding.audit.latest("T1")
    assert (record.entry.actor, record.entry.action, record.entry.subject) == (
        "U0BOB", "certificate.take", f"default/{board.rows[0].id}",
    )  # fmt: skip
    for each in (reply, edited, told):
        assert faults(list(each.blocks), "message") == []


async def test_many_clicks_are_one_edit(answers: Answers, board: Board, asker: Who) -> None:
    """Three hundred clicks make one edit and one message in the thread."""
    for number in range(100):
        for verb in (marks.TAKE, marks.GIVE_BACK, marks.TAKE):
            await answers.press(clicks.ROW, board.value(verb), asker(user=f"U{number}"))
    await board.editing.run()
    assert (len(board.slack.edited), len(board.slack.threads)) == (1, 1)
    assert await board.editing.run() == 0


async def test_another_persons_certificate_can_be_taken(
    answers: Answers, board: Board, asker: Who, shown: Shown, value_of: Any
) -> None:
    """Taking over says from whom; one click gives it back."""
    await answers.press(clicks.ROW, board.value(marks.TAKE), asker(user="U0BOB"))
    taken = await answers.press(clicks.ROW, board.value(marks.TAKE), asker(user="U0EVE"))
    assert "<@U0BOB>" in shown(taken.blocks)
    back = await answers.press(clicks.UNDO, value_of(taken.blocks, clicks.UNDO), asker(user="U0EVE"))
    assert "nobody's again" in back.text


async def test_a_snooze_is_listed_with_its_reason(
    answers: Answers, board: Board, rooms: Rooms, clock: Any, asker: Who, shown: Shown, value_of: Any
) -> None:
    """The list of what is suppressed says who, until when and why, where the reminder speaks; its button wakes it."""
    show = (clicks.SUPPRESSED, f"{board.subscription.id}:", asker())
    elsewhere = await answers.press(*show[:2], asker(user="U0EVE", channel="C0ELSE0001"))
    assert f"“{board.subscription.id}”" in elsewhere.text
    assert "Nothing is snoozed" in (await answers.press(*show)).text
    certificate, end = board.rows[-1], clock() + timedelta(days=2)
    own = rooms.reminding.attentions
    await own.snooze("T1", certificate, "U0BOB", end, "ordered <!here>", "Asia/Shanghai", clock())
    listed = await answers.press(*show)
    assert "1 certificate is not told" in shown(listed.blocks)
    assert "<@U0BOB>" in shown(listed.blocks)
    assert "`ordered &lt;!here&gt;`" in shown(listed.blocks)
    assert faults(list(listed.blocks), "message") == []
    await answers.press(clicks.UNDO, value_of(listed.blocks, clicks.UNDO), asker())
    assert "Nothing is snoozed" in (await answers.press(*show)).text


async def test_a_renewal_is_shown_and_confirmed(
    answers: Answers, board: Board, asker: Who, shown: Shown, rooms: Rooms, source: Any, clock: Any
) -> None:
    """A new certificate with the same names is told in the thread; confirming that it is deployed ends the matter."""
    old = board.rows[3]
    new = msgspec.structs.replace(old, id="new1", expires=clock() + timedelta(days=190), begins=clock())
    source.certificates = (*source.certificates, new)
    clock.now += timedelta(minutes=10)
    listing = await rooms.listings.get("T1", "default", refresh=True)
    await rooms.reminding.posted.seen(board.subscription, listing, clock())
    await board.editing.run()
    assert f"✅ `{old.domain}` renewed by `new1`" in shown(board.slack.edited[0][2].blocks)
    assert "is renewed by `new1`" in shown(board.slack.threads[0][1].blocks)
    confirmed = await answers.press(clicks.ROW, board.value(marks.CONFIRM, 3), asker())
    assert "successor is deployed" in confirmed.text
    attention = await rooms.reminding.attentions.of("T1")
    assert [each.asleep(clock()) for each in attention.values()] == [True]


async def test_an_edited_message_says_what_is_true_now(
    answers: Answers, board: Board, asker: Who, shown: Shown, clock: Any
) -> None:
    """Days later a row stands under the title of its time, though its message is the old one."""
    assert "*Expired (3)*" in shown(board.reply.blocks)
    clock.now += timedelta(days=5)
    await answers.press(clicks.ROW, board.value(marks.TAKE), asker())
    await board.editing.run()
    assert "*Expired (8)*" in shown(board.slack.edited[0][2].blocks)


@pytest.mark.parametrize(("fault", "edits"), [(DeliveryThrottled(1.0), 1), (DeliveryRefused("message_not_found"), 0)])
async def test_an_edit_that_slack_puts_off_is_made_later(
    answers: Answers, board: Board, asker: Who, wait_until: Any, fault: Exception, edits: int
) -> None:
    """When Slack asks for patience the edit is made after its lease; a message that is gone is left alone."""
    board.slack.faults = [fault]
    await answers.press(clicks.ROW, board.value(marks.TAKE), asker())
    await board.editing.run()
    assert board.slack.edited == []
    if edits:
        await wait_until(board.editing.run)
    assert (await board.editing.run(), len(board.slack.edited)) == (0, edits)


async def test_an_edit_without_an_answer_is_not_told_twice(answers: Answers, board: Board, asker: Who) -> None:
    """Where nobody knows whether the edit arrived, the thread stays silent and nothing is repeated."""
    board.slack.faults = [DeliveryUnknown()]
    await answers.press(clicks.ROW, board.value(marks.TAKE), asker())
    await board.editing.run()
    assert (board.slack.edited, board.slack.threads, await board.editing.run()) == ([], [], 0)


async def test_another_workspace_has_no_such_row(answers: Answers, board: Board, asker: Who, rooms: Rooms) -> None:
    """A value with ids of one workspace means nothing in another."""
    value = board.value(marks.TAKE).replace(board.rows[0].id, "zz9")
    reply = await answers.press(clicks.ROW, value, asker(workspace="T2"))
    assert "zz9" in reply.text
    assert await rooms.reminding.attentions.of("T1") == {}
