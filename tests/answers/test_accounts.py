"""Several accounts: which one an answer is about, that it says so, and what admins do with them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.answers.answers import Answers
from bot.answers.message import Asker, Message
from bot.answers.rooms import Rooms
from bot.certificates import Certificate
from bot.errors import NotFound, SourceRefused, SourceUnavailable
from bot.inventory.listing import Listings
from bot.language.describe import describe
from bot.language.parse import parse
from bot.language.policy import Schedule
from bot.messages import account_actions, clicks
from bot.playground.slack_blocks import faults, view_faults
from bot.store import keys
from bot.store.connection import Redis
from bot.workspaces.accounts import Account
from bot.workspaces.roles import Role
from bot.workspaces.stored_accounts import Access, Accounts
from tests.answers.conftest import posted
from tests.reminders.subscribing import wanted

Ask = Callable[..., Message]
Who = Callable[..., Asker]
Shown = Callable[[Any], str]
ACCESS = Access("AKIDcanary0123456789abcdef", "canary-secret-key-0123456789")


@pytest.fixture
async def sources(source: Any, accounts: Accounts) -> dict[str, Any]:
    """The environment's account with 25 certificates, and prod with two of its own, one of them shared by name."""
    await accounts.connect(
        "T1", Account("prod", "ssl", "china", "cdef", "U9", at=source.certificates[0].begins), ACCESS
    )
    first = source.certificates[9]
    own = [
        Certificate(
            "p1", "pay.prod.example", status_code=1, begins=first.begins, expires=first.expires, account="prod"
        ),
        Certificate("p2", "old.prod.example", status_code=1, expires=first.begins, account="prod"),
    ]
    return {"default": source, "prod": type(source)(own)}


@pytest.fixture
def two(rooms: Rooms, sources: dict[str, Any], redis: Redis, clock: Any) -> Rooms:
    """Both accounts, in the real language."""
    listings = Listings(redis, lambda workspace, account: sources[account], clock=clock)
    papers = lambda workspace, account: sources[account]  # noqa: E731
    return replace(rooms, listings=listings, papers=papers, parse=parse, describe=describe)


@pytest.fixture
def answers(two: Rooms) -> Answers:
    return Answers(two, number=lambda: "q-1")


@pytest.fixture
def admin(asker: Who) -> Asker:
    return asker(role=Role.ADMIN)


Lines = Callable[[], Awaitable[list[tuple[str, str, str, str]]]]


@pytest.fixture
def lines(rooms: Rooms) -> Lines:
    """The audit trail, oldest first: what, to what, before, after."""

    async def read() -> list[tuple[str, str, str, str]]:
        found = [each.entry for each in await rooms.reminding.audit.latest("T1")]
        return [(each.action, each.subject, each.before, each.after) for each in reversed(found)]

    return read


async def test_a_channels_default_answers_and_says_so(
    answers: Answers, accounts: Accounts, message: Ask, shown: Shown
) -> None:
    """A question that names no account is about the channel's; elsewhere about the first; each answer says which."""
    await accounts.set_default("T1", "C1", "prod")
    here = shown((await answers.ask(message("all"))).blocks)
    assert "2 certificates" in here
    assert 'account "prod" (this channel\'s default account)' in here
    there = shown((await answers.ask(message("all", channel="C2"))).blocks)
    assert 'account "default"' in there
    assert ("25 certificates" in there, "default account)" in there) == (True, False)
    named = shown((await answers.ask(message("account default"))).blocks)
    assert ("25 certificates" in named, "default account)" in named) == (True, False)
    assert "账号" in shown((await answers.ask(message("全部", locale="zh-CN"))).blocks)


async def test_buttons_stay_with_their_account(
    answers: Answers, accounts: Accounts, message: Ask, asker: Who, shown: Shown, value_of: Callable[..., str]
) -> None:
    """A result opened, shared or sorted after the channel's default changed, or elsewhere, is about what it was."""
    await accounts.set_default("T1", "C1", "prod")
    result_id, _ = clicks.split_value(value_of((await answers.ask(message("all"))).blocks, "result_refresh"))
    await accounts.set_default("T1", "C1", "")
    for reply in (
        await answers.turn(result_id, asker(), refresh=True),
        await answers.turn(result_id, asker(user="U2", channel="C9"), sort="domain"),
        await answers.share(result_id, asker(), posted),
    ):
        assert "2 certificates" in shown(reply.blocks)
        assert 'account "prod"' in shown(reply.blocks)
    details = await answers.details(result_id, "p1", asker(channel="C9"))
    assert "Account\nprod" in shown(details.payload)


async def test_what_is_named_is_found_in_any_account(answers: Answers, message: Ask, shown: Shown) -> None:
    """`show` and the verbs about one certificate look in the other accounts for what the default one has not."""
    assert "Account\nprod" in shown((await answers.ask(message("show p1"))).blocks)
    assert "pay.prod.example" in (await answers.ask(message("take pay.prod.example"))).text
    assert "no certificate" in (await answers.ask(message("show p9"))).text


async def test_all_accounts_at_once(answers: Answers, message: Ask, shown: Shown, sources: dict[str, Any]) -> None:
    """Every account is searched, each row says whose it is, and so does the table."""
    reply = await answers.ask(message("valid in all accounts by domain"))
    text = shown(reply.blocks)
    assert "23 certificates" in text
    assert "all accounts" in text
    assert "Account `prod`" in text
    assert "Account `default`" in text
    table = next(block for block in reply.rich if block["type"] == "data_table")
    assert [row[-1]["text"] for row in table["rows"]][:3] == ["Account", "prod", "default"]
    assert faults(list(reply.blocks), "message") == faults(list(reply.rich), "message") == []
    figures = shown((await answers.ask(message("stats all accounts"))).blocks)
    assert "27" in figures
    assert "所有账号" in shown((await answers.ask(message("所有账号 已过期", locale="zh-CN"))).blocks)


async def test_all_accounts_are_narrowed_to_one(
    answers: Answers, message: Ask, asker: Who, shown: Shown, value_of: Callable[..., str]
) -> None:
    """The menu under a list of several has an entry for each; of one account there is none."""
    reply = await answers.ask(message("valid in all accounts"))
    result_id, words = clicks.split_value(value_of(reply.blocks, "result_refine.account"))
    assert words == 'account "prod"'
    narrowed = await answers.refine(result_id, words, asker())
    assert ("1 certificate" in shown(narrowed.blocks), 'account "prod"' in shown(narrowed.blocks)) == (True, True)
    assert "result_refine.account" not in str(narrowed.blocks)


async def test_a_link_stays_with_its_account(
    answers: Answers, two: Rooms, accounts: Accounts, redis: Redis, message: Ask, admin: Asker
) -> None:
    """A file whose account is removed is gone; it does not go on with another account's certificates."""
    alone = Answers(replace(two, accounts=Accounts(redis, (), accounts._sealing)), number=lambda: "q-1")
    reply = await alone.ask(message("export all"))
    url = next(each["url"] for block in reply.blocks for each in block.get("elements", ()) if each.get("url"))
    token, kind = url.rpartition("/")[2].split(".csv")[0], "csv"
    assert b"pay.prod.example" in (await alone.file(token, kind)).content
    await answers.press(account_actions.REMOVE, "prod", admin)
    with pytest.raises(NotFound):
        await answers.file(token, kind)


async def test_a_name_is_no_channel(
    answers: Answers, accounts: Accounts, message: Ask, admin: Asker, shown: Shown
) -> None:
    """An account that is called like a channel's id is shown by its name in the audit trail."""
    await accounts.connect("T1", Account("DEV", "ssl"), ACCESS)
    await answers.press(account_actions.REMOVE, "DEV", admin)
    trail = shown((await answers.ask(message("audit", role=Role.ADMIN))).blocks)
    assert ("`DEV`" in trail, "<#DEV>" in trail) == (True, False)


async def test_who_is_silent_is_named(
    answers: Answers, message: Ask, shown: Shown, sources: dict[str, Any], redis: Redis
) -> None:
    """One that does not answer is said by its name, the other one's certificates are there; where none answers, why."""
    sources["prod"].fault = SourceUnavailable("timeout")
    for text in ("all accounts", "timeline all accounts", "stats all accounts"):
        said = shown((await answers.ask(message(text))).blocks)
        assert "Nothing from account prod" in said, text
    sources["default"].fault = SourceRefused(4104)
    await redis.delete(keys.listing("T1", "default"))
    assert "SecretId is unknown" in (await answers.ask(message("all accounts"))).text


async def test_an_unknown_account_is_said(answers: Answers, message: Ask) -> None:
    """With the words that list those that there are."""
    assert "/certs accounts" in (await answers.ask(message("account dev"))).text


async def test_the_home_tab_is_about_all(
    answers: Answers, admin: Asker, asker: Who, shown: Shown, sources: dict[str, Any], redis: Redis
) -> None:
    """Figures of every account; admins read how each stands; one that is silent is named to everybody."""
    view = (await answers.home(admin)).payload
    assert "*Certificates*\n27" in shown(view)
    assert "prod · 2 certificates as of" in shown(view)
    assert "Account `prod`" in shown(view)
    assert "valid in all accounts" in str(view)
    assert view_faults(view, "home") == []
    assert "SecretId" not in shown((await answers.home(asker())).payload)
    sources["prod"].fault = SourceUnavailable("timeout")
    await redis.delete(keys.listing("T1", "prod"))
    assert "Nothing from account prod" in shown((await answers.home(asker())).payload)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_the_list_of_accounts(
    answers: Answers, message: Ask, shown: Shown, sources: dict[str, Any], locale: str
) -> None:
    """Admins read where each is from, who connected it, how it stands and why not; others read names."""
    sources["prod"].fault = SourceRefused(4101)
    await answers.ask(message("account prod"))
    await answers.ask(message("all"))
    reply = await answers.ask(message("accounts", role=Role.ADMIN, locale=locale))
    text = shown(reply.blocks)
    for word in ("`prod`", "`…cdef`", "<@U9>", "25 ", "QcloudSSLReadOnlyAccess"):
        assert word in text
    assert faults(list(reply.blocks), "message") == []
    names = shown((await answers.ask(message("accounts", locale=locale))).blocks)
    assert ("`prod`" in names, "cdef" in names, "U9" in names) == (True, False, False)
    assert "canary" not in text + names


async def test_without_any_account(answers: Answers, two: Rooms, message: Ask, redis: Redis, shown: Shown) -> None:
    """An admin reads the next step with a button; a member whom to ask."""
    none = Answers(replace(two, accounts=Accounts(redis, (), None)), number=lambda: "q-1")
    reply = await none.ask(message("accounts", role=Role.ADMIN))
    assert account_actions.CONNECT in str(reply.blocks)
    assert "/certs connect" in (await none.ask(message("accounts"))).text


async def test_a_default_is_set_told_and_taken_back(
    answers: Answers, message: Ask, shown: Shown, admin: Asker, lines: Lines
) -> None:
    """By text and by button, for this channel alone; what changes nothing leaves no line."""
    assert "first one, default" in (await answers.ask(message("default account"))).text
    for _ in range(2):
        assert "about prod from now on" in (await answers.ask(message("default account PROD", role=Role.ADMIN))).text
    assert "of this channel is prod" in (await answers.ask(message("默认账号"))).text
    assert "about prod." in shown((await answers.ask(message("settings"))).blocks)
    assert "first one" in (await answers.ask(message("default account", channel="C2"))).text
    assert "no default account any more" in (await answers.press(account_actions.NO_DEFAULT, "prod", admin)).text
    await answers.press(account_actions.DEFAULT, "prod", admin)
    await answers.ask(message("no default account", role=Role.ADMIN))
    assert (
        await lines()
        == [
            ("account.default", "C1", "", "prod"),
            ("account.default", "C1", "prod", ""),
        ]
        * 2
    )
    assert "no account" in (await answers.ask(message("default account dev", role=Role.ADMIN))).text


async def test_removing_tells_what_stood_on_it(
    answers: Answers, two: Rooms, accounts: Accounts, message: Ask, admin: Asker, shown: Shown, lines: Lines
) -> None:
    """A text asks first, with a button; the button removes it, says which reminders looked at it, and leaves a line."""
    subscriptions = two.reminding.subscriptions
    places = [("C5", "remind expired"), ("C6", "remind expired"), ("C6", "remind expired account prod")]
    by_default, elsewhere, named = [
        (await subscriptions.create(wanted(channel=channel, text=text))).id for channel, text in places
    ]
    await accounts.set_default("T1", "C5", "prod")
    asked = await answers.ask(message("remove account prod", role=Role.ADMIN))
    assert account_actions.REMOVE in str(asked.blocks)
    assert "confirm" in str(asked.blocks)
    assert (await accounts.known("T1")).names == ("default", "prod")
    text = shown((await answers.press(account_actions.REMOVE, "prod", admin)).blocks)
    assert (by_default in text, named in text, elsewhere in text) == (True, True, False)
    assert "default of 1 channel" in text
    assert (await accounts.known("T1")).names == ("default",)
    assert await lines() == [("account.remove", "prod", "ssl china …cdef", "")]
    assert "operator's settings" in (await answers.ask(message("remove account default", role=Role.ADMIN))).text
    assert "no account" in (await answers.press(account_actions.REMOVE, "prod", admin)).text


async def test_a_key_is_tried_out(answers: Answers, admin: Asker, trials: Any) -> None:
    """The stored key is asked with, and what is wrong is one sentence."""
    assert "prod works: it has 25 certificates" in (await answers.press(account_actions.TEST, "prod", admin)).text
    assert trials.tried[0][1] == ACCESS
    trials.fault = SourceRefused(4100)
    assert "SecretKey does not match" in (await answers.press(account_actions.TEST, "prod", admin)).text


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
async def test_others_change_nothing(
    answers: Answers, accounts: Accounts, message: Ask, asker: Who, lines: Lines, trials: Any, role: Role
) -> None:
    """By no text and by no button, whoever's message it stands on."""
    before, who = await accounts.known("T1"), asker(role=role)
    texts = ("default account prod", "no default account", "remove account prod", "connect", "connect prod")
    for text in texts:
        assert "may not" in (await answers.ask(message(text, role=role))).text, text
    for action in account_actions.PRESSES:
        assert "may not" in (await answers.press(action, "prod", who)).text, action
    assert "may not" in str((await answers.form(account_actions.CONNECT, "", who)).payload)
    assert (await accounts.known("T1"), await lines(), trials.tried) == (before, [], [])


async def test_a_reminder_looks_where_its_channel_does(
    answers: Answers, two: Rooms, accounts: Accounts, message: Ask, asker: Who, shown: Shown, clock: Any
) -> None:
    """Preview, sample and why of a reminder without an account are about its channel's default, and the digest says
    which account it tells."""
    policy = {"schedule": Schedule("21:00"), "created_at": clock() - timedelta(days=1)}
    made = (await two.reminding.subscriptions.create(wanted(text="remind all certificates", **policy))).id
    planning = replace(two.reminding, planning=_of(two))
    answers = Answers(replace(two, reminding=planning), number=lambda: "q-1")
    await accounts.set_default("T1", "C1", "prod")
    sample = shown((await answers.press(clicks.SAMPLE, f"{made}:", asker())).blocks)
    assert ("pay.prod.example" in sample, "api.shop.example" in sample, "Account: prod" in sample) == (
        True,
        False,
        True,
    )
    assert "does not mean this certificate now" in shown((await answers.ask(message("why c10"))).blocks)
    assert "does not mean this certificate now" not in shown((await answers.ask(message("why p1"))).blocks)
    await accounts.set_default("T1", "C1", "")
    assert "Account: default" in shown((await answers.press(clicks.SAMPLE, f"{made}:", asker())).blocks)


def _of(two: Rooms) -> Any:
    """The planning of reminders over both accounts."""
    planning = two.reminding.planning
    planning._listings = two.listings
    return planning


@pytest.mark.parametrize(("channel", "offered"), [("C1", True), ("D0ALICE001", False), ("", False)])
async def test_a_default_is_offered_in_channels_only(
    answers: Answers, message: Ask, channel: str, offered: bool
) -> None:
    """An admin's direct messages and the Home tab are no channel that has questions of its own."""
    blocks = str((await answers.ask(message("accounts", channel=channel, role=Role.ADMIN))).blocks)
    assert (f"'{account_actions.DEFAULT}." in blocks) == offered
    assert f"'{account_actions.TEST}." in blocks
