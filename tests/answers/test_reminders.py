"""Subscriptions of a channel, from a text and from a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.answers.answers import Answers
from bot.answers.message import Asker, Message
from bot.answers.rooms import Rooms
from bot.messages import clicks
from bot.playground.slack_blocks import faults

Ask = Callable[..., Message]
Who = Callable[..., Asker]
Shown = Callable[[Any], str]
ValueOf = Callable[..., str]


async def test_a_reminder_is_set_listed_and_removed(
    answers: Answers, message: Ask, asker: Who, shown: Shown, value_of: ValueOf
) -> None:
    """Setting says when it speaks; the list has it; its button removes it, and another has it back as it was."""
    added = await answers.ask(message("remind this month"))
    assert "It speaks on weekdays at 09:30 (Asia/Shanghai)." in shown(added.blocks)
    subscription, _ = clicks.split_value(value_of(added.blocks, clicks.FORGET))
    listed = await answers.ask(message("reminders"))
    assert "1 reminder in this channel" in shown(listed.blocks)
    assert subscription in shown(listed.blocks)
    removed = await answers.press(clicks.FORGET, subscription, asker())
    back = value_of(removed.blocks, clicks.RESTORE)
    assert "No reminders in this channel yet" in shown((await answers.ask(message("reminders"))).blocks)
    restored = await answers.press(clicks.RESTORE, back, asker())
    assert "It speaks on weekdays at 09:30 (Asia/Shanghai)." in shown(restored.blocks)
    assert "1 reminder in this channel" in shown((await answers.ask(message("reminders"))).blocks)
    for reply in (added, listed, removed, restored):
        assert faults(list(reply.blocks), "message") == []


async def test_the_text_is_kept_as_typed(answers: Answers, rooms: Rooms, message: Ask) -> None:
    """What is kept is the sentence itself, since its days move."""
    await answers.ask(message("remind this month"))
    kept = await rooms.subscriptions.of_channel("T1", "C1")
    assert [(each.text, each.schedule.at, each.zone) for each in kept] == [
        ("remind this month", "09:30", "Asia/Shanghai")
    ]


async def test_a_result_becomes_a_reminder(
    answers: Answers, rooms: Rooms, message: Ask, asker: Who, value_of: ValueOf
) -> None:
    """The button under a result subscribes the channel to its question."""
    found = await answers.ask(message("this month"))
    result_id, _ = clicks.split_value(value_of(found.blocks, clicks.REMIND))
    await answers.remind(result_id, asker())
    assert [each.text for each in await rooms.subscriptions.of_channel("T1", "C1")] == ["remind this month"]


async def test_another_channels_reminder_does_not_exist_here(
    answers: Answers, rooms: Rooms, message: Ask, asker: Who, shown: Shown, value_of: ValueOf
) -> None:
    """A reminder is removed from its own channel, or by its owner; elsewhere, and under an id that never was, others
    find none."""
    added = await answers.ask(message("remind this month"))
    subscription, _ = clicks.split_value(value_of(added.blocks, clicks.FORGET))
    for reply in (
        await answers.press(clicks.FORGET, subscription, asker(channel="C2", user="U2")),
        await answers.ask(message("forget s9")),
    ):
        assert "There is no reminder" in shown(reply.blocks)
    assert len(await rooms.subscriptions.of_channel("T1", "C1")) == 1
