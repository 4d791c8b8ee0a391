"""Block Kit as Slack checks it: which blocks a surface takes, their fields, lengths and counts.

Sources: docs.slack.dev/reference/block-kit; limits of our notes where the documents disagree (data_table: 201 rows).
Not checked: whether links and pictures exist, and the contents of video, file and markdown blocks beyond their length.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from bot.playground.slack_check import Check, text, unique
from bot.playground.slack_elements import ACCESSORIES, ACTIONS, ELEMENTS, INPUTS, element, image
from bot.playground.slack_figures import card, characters, chart, rich_text, table
from bot.playground.slack_store import JSON

COUNTS = {"message": 50, "modal": 100, "home": 100}
CHARTS = 2
_CHILDREN = ("actions", "context", "divider", "header", "image", "input", "rich_text", "section", "table", "video")


def section(check: Check, value: JSON) -> None:
    """A text, or up to ten fields, or both, with an accessory."""
    check.shape(value, "", "text fields accessory expand")
    if not value.get("text") and not value.get("fields"):
        check.fail("missing required field: text")
    text(check.below("text"), value.get("text"), 3000)
    for at, each in check.below("fields").items(value.get("fields"), 10):
        text(at, each, 2000)
    if value.get("accessory") is not None:
        element(check.below("accessory"), value["accessory"], ACCESSORIES)


def header(check: Check, value: JSON) -> None:
    """A large plain text."""
    check.shape(value, "text")
    text(check.below("text"), value.get("text"), 150, plain=True)


def divider(check: Check, value: JSON) -> None:
    """A line."""
    check.shape(value, "")


def context(check: Check, value: JSON) -> None:
    """Up to ten small texts and pictures."""
    check.shape(value, "elements")
    for at, each in check.below("elements").items(value.get("elements"), 10):
        if isinstance(each, dict) and each.get("type") == "image":
            image(at, each)
        else:
            text(at, each, 2000)


def actions(check: Check, value: JSON) -> None:
    """Up to 25 interactive elements."""
    check.shape(value, "elements")
    for at, each in check.below("elements").items(value.get("elements"), 25):
        element(at, each, ACTIONS)
    unique(check.below("elements"), value.get("elements"), "action_id")


def entry(check: Check, value: JSON) -> None:
    """input: a labelled element to fill in."""
    check.shape(value, "label element", "hint optional dispatch_action")
    text(check.below("label"), value.get("label"), 2000, plain=True)
    text(check.below("hint"), value.get("hint"), 2000, plain=True)
    if value.get("element") is not None:
        element(check.below("element"), value["element"], INPUTS)


def alert(check: Check, value: JSON) -> None:
    """A notice in a modal."""
    check.shape(value, "text", "level")
    text(check.below("text"), value.get("text"), 200)
    check.below("level").choice(value.get("level"), ("default", "info", "warning", "error", "success"))


def container(check: Check, value: JSON) -> None:
    """1–10 blocks under a title, perhaps collapsible."""
    optional = "title rich_text_title subtitle width icon is_collapsible default_collapsed has_header_divider"
    check.shape(value, "child_blocks", optional)
    if not value.get("title") and not value.get("rich_text_title"):
        check.fail("missing required field: title")
    text(check.below("title"), value.get("title"), 150, plain=True)
    text(check.below("subtitle"), value.get("subtitle"), 150)
    check.below("width").choice(value.get("width"), ("narrow", "standard", "wide", "full"))
    for at, child in check.below("child_blocks").items(value.get("child_blocks"), 10):
        _block(at, child, _CHILDREN)


def markdown(check: Check, value: JSON) -> None:
    """Standard Markdown of at most 12 000 characters."""
    check.shape(value, "text")
    check.below("text").string(value.get("text"), 12_000)


def video(check: Check, value: JSON) -> None:
    """A player; its address must have been allowed for the app, which isn't played."""
    optional = "author_name description provider_icon_url provider_name title_url"
    check.shape(value, "alt_text title thumbnail_url video_url", optional)


BLOCKS: dict[str, tuple[Callable[[Check, JSON], None], str]] = {
    "actions": (actions, "message modal home"),
    "alert": (alert, "modal"),
    "card": (card, "message"),
    "container": (container, "message modal home"),
    "context": (context, "message modal home"),
    "data_table": (table, "message home"),
    "data_visualization": (chart, "message home"),
    "divider": (divider, "message modal home"),
    "header": (header, "message modal home"),
    "image": (image, "message modal home"),
    "input": (entry, "message modal home"),
    "markdown": (markdown, "message"),
    "rich_text": (rich_text, "message modal home"),
    "section": (section, "message modal home"),
    "table": (table, "message"),
    "video": (video, "message modal home"),
}
"""Each block's check and the surfaces that take it."""


def _block(check: Check, value: Any, allowed: tuple[str, ...]) -> None:
    kind = check.kind(value, [each for each in allowed if check.surface in BLOCKS[each][1].split()])
    if kind:
        BLOCKS[kind][0](check, value)
        if (kind, check.surface) != ("input", "modal"):
            _without_response_url(check, value)
        check.below("block_id").string(value.get("block_id"), 255)


def _without_response_url(check: Check, block: JSON) -> None:
    """A select may ask for a response_url in an input of a modal only."""
    for each in (block.get("element"), block.get("accessory"), *(block.get("elements") or ())):
        if isinstance(each, dict) and each.get("response_url_enabled"):
            check.fail("response_url_enabled is only supported in input blocks of modals")


def faults(blocks: Any, surface: str, at: str = "") -> list[str]:
    """What is wrong with the blocks of a message, modal or home; nothing when Slack would take them."""
    check = Check(surface, at).below("blocks")
    if not isinstance(blocks, list):
        return ["[ERROR] must provide an array [json-pointer:/blocks]"]
    for place, block in check.items(blocks, COUNTS[surface], 0):
        _block(place, block, tuple(BLOCKS))
    unique(check, blocks, "block_id")
    if sum(isinstance(each, dict) and each.get("type") == "data_visualization" for each in blocks) > CHARTS:
        check.fail(f"no more than {CHARTS} data_visualization blocks allowed")
    return check.faults


def view_faults(view: Any, kind: str) -> list[str]:
    """What is wrong with a view of `kind` (modal, home)."""
    check = Check(kind, "/view")
    if check.kind(view, (kind,)) is None:
        return check.faults
    shared = "private_metadata callback_id external_id"
    modal = "submit close clear_on_close notify_on_close submit_disabled"
    check.shape(view, "title blocks" if kind == "modal" else "blocks", f"{shared} {modal if kind == 'modal' else ''}")
    for name in ("title", "submit", "close"):
        text(check.below(name), view.get(name), 24, plain=True)
    for name, limit in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        check.below(name).string(view.get(name), limit, 0)
    blocks = view.get("blocks") or []
    if kind == "modal" and not view.get("submit") and any(_is_input(each) for each in blocks):
        check.fail("missing required field: submit")
    return check.faults + faults(blocks, kind, "/view")


def _is_input(block: Any) -> bool:
    return isinstance(block, dict) and block.get("type") == "input"


def size(blocks: list[JSON]) -> int:
    """The characters that count towards a message's limit: a data_table has its own."""
    return sum(characters(each) for each in blocks if each.get("type") != "data_table")


def filled(value: Any) -> Any:
    """A copy with the ids that Slack gives to blocks and elements without one."""
    if isinstance(value, list):
        return [filled(each) for each in value]
    if not isinstance(value, dict):
        return value
    copy = {name: filled(each) for name, each in value.items()}
    if value.get("type") in BLOCKS:
        copy.setdefault("block_id", secrets.token_urlsafe(4))
    if value.get("type") in ELEMENTS and value["type"] != "image":
        copy.setdefault("action_id", secrets.token_urlsafe(4))
    return copy
