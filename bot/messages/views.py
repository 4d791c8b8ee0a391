"""Saved views: the form that names one, the list, and what is said when one is saved or deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from bot.messages import clicks, kit
from bot.messages.foreign import clean, cut, escaped
from bot.messages.reply import Block, Reply, View
from bot.messages.texts import say

NAME = 40
LISTED = 20
TEXT = 200
FIRST = 5


class Saved(msgspec.Struct, frozen=True):
    """A view as people see it: what it is called, what it asks, and who saved it (a Slack user id)."""

    name: str
    text: str
    user: str = ""


def form(result_id: str, channel: str, locale: str) -> View:
    """The modal that asks for a name; its private metadata says of which result, and where to answer."""
    name: Block = {
        "type": "plain_text_input",
        "action_id": clicks.INPUT_NAME,
        "max_length": NAME,
        "min_length": 1,
        "placeholder": kit.plain(say("view.placeholder", locale), 150),
    }
    asked: Block = {
        "type": "input",
        "block_id": clicks.INPUT_NAME,
        "label": kit.plain(say("view.label", locale)),
        "hint": kit.plain(say("view.hint", locale)),
        "element": name,
    }
    modal = kit.modal(
        say("view.title", locale),
        [asked],
        close=say("view.cancel", locale),
        private_metadata=clicks.value_of(result_id, channel),
    )
    submit = kit.plain(say("view.save", locale), kit.VIEW_TITLE)
    return View({**modal, "submit": submit, "callback_id": clicks.CALLBACK_SAVE})


def saved(view: Saved, locale: str, *, replaced: str = "", undo: str = "") -> Reply:
    """It is saved; with a button that opens it, and the words that do. `replaced` is the question it had before, kept
    as the result `undo`, with which the name gets it back."""
    name, text = _name(view), cut(clean(view.text), TEXT)
    said = say("view.saved", locale, name=name, text=text, command=command(view.name, locale))
    blocks = [kit.section(kit.plain(f"⭐ {said}"), _open_button(view, locale, ""))]
    if replaced:
        before = say("view.replaced", locale, text=cut(clean(replaced), TEXT))
        blocks.append(kit.context(kit.plain(before)))
    if undo:
        blocks.append(kit.actions(_undo_button(view, undo, locale)))
    return Reply(text=escaped(said, 600), blocks=tuple(blocks))


def listed(views: Sequence[Saved], locale: str, *, missing: str = "") -> Reply:
    """All views, each with its buttons; `missing` is a name that is none of them, which may be meant as words."""
    title = say("views.title", locale, n=len(views)) if views else say("views.none", locale)
    head = [kit.header(title), *_missing(missing, locale)]
    rows = [block for number, view in enumerate(views[:LISTED]) for block in _row(view, str(number), locale)]
    rest = len(views) - LISTED
    more = [kit.context(kit.plain(say("views.more", locale, n=rest)))] if rest > 0 else []
    first = [] if views else [kit.section(kit.plain(say("views.first", locale)))]
    return Reply(text=title, blocks=(*head, *rows, *more, *first))


def removed(view: Saved, locale: str, *, undo: str = "") -> Reply:
    """It is gone; its question can still be asked, and, as the result `undo`, gets its name back."""
    said = say("view.removed", locale, name=_name(view), text=cut(clean(view.text), TEXT))
    again = kit.button(say("view.ask_again", locale), clicks.ASK, view.text)
    back = [_undo_button(view, undo, locale)] if undo else []
    return Reply(text=escaped(said, 600), blocks=(kit.section(kit.plain(said)), kit.actions(*back, again)))


def buttons(views: Sequence[Saved], locale: str) -> Iterator[Block]:
    """A row of the first views, for the Home tab."""
    shown = views[:FIRST]
    if shown:
        yield kit.actions(*(_open_button(view, locale, f".view{n}", view.name) for n, view in enumerate(shown)))
    if rest := len(views) - len(shown):
        yield kit.context(kit.plain(say("views.more", locale, n=rest)))


def command(name: str, locale: str) -> str:
    """What opens a view; in quotes, a name may be anything."""
    return say("view.command", locale, name=name)


def _row(view: Saved, number: str, locale: str) -> Iterator[Block]:
    said = say("views.row", locale, name=_name(view), text=cut(clean(view.text), TEXT))
    yield kit.section(kit.plain(said))
    words = (say(f"view.drop_{part}", locale) for part in ("title", "text", "yes", "no"))
    drop = say("view.drop_command", locale, name=view.name)
    delete = kit.button(
        say("view.drop", locale),
        f"{clicks.ASK}.drop{number}",
        drop,
        style="danger",
        confirm=kit.confirmation(*words),
    )
    yield kit.actions(_open_button(view, locale, f".open{number}"), delete)


def _missing(name: str, locale: str) -> Iterator[Block]:
    if name:
        yield kit.section(kit.plain(say("view.missing", locale, name=cut(clean(name), NAME))))
        search = say("view.search", locale, name=cut(clean(name), NAME))
        yield kit.actions(kit.button(search, f"{clicks.ASK}.search", name))


def _open_button(view: Saved, locale: str, suffix: str, text: str = "") -> Block:
    return kit.button(text or say("view.open", locale), f"{clicks.ASK}{suffix}", command(view.name, locale))


def _undo_button(view: Saved, result_id: str, locale: str) -> Block:
    return kit.button(say("done.undo", locale), clicks.VIEW_UNDO, clicks.value_of(result_id, view.name))


def _name(view: Saved) -> str:
    return cut(clean(view.name), NAME)
