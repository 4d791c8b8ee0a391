"""The Home tab: figures, what ends next, my reminders; useful before anything is set up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from bot.certificates import Certificate, Part
from bot.messages import clicks, kit, moments, subscriptions
from bot.messages import help as helping
from bot.messages.accounts import Shown, freshness
from bot.messages.connecting import connect_button
from bot.messages.freshness import troubles
from bot.messages.renewals import Renewals
from bot.messages.reply import Block, View
from bot.messages.rows import NONE_RENEWED, Reader, row
from bot.messages.subscriptions import Subscription
from bot.messages.texts import say
from bot.messages.views import Saved, buttons

FIGURES = ("total", "valid", "expired", "week", "month", "waiting")
REMINDERS = 10
TAKEN = 5
ACCOUNTS = 8


class Figures(msgspec.Struct, frozen=True):
    """Counts over an account: `week` and `month` end within 7 and 30 days, `waiting` are orders in progress."""

    total: int = 0
    valid: int = 0
    expired: int = 0
    week: int = 0
    month: int = 0
    waiting: int = 0


class Inventory(msgspec.Struct, frozen=True):
    """What is known of all accounts: `next` ends soonest, reachable under `result_id`; `taken` are those that the
    reader is responsible for; `parts`: of several accounts, how each was seen; `renewals`: what replaces what is
    shown."""

    figures: Figures
    next: tuple[Certificate, ...]
    result_id: str
    as_of: datetime
    stale: bool = False
    complete: bool = True
    taken: tuple[Certificate, ...] = ()
    parts: tuple[Part, ...] = ()
    renewals: Renewals = NONE_RENEWED


def render(
    inventory: Inventory | str,
    reminders: list[Subscription],
    reader: Reader,
    *,
    views: Sequence[Saved] = (),
    accounts: Sequence[Shown] | None = None,
    others: int = 0,
    command: str = "/certs",
) -> View:
    """The whole tab. In place of an inventory, a sentence that says why there is none, with the next step. `accounts`
    are for those who may manage them; `others` counts the reminders that other people of the workspace set, whose
    channels this reader may be no member of."""
    known = _notice(inventory) if isinstance(inventory, str) else _inventory(inventory, reader)
    blocks = [
        kit.header(say("home.title", reader.locale)),
        *known,
        *([] if accounts is None else _accounts(accounts, reader)),
        kit.divider(),
        *_reminders(reminders, others, reader.locale, command),
        kit.divider(),
        *_views(views, reader.locale),
        kit.divider(),
        *helping.render("", reader.locale, command=command).blocks,
    ]
    return View({"type": "home", "blocks": blocks[: kit.VIEW_BLOCKS]})


def _notice(sentence: str) -> Iterator[Block]:
    yield kit.section(kit.plain(f"⚠️ {sentence}"))


def _inventory(inventory: Inventory, reader: Reader) -> Iterator[Block]:
    yield from kit.fields(_figure(name, inventory.figures, reader.locale) for name in FIGURES)
    time = moments.age(inventory.as_of, reader.now, reader.zone, reader.locale)
    if inventory.parts:
        yield from troubles(inventory.parts, reader)
    elif not inventory.complete:
        yield kit.context(kit.plain(say("result.partial", reader.locale)))
    key = "result.stale" if inventory.stale and not inventory.parts else "home.fresh"
    yield kit.context(kit.plain(say(key, reader.locale, time=time, zone=reader.zone)))
    yield kit.divider()
    yield kit.section(kit.mrkdwn(f"*{say('home.next', reader.locale)}*"))
    if not inventory.next:
        yield kit.section(kit.plain(say("home.none_ending", reader.locale)))
    for certificate in inventory.next:
        yield _row(certificate, inventory, reader)
    yield kit.actions(*_ways_on(inventory, reader.locale))
    yield from _taken(inventory, reader)


def _row(certificate: Certificate, inventory: Inventory, reader: Reader) -> Block:
    several, renewals = bool(inventory.parts), inventory.renewals
    result_id = inventory.result_id or None
    return row(certificate, reader, result_id=result_id, renewals=renewals, with_account=several)


def _taken(inventory: Inventory, reader: Reader) -> Iterator[Block]:
    taken = inventory.taken
    if not taken:
        return
    yield kit.section(kit.mrkdwn(f"*{say('home.taken', reader.locale, n=len(taken))}*"))
    for certificate in taken[:TAKEN]:
        yield _row(certificate, inventory, reader)
    if rest := len(taken[TAKEN:]):
        yield kit.context(kit.plain(say("digest.more", reader.locale, n=rest)))


def _accounts(accounts: Sequence[Shown], reader: Reader) -> Iterator[Block]:
    """Whether each is seen; and the way to connect the first."""
    if not accounts:
        yield kit.actions(connect_button(reader.locale))
        return
    yield kit.divider()
    button = kit.button(say("connect.list", reader.locale), f"{clicks.ASK}.accounts", _list_query(reader.locale))
    yield kit.section(kit.mrkdwn(f"*{say('home.accounts', reader.locale)}*"), button)
    lines = [freshness(each, reader) for each in accounts[:ACCOUNTS]]
    yield kit.context(kit.plain("\n".join(lines), kit.CONTEXT_TEXT))


def _list_query(locale: str) -> str:
    return say("connect.list_query", locale)


def _figure(name: str, figures: Figures, locale: str) -> Block:
    return kit.mrkdwn(say("home.figure", locale, label=say(f"home.{name}", locale), n=getattr(figures, name)))


def _ways_on(inventory: Inventory, locale: str) -> Iterator[Block]:
    for label, word in (("browse", "next"), ("expired", "expired")):
        query = say(f"home.{word}_query", locale)
        asked = say("home.in_all_accounts", locale, query=query) if inventory.parts else query
        yield kit.button(say(f"home.{label}", locale), f"{clicks.ASK}.{word}", asked)
    yield helping.search_button(locale)


def _reminders(reminders: list[Subscription], others: int, locale: str, command: str) -> Iterator[Block]:
    yield kit.section(kit.mrkdwn(f"*{say('home.reminders', locale)}*"))
    if not reminders:
        yield kit.section(kit.plain(say("home.no_reminders", locale, command=command)))
    for each in reminders[:REMINDERS]:
        yield from subscriptions.mine(each, locale)
    if rest := len(reminders[REMINDERS:]):
        yield kit.context(kit.plain(say("reminders.more", locale, n=rest)))
    if others:
        yield kit.context(kit.plain(say("home.other_reminders", locale, n=others, command=command)))


def _views(views: Sequence[Saved], locale: str) -> Iterator[Block]:
    yield kit.section(kit.mrkdwn(f"*{say('home.views', locale)}*"))
    if not views:
        yield kit.section(kit.plain(say("views.first", locale)))
    yield from buttons(views, locale)
