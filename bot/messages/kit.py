"""Block Kit within Slack's limits, as plain dicts (slack_sdk 3.47 has no class for the newer blocks and drops them).

Foreign text (alias, domain, project, a person's own words) enters a block through `plain`, which Slack never parses, or
through `bot.messages.foreign.code` inside mrkdwn. Numbers are those of Slack's Block Kit reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.messages.clicks import LINK
from bot.messages.foreign import clean, cut
from bot.messages.reply import Block

PAGE_ROWS = 10
"""Certificates on a page of ours."""

VIEW_BLOCKS = 100
SECTION_TEXT = 3000
SECTION_FIELDS = 10
FIELD_TEXT = 2000
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
ACTIONS_ELEMENTS = 25
BUTTON_TEXT = 75
BUTTON_VALUE = 2000
OPTION_TEXT = 75
OPTION_VALUE = 150
SELECT_OPTIONS = 100
OVERFLOW_OPTIONS = 5
CONTEXT_TEXT = 2000
ALERT_TEXT = 200
VIEW_TITLE = 24
MESSAGE_TEXT = 3000
"""The fallback text of a message; chat.update takes 4000."""


def plain(text: str, limit: int = SECTION_TEXT) -> Block:
    """A text object Slack shows as it is. `emoji` off: `:tada:` in a name stays a name."""
    return {"type": "plain_text", "text": cut(clean(text, lines=True), limit), "emoji": False}


def mrkdwn(text: str, limit: int = SECTION_TEXT) -> Block:
    """Our own mrkdwn. `verbatim`: Slack makes no links or mentions of its own in it. Foreign parts went through
    `code`. Over the limit it falls back to plain text, since a cut could open a code span."""
    if len(text) > limit:
        return plain(text, limit)
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER_TEXT)}


def section(text: Block, accessory: Block | None = None) -> Block:
    """A paragraph from a text object of `plain` or `mrkdwn`, with an element at its right."""
    block: Block = {"type": "section", "text": text}
    return block if accessory is None else {**block, "accessory": accessory}


def fields(texts: Iterable[Block]) -> list[Block]:
    """Text objects in two columns; as many sections as are needed."""
    objects = list(texts)
    return [
        {"type": "section", "fields": objects[at : at + SECTION_FIELDS]}
        for at in range(0, len(objects), SECTION_FIELDS)
    ]


def context(*texts: Block) -> Block:
    return {"type": "context", "elements": list(texts[:CONTEXT_ELEMENTS])}


def alert(text: str, level: str) -> Block:
    """A notice at the top of a modal, the only place that takes one; `level` is default, info, warning, error or
    success."""
    return {"type": "alert", "text": plain(text, ALERT_TEXT), "level": level}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Block, block_id: str = "") -> Block:
    """Buttons and menus in a row. A `block_id` of `clicks.asking` comes back with every click."""
    block: Block = {"type": "actions", "elements": list(elements[:ACTIONS_ELEMENTS])}
    return {**block, "block_id": block_id} if block_id else block


def button(
    text: str,
    action: str,
    value: str,
    *,
    style: str | None = None,
    confirm: Block | None = None,
    label: str = "",
) -> Block:
    """A button; `style` is primary or danger, `label` is what a screen reader says instead of the text."""
    block: Block = {
        "type": "button",
        "text": plain(text, BUTTON_TEXT),
        "action_id": action,
        "value": value[:BUTTON_VALUE],
    }
    if style:
        block["style"] = style
    if confirm:
        block["confirm"] = confirm
    if label:
        block["accessibility_label"] = cut(clean(label), BUTTON_TEXT)
    return block


def link_button(text: str, url: str, suffix: str = "") -> Block:
    """A button that opens a page of ours or of Tencent; never a foreign url. A second one in a row has a `suffix`."""
    return {"type": "button", "text": plain(text, BUTTON_TEXT), "action_id": f"{LINK}{suffix}", "url": url}


def confirmation(title: str, text: str, yes: str, no: str) -> Block:
    """The question before a visible or destructive act."""
    return {"title": plain(title, 100), "text": plain(text, 300), "confirm": plain(yes, 30), "deny": plain(no, 30)}


def option(text: str, value: str) -> Block:
    return {"text": plain(text, OPTION_TEXT), "value": value[:OPTION_VALUE]}


def select(placeholder: str, action: str, options: Sequence[Block], chosen: str | None = None) -> Block:
    """A menu of options; `chosen` is the value of the one that is shown."""
    block: Block = {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(placeholder, 150),
        "options": list(options[:SELECT_OPTIONS]),
    }
    initial = next((item for item in block["options"] if item["value"] == chosen), None)
    return block if initial is None else {**block, "initial_option": initial}


def overflow(action: str, options: Sequence[Block]) -> Block:
    """Three dots with at most five options."""
    return {"type": "overflow", "action_id": action, "options": list(options[:OVERFLOW_OPTIONS])}


def entry(name: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """A question of a form, with a `hint` below; its answer comes back under `name` as block id and action id."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, 2000),
        "element": {**element, "action_id": name},
        "optional": optional,
    }
    return {**block, "hint": plain(hint, 2000)} if hint else block


def form(title: str, blocks: Iterable[Block], *, callback_id: str, submit: str, close: str, metadata: str) -> Block:
    """A modal that is submitted; `metadata` comes back with what was filled in."""
    view = modal(title, blocks, close=close, private_metadata=metadata)
    return {**view, "callback_id": callback_id, "submit": plain(submit, VIEW_TITLE)}


def modal(title: str, blocks: Iterable[Block], *, close: str, private_metadata: str = "") -> Block:
    """A view as views.open takes it, without a submit button."""
    view: Block = {
        "type": "modal",
        "title": plain(title, VIEW_TITLE),
        "close": plain(close, VIEW_TITLE),
        "blocks": list(blocks)[:VIEW_BLOCKS],
    }
    return {**view, "private_metadata": private_metadata} if private_metadata else view
