"""The blocks that show data: table, data_table, data_visualization, card and rich_text, with their limits."""

from __future__ import annotations

from typing import Any

from bot.playground.slack_check import Check, text, unique
from bot.playground.slack_elements import element, image
from bot.playground.slack_store import JSON

TABLE_CHARACTERS = {"table": 10_000, "data_table": 20_000}
_RICH = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
_INLINE = {
    "text": "text",
    "link": "url",
    "user": "user_id",
    "usergroup": "usergroup_id",
    "channel": "channel_id",
    "emoji": "name",
    "broadcast": "range",
    "color": "value",
    "date": "timestamp format",
}


def rich_text(check: Check, value: JSON) -> None:
    """Sections, lists, preformatted text and quotes of inline elements."""
    check.shape(value, "elements")
    for at, part in check.below("elements").items(value.get("elements"), 1000, 0):
        _rich_part(at, part)


def _rich_part(check: Check, value: Any) -> None:
    kind = check.kind(value, _RICH)
    if kind is None:
        return
    check.shape(value, "elements", "style indent border offset language")
    for at, each in check.below("elements").items(value.get("elements"), 1000, 0):
        if kind == "rich_text_list":
            _rich_part(at, each)
        elif (inline := at.kind(each, tuple(_INLINE))) is not None:
            at.shape(each, _INLINE[inline], "style text url fallback unicode skin_tone unsafe team_id")


def table(check: Check, value: JSON) -> None:
    """table: up to 100 rows; data_table: 2–201 with the header, caption, page size. 1–20 columns, all rows alike."""
    rich = value["type"] == "data_table"
    if rich:
        check.shape(value, "caption rows", "page_size row_header_column_index")
        check.below("caption").string(value.get("caption"), 2000)
        check.below("page_size").number(value.get("page_size"), 1, 100)
        check.below("row_header_column_index").number(value.get("row_header_column_index"), 0, 19)
    else:
        check.shape(value, "rows", "column_settings")
    widths = set()
    for number, (at, row) in enumerate(
        check.below("rows").items(value.get("rows"), 201 if rich else 100, 2 if rich else 1)
    ):
        widths.add(len(row) if isinstance(row, list) else 0)
        for place, cell in at.items(row, 20):
            _cell(place, cell, header=rich and number == 0, numbers=rich)
    if rich and len(widths) > 1:
        check.below("rows").fail("all rows must have the same number of cells")
    if characters(value.get("rows")) > TABLE_CHARACTERS[value["type"]]:
        check.fail(f"no more than {TABLE_CHARACTERS[value['type']]} characters allowed")


def _cell(check: Check, value: Any, *, header: bool, numbers: bool) -> None:
    allowed = ("raw_text", *(("raw_number",) if numbers else ()), *(() if header else ("rich_text",)))
    kind = check.kind(value, allowed)
    if kind == "rich_text":
        rich_text(check, value)
    elif kind == "raw_text" and check.shape(value, "text"):
        check.below("text").string(value["text"], 20_000)
    elif kind == "raw_number" and check.shape(value, "value", "text"):
        _amount(check.below("value"), value["value"])


def characters(value: Any) -> int:
    """The characters of all texts inside a value."""
    if isinstance(value, dict):
        return sum(
            len(each) if name in {"text", "value"} and isinstance(each, str) else characters(each)
            for name, each in value.items()
        )
    return sum(map(characters, value)) if isinstance(value, list) else 0


def chart(check: Check, value: JSON) -> None:
    """A pie of 1–6 segments, or 1–6 series over 1–20 categories as bar, line or area."""
    if not check.shape(value, "title chart"):
        return
    check.below("title").string(value["title"], 50)
    at, drawn = check.below("chart"), value["chart"]
    kind = at.kind(drawn, ("pie", "bar", "line", "area"))
    if kind == "pie":
        at.shape(drawn, "segments")
        _points(at.below("segments"), drawn.get("segments"), 6)
    elif kind:
        at.shape(drawn, "series axis_config")
        _series(at, drawn)


def _series(check: Check, drawn: JSON) -> None:
    axis = drawn.get("axis_config") or {}
    check.below("axis_config").shape(axis, "categories", "x_label y_label")
    for name in ("x_label", "y_label"):
        check.below("axis_config", name).string(axis.get(name), 50)
    for at, each in check.below("axis_config", "categories").items(axis.get("categories"), 20):
        at.string(each, 20)
    for at, series in check.below("series").items(drawn.get("series"), 6):
        if at.shape(series, "name data"):
            at.below("name").string(series["name"], 20)
            _points(at.below("data"), series["data"], 20)
            labels = [point.get("label") for point in series["data"] if isinstance(point, dict)]
            if labels != axis.get("categories"):
                at.below("data").fail("labels must match the categories")
    unique(check.below("series"), drawn.get("series"), "name")


def _points(check: Check, points: Any, limit: int) -> None:
    for at, each in check.items(points, limit):
        if at.shape(each, "label value"):
            at.below("label").string(each["label"], 20)
            _amount(at.below("value"), each["value"])


def _amount(check: Check, value: Any) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        check.fail("must provide a number")


def card(check: Check, value: JSON) -> None:
    """A card: body of 200 characters, at most three buttons."""
    check.shape(value, "", "title subtitle body icon hero_image subtext actions")
    text(check.below("title"), value.get("title"), 150)
    text(check.below("subtitle"), value.get("subtitle"), 150)
    text(check.below("subtext"), value.get("subtext"), 150)
    text(check.below("body"), value.get("body"), 200)
    for name in ("icon", "hero_image"):
        if value.get(name) is not None:
            image(check.below(name), value[name])
    for at, each in check.below("actions").items(value.get("actions"), 3):
        element(at, each, ("button",))
