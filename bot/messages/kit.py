"""Block Kit within Slack's limits, as plain dicts (slack_sdk 3.47 has no class for the newer blocks and drops them).

Foreign text (alias, domain, project, a person's own words) enters a block through `plain`, which Slack never parses, or
through `bot.messages.foreign.code` inside mrkdwn. Numbers are those of Slack's Block Kit reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.messages.foreign import clean, cut
from bot.messages.reply import Block

# What a click asks for. An action id must be unique in its block: the second of a kind carries a suffix after ".";
# `action_of` takes it off again.
ACTION_PAGE = "result_page"
"""Button, value `<result id>:<page number>`."""
ACTION_SORT = "result_sort"
"""Select, option value `<result id>:<sort>`, a minus before the sort turns it round."""
ACTION_REFINE = "result_refine"
"""Select, option value `<result id>:<words>`, which are added to the question, or `<result id>:-<group>`, of which the
question then says nothing."""
ACTION_REFRESH = "result_refresh"
"""Button, value `<result id>:<page number>`."""
ACTION_SHARE = "result_share"
"""Button, value `<result id>:<page number>`."""
ACTION_UNSHARE = "result_unshare"
"""Button of a shared list, value `<who shared it>:`."""
ACTION_DETAILS = "result_details"
"""Button, or option of a select, value `<result id>:<certificate id>`; opens a modal."""
ACTION_FACTS = "certificate_facts"
"""Button in a modal, value `<result id>:<certificate id>`; fills in what the certificate itself says."""
ACTION_REMIND = "result_remind"
"""Button, value `<result id>:`; subscribes the channel to the query."""
ACTION_FORGET = "subscription_forget"
"""Button, value `<subscription id>:`."""
ACTION_ROW = "digest_row"
"""Option of an overflow menu, value `<verb>:<result id>:<certificate id>` for details (a modal), else
`<verb>:<subscription>:<slot>:<certificate id>`; snooze opens a form."""
ACTION_UNDO = "attention_undo"
"""Button, value as that of a row: `<verb>:…`."""
ACTION_SUPPRESSED = "digest_suppressed"
"""Button, value `<subscription id>:`; shows what is not told."""
ACTION_PREVIEW = "subscription_preview"
ACTION_SAMPLE = "subscription_sample"
ACTION_PAUSE = "subscription_pause"
ACTION_RESUME = "subscription_resume"
ACTION_RESTORE = "subscription_restore"
"""Buttons, value `<subscription id>:`."""
ACTION_MANAGE = "subscription_manage"
"""Option of an overflow menu, value `<one of these actions, ACTION_FORGET or ACTION_EDIT>:<subscription id>`."""
ACTION_EDIT = "subscription_edit"
ACTION_NEW = "subscription_new"
"""Buttons, value `<subscription id>:` or nothing; each opens a form."""
ACTION_SAVE = "result_save"
"""Button, value `<result id>:`; opens the form that names a view."""
CALLBACK_SAVE = "save_view"
"""That form; its private metadata is `<result id>:<channel>`, its one input INPUT_NAME."""
INPUT_NAME = "name"
ACTION_VIEW_UNDO = "view_undo"
"""Button, value `<result id>:<name>`; gives the name to that result's question again."""
ACTION_REVOKE = "export_revoke"
"""Button, value `<export id>:`."""
ACTION_ASK = "ask"
"""Button, or option of a select, value is a text to ask as if it had been typed."""
ACTION_CHOOSE = "choose"
"""Button, value `<choice>:<text>`: the choice (`day_month=day`) is remembered for this person and the text asked."""
ACTION_RESET = "choices_reset"
"""Button; this person's choices are forgotten."""
ACTION_SEARCH = "open_search"
"""Button; opens the form that asks a question."""
ACTION_LINK = "link"
"""A button with a url: acknowledged, nothing else."""
ACTIONS = (
    ACTION_PAGE, ACTION_SORT, ACTION_REFINE, ACTION_REFRESH, ACTION_SHARE, ACTION_UNSHARE, ACTION_DETAILS,
    ACTION_FACTS, ACTION_REMIND, ACTION_FORGET, ACTION_ROW, ACTION_UNDO, ACTION_SUPPRESSED, ACTION_PREVIEW,
    ACTION_SAMPLE, ACTION_PAUSE, ACTION_RESUME, ACTION_RESTORE, ACTION_MANAGE, ACTION_EDIT, ACTION_NEW,
    ACTION_SAVE, ACTION_VIEW_UNDO, ACTION_REVOKE, ACTION_ASK, ACTION_CHOOSE, ACTION_RESET, ACTION_SEARCH, ACTION_LINK,
)  # fmt: skip

PRESSES = (
    ACTION_UNDO, ACTION_SUPPRESSED, ACTION_PREVIEW, ACTION_SAMPLE, ACTION_PAUSE, ACTION_RESUME, ACTION_FORGET,
    ACTION_RESTORE,
)  # fmt: skip
"""Buttons about reminders that are answered with a message."""
FORMS = (ACTION_EDIT, ACTION_NEW)
"""Buttons that open a form."""

ROW_TURN = "turn"
ROW_FILTER = "filter"
ROW_DO = "do"
ASKING_ROWS = (ROW_TURN, ROW_FILTER, ROW_DO)
"""Rows of buttons whose block id carries the question."""

PAGE_ROWS = 10
"""Certificates on a page of ours."""

BLOCK_ID = 255
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


def action_of(action_id: str) -> str:
    """The constant of an action id as it comes back from a click: without the suffix that made it unique."""
    return action_id.partition(".")[0]


def value_of(result_id: str, rest: object = "") -> str:
    """A button's value: the id under which the state is kept, and what is wanted of it."""
    return f"{result_id}:{rest}"


def split_value(value: str) -> tuple[str, str]:
    """(id, rest) of a button's value; the rest may itself hold colons."""
    head, _, rest = value.partition(":")
    return head, rest


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
    """Buttons and menus in a row. A `block_id` of `asking` comes back with every click."""
    block: Block = {"type": "actions", "elements": list(elements[:ACTIONS_ELEMENTS])}
    return {**block, "block_id": block_id} if block_id else block


def asking(row: str, text: str) -> str:
    """A block id that carries the question of a message, so that its buttons can ask it again when the result is gone.
    Slack sends no message with a click under an ephemeral one, but always the block id. `row` keeps it unique in its
    message. Empty where the text is too long."""
    carried = f"{row}:{clean(text)}"
    return carried if text.strip() and len(carried) <= BLOCK_ID else ""


def asked(block_id: str) -> str:
    """The question that `asking` put into a block id; empty for any other."""
    row, _, text = block_id.partition(":")
    return text if row in ASKING_ROWS else ""


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
    return {"type": "button", "text": plain(text, BUTTON_TEXT), "action_id": f"{ACTION_LINK}{suffix}", "url": url}


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
