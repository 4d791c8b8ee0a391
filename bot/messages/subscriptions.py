"""What is said about a channel's reminders: set, listed, changed, removed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from bot.messages import clicks, kit, moments
from bot.messages.foreign import NOTHING, clean, cut, escaped
from bot.messages.mentions import channel, in_channel, is_channel
from bot.messages.policy import Policy, how, when
from bot.messages.reply import Block, Reply
from bot.messages.rows import JOINT, Reader
from bot.messages.texts import has, say

LISTED = 15
QUERY = 160


class Subscription(msgspec.Struct, frozen=True):
    """A reminder as a person sees it. `text` is what was typed, whose days move; `understood` is how it was read when
    it was set."""

    id: str
    text: str
    policy: Policy
    understood: str = ""
    paused: bool = False
    suspended: str = ""
    channel: str = ""
    """Where it speaks: a channel's id, or that of a person for their direct messages."""


def added(subscription: Subscription, locale: str) -> Reply:
    """It is set; with buttons that change it, try it out, and take it back. A slash command works also where the app is
    no member and could not speak later, which Slack tells it with an optional scope only."""
    text = say("remind.added", locale, id=subscription.id, understood=_query(subscription, locale))
    said, *rest = _said(f"⏰ {text}", subscription, locale)
    today = cut(clean(subscription.understood), QUERY)
    plain = today in {NOTHING, _query(subscription, locale)}
    read = [] if plain else [kit.context(kit.plain(say("remind.today", locale, understood=today)))]
    member = [kit.context(kit.plain(say("remind.member", locale)))] if in_channel(subscription.channel) else []
    return Reply(text=escaped(text, 600), blocks=(said, *read, *rest, *member))


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
    return _changed("reminder.paused", subscription, locale, "reminder.resume", clicks.RESUME)


def resumed(subscription: Subscription, locale: str) -> Reply:
    """It speaks again."""
    return _changed("reminder.resumed", subscription, locale, "reminder.pause", clicks.PAUSE)


def changed(subscription: Subscription, locale: str) -> Reply:
    """Its query or policy is another one now; a button undoes that."""
    return _changed("form.saved", subscription, locale, "done.undo", clicks.RESTORE)


def restored(subscription: Subscription, locale: str) -> Reply:
    """It is as it was before it was changed or removed."""
    text = say("reminder.restored", locale, id=subscription.id, understood=_query(subscription, locale))
    return Reply(text=escaped(text, 600), blocks=tuple(_said(f"⏰ {text}", subscription, locale)))


def one(subscription: Subscription, locale: str) -> Reply:
    """A single reminder as the list has it, with an example of how it is changed by a text."""
    example = kit.context(kit.plain(say("reminder.edit_example", locale, id=subscription.id)))
    text = say("reminders.row", locale, id=subscription.id, understood=_query(subscription, locale), when="")
    return Reply(text=escaped(text.strip(), 600), blocks=(*_row(subscription, locale), example))


def _changed(key: str, subscription: Subscription, locale: str, word: str, action: str) -> Reply:
    text = say(key, locale, id=subscription.id, understood=_query(subscription, locale))
    button = kit.button(say(word, locale), action, clicks.value_of(subscription.id))
    first = kit.section(kit.plain(f"{text}\n{when(subscription.policy, locale)}"), button)
    return Reply(text=escaped(text, 600), blocks=(first, *_how(subscription, locale)))


def removed(subscription: Subscription, locale: str) -> Reply:
    """It is gone; a button has it back as it was."""
    text = say("forget.done", locale, id=subscription.id, understood=_query(subscription, locale))
    undo = kit.button(say("done.undo", locale), clicks.RESTORE, clicks.value_of(subscription.id))
    return Reply(text=escaped(text, 600), blocks=(kit.section(kit.plain(text), undo),))


def _said(text: str, subscription: Subscription, locale: str) -> Iterator[Block]:
    yield kit.section(kit.plain(f"{text}\n{when(subscription.policy, locale)}"))
    yield from _how(subscription, locale)
    yield kit.actions(*_buttons(subscription, locale))


def _how(subscription: Subscription, locale: str) -> Iterator[Block]:
    if line := how(subscription.policy, locale):
        yield kit.context(kit.mrkdwn(line))


def _none(locale: str, example: str) -> Reply:
    text = say("reminders.none", locale)
    first = kit.context(kit.plain(say("reminders.first", locale)))
    ask = kit.actions(kit.button(example, clicks.ASK, example), _new_button(locale))
    return Reply(text=text, blocks=(kit.section(kit.plain(text)), first, ask))


def _row(subscription: Subscription, locale: str) -> Iterator[Block]:
    query, time = _query(subscription, locale), when(subscription.policy, locale)
    text = say("reminders.row", locale, id=subscription.id, understood=query, when=time)
    state = _state(subscription)
    yield kit.section(kit.plain("\n".join(filter(None, (text, state and say(f"reminder.{state}", locale))))))
    yield from _how(subscription, locale)
    yield kit.actions(*_buttons(subscription, locale))


def _state(subscription: Subscription) -> str:
    return "is_suspended" if subscription.suspended else "is_paused" if subscription.paused else ""


def _buttons(subscription: Subscription, locale: str) -> Iterator[Block]:
    value = clicks.value_of(subscription.id)
    for word, action in _offered(subscription):
        yield kit.button(say(f"reminder.{word}", locale), action, value)
    yield _remove_button(subscription, locale)


def _offered(subscription: Subscription) -> Iterator[tuple[str, str]]:
    """What can be done with a reminder besides removing it: the word and the action."""
    yield "preview", clicks.PREVIEW
    yield "sample", clicks.SAMPLE
    yield ("resume", clicks.RESUME) if _state(subscription) else ("pause", clicks.PAUSE)
    yield "edit", clicks.EDIT


def mine(subscription: Subscription, locale: str) -> Iterator[Block]:
    """One of the reader's own reminders on the Home tab, with where it speaks and a menu."""
    text = say("home.reminder", locale, text=_query(subscription, locale), when=when(subscription.policy, locale))
    state = _state(subscription)
    lines = filter(None, (f"{subscription.id}: {text}", state and say(f"reminder.{state}", locale)))
    words = (*_offered(subscription), ("remove", clicks.FORGET))
    value = subscription.id
    menu = [kit.option(say(f"reminder.{word}", locale), clicks.value_of(action, value)) for word, action in words]
    yield kit.section(kit.plain("\n".join(lines)), kit.overflow(clicks.MANAGE, menu))
    where = channel(subscription.channel) if is_channel(subscription.channel) else say("home.direct", locale)
    yield kit.context(kit.mrkdwn(JOINT.join(filter(None, (where, how(subscription.policy, locale))))))


def _new_button(locale: str) -> Block:
    return kit.button(say("reminder.new", locale), clicks.NEW, clicks.value_of(""))


def _query(subscription: Subscription, locale: str) -> str:
    """As it was typed: its days move, and a date in their place would look as if they did not."""
    return cut(clean(subscription.text or subscription.understood), QUERY)


def _remove_button(subscription: Subscription, locale: str) -> Block:
    words = (say(f"remind.undo_{part}", locale) for part in ("title", "text", "yes", "no"))
    value = clicks.value_of(subscription.id)
    text, confirm = say("remind.undo", locale), kit.confirmation(*words)
    return kit.button(text, clicks.FORGET, value, style="danger", confirm=confirm)


def suspended(subscription_id: str, text: str, place: str, code: str, locale: str) -> Reply:
    """To its owner: the reminder waits, because the channel `place` takes no messages. `code` is Slack's."""
    known = f"suspended.{code}"
    why = say(known if has(known) else "suspended.other", locale, code=clean(code))
    said = say("suspended.reminder", locale, id=subscription_id, text=cut(clean(text), 160))
    where = kit.mrkdwn(say("suspended.channel", locale, channel=channel(place)))
    blocks = (kit.section(kit.plain(f"⏸️ {said} {why}")), kit.context(where))
    return Reply(text=escaped(f"{said} {why}", 600), blocks=blocks)


def blind(account: str, since: datetime, reader: Reader) -> Reply:
    """To those who count on reminders: an account's inventory was last seen whole at `since`."""
    time = moments.day_and_clock(since, reader.zone, reader.locale)
    text = say("blind.since", reader.locale, account=clean(account), time=time)
    return Reply(text=escaped(text, 600), blocks=(kit.section(kit.plain(f"🙈 {text}")),))
