"""Why, when, and what would be said: the verbs and buttons that explain reminders."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from bot.answers.answers import Answers
from bot.answers.message import Asker, Message
from bot.answers.pressing import Filled
from bot.answers.rooms import Rooms
from bot.language.describe import describe
from bot.language.parse import parse
from bot.language.policy import Schedule
from bot.messages import clicks
from bot.messages.attention import BECAUSE, SNOOZE_FORM, UNTIL
from bot.messages.reminder_form import DAYS, QUERY, REMINDER_FORM, TIME
from bot.playground.slack_blocks import faults
from tests.reminders.subscribing import wanted

Who = Callable[..., Asker]
Ask = Callable[..., Message]
Shown = Callable[[Any], str]
Subscribe = Callable[..., Awaitable[str]]
LOCALES = ["en-US", "zh-CN"]


@pytest.fixture
def answers(rooms: Rooms) -> Answers:
    """Answers in the real language."""
    return Answers(replace(rooms, parse=parse, describe=describe), number=lambda: "q-1")


@pytest.fixture
def subscribe(rooms: Rooms, clock: Any) -> Subscribe:
    """A daily reminder of #C1 at 21:00 in Shanghai, an hour from now."""

    async def made(text: str = "remind *.shop.example", channel: str = "C1", user: str = "U7") -> str:
        policy = {"schedule": Schedule("21:00"), "created_at": clock() - timedelta(days=1)}
        made = await rooms.reminding.subscriptions.create(wanted(channel=channel, user=user, text=text, **policy))
        return made.id

    return made


@pytest.mark.parametrize("locale", LOCALES)
async def test_why_tells_each_band(
    answers: Answers, message: Ask, subscribe: Subscribe, shown: Shown, locale: str
) -> None:
    """Every band of this channel's reminders, and when the certificate is told next; other channels' are counted."""
    await subscribe()
    await subscribe("remind secret.example", "C9", "U9")
    reply = await answers.ask(message("why c10", locale=locale))
    text = shown(reply.blocks)
    assert text.count("\n• ") == 8
    assert "secret.example" not in text
    assert ("1 reminder of another channel" in text) or ("其他频道的 1 条提醒" in text)
    assert ("Next: " in text) or ("下次：" in text)
    assert faults(list(reply.blocks), "message") == []


async def test_why_knows_who_suppressed_it(answers: Answers, message: Ask, subscribe: Subscribe, shown: Shown) -> None:
    """A snooze by text is named with its reason; it is shortened where the next band comes earlier."""
    await subscribe()
    snoozed = await answers.ask(message("snooze c20 until 1 January because renewal is ordered", user="U0BOB"))
    assert "Nothing is said of w20.shop.example until" in snoozed.text
    assert "earlier than you asked" in shown(snoozed.blocks)
    text = shown((await answers.ask(message("why c20"))).blocks)
    assert "suppressed by <@U0BOB> (`renewal is ordered`)" in text


async def test_a_certificate_is_taken_and_woken_by_text(answers: Answers, rooms: Rooms, message: Ask) -> None:
    """What buttons do can be typed, in both languages; several that fit are asked for."""
    assert "is yours" in (await answers.ask(message("take c20", user="U0BOB"))).text
    assert [each.taken_by for each in (await rooms.reminding.attentions.of("T1")).values()] == ["U0BOB"]
    assert "无人负责" in (await answers.ask(message("取消认领 c20", locale="zh-CN"))).text
    await answers.ask(message("snooze c20 until tomorrow because ordered"))
    assert "is told again" in (await answers.ask(message("wake c20"))).text
    assert "Which one?" in (await answers.ask(message("take shop"))).text


async def test_what_ends_tomorrow_cannot_be_snoozed(answers: Answers, message: Ask) -> None:
    """In the last day nothing sleeps, and the sentence says what to do instead."""
    assert "can't be snoozed" in (await answers.ask(message("snooze c4 until next week because busy"))).text


async def test_several_that_fit_are_asked_for(answers: Answers, message: Ask, shown: Shown, value_of: Any) -> None:
    """Where a name means several certificates, each has a button that asks again about it alone."""
    which = await answers.ask(message("why shop"))
    assert "Which one?" in shown(which.blocks)
    again = value_of(which.blocks, clicks.ASK)
    assert "Why " in (await answers.ask(message(again))).text
    assert faults(list(which.blocks), "message") == []
    for text, left in (("take a", "take "), ("snooze o until tomorrow", "snooze ")):  # letters of the verb, too
        asked = value_of((await answers.ask(message(text))).blocks, clicks.ASK)
        assert asked.removeprefix(left).startswith("c")
        assert "Which one?" not in (await answers.ask(message(asked))).text


@pytest.mark.parametrize(("text", "locale"), [("simulate tomorrow", "en-US"), ("模拟明天", "zh-CN")])
async def test_another_day_is_simulated(
    answers: Answers, rooms: Rooms, message: Ask, subscribe: Subscribe, shown: Shown, text: str, locale: str
) -> None:
    """What would be said tomorrow stands there, nothing is sent and nothing remembered."""
    made = await subscribe()
    reply = await answers.ask(message(text, locale=locale))
    assert ("Within 3 days (3)" in shown(reply.blocks)) or ("3 天内（3）" in shown(reply.blocks))
    assert faults(list(reply.blocks), "message") == []
    assert (await rooms.reminding.ledger.handled("T1", made)).bands == {}


async def test_a_day_that_is_over_is_not_simulated(answers: Answers, message: Ask, subscribe: Subscribe) -> None:
    """The past was not as it would be simulated."""
    await subscribe()
    assert "⚠️" in str((await answers.ask(message("simulate 1 November 2026"))).blocks)


async def test_preview_and_sample(
    answers: Answers, asker: Who, subscribe: Subscribe, shown: Shown, value_of: Any
) -> None:
    """The preview counts what would be sent now; the sample is a digest for one person, in their language, without
    menus."""
    made = await subscribe()
    preview = await answers.press(clicks.PREVIEW, f"{made}:", asker())
    assert "would send 25 certificates now: Expired (3)" in preview.text
    sample = await answers.press(clicks.SAMPLE, value_of(preview.blocks, clicks.SAMPLE), asker(locale="zh-CN"))
    assert "25 张证书需要处理" in shown(sample.blocks)
    assert not sample.public
    assert "overflow" not in str(sample.blocks)
    for reply in (preview, sample):
        assert faults(list(reply.blocks), "message") == []


async def test_a_reminder_is_paused_and_resumed(
    answers: Answers, message: Ask, asker: Who, subscribe: Subscribe, shown: Shown, value_of: Any
) -> None:
    """A paused reminder says so in the list, where it is resumed; another channel's is none of ours."""
    made = await subscribe()
    paused = await answers.press(clicks.PAUSE, f"{made}:", asker())
    assert "is paused" in paused.text
    listed = await answers.ask(message("reminders"))
    assert "⏸️ paused" in shown(listed.blocks)
    assert faults(list(listed.blocks), "message") == []
    foreign = await answers.press(clicks.RESUME, f"{made}:", asker(channel="C2", user="U8"))
    assert "There is no reminder" in shown(foreign.blocks)
    assert "speaks again" in (await answers.press(clicks.RESUME, f"{made}:", asker())).text
    assert value_of((await answers.ask(message("reminders"))).blocks, clicks.PAUSE) == f"{made}:"


async def test_a_form_sets_and_changes_a_reminder(answers: Answers, rooms: Rooms, asker: Who, shown: Shown) -> None:
    """Query, time and days become a reminder of the channel; its own form changes it; what cannot be read is said at
    its field."""
    blank = await answers.form(clicks.NEW, ":", asker())
    assert faults(blank.payload["blocks"], "modal") == []
    given = {QUERY: "expiring within 30 days", TIME: "08:15", DAYS: "0,4"}
    checked = answers.check(Filled(REMINDER_FORM, "", given), asker())
    assert checked.finish is not None
    assert "on Mon, Fri at 08:15" in shown((await checked.finish()).blocks)
    (kept,) = await rooms.reminding.subscriptions.of_channel("T1", "C1")
    form = await answers.form(clicks.EDIT, f"{kept.id}:", asker())
    assert form.payload["private_metadata"] == kept.id
    changed = answers.check(Filled(REMINDER_FORM, kept.id, {**given, TIME: "10:00"}), asker())
    assert changed.finish is not None
    assert "is changed" in (await changed.finish()).text
    (kept,) = await rooms.reminding.subscriptions.of_channel("T1", "C1")
    assert (kept.text, kept.schedule) == ("expiring within 30 days", Schedule("10:00", (0, 4)))
    assert set(answers.check(Filled(REMINDER_FORM, "", {**given, DAYS: ""}), asker()).faults) == {DAYS}
    assert set(answers.check(Filled(REMINDER_FORM, "", {**given, QUERY: "help"}), asker()).faults) == {QUERY}


async def test_a_form_snoozes(answers: Answers, rooms: Rooms, asker: Who) -> None:
    """The end is read as everywhere; one that cannot be read is said at its field."""
    about = "::c20"
    wrong = answers.check(Filled(SNOOZE_FORM, about, {UNTIL: "whenever", BECAUSE: "x"}), asker())
    assert set(wrong.faults) == {UNTIL}
    assert "whenever" in wrong.faults[UNTIL]
    assert "GjTNRoK7" not in wrong.faults[UNTIL]
    checked = answers.check(Filled(SNOOZE_FORM, about, {UNTIL: "tomorrow", BECAUSE: "ordered"}), asker())
    assert checked.finish is not None
    assert "until Tue, Nov 24, 2026" in (await checked.finish()).text
    (attention,) = (await rooms.reminding.attentions.of("T1")).values()
    assert (attention.by, attention.reason) == ("U1", "ordered")


async def test_a_hosts_own_certificate_is_meant(
    answers: Answers, source: Any, message: Callable[..., Message], shown: Shown
) -> None:
    """Not the wildcard over it too; and what has no end is not snoozed, which is said."""
    wild = msgspec.structs.replace(
        source.certificates[9], id="wild", domain="*.shop.example", names=("*.shop.example",)
    )
    order = msgspec.structs.replace(
        source.certificates[9], id="order", domain="new.shop.example", names=(), expires=None
    )
    source.certificates = (*source.certificates, wild, order)
    assert "api.shop.example is yours" in (await answers.ask(message("take api.shop.example"))).text
    refused = await answers.ask(message("snooze new.shop.example until next Friday because"))
    assert "no end date that can be read" in refused.text


async def test_why_knows_what_is_renewed(
    answers: Answers, source: Any, message: Callable[..., Message], shown: Shown
) -> None:
    """A renewed certificate is explained as the line that it is in a digest."""
    old = source.certificates[9]
    new = msgspec.structs.replace(
        old, id="new1", begins=old.begins + timedelta(days=1), expires=old.expires + timedelta(days=90)
    )
    source.certificates = (*source.certificates, new)
    text = shown((await answers.ask(message(f"why {old.id}"))).blocks)
    assert "✅ renewed by `new1`" in text
    assert "it is one line of a digest now" in text
