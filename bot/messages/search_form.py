"""The form that asks a question, with the same question as it would be typed, so that people learn the language.

Every change of a field draws the form anew; its fields keep what they hold, since Slack knows them by their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.certificates import Kind, Status, TimeField
from bot.messages import kit, states
from bot.messages.foreign import code
from bot.messages.reply import Block, View
from bot.messages.results import SORTS
from bot.messages.texts import say

SEARCH_FORM = "search"
FIELDS = "search_"
"""What the ids of all fields begin with."""
NAMES, FIELD, FIRST, LAST = "search_names", "search_field", "search_from", "search_to"
STATUS, KIND, SORT, WHERE = "search_status", "search_kind", "search_sort", "search_where"
ANY = "any"
"""The option of a menu that asks for nothing: Slack gives no way to empty a menu again."""
NAMES_TEXT = 150
COMMAND = 500
STATUSES = tuple(dict.fromkeys(each for each in (Status.ISSUED, Status.EXPIRED, *Status) if each is not Status.UNKNOWN))
"""Valid and expired first."""


def search_form(text: str, faults: Mapping[str, str], locale: str, *, command: str = "/certs") -> View:
    """`text` is the question that the fields make; where they make none, `faults` says why, by field."""
    blocks = [
        _live(
            kit.entry(NAMES, say("search.names", locale), _names(locale), optional=True), locale, "search.names_hint"
        ),
        _menu(FIELD, [(field.value, say(f"search.field.{field.value}", locale)) for field in TimeField], locale),
        _live(kit.entry(FIRST, say("search.from", locale), {"type": "datepicker"}, optional=True), locale),
        _live(kit.entry(LAST, say("search.to", locale), {"type": "datepicker"}, optional=True), locale),
        _menu(STATUS, _any(_statuses(locale), locale), locale),
        _menu(KIND, _any(((kind.value, say(f"kind.{kind.value}", locale)) for kind in Kind), locale), locale),
        _menu(SORT, _orders(locale), locale),
        kit.divider(),
        *_typed(text, faults, locale, command),
        _where(locale),
    ]
    payload = kit.form(
        say("search.title", locale),
        blocks,
        callback_id=SEARCH_FORM,
        submit=say("search.submit", locale),
        close=say("search.cancel", locale),
        metadata="",
    )
    return View(payload)


def _live(block: Block, locale: str, hint: str = "") -> Block:
    """An input that tells every change."""
    said = {"hint": kit.plain(say(hint, locale))} if hint else {}
    return {**block, **said, "dispatch_action": True}


def _names(locale: str) -> Block:
    example = kit.plain(say("search.names_example", locale), 150)
    return {"type": "plain_text_input", "placeholder": example, "max_length": NAMES_TEXT}


def _menu(name: str, choices: Iterable[tuple[str, str]], locale: str) -> Block:
    """A line with its menu at the right; the first choice is the one that stands there at first."""
    label = say(name.replace("_", ".", 1), locale)
    options = [kit.option(text, value) for value, text in choices]
    menu = kit.select(label, name, options, options[0]["value"])
    return {**kit.section(kit.mrkdwn(f"*{label}*"), menu), "block_id": name}


def _any(choices: Iterable[tuple[str, str]], locale: str) -> Iterable[tuple[str, str]]:
    return ((ANY, say("search.any", locale)), *choices)


def _statuses(locale: str) -> list[tuple[str, str]]:
    """In words that people read in answers."""
    return [(status.name, states.word(status, locale)) for status in STATUSES]


def _orders(locale: str) -> list[tuple[str, str]]:
    """The order that answers have by themselves is the one that nobody asks for."""
    return [(ANY if key == SORTS[0] else key, say(f"sort.{key}", locale)) for key in SORTS]


def _typed(text: str, faults: Mapping[str, str], locale: str, command: str) -> list[Block]:
    if faults:
        return [kit.context(kit.plain(f"⚠️ {fault}", 300)) for fault in faults.values()]
    typed = say("search.typed", locale, command=code(f"{command} {text}", COMMAND))
    return [kit.section(kit.mrkdwn(typed))]


def _where(locale: str) -> Block:
    """A shortcut comes from no channel that an app is told of. Slack fills in the one that the person looks at, and
    gives a response_url for the one that is chosen, so that the answer is ephemeral where the app is no member too
    (docs.slack.dev/reference/block-kit/block-elements/select-menu-element, `response_url_enabled`)."""
    menu = {"type": "conversations_select", "default_to_current_conversation": True, "response_url_enabled": True}
    block = kit.entry(WHERE, say("search.where", locale), menu)
    return {**block, "hint": kit.plain(say("search.where_hint", locale))}
