"""The interactive elements of Block Kit and their limits. Source: docs.slack.dev/reference/block-kit/block-elements."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.playground.slack_check import Check, confirm, options, text
from bot.playground.slack_store import JSON

_COMMON = "action_id confirm focus_on_load placeholder"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{2}:\d{2}")


def button(check: Check, value: JSON) -> None:
    """A button; a link when it has a url."""
    if check.shape(value, "text", "action_id confirm url value style accessibility_label"):
        text(check.below("text"), value["text"], 75, plain=True)
    check.below("url").string(value.get("url"), 3000)
    check.below("value").string(value.get("value"), 2000)
    check.below("style").choice(value.get("style"), ("primary", "danger"))
    check.below("accessibility_label").string(value.get("accessibility_label"), 75)


def static_select(check: Check, value: JSON) -> None:
    """A menu of 1–100 options, or of 1–100 groups of them; one must be chosen from `options` at first, if any."""
    multi = value["type"].startswith("multi_")
    first = "initial_options" if multi else "initial_option"
    check.shape(value, "", f"{_COMMON} options option_groups max_selected_items {first}")
    if ("options" in value) == ("option_groups" in value):
        check.fail("must define either `options` or `option_groups`, but not both")
    if "options" in value:
        options(check.below("options"), value["options"], 100, plain=True)
    for at, group in check.below("option_groups").items(value.get("option_groups"), 100):
        if at.shape(group, "label options"):
            text(at.below("label"), group["label"], 75, plain=True)
            options(at.below("options"), group["options"], 100, plain=True)
    groups = value.get("option_groups") or [value]
    _among(check.below(first), value.get(first), [each for group in groups for each in group.get("options") or ()])


def _among(check: Check, chosen: Any, offered: list[Any]) -> None:
    for each in chosen if isinstance(chosen, list) else [chosen] if chosen is not None else []:
        if each not in offered:
            check.fail("provided value is not one of the options")


def foreign_select(check: Check, value: JSON) -> None:
    """A menu of people, conversations or channels, or one that the app fills."""
    noun = value["type"].removeprefix("multi_").removesuffix("_select").removesuffix("s")
    first = f"initial_{noun} initial_{noun}s initial_option initial_options"
    extra = "min_query_length max_selected_items filter default_to_current_conversation response_url_enabled"
    check.shape(value, "", f"{_COMMON} {first} {extra}")


def overflow(check: Check, value: JSON) -> None:
    """The three dots: 1–5 options."""
    check.shape(value, "options", "action_id confirm")
    options(check.below("options"), value.get("options"), 5, plain=True)


def choices(check: Check, value: JSON) -> None:
    """Radio buttons or checkboxes: 1–10 options."""
    check.shape(value, "options", "action_id confirm focus_on_load initial_option initial_options")
    options(check.below("options"), value.get("options"), 10, plain=False)
    offered = value.get("options") or []
    for name in ("initial_option", "initial_options"):
        _among(check.below(name), value.get(name), offered if isinstance(offered, list) else [])


def picker(check: Check, value: JSON) -> None:
    """A date, a time, or both."""
    check.shape(value, "", f"{_COMMON} initial_date initial_time initial_date_time timezone")
    for name, pattern in (("initial_date", _DATE), ("initial_time", _TIME)):
        if value.get(name) is not None and not pattern.fullmatch(str(value[name])):
            check.below(name).fail("invalid format")


def entry(check: Check, value: JSON) -> None:
    """A field to type in: text, number, email or URL."""
    bounds = "min_length max_length min_value max_value is_decimal_allowed dispatch_action_config"
    check.shape(value, "", f"action_id focus_on_load placeholder initial_value multiline {bounds}")
    check.below("initial_value").string(value.get("initial_value"), 3000, 0)
    check.below("max_length").number(value.get("max_length"), 1, 3000)
    check.below("min_length").number(value.get("min_length"), 0, 3000)
    if value["type"] == "number_input" and "is_decimal_allowed" not in value:
        check.fail("missing required field: is_decimal_allowed")


def image(check: Check, value: JSON) -> None:
    """A picture by its address."""
    if check.shape(value, "alt_text", "image_url slack_file title"):
        check.below("alt_text").string(value["alt_text"], 2000)
    check.below("image_url").string(value.get("image_url"), 3000)
    text(check.below("title"), value.get("title"), 2000, plain=True)


_SELECTS = ("users_select", "conversations_select", "channels_select", "external_select")
ELEMENTS: dict[str, Callable[[Check, JSON], None]] = {
    "button": button,
    "static_select": static_select,
    "multi_static_select": static_select,
    **dict.fromkeys(_SELECTS, foreign_select),
    **dict.fromkeys((f"multi_{each}" for each in _SELECTS), foreign_select),
    "overflow": overflow,
    **dict.fromkeys(("radio_buttons", "checkboxes"), choices),
    **dict.fromkeys(("datepicker", "timepicker", "datetimepicker"), picker),
    **dict.fromkeys(("plain_text_input", "email_text_input", "url_text_input", "number_input"), entry),
    "image": image,
}
ENTRIES = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
ACTIONS = tuple(each for each in ELEMENTS if each not in {*ENTRIES, "image"})
ACCESSORIES = (*ACTIONS, "image")
INPUTS = tuple(each for each in ELEMENTS if each not in {"button", "overflow", "image"})


def element(check: Check, value: Any, allowed: tuple[str, ...]) -> None:
    """An element of a type that is allowed here, with what all of them share."""
    kind = check.kind(value, allowed)
    if kind is None:
        return
    ELEMENTS[kind](check, value)
    check.below("action_id").string(value.get("action_id"), 255)
    text(check.below("placeholder"), value.get("placeholder"), 150, plain=True)
    confirm(check.below("confirm"), value.get("confirm"))
