"""A workspace's accounts as people see them: the list, and what is said when one changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from bot.messages import account_actions, clicks, kit, moments
from bot.messages.connecting import NAME, connect_button, noted
from bot.messages.foreign import NOTHING, clean, code, cut, escaped
from bot.messages.mentions import channel as channel_name
from bot.messages.mentions import mention
from bot.messages.reply import Block, Reply
from bot.messages.rows import JOINT, Reader
from bot.messages.texts import say

LISTED = 15
STOOD = 10
TEXT = 160


class State(msgspec.Struct, frozen=True):
    """How an account's inventory stands: of when it is (None: never seen), how many certificates, whether all; why
    there is no newer one, as a sentence, and since when; for how many seconds it is left alone."""

    as_of: datetime | None = None
    count: int = 0
    complete: bool = True
    failure: str = ""
    failed_at: datetime | None = None
    closed: float = 0.0


class Shown(msgspec.Struct, frozen=True):
    """An account: `kind` and `endpoint` are words of the texts (`account.kind.…`), `tail` the end of its SecretId, `by`
    and `at` who connected it and when, where somebody did. `state` is for those who may manage accounts."""

    name: str
    kind: str
    endpoint: str
    tail: str = ""
    by: str = ""
    at: datetime | None = None
    is_stored: bool = False
    is_default: bool = False
    """Of the channel that the list is for."""
    state: State | None = None


class Ways(msgspec.Struct, frozen=True):
    """What can be done from the list: connect another account, choose a default here."""

    connect: bool = False
    defaults: bool = False


def listed(accounts: Sequence[Shown], ways: Ways, reader: Reader) -> Reply:
    """All accounts of the workspace; in full for who may manage them, by name for everybody else."""
    locale = reader.locale
    if not accounts:
        return _none(ways, locale)
    title = say("accounts.title", locale, n=len(accounts))
    rows = [block for number, each in enumerate(accounts[:LISTED]) for block in _row(each, number, ways, reader)]
    rest = len(accounts) - LISTED
    more = [kit.context(kit.plain(say("accounts.more", locale, n=rest)))] if rest > 0 else []
    hint = kit.context(kit.plain(say("accounts.hint", locale, name=cut(clean(accounts[-1].name), NAME))))
    last = [kit.actions(connect_button(locale))] if ways.connect else []
    return Reply(text=title, blocks=(kit.header(title), *rows, *more, hint, *last))


def _none(ways: Ways, locale: str) -> Reply:
    text = say("accounts.none" if ways.connect else "accounts.none_member", locale)
    buttons = [kit.actions(connect_button(locale))] if ways.connect else []
    return Reply(text=text, blocks=(kit.section(kit.plain(text)), *buttons))


def _row(account: Shown, number: int, ways: Ways, reader: Reader) -> Iterator[Block]:
    yield kit.section(kit.mrkdwn("\n".join(_lines(account, reader))))
    buttons = list(_buttons(account, number, ways, reader.locale))
    if buttons:
        yield kit.actions(*buttons)


def _lines(account: Shown, reader: Reader) -> Iterator[str]:
    locale = reader.locale
    here = f"{JOINT}{say('account.default_here', locale)}" if account.is_default else ""
    yield f"*{code(account.name, NAME)}*{here}"
    if account.state is None:
        return
    facts = [say(f"account.kind.{account.kind}", locale)]
    if account.kind != "pem":
        facts.append(say(f"account.endpoint.{account.endpoint}", locale))
    if account.tail:
        facts.append(say("account.tail", locale, tail=code(f"…{account.tail}", 8)))
    yield JOINT.join((*facts, _origin(account, reader)))
    yield from _state(account.state, reader)


def _origin(account: Shown, reader: Reader) -> str:
    if not account.is_stored:
        return say("account.environment", reader.locale)
    when = moments.for_everyone(account.at, reader.zone, reader.locale) if account.at else NOTHING
    return say("account.connected_by", reader.locale, who=mention(account.by), when=when)


def _state(state: State, reader: Reader) -> Iterator[str]:
    locale = reader.locale
    yield f"{_light(state)} {_seen(state, reader)}"
    if state.failure:
        when = moments.for_everyone(state.failed_at, reader.zone, locale) if state.failed_at else NOTHING
        yield say("account.failed", locale, when=when, why=escaped(state.failure, 300))
    if state.closed > 0:
        yield say("account.closed", locale, n=max(1, round(state.closed)))


def _light(state: State) -> str:
    if state.as_of is None:
        return "🔴" if state.failure else "⚪"
    return "🟢" if state.complete and not state.failure else "🟡"


def _seen(state: State, reader: Reader) -> str:
    if state.as_of is None:
        return say("account.never_seen", reader.locale)
    time = moments.age(state.as_of, reader.now, reader.zone, reader.locale)
    key = "account.seen" if state.complete else "account.seen_partly"
    return say(key, reader.locale, n=state.count, time=time)


def freshness(account: Shown, reader: Reader) -> str:
    """One line for the Home tab."""
    state = account.state or State()
    line = f"{_light(state)} {cut(clean(account.name), NAME)}{JOINT}{_seen(state, reader)}"
    return f"{line}{JOINT}{cut(clean(state.failure), TEXT)}" if state.failure else line


def line(account: Shown, reader: Reader) -> str:
    """The same for a terminal, with what it is and where it is from."""
    facts = [say(f"account.kind.{account.kind}", reader.locale)]
    if account.kind != "pem":
        facts.append(say(f"account.endpoint.{account.endpoint}", reader.locale))
    if account.tail:
        facts.append(f"…{account.tail}")
    if not account.is_stored:
        facts.append(say("account.environment", reader.locale))
    return JOINT.join((freshness(account, reader), *facts))


def _buttons(account: Shown, number: int, ways: Ways, locale: str) -> Iterator[Block]:
    value = clicks.value_of(account.name)
    if account.state is not None:
        yield kit.button(say("account.test", locale), f"{account_actions.TEST}.{number}", value)
    if ways.defaults and not account.is_default:
        yield kit.button(say("account.make_default", locale), f"{account_actions.DEFAULT}.{number}", value)
    if account.is_default and ways.defaults:
        yield kit.button(say("account.no_default", locale), account_actions.NO_DEFAULT, value)
    if account.is_stored and account.state is not None:
        if ways.connect and account.kind != "pem":
            yield connect_button(locale, account.name)
        yield _remove_button(account.name, number, locale)


def _remove_button(name: str, number: int, locale: str) -> Block:
    title, text, yes, no = (say(f"account.remove_{part}", locale, name=name) for part in ("title", "text", "yes", "no"))
    asked = kit.confirmation(title, text, yes, no)
    action = f"{account_actions.REMOVE}.{number}"
    return kit.button(say("account.remove", locale), action, clicks.value_of(name), style="danger", confirm=asked)


def to_remove(name: str, locale: str) -> Reply:
    """What is asked before an account is removed by a text: the button asks it once more."""
    text = say("account.remove_text", locale, name=cut(clean(name), NAME))
    return Reply(
        text=escaped(text, 600), blocks=(kit.section(kit.plain(text)), kit.actions(_remove_button(name, 0, locale)))
    )


def not_removable(name: str, locale: str) -> Reply:
    """It is the environment's."""
    return noted(say("account.not_removable", locale, name=cut(clean(name), NAME)), "ℹ️")


class Stood(msgspec.Struct, frozen=True):
    """A reminder that stood on an account."""

    id: str
    channel: str
    text: str


def removed(name: str, stood: Sequence[Stood], channels: int, locale: str) -> Reply:
    """It is gone, and what stood on it: reminders, and the defaults of so many channels."""
    text = say("account.removed", locale, name=cut(clean(name), NAME))
    blocks = [kit.section(kit.plain(f"🗑️ {text}"))]
    if channels:
        blocks.append(kit.context(kit.plain(say("account.removed_defaults", locale, n=channels))))
    if stood:
        lead = say("account.removed_reminders", locale, n=len(stood))
        lines = [f"• {code(each.id)} {channel_name(each.channel)} {code(each.text, TEXT)}" for each in stood[:STOOD]]
        blocks.append(kit.section(kit.mrkdwn("\n".join((lead, *lines)))))
        if rest := len(stood[STOOD:]):
            blocks.append(kit.context(kit.plain(say("reminders.more", locale, n=rest))))
    return Reply(text=escaped(text, 600), blocks=tuple(blocks))


def tested(name: str, count: int | None, locale: str) -> Reply:
    """Its key works."""
    shown = cut(clean(name), NAME)
    if count is None:
        return noted(say("account.works", locale, name=shown), "🟢")
    return noted(say("account.works_with", locale, name=shown, n=count), "🟢")


def failed(name: str, why: str, locale: str) -> Reply:
    """It does not, and why."""
    return noted(say("account.does_not_work", locale, name=cut(clean(name), NAME), why=why), "🔴")


def default_set(name: str, locale: str) -> Reply:
    """From now on this channel's questions are about it."""
    text = say("default.set", locale, name=cut(clean(name), NAME))
    undo = kit.button(say("account.no_default", locale), account_actions.NO_DEFAULT, clicks.value_of(name))
    return Reply(text=escaped(text, 600), blocks=(kit.section(kit.plain(f"📌 {text}"), undo),))


def default_is(name: str, locale: str, *, first: str) -> Reply:
    """Which account this channel's questions are about; `first` is the workspace's, where it chose none."""
    shown = cut(clean(name or first), NAME)
    return noted(say("default.is" if name else "default.is_first", locale, name=shown), "📌")


def default_gone(first: str, locale: str) -> Reply:
    """They are about the workspace's first again."""
    return noted(say("default.gone", locale, name=cut(clean(first), NAME)), "📌")
