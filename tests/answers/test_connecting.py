"""A link for one admin, and what is entered behind it: tried before it is kept, and never said again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import AsyncMock

import pytest

from bot.answers import connecting
from bot.answers.answers import Answers
from bot.answers.connecting import Entered, NotConnected
from bot.answers.message import Asker, Message
from bot.answers.rooms import Rooms
from bot.errors import NotAllowed, NotFound, SourceRefused, SourceUnavailable, StoreUnavailable, TooMany
from bot.language.parse import parse
from bot.messages.notices import sentence
from bot.store.connection import Redis
from bot.workspaces import stored_accounts
from bot.workspaces.accounts import Account
from bot.workspaces.connect_links import Link
from bot.workspaces.roles import Role
from bot.workspaces.stored_accounts import Access, Accounts

Ask = Callable[..., Message]
Shown = Callable[[Any], str]
KEY = {"secret_id": "AKIDcanary0123456789abcdef", "secret_key": "canary-secret-key-0123456789"}
ENTERED = Entered("prod", "ssl:international", **KEY)


@pytest.fixture
def real(rooms: Rooms) -> Rooms:
    rooms.__dict__["parse"] = parse  # frozen; a name is tried in the real language
    return rooms


@pytest.fixture
def admin(asker: Callable[..., Asker]) -> Asker:
    return asker(role=Role.ADMIN)


async def opened(rooms: Rooms, url: str) -> tuple[str, Link, str]:
    """The token, what it is for, and the cookie of the browser that opens the link first."""
    token = url.rpartition("/")[2]
    return token, *await rooms.connecting.links.open(token, "")


def url_of(blocks: Any) -> str:
    """Where the button leads."""
    return next(str(each["url"]) for block in blocks for each in block.get("elements", ()) if each.get("url"))


async def linked(rooms: Rooms, answers: Answers, message: Ask, text: str = "connect") -> tuple[str, Link, str]:
    """A link that was asked for and opened."""
    return await opened(rooms, url_of((await answers.ask(message(text, role=Role.ADMIN))).blocks))


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_an_admin_gets_a_link(real: Rooms, message: Ask, admin: Asker, shown: Shown, locale: str) -> None:
    """For their eyes, to our own page; by the button as a modal. Its person and workspace are in it."""
    answers = Answers(real)
    reply = await answers.ask(message("connect", role=Role.ADMIN, locale=locale))
    assert not reply.public
    assert url_of(reply.blocks).startswith("https://certs.example/connect/T1.")
    _, link, _ = await opened(real, url_of(reply.blocks))
    assert (link.workspace, link.user, link.channel, link.locale, link.name) == ("T1", "U1", "C1", locale, "")
    view = await answers.form("account_connect", ":", admin)
    assert url_of(view.payload["blocks"]) != url_of(reply.blocks)


async def test_the_environments_key_is_not_changed_here(real: Rooms, message: Ask) -> None:
    """Whoever tries reads where it is."""
    assert "operator's settings" in (await Answers(real).ask(message("connect default", role=Role.ADMIN))).text


async def test_there_is_an_end(
    real: Rooms, message: Ask, accounts: Accounts, admin: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More accounts than there is room for are refused with a sentence."""
    token, link, cookie = await linked(real, Answers(real), message)
    monkeypatch.setattr(stored_accounts, "MOST", 0)
    with pytest.raises(TooMany) as full:
        await connecting.connect(real, token, cookie, link, ENTERED, admin)
    assert "Remove one first" in sentence(full.value, "en")


@pytest.mark.parametrize(
    ("url", "missing"), [("", "PUBLIC_URL is not set"), ("http://certs.example", "https"), ("https://x", "sealing-key")]
)
async def test_what_is_missing_is_said(
    real: Rooms, message: Ask, admin: Asker, redis: Redis, url: str, missing: str
) -> None:
    """Without an https address of ours, or a key to seal with, the next step is said instead."""
    real.__dict__["public_url"] = url
    if url == "https://x":
        real.__dict__["accounts"] = Accounts(redis, (), None)
    assert missing in (await Answers(real).ask(message("connect", role=Role.ADMIN))).text
    assert missing in str((await Answers(real).form("account_connect", ":", admin)).payload)


async def test_a_key_that_works_is_kept(
    real: Rooms, message: Ask, admin: Asker, accounts: Accounts, trials: Any
) -> None:
    """It is tried, stored with who and when, the trail has one line without it, and the link is used up."""
    token, link, cookie = await linked(real, Answers(real), message)
    done = await connecting.connect(real, token, cookie, link, ENTERED, admin)
    assert (done.account.name, done.account.tail, done.account.by, done.count) == ("prod", "cdef", "U1", 25)
    assert trials.tried[0][1] == Access(**KEY)
    assert (await accounts.found("T1", "prod"))[1] == Access(**KEY)
    (line,) = await real.reminding.audit.latest("T1")
    entry = line.entry
    assert (entry.actor, entry.action, entry.subject, entry.before) == ("U1", "account.connect", "prod", "")
    assert entry.after == "ssl international …cdef"
    again = Entered("dev", "ssl:china", **KEY)
    with pytest.raises(NotFound):
        await connecting.connect(real, token, cookie, link, again, admin)
    assert (await accounts.known("T1")).names == ("default", "prod")


@pytest.mark.parametrize("fault", [SourceRefused(4100), SourceRefused(4104), SourceUnavailable("unreachable")])
async def test_a_key_that_does_not_work_is_not_kept(
    real: Rooms, message: Ask, admin: Asker, accounts: Accounts, trials: Any, fault: Exception
) -> None:
    """Why is one sentence; nothing is stored or written, and the link stays open for another try."""
    token, link, cookie = await linked(real, Answers(real), message)
    trials.fault = fault
    with pytest.raises(NotConnected) as wrong:
        await connecting.connect(real, token, cookie, link, ENTERED, admin)
    assert wrong.value.sentence.endswith(".")
    assert "canary" not in wrong.value.sentence
    assert (await accounts.known("T1")).names == ("default",)
    assert await real.reminding.audit.latest("T1") == []
    trials.fault = None
    assert (await connecting.connect(real, token, cookie, link, ENTERED, admin)).account.name == "prod"


async def test_a_key_that_cannot_be_stored_leaves_the_link_open(
    real: Rooms, message: Ask, admin: Asker, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Redis refuses at that moment, or there are too many accounts: when that is over, the same form is taken."""
    token, link, cookie = await linked(real, Answers(real), message)
    for fault in (StoreUnavailable(), TooMany("account", 50)):
        with monkeypatch.context() as patched:
            patched.setattr(type(accounts), "connect", AsyncMock(side_effect=fault))
            with pytest.raises(type(fault)):
                await connecting.connect(real, token, cookie, link, ENTERED, admin)
    assert (await connecting.connect(real, token, cookie, link, ENTERED, admin)).account.name == "prod"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "two words"}, "name"),
        ({"name": "<!channel>"}, "name"),
        ({"name": "Default"}, "name"),
        ({"name": "x" * 33}, "name"),
        ({"name": "taken"}, "name"),
        ({"site": "ssl:private"}, "site"),
        ({"site": "https://169.254.169.254/"}, "site"),
        ({"secret_id": ""}, "secret_id"),
        ({"secret_id": "two words"}, "secret_id"),
        ({"secret_key": ""}, "secret_key"),
        ({"secret_key": "a\nb"}, "secret_key"),
        ({"secret_key": "k" * 129}, "secret_key"),
    ],
)
async def test_each_field_is_checked_before_anybody_is_asked(
    real: Rooms, message: Ask, admin: Asker, accounts: Accounts, trials: Any, changes: dict[str, str], field: str
) -> None:
    """What is wrong is said of its field, and no key goes anywhere."""
    await accounts.connect("T1", Account("taken"), Access(**KEY))
    token, link, cookie = await linked(real, Answers(real), message)
    given = {"name": "prod", "site": "ssl:china", **KEY, **changes}
    with pytest.raises(NotConnected) as wrong:
        await connecting.connect(real, token, cookie, link, Entered(**given), admin)
    assert (wrong.value.field, trials.tried) == (field, [])


async def test_a_key_is_changed(real: Rooms, message: Ask, admin: Asker, accounts: Accounts) -> None:
    """`connect prod` is about the account that is there: its name stays; who was quicker is not overwritten."""
    first = await accounts.connect("T1", Account("prod", "certgetlist", "china", "0001"), Access("id-0001", "k1"))
    answers = Answers(real)
    late, quick = [await linked(real, answers, message, "connect PROD") for _ in range(2)]
    assert (late[1].name, late[1].version) == ("prod", first.version)
    entered = Entered("another", "ssl:china", **KEY)
    changed = await connecting.connect(real, quick[0], quick[2], quick[1], entered, admin)
    assert (changed.account.name, changed.account.kind) == ("prod", "ssl")
    (line,) = await real.reminding.audit.latest("T1")
    assert (line.entry.action, line.entry.before) == ("account.rekey", "certgetlist china …0001")
    with pytest.raises(NotConnected) as wrong:
        await connecting.connect(real, late[0], late[2], late[1], entered, admin)
    assert wrong.value.field == ""  # the form of another key has none for the name
    assert "prod was changed" in wrong.value.sentence
    assert (await accounts.found("T1", "prod"))[0] == changed.account


async def test_who_is_no_admin_any_more_connects_nothing(
    real: Rooms, message: Ask, asker: Callable[..., Asker], accounts: Accounts, trials: Any
) -> None:
    """The role counts that the person has when the form comes."""
    token, link, cookie = await linked(real, Answers(real), message)
    with pytest.raises(NotAllowed):
        await connecting.connect(real, token, cookie, link, ENTERED, asker(role=Role.MEMBER))
    assert (trials.tried, (await accounts.known("T1")).names) == ([], ("default",))


def test_what_was_entered_shows_itself_to_nobody() -> None:
    """Not in a repr, which tracebacks and logs use."""
    assert "canary" not in repr(ENTERED)
