"""What a person can press and fill in: the elements of blocks, and the values they send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.slack_elements import ELEMENTS, ENTRIES
from bot.playground.slack_store import JSON

_ONE = {
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    **dict.fromkeys(ENTRIES, "value"),
}
_MANY = {
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
_OPTIONAL_ONLY = {"overflow": "selected_option"}


class Unplayable(Exception):
    """A person couldn't do this: there is no such button, option or view."""


def elements(blocks: list[JSON]) -> Iterator[tuple[JSON, JSON]]:
    """Each interactive element with its block, in reading order."""
    for block in blocks:
        yield from elements(block.get("child_blocks") or [])
        candidates = [block.get("accessory"), block.get("element")]
        candidates += [*(block.get("elements") or []), *(block.get("actions") or [])]
        for each in candidates:
            if isinstance(each, dict) and each.get("type") in ELEMENTS and each["type"] != "image":
                yield block, each


def find(blocks: list[JSON], action: str = "", block: str = "", value: str = "", label: str = "") -> tuple[JSON, JSON]:
    """The element a person means, by any of its action_id, block_id, value and text. Raises Unplayable."""
    for home, each in elements(blocks):
        text = (each.get("text") or {}).get("text")
        is_button = each["type"] == "button"
        wanted = (not action or each.get("action_id") == action) and (not block or home.get("block_id") == block)
        if wanted and (not label or text == label) and (not value or not is_button or each.get("value") == value):
            return home, each
    wish = action or block or label or value
    there = ", ".join(str(each.get("action_id")) for _, each in elements(blocks)) or "nothing"
    raise Unplayable(f"nothing to press answers to {wish!r}; there is {there}")


def chosen(element: JSON, given: Any) -> JSON:
    """What an element holds once `given` is entered: a text, a date, or the value or text of its options."""
    kind = element["type"]
    if kind in _MANY:
        name = _MANY[kind]
        picked = [_pick(element, each) if name == "selected_options" else each for each in given or []]
        return {"type": kind, name: picked}
    name = (_ONE | _OPTIONAL_ONLY).get(kind, "")
    if not name:
        return {"type": kind}
    pick = given is not None and name == "selected_option"
    return {"type": kind, name: _pick(element, given) if pick else given}


def action(block: JSON, element: JSON, given: Any) -> JSON:
    """The action of pressing an element, or of choosing `given` in it."""
    ids = {"action_id": element.get("action_id"), "block_id": block.get("block_id"), "type": element["type"]}
    if element["type"] == "button":
        return ids | {name: element[name] for name in ("text", "value", "style", "url") if name in element}
    return {**ids, **chosen(element, given)}


def state(blocks: list[JSON], entered: JSON) -> JSON:
    """`state.values` of blocks: what was entered, else what each element holds at first."""
    values: JSON = {}
    for block, element in elements(blocks):
        if element["type"] in {"button", "overflow"}:
            continue
        block_id, action_id = block["block_id"], element["action_id"]
        known = (entered.get(block_id) or {}).get(action_id)
        values.setdefault(block_id, {})[action_id] = known or _initial(element)
    return values


def enter(blocks: list[JSON], entered: JSON, given: JSON) -> None:
    """Fill in `given`: {action_id: value} or {block_id: {action_id: value}}. Raises Unplayable."""
    wanted: list[tuple[str, str, Any]] = []
    for name, value in given.items():
        nested = isinstance(value, dict) and any(block.get("block_id") == name for block, _ in elements(blocks))
        wanted += [(name, inner, each) for inner, each in value.items()] if nested else [("", name, value)]
    for block_id, action_id, value in wanted:
        block, element = find(blocks, action_id, block_id)
        entered.setdefault(block["block_id"], {})[action_id] = chosen(element, value)


def answerable(blocks: list[JSON], values: JSON) -> Iterator[JSON]:
    """The conversations chosen in selects with `response_url_enabled`: block_id, action_id, channel_id."""
    for block, element in elements(blocks):
        held = values.get(block["block_id"], {}).get(element["action_id"], {}) if block["type"] == "input" else {}
        chosen_room = held.get("selected_conversation") or held.get("selected_channel")
        if element.get("response_url_enabled") and chosen_room:
            yield {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": chosen_room}


def unfilled(blocks: list[JSON], values: JSON) -> list[str]:
    """The block_ids of inputs that must be filled in and aren't: Slack's client doesn't send such a form."""
    return [
        block["block_id"]
        for block, element in elements(blocks)
        if block["type"] == "input"
        and not block.get("optional")
        and not _held(values[block["block_id"]][element["action_id"]])
    ]


def _held(value: JSON) -> bool:
    return any(each for name, each in value.items() if name != "type")


def _initial(element: JSON) -> JSON:
    kind = element["type"]
    name = (_MANY | _ONE).get(kind, "value")
    first = "initial_" + name.removeprefix("selected_")
    return {"type": kind, name: element.get(first, [] if kind in _MANY else None)}


def _pick(element: JSON, given: Any) -> Any:
    groups = element.get("option_groups") or [element]
    for each in (option for group in groups for option in group.get("options") or ()):
        if given in (each["value"], each["text"]["text"]):
            return each
    if element["type"].endswith("external_select"):
        return {"text": {"type": "plain_text", "text": str(given)}, "value": str(given)}
    raise Unplayable(f"no such option: {given!r}")
