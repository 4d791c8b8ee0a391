"""A reminder is changed, paused, tried out and had back: by a text, by its buttons, by its form; both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.answers.answers import Answers
from bot.answers.message import Asker, Message
from bot.answers.pressing import Filled
from bot.answers.rooms import Rooms
from bot.language.describe import describe
from bot.language.parse import parse
from bot.language.policy import Quiet, Schedule
from bot.messages import clicks
from bot.messages.reminder_form import REMINDER_FORM
from bot.playground.slack_blocks import faults
from bot.reminders.subscription import Subscription

Ask = Callable[..., Message]
Who = Callable[..., Asker]
Shown = Callable[[Any], str]
SAID = "remind me on weekdays at 8:30 of certs expiring within 30 days, mention <@U7>, quiet 22:00-07:00, all clear"
FORM = {
    "query": "expiring within 14 days",
    "time": "08:15",
    "days": "0,4",
    "bands": "1, 30 / 7",
    "mention": "U7",
    "options": "quiet,all_clear",
    "quiet_from": "22:00",
    "quiet_until": "07:00",
    "zone": "new york",
    "locale": "zh-CN",
}


@pytest.fixture
def real(with_rooms: Callable[..., Answers]) -> Answers:
    """Answers that read what is really typed."""
    return with_rooms(parse=parse, describe=describe)


async def only(rooms: Rooms) -> Subscription:
    (kept,) = await rooms.subscriptions.of_channel("T1", "C1")
    return kept


async def test_all_that_is_said_is_kept(real: Answers, rooms: Rooms, message: Ask, shown: Shown) -> None:
    """How it speaks is kept apart from its question, which alone is shown and read again; the answer says it back."""
    added = await real.ask(message(SAID))
    kept = await only(rooms)
    assert kept.text == "expiring within 30 days"
    assert kept.schedule == Schedule("08:30", (0, 1, 2, 3, 4))
    assert (kept.mention, kept.quiet, kept.all_clear) == ("U7", Quiet("22:00", "07:00"), True)
    assert "📣 mentions <@U7> · 🔕 quiet 22:00–07:00 · ✅ weekly all clear" in shown(added.blocks)
    listed = await real.ask(message("提醒列表", locale="zh-CN"))
    assert "📣 提及 <@U7> · 🔕 免打扰 22:00–07:00 · ✅ 每周报平安" in shown(listed.blocks)
    for reply in (added, listed):
        assert faults(list(reply.blocks), "message") == []


async def test_whoever_says_me_is_mentioned(real: Answers, rooms: Rooms, message: Ask) -> None:
    """And a zone and language of its own are the reminder's, whoever set it."""
    await real.ask(message("提醒 已过期 提及我 时区 Europe/Berlin 用英文", user="U9", locale="zh-CN"))
    kept = await only(rooms)
    assert (kept.mention, kept.zone, kept.locale, kept.text) == ("U9", "Europe/Berlin", "en-US", "已过期")


async def test_an_edit_changes_what_it_says(real: Answers, rooms: Rooms, message: Ask, shown: Shown) -> None:
    """By a text in either language; the rest stays, and the change can be undone. Without a change it shows how."""
    await real.ask(message(SAID))
    before = await only(rooms)
    edited = await real.ask(message("edit s1 at 10:00, no quiet hours, mention nobody"))
    assert "Reminder s1 is changed" in edited.text
    kept = await only(rooms)
    assert (kept.schedule, kept.quiet, kept.mention) == (Schedule("10:00", (0, 1, 2, 3, 4)), None, "")
    assert (kept.text, kept.all_clear) == (before.text, True)
    await real.ask(message("修改 s1 *.shop.example 14天内到期", locale="zh-CN"))
    assert (await only(rooms)).text == "*.shop.example 14天内到期"
    assert (await only(rooms)).query.names == ("*.shop.example",)
    await real.press(clicks.RESTORE, "s1:", message("").asker)
    assert await only(rooms) == kept
    assert "edit s1 at 9:00 on weekdays" in shown((await real.ask(message("edit s1"))).blocks)
    assert "There is no reminder" in shown((await real.ask(message("edit s1", channel="C2", user="U2"))).blocks)


@pytest.mark.parametrize(
    ("english", "chinese", "said", "heard"),
    [
        ("pause s1", "暂停 s1", "Reminder s1 is paused", "提醒 s1 已暂停"),
        ("resume s1", "恢复提醒 s1", "Reminder s1 speaks again", "提醒 s1 已恢复"),
        ("preview s1", "预览 s1", "would send 23 certificates now", "现在会发送 23 张证书"),
        ("sample s1", "样例 s1", "Only you see this sample", "仅你可见"),
        ("forget s1", "取消提醒 s1", "Reminder s1 is removed", "已移除提醒 s1"),
    ],
)
async def test_what_buttons_do_can_be_typed(
    real: Answers, message: Ask, shown: Shown, english: str, chinese: str, said: str, heard: str
) -> None:
    """In either language; none of it is public."""
    await real.ask(message("remind expiring within 30 days"))
    first = await real.ask(message(english))
    assert said in shown(first.blocks)
    if "forget" in english:
        await real.press(clicks.RESTORE, "s1:", message("").asker)
    second = await real.ask(message(chinese, locale="zh-CN"))
    assert heard in shown(second.blocks)
    assert not first.public
    assert not second.public


async def test_a_form_says_everything(real: Answers, rooms: Rooms, asker: Who, shown: Shown) -> None:
    """All fields are kept, and come back in the form that changes it; what is taken out of the form is taken away."""
    checked = real.check(Filled(REMINDER_FORM, "", FORM), asker())
    assert checked.finish is not None
    assert "📆 30, 7, 1 days before the end" in shown((await checked.finish()).blocks)
    kept = await only(rooms)
    assert (kept.mention, kept.quiet, kept.all_clear) == ("U7", Quiet("22:00", "07:00"), True)
    assert (kept.bands, kept.zone, kept.locale) == ((30, 7, 1), "America/New_York", "zh-CN")
    form = (await real.form(clicks.EDIT, "s1:", asker())).payload
    assert faults(form["blocks"], "modal") == []
    elements = {block["block_id"]: block["element"] for block in form["blocks"]}
    assert elements["mention"]["initial_users"] == ["U7"]
    assert [option["value"] for option in elements["options"]["initial_options"]] == ["quiet", "all_clear"]
    assert elements["locale"]["initial_option"]["value"] == "zh-CN"
    bare = {**FORM, "mention": "", "options": "", "bands": ""}
    again = real.check(Filled(REMINDER_FORM, "s1", bare), asker())
    assert again.finish is not None
    await again.finish()
    kept = await only(rooms)
    assert (kept.mention, kept.quiet, kept.all_clear, kept.bands) == ("", None, False, ())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("days", ""),
        ("query", "help"),
        ("query", "expiring before"),
        ("bands", "0"),
        ("bands", "soon"),
        ("bands", "1 2 3 4 5 6 7 8 9"),
        ("mention", "S0OPS"),
        ("mention", "!channel"),
        ("mention", "U1> <!here"),
        ("quiet_until", "22:00"),
        ("zone", "Atlantis"),
        ("zone", "../../etc/passwd"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(real: Answers, asker: Who, field: str, value: str) -> None:
    """And nothing is done; nobody but a person can be chosen to be mentioned."""
    for locale in ("en-US", "zh-CN"):
        checked = real.check(Filled(REMINDER_FORM, "", {**FORM, field: value}), asker(locale=locale))
        assert set(checked.faults) == {field}
        assert checked.finish is None


async def test_a_user_group_stays_unless_it_is_dropped(real: Answers, rooms: Rooms, message: Ask, asker: Who) -> None:
    """Slack has no menu of user groups: one that was typed is kept by a box of the form, until the box is cleared."""
    await real.ask(message("remind expired mention <!subteam^S0OPS|@ops>"))
    for options, mention in (("group", "S0OPS"), ("", "")):
        filled = {**FORM, "mention": "", "options": options}
        checked = real.check(Filled(REMINDER_FORM, "s1", filled), asker())
        assert checked.finish is not None
        await checked.finish()
        assert (await only(rooms)).mention == mention
