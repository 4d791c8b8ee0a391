"""What changes something is done by those who may, and leaves exactly one line in the audit trail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.answers.answers import Answers
from bot.answers.message import Asker, Message
from bot.answers.pressing import Filled
from bot.answers.rooms import Rooms
from bot.language.describe import describe
from bot.language.parse import parse
from bot.messages import kit, marks
from bot.messages.attention import SNOOZE_FORM, UNTIL
from bot.messages.reminder_form import DAYS, QUERY, REMINDER_FORM, TIME
from bot.observability import request_id
from bot.playground.slack_blocks import faults
from bot.workspaces.audit import Entry
from bot.workspaces.roles import Role

Act = Callable[["Stage", Asker], Awaitable[object]]


class Stage:
    """What the acts of a test are done with: the answers, and ids made beforehand by a member."""

    def __init__(self, rooms: Rooms, answers: Answers, ids: dict[str, str]) -> None:
        self.rooms, self.answers, self.ids = rooms, answers, ids

    async def lines(self) -> list[Entry]:
        return [record.entry for record in await self.rooms.reminding.audit.latest("T1")]

    def ask(self, text: str, asker: Asker) -> Awaitable[Any]:
        return self.answers.ask(Message(text, asker, self.rooms.clock()))


@pytest.fixture
async def stage(with_rooms: Any, rooms: Rooms, asker: Any, value_of: Any) -> Stage:
    """A result, a reminder, an export and a view."""
    real = with_rooms(parse=parse, describe=describe)
    who = asker()

    async def value(text: str, action: str) -> str:
        reply = await real.ask(Message(text, who, rooms.clock()))
        return kit.split_value(value_of(reply.blocks, action))[0]

    ids = {
        "result": await value("expired", kit.ACTION_SHARE),
        "reminder": await value("remind expired", kit.ACTION_FORGET),
        "export": await value("export expired", kit.ACTION_REVOKE),
    }
    await real.save_view(ids["result"], "old", who)
    return Stage(rooms, real, ids)


ACTS: dict[str, Act] = {
    "result.share": lambda stage, who: stage.answers.share(stage.ids["result"], who),
    "reminder.add": lambda stage, who: stage.ask("remind me of what expires within 30 days", who),
    "reminder.remove": lambda stage, who: stage.answers.press(kit.ACTION_FORGET, stage.ids["reminder"], who),
    "reminder.pause": lambda stage, who: stage.answers.press(kit.ACTION_PAUSE, f"{stage.ids['reminder']}:", who),
    "reminder.resume": lambda stage, who: stage.answers.press(kit.ACTION_RESUME, f"{stage.ids['reminder']}:", who),
    "export.issue": lambda stage, who: stage.ask("export expired", who),
    "export.revoke": lambda stage, who: stage.answers.revoke(stage.ids["export"], who),
    "view.save": lambda stage, who: stage.answers.save_view(stage.ids["result"], "fresh", who),
    "view.remove": lambda stage, who: stage.ask("delete view old", who),
    "certificate.take": lambda stage, who: stage.answers.press(kit.ACTION_ROW, f"{marks.TAKE}:::c5", who),
    "certificate.snooze": lambda stage, who: stage.ask("snooze c5 until next Friday because renewal is ordered", who),
}
"""Every act by the name that it has in the trail."""


@pytest.mark.parametrize("action", ACTS)
async def test_an_act_leaves_one_line(stage: Stage, asker: Any, action: str) -> None:
    """Who, what, and the id that leads to the log."""
    before = len(await stage.lines())
    request_id.set("r-1")
    await ACTS[action](stage, asker())
    lines = await stage.lines()
    assert len(lines) == before + 1
    assert (lines[0].actor, lines[0].action, lines[0].request_id) == ("U1", action, "r-1")
    assert lines[0].subject
    assert lines[0].before or lines[0].after


@pytest.mark.parametrize("role", [Role.STRANGER, Role.GUEST])
@pytest.mark.parametrize("action", ACTS)
async def test_who_may_not_changes_nothing(stage: Stage, asker: Any, action: str, role: Role) -> None:
    """A guest's click or text is refused with a sentence, and leaves no line and no trace."""
    before, kept = await stage.lines(), await stage.rooms.subscriptions.of_workspace("T1")
    told: Any = await ACTS[action](stage, asker(role=role))
    assert told.notice
    assert await stage.lines() == before
    assert await stage.rooms.subscriptions.of_workspace("T1") == kept


async def test_what_fails_leaves_no_line(stage: Stage, asker: Any) -> None:
    """An act that was not done is not in the trail."""
    before = await stage.lines()
    await stage.answers.press(kit.ACTION_FORGET, "nothing", asker())
    await stage.answers.share("nothing", asker())
    await stage.ask("delete view nothing", asker())
    assert await stage.lines() == before


async def test_rights_are_asked_at_the_submit_too(stage: Stage, asker: Any) -> None:
    """Whoever lost their rights while a form was open cannot submit it."""
    given = {QUERY: "expired", DAYS: "0,1", TIME: "09:00"}
    before = await stage.lines()
    for filled in (Filled(REMINDER_FORM, "", given), Filled(SNOOZE_FORM, "::c5", {UNTIL: "2026-12-01"})):
        checked = stage.answers.check(filled, asker(role=Role.GUEST))
        assert checked.finish is not None
        assert (await checked.finish()).notice
        assert await stage.lines() == before
        checked = stage.answers.check(filled, asker())
        assert checked.finish is not None
        assert not (await checked.finish()).notice
        assert len(await stage.lines()) == len(before) + 1
        before = await stage.lines()


@pytest.mark.parametrize(("text", "locale"), [("audit", "en-US"), ("操作记录", "zh-CN")])
async def test_admins_read_the_trail(stage: Stage, asker: Any, shown: Any, text: str, locale: str) -> None:
    """Newest first, in the reader's words; a member is refused, and an empty trail says what will stand there."""
    await stage.answers.share(stage.ids["result"], asker())
    reply = await stage.ask(text, asker(role=Role.ADMIN, locale=locale))
    said = shown(reply.blocks)
    assert faults(list(reply.blocks), "message") == []
    assert {"en-US": "<@U1> *shared a list in* <#C1>", "zh-CN": "<@U1> *分享了列表到* <#C1>"}[locale] in said
    assert said.index("expired") < said.index("old")
    assert (await stage.ask(text, asker(locale=locale))).notice
    assert not (await stage.ask(text, asker(workspace="T2", role=Role.ADMIN, locale=locale))).notice
