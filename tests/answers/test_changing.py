"""What changes something is done by those who may, and leaves exactly one line in the audit trail."""

from __future__ import annotations

import ast
import re
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answers import connecting
from bot.answers.answers import Answers
from bot.answers.message import Asker, Message
from bot.answers.pressing import Filled
from bot.answers.rooms import Rooms
from bot.errors import DeliveryError, DeliveryRefused, DeliveryThrottled, DeliveryUnknown, NotAllowed
from bot.inventory.limits import Limits
from bot.language import request as requests
from bot.language.describe import describe
from bot.language.parse import parse
from bot.language.request import Request
from bot.messages import account_actions, auditing, clicks, marks
from bot.messages.attention import SNOOZE_FORM, UNTIL
from bot.messages.reminder_form import DAYS, QUERY, REMINDER_FORM, TIME
from bot.messages.reply import Reply
from bot.messages.texts import auditing as texts
from bot.messages.texts import say
from bot.observability import request_id
from bot.playground.slack_blocks import faults
from bot.slack.actions import ACTS as BUTTONS
from bot.store.connection import Redis
from bot.workspaces import roles
from bot.workspaces.accounts import Account
from bot.workspaces.audit import Entry
from bot.workspaces.roles import Role
from bot.workspaces.stored_accounts import Access
from tests.answers.conftest import posted

Act = Callable[["Stage", Asker], Awaitable[object]]
KEY = Access("AKIDcanary0123456789", "canary-key-0123456789")


class Stage:
    """What the acts of a test are done with: the answers, and ids made beforehand by a member."""

    def __init__(self, rooms: Rooms, answers: Answers, ids: dict[str, str]) -> None:
        self.rooms, self.answers, self.ids = rooms, answers, ids

    async def lines(self) -> list[Entry]:
        return [record.entry for record in await self.rooms.reminding.audit.latest("T1", 100)]

    def ask(self, text: str, asker: Asker) -> Awaitable[Any]:
        return self.answers.ask(Message(text, asker, self.rooms.clock()))

    def press(self, action: str, value: str, asker: Asker) -> Awaitable[Any]:
        return self.answers.press(action, value, asker)

    async def submit(self, form: str, about: str, given: dict[str, str], asker: Asker) -> Any:
        checked = self.answers.check(Filled(form, about, given), asker)
        assert checked.finish is not None, checked.faults
        return await checked.finish()

    async def connect(self, name: str, version: str, asker: Asker) -> Any:
        """What the page does with a key that was entered; it has refused before whom the table refuses."""
        roles.require("accounts", asker.role)
        return await connecting.store(self.rooms, Account(name), KEY, version, asker)

    async def unshare(self, asker: Asker, sharer: str = "U0SHARER01") -> Any:
        async def withdrawn() -> None:
            """Slack's part."""

        return await self.answers.unshare(sharer, asker, withdrawn)


@pytest.fixture
async def stage(with_rooms: Any, rooms: Rooms, redis: Redis, asker: Any, value_of: Any) -> Stage:
    """A result, reminders that stand, were removed and are paused, an export, a view, accounts, a certificate in every
    state."""
    real = with_rooms(parse=parse, describe=describe, limits=Limits(redis, 1000, 1000))
    who = asker(role=Role.ADMIN)

    async def value(text: str, action: str) -> str:
        reply = await real.ask(Message(text, who, rooms.clock()))
        return clicks.split_value(value_of(reply.blocks, action))[0]

    ids = {
        "result": await value("expired", clicks.SHARE),
        "reminder": await value("remind expired", clicks.FORGET),
        "removed": await value("remind api.shop.example", clicks.FORGET),
        "paused": await value("remind expiring within 30 days", clicks.FORGET),
        "export": await value("export expired", clicks.REVOKE),
    }
    made = Stage(rooms, real, ids)
    await made.press(clicks.FORGET, ids["removed"], who)
    await made.press(clicks.PAUSE, f"{ids['paused']}:", who)
    await real.save_view(ids["result"], "old", who)
    ids["version"] = (await connecting.store(rooms, Account("prod"), KEY, "", who)).version
    await made.ask("take c6", who)
    await made.ask("snooze c7 until next Friday because renewal is ordered", who)
    return made


GIVEN = {QUERY: "expired", DAYS: "0,1", TIME: "09:00"}
SNOOZING = "until next Friday because renewal is ordered"
ACTS: dict[str, tuple[str, Act]] = {
    "result.share": ("share", lambda stage, who: stage.answers.share(stage.ids["result"], who, posted)),
    "result.unshare": ("accounts", lambda stage, who: stage.unshare(who)),
    "reminder.add": ("subscribe", lambda stage, who: stage.ask("remind me of what expires within 30 days", who)),
    "reminder.remove": ("subscribe", lambda stage, who: stage.press(clicks.FORGET, stage.ids["reminder"], who)),
    "reminder.restore": ("subscribe", lambda stage, who: stage.press(clicks.RESTORE, stage.ids["removed"], who)),
    "reminder.pause": ("subscribe", lambda stage, who: stage.press(clicks.PAUSE, f"{stage.ids['reminder']}:", who)),
    "reminder.resume": ("subscribe", lambda stage, who: stage.press(clicks.RESUME, f"{stage.ids['paused']}:", who)),
    "reminder.change": ("subscribe", lambda stage, who: stage.submit(REMINDER_FORM, stage.ids["reminder"], GIVEN, who)),
    "export.issue": ("export", lambda stage, who: stage.ask("export expired", who)),
    "export.revoke": ("export", lambda stage, who: stage.answers.revoke(stage.ids["export"], who)),
    "view.save": ("view", lambda stage, who: stage.answers.save_view(stage.ids["result"], "fresh", who)),
    "view.remove": ("view", lambda stage, who: stage.ask("delete view old", who)),
    "certificate.take": ("attend", lambda stage, who: stage.press(clicks.ROW, f"{marks.TAKE}:::c5", who)),
    "certificate.give_back": (
        "attend",
        lambda stage, who: stage.press(clicks.UNDO, f"{marks.GIVE_BACK}:::c6", who),
    ),
    "certificate.snooze": ("attend", lambda stage, who: stage.ask(f"snooze c5 {SNOOZING}", who)),
    "certificate.wake": ("attend", lambda stage, who: stage.press(clicks.UNDO, f"{marks.WAKE}:::c7", who)),
    "certificate.confirm": ("attend", lambda stage, who: stage.press(clicks.ROW, f"{marks.CONFIRM}:::c5", who)),
    "account.connect": ("accounts", lambda stage, who: stage.connect("stage", "", who)),
    "account.rekey": ("accounts", lambda stage, who: stage.connect("prod", stage.ids["version"], who)),
    "account.remove": ("accounts", lambda stage, who: stage.press(account_actions.REMOVE, "prod:", who)),
    "account.default": ("defaults", lambda stage, who: stage.press(account_actions.DEFAULT, "prod:", who)),
}
"""Every act by the name that it has in the trail, with its row in the table of roles. A shared list is taken back by
whoever shared it, or by those who may what admins may."""
OTHER_WAYS: dict[str, tuple[str, Act]] = {
    "verb forget": ("subscribe", lambda stage, who: stage.ask(f"forget {stage.ids['reminder']}", who)),
    "verb pause": ("subscribe", lambda stage, who: stage.ask(f"pause {stage.ids['reminder']}", who)),
    "verb resume": ("subscribe", lambda stage, who: stage.ask(f"resume {stage.ids['paused']}", who)),
    "verb edit": ("subscribe", lambda stage, who: stage.ask(f"edit {stage.ids['reminder']} at 10:00", who)),
    "verb take": ("attend", lambda stage, who: stage.ask("take c5", who)),
    "verb wake": ("attend", lambda stage, who: stage.ask("wake c7", who)),
    "verb default account": ("defaults", lambda stage, who: stage.ask("default account prod", who)),
    "button remind": ("subscribe", lambda stage, who: stage.answers.remind(stage.ids["result"], who)),
    "form of a new reminder": ("subscribe", lambda stage, who: stage.submit(REMINDER_FORM, "", GIVEN, who)),
    "form of a snooze": ("attend", lambda stage, who: stage.submit(SNOOZE_FORM, "::c5", {UNTIL: "2026-12-01"}, who)),
}
"""The same acts by other ways."""
OPENING: dict[str, tuple[str, Act]] = {
    "form that names a view": ("view", lambda stage, who: stage.answers.save_form(stage.ids["result"], who)),
    "form of a reminder": (
        "subscribe",
        lambda stage, who: stage.answers.form(clicks.EDIT, stage.ids["reminder"], who),
    ),
    "form of a new reminder": ("subscribe", lambda stage, who: stage.answers.form(clicks.NEW, "", who)),
    "form of a snooze": ("attend", lambda stage, who: stage.answers.form(clicks.ROW, f"{marks.SNOOZE}:::c5", who)),
    "link to the page": ("accounts", lambda stage, who: stage.answers.form(account_actions.CONNECT, "", who)),
    "verb connect": ("accounts", lambda stage, who: stage.ask("connect", who)),
    "verb disconnect": ("accounts", lambda stage, who: stage.ask("disconnect prod", who)),
    "button that tries an account": ("accounts", lambda stage, who: stage.press(account_actions.TEST, "prod:", who)),
    "the trail itself": ("audit", lambda stage, who: stage.ask("audit", who)),
}
"""What leads to an act, or shows what is not everybody's."""
EVERY = {**ACTS, **OTHER_WAYS, **{f"opens {name}": row for name, row in OPENING.items()}}


@pytest.mark.parametrize("name", [*ACTS, *OTHER_WAYS])
async def test_an_act_leaves_one_line(stage: Stage, asker: Any, name: str) -> None:
    """By whoever may, with the least role that may: who, what, and the id that leads to the log."""
    rule, act = EVERY[name]
    before = len(await stage.lines())
    request_id.set("r-1")
    await act(stage, asker(role=roles.TABLE[rule].least))
    lines = await stage.lines()
    assert len(lines) == before + 1
    assert (lines[0].actor, lines[0].request_id) == ("U1", "r-1")
    assert lines[0].action == name or name in OTHER_WAYS
    assert lines[0].subject
    assert lines[0].before or lines[0].after


@pytest.mark.parametrize("role", Role)
async def test_who_may_not_is_refused(stage: Stage, asker: Any, role: Role) -> None:
    """At the click and at the submit, by every verb, button and form: a sentence, no line and no trace."""
    before, kept = await stage.lines(), await stage.rooms.subscriptions.of_workspace("T1")
    refused = {name: act for name, (rule, act) in EVERY.items() if not roles.may(rule, role)}
    assert len(refused) > 3 or role is Role.ADMIN
    for name, act in refused.items():
        assert await _is_refused(act(stage, asker(role=role))), name
    assert await stage.lines() == before
    assert await stage.rooms.subscriptions.of_workspace("T1") == kept


@pytest.mark.parametrize("name", OPENING)
async def test_who_may_is_let_in(stage: Stage, asker: Any, name: str) -> None:
    """The least role that may opens it."""
    rule, act = OPENING[name]
    assert not await _is_refused(act(stage, asker(role=roles.TABLE[rule].least)))


async def _is_refused(acting: Awaitable[Any]) -> bool:
    try:
        said = await acting
    except NotAllowed:
        return True
    return say("not_allowed", "en-US") in str(getattr(said, "text", "") or getattr(said, "payload", ""))


READING = {
    clicks.PAGE, clicks.SORT, clicks.REFINE, clicks.REFRESH, clicks.DETAILS, clicks.FACTS,
    clicks.SUPPRESSED, clicks.PREVIEW, clicks.SAMPLE, clicks.ASK, clicks.SEARCH,
    clicks.LINK,
    requests.Find, requests.Show, requests.Help, requests.Preview, requests.Sample, requests.Reminders, requests.Why,
    requests.Timeline, requests.Stats, requests.View, requests.Views, requests.AccountList, requests.Settings,
    requests.Simulate,
}  # fmt: skip
"""Buttons and verbs that change nothing and show nothing of others."""
ONES_OWN = {clicks.CHOOSE, clicks.RESET}
"""What a person changes about nobody but themselves."""
GUARDED = {
    clicks.SHARE, clicks.UNSHARE, clicks.REMIND, clicks.SAVE, clicks.REVOKE, clicks.ROW,
    clicks.VIEW_UNDO,
    clicks.UNDO, clicks.PAUSE, clicks.RESUME, clicks.FORGET, clicks.RESTORE, clicks.EDIT,
    clicks.NEW, clicks.MANAGE, *account_actions.ACTIONS,
    requests.Remind, requests.Edit, requests.Pause, requests.Resume, requests.Forget, requests.Snooze, requests.Take,
    requests.Wake, requests.Export, requests.DropView, requests.Connect, requests.Disconnect, requests.DefaultAccount,
    requests.NoDefaultAccount, requests.AuditTrail,
}  # fmt: skip
"""Those whose rows stand above; clicks.MANAGE is a menu of these buttons."""


def test_every_button_and_verb_has_its_place() -> None:
    """A new one is named here as what it is, or this fails."""
    verbs = {each for each in vars(requests).values() if isinstance(each, type) and issubclass(each, Request)}
    assert (verbs - {Request}) | set(BUTTONS) == READING | ONES_OWN | GUARDED
    assert not READING & GUARDED


def test_every_act_has_words_and_a_test() -> None:
    """Each name that is written to the trail is said in both languages and is one of the acts above."""
    named = {key.removeprefix("audit.") for key in texts.TEXTS} - {"title", "text", "empty", "line", "install"}
    assert set(_written()) | {f"certificate.{verb}" for verb in _verbs()} == named == set(ACTS)
    assert all(set(texts.TEXTS[f"audit.{name}"]) == {"en", "zh"} for name in named)


def _written() -> Iterator[str]:
    """The names of acts in the functions that write to the trail."""
    for path in sorted(Path("bot/answers").glob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.AsyncFunctionDef) and "record" in _called(function):
                texts_in = {node.value for node in ast.walk(function) if isinstance(node, ast.Constant)}
                yield from (
                    each for each in texts_in if isinstance(each, str) and re.fullmatch(r"[a-z]+\.[a-z_]+", each)
                )


def _called(function: ast.AST) -> set[str]:
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {call.id for call in calls if isinstance(call, ast.Name)}


def _verbs() -> set[str]:
    return {marks.TAKE, marks.GIVE_BACK, marks.SNOOZE, marks.WAKE, marks.CONFIRM}


async def test_whoever_shared_a_list_takes_it_back(stage: Stage, asker: Any) -> None:
    """Their own, whatever they are now; another one's is left to admins."""
    assert not (await stage.unshare(asker(role=Role.GUEST), sharer="U1")).notice
    assert (await stage.unshare(asker(role=Role.MEMBER))).notice


async def test_what_fails_leaves_no_line(stage: Stage, asker: Any) -> None:
    """An act that was not done is not in the trail."""
    before = await stage.lines()
    await stage.press(clicks.FORGET, "nothing", asker())
    await stage.answers.share("nothing", asker(), posted)
    await stage.ask("delete view nothing", asker())
    assert await stage.lines() == before


@pytest.mark.parametrize(
    ("fault", "lines"), [(DeliveryRefused("not_in_channel"), 0), (DeliveryThrottled(60), 0), (DeliveryUnknown(), 1)]
)
async def test_only_what_may_stand_in_the_channel_is_shared(
    stage: Stage, asker: Any, fault: DeliveryError, lines: int
) -> None:
    """The trail tells of a shared list when it was posted; of one whose fate is unknown, too. The person is told."""

    async def fail(shared: Reply) -> None:
        raise fault

    before = len(await stage.lines())
    assert (await stage.answers.share(stage.ids["result"], asker(), fail)).notice
    assert len(await stage.lines()) - before == lines


@pytest.mark.parametrize(("text", "locale"), [("audit", "en-US"), ("操作记录", "zh-CN")])
async def test_admins_read_the_trail(stage: Stage, asker: Any, shown: Any, text: str, locale: str) -> None:
    """Newest first, in the reader's words; a member is refused, and an empty trail says what will stand there."""
    await stage.answers.share(stage.ids["result"], asker(), posted)
    reply = await stage.ask(text, asker(role=Role.ADMIN, locale=locale))
    said = shown(reply.blocks)
    assert faults(list(reply.blocks), "message") == []
    assert {"en-US": "<@U1> *shared a list in* <#C1>", "zh-CN": "<@U1> *分享了列表到* <#C1>"}[locale] in said
    assert said.index("expired") < said.index("old")
    assert (await stage.ask(text, asker(locale=locale))).notice
    assert not (await stage.ask(text, asker(workspace="T2", role=Role.ADMIN, locale=locale))).notice


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_every_act_reads_well(stage: Stage, asker: Any, shown: Any, locale: str) -> None:
    """In the reader's words, with what it was about and the id that leads to the log; none shows its own name."""
    for rule, act in ACTS.values():
        await act(stage, asker(role=roles.TABLE[rule].least))
    said = shown((await stage.ask("audit", asker(role=Role.ADMIN, locale=locale))).blocks)
    names = {line.action for line in (await stage.lines())[: auditing.SHOWN]}
    assert {name for name in names if name in said} == set()
    assert {name for name in names if say(f"audit.{name}", locale) not in said} == set()
