"""What is said about a channel's reminders: set, listed, removed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec
from babel.dates import get_day_names

from bot.language.request import Schedule
from bot.messages import kit, moments
from bot.messages.foreign import clean, cut, escaped
from bot.messages.reply import Block, Reply
from bot.messages.rows import Reader
from bot.messages.texts import babel_locale, has, say

LISTED = 15
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
WEEKDAYS = (0, 1, 2, 3, 4)
WEEKENDS = (5, 6)


class Subscription(msgspec.Struct, frozen=True):
    """A reminder as a person sees it. `text` is what was typed, whose days move; `understood` is how it was read when
    it was set."""

    id: str
    text: str
    schedule: Schedule
    zone: str
    understood: str = ""
    paused: bool = False
    suspended: str = ""


def added(subscription: Subscription, locale: str) -> Reply:
    """It is set; with a button that takes it back."""
    text = say("remind.added", locale, id=subscription.id, understood=_query(subscription, locale))
    first = kit.section(kit.plain(f"⏰ {text}\n{when(subscription, locale)}"), _remove_button(subscription, locale))
    return Reply(text=escaped(text, 600), blocks=(first,))


def listed(subscriptions: list[Subscription], locale: str, *, example: str) -> Reply:
    """All reminders of a channel, each with its button; `example` sets a first one."""
    if not subscriptions:
        return _none(locale, example)
    title = say("reminders.title", locale, n=len(subscriptions))
    rows = [block for subscription in subscriptions[:LISTED] for block in _row(subscription, locale)]
    rest = len(subscriptions[LISTED:])
    more = [kit.context(kit.plain(say("reminders.more", locale, n=rest)))] if rest else []
    return Reply(text=title, blocks=(kit.header(title), *rows, *more, kit.actions(_new_button(locale))))


def paused(subscription: Subscription, locale: str) -> Reply:
    """It says nothing until it is resumed."""
    return _changed("reminder.paused", subscription, locale, "resume", kit.ACTION_RESUME)


def resumed(subscription: Subscription, locale: str) -> Reply:
    """It speaks again."""
    return _changed("reminder.resumed", subscription, locale, "pause", kit.ACTION_PAUSE)


def changed(subscription: Subscription, locale: str) -> Reply:
    """Its query or schedule is another one now."""
    return _changed("form.saved", subscription, locale, "edit", kit.ACTION_EDIT)


def _changed(key: str, subscription: Subscription, locale: str, word: str, action: str) -> Reply:
    text = say(key, locale, id=subscription.id, understood=_query(subscription, locale))
    button = kit.button(say(f"reminder.{word}", locale), action, kit.value_of(subscription.id))
    return Reply(
        text=escaped(text, 600), blocks=(kit.section(kit.plain(f"{text}\n{when(subscription, locale)}"), button),)
    )


def removed(subscription: Subscription, locale: str, *, again: str) -> Reply:
    """It is gone; `again` is the text that sets it once more."""
    text = say("forget.done", locale, id=subscription.id, understood=_query(subscription, locale))
    undo = kit.button(say("forget.again", locale), kit.ACTION_ASK, again)
    return Reply(text=escaped(text, 600), blocks=(kit.section(kit.plain(text), undo),))


def when(subscription: Subscription, locale: str) -> str:
    """The schedule said back: `It speaks on weekdays at 09:00 (Asia/Shanghai).`"""
    days = _days(tuple(sorted(set(subscription.schedule.days))), locale)
    return say("remind.when", locale, days=days, time=subscription.schedule.at, zone=subscription.zone)


def _days(days: tuple[int, ...], locale: str) -> str:
    known = {EVERY_DAY: "remind.daily", WEEKDAYS: "remind.weekdays", WEEKENDS: "remind.weekends"}
    if days in known:
        return say(known[days], locale)
    names = get_day_names("abbreviated", locale=babel_locale(locale))
    return say("remind.on_days", locale, days=say("help.joint", locale).join(names[number] for number in days))


def _none(locale: str, example: str) -> Reply:
    text = say("reminders.none", locale)
    first = kit.context(kit.plain(say("reminders.first", locale)))
    ask = kit.actions(kit.button(example, kit.ACTION_ASK, example), _new_button(locale))
    return Reply(text=text, blocks=(kit.section(kit.plain(text)), first, ask))


def _row(subscription: Subscription, locale: str) -> Iterator[Block]:
    query, time = _query(subscription, locale), when(subscription, locale)
    text = say("reminders.row", locale, id=subscription.id, understood=query, when=time)
    state = "is_suspended" if subscription.suspended else "is_paused" if subscription.paused else ""
    yield kit.section(kit.plain("\n".join(filter(None, (text, state and say(f"reminder.{state}", locale))))))
    toggle = "resume" if state else "pause"
    buttons = (("preview", kit.ACTION_PREVIEW), ("sample", kit.ACTION_SAMPLE), (toggle, _TOGGLES[toggle]))
    value = kit.value_of(subscription.id)
    plain = [
        kit.button(say(f"reminder.{word}", locale), action, value)
        for word, action in (*buttons, ("edit", kit.ACTION_EDIT))
    ]
    yield kit.actions(*plain, _remove_button(subscription, locale))


_TOGGLES = {"pause": kit.ACTION_PAUSE, "resume": kit.ACTION_RESUME}


def _new_button(locale: str) -> Block:
    return kit.button(say("reminder.new", locale), kit.ACTION_NEW, kit.value_of(""))


def _query(subscription: Subscription, locale: str) -> str:
    return cut(clean(subscription.understood or subscription.text), 160)


def _remove_button(subscription: Subscription, locale: str) -> Block:
    words = (say(f"remind.undo_{part}", locale) for part in ("title", "text", "yes", "no"))
    value = kit.value_of(subscription.id)
    text, confirm = say("remind.undo", locale), kit.confirmation(*words)
    return kit.button(text, kit.ACTION_FORGET, value, style="danger", confirm=confirm)


def suspended(subscription_id: str, text: str, channel: str, code: str, locale: str) -> Reply:
    """To its owner: the reminder waits, because `channel` (an id) takes no messages. `code` is Slack's."""
    known = f"suspended.{code}"
    why = say(known if has(known) else "suspended.other", locale, code=clean(code))
    said = say("suspended.reminder", locale, id=subscription_id, text=cut(clean(text), 160))
    where = kit.mrkdwn(say("suspended.channel", locale, channel=f"<#{channel}>"))
    blocks = (kit.section(kit.plain(f"⏸️ {said} {why}")), kit.context(where))
    return Reply(text=escaped(f"{said} {why}", 600), blocks=blocks)


def blind(account: str, since: datetime, reader: Reader) -> Reply:
    """To those who count on reminders: an account's inventory was last seen whole at `since`."""
    time = moments.day_and_clock(since, reader.zone, reader.locale)
    text = say("blind.since", reader.locale, account=clean(account), time=time)
    return Reply(text=escaped(text, 600), blocks=(kit.section(kit.plain(f"🙈 {text}")),))
