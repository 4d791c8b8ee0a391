"""What a click asks for, and what comes back with it: action ids, the values of buttons, the question in a block id.

An action id must be unique in its block: the second of a kind carries a suffix after ".", which `action_of` takes off
again. Those about accounts stand in account_actions.
"""

from __future__ import annotations

from bot.messages.foreign import clean

PAGE = "result_page"
"""Button, value `<result id>:<page number>`."""
SORT = "result_sort"
"""Select, option value `<result id>:<sort>`, a minus before the sort turns it round."""
REFINE = "result_refine"
"""Select, option value `<result id>:<words>`, which are added to the question, or `<result id>:-<group>`, of which the
question then says nothing."""
REFRESH = "result_refresh"
"""Button, value `<result id>:<page number>`."""
SHARE = "result_share"
"""Button, value `<result id>:<page number>`."""
UNSHARE = "result_unshare"
"""Button of a shared list, value `<who shared it>:`."""
DETAILS = "result_details"
"""Button, or option of a select, value `<result id>:<certificate id>`; opens a modal."""
FACTS = "certificate_facts"
"""Button in a modal, value `<result id>:<certificate id>`; fills in what the certificate itself says."""
REMIND = "result_remind"
"""Button, value `<result id>:`; subscribes the channel to the query."""
FORGET = "subscription_forget"
"""Button, value `<subscription id>:`."""
ROW = "digest_row"
"""Option of an overflow menu, value `<verb>:<result id>:<certificate id>` for details (a modal), else
`<verb>:<subscription>:<slot>:<certificate id>`; snooze opens a form."""
UNDO = "attention_undo"
"""Button, value as that of a row: `<verb>:…`."""
SUPPRESSED = "digest_suppressed"
"""Button, value `<subscription id>:`; shows what is not told."""
PREVIEW = "subscription_preview"
SAMPLE = "subscription_sample"
PAUSE = "subscription_pause"
RESUME = "subscription_resume"
RESTORE = "subscription_restore"
"""Buttons, value `<subscription id>:`."""
MANAGE = "subscription_manage"
"""Option of an overflow menu, value `<one of these actions, FORGET or EDIT>:<subscription id>`."""
EDIT = "subscription_edit"
NEW = "subscription_new"
"""Buttons, value `<subscription id>:` or nothing; each opens a form."""
SAVE = "result_save"
"""Button, value `<result id>:`; opens the form that names a view."""
CALLBACK_SAVE = "save_view"
"""That form; its private metadata is `<result id>:<channel>`, its one input INPUT_NAME."""
INPUT_NAME = "name"
VIEW_UNDO = "view_undo"
"""Button, value `<result id>:<name>`; gives the name to that result's question again."""
REVOKE = "export_revoke"
"""Button, value `<export id>:`."""
ASK = "ask"
"""Button, or option of a select, value is a text to ask as if it had been typed."""
CHOOSE = "choose"
"""Button, value `<choice>:<text>`: the choice (`day_month=day`) is remembered for this person and the text asked."""
RESET = "choices_reset"
"""Button; this person's choices are forgotten."""
SEARCH = "open_search"
"""Button; opens the form that asks a question."""
LINK = "link"
"""A button with a url: acknowledged, nothing else."""
ACTIONS = (
    PAGE, SORT, REFINE, REFRESH, SHARE, UNSHARE, DETAILS, FACTS, REMIND, FORGET, ROW, UNDO, SUPPRESSED, PREVIEW, SAMPLE,
    PAUSE, RESUME, RESTORE, MANAGE, EDIT, NEW, SAVE, VIEW_UNDO, REVOKE, ASK, CHOOSE, RESET, SEARCH, LINK,
)  # fmt: skip

PRESSES = (UNDO, SUPPRESSED, PREVIEW, SAMPLE, PAUSE, RESUME, FORGET, RESTORE)
"""Buttons about reminders that are answered with a message."""
FORMS = (EDIT, NEW)
"""Buttons that open a form."""

ROW_TURN = "turn"
ROW_FILTER = "filter"
ROW_DO = "do"
ASKING_ROWS = (ROW_TURN, ROW_FILTER, ROW_DO)
"""Rows of buttons whose block id carries the question."""

BLOCK_ID = 255
"""Characters of a block id, as Slack's reference says."""


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
