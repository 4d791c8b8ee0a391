"""Block Kit's limits, each just inside and just outside."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.slack_blocks import faults, filled, size, view_faults

JSON = dict[str, Any]


def plain(text: str = "x") -> JSON:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> JSON:
    """A mrkdwn text object."""
    return {"type": "mrkdwn", "text": text}


def section(**fields: Any) -> JSON:
    """A section."""
    return {"type": "section", **fields}


def button(**fields: Any) -> JSON:
    """A button."""
    return {"type": "button", "text": plain(), "action_id": "b", **fields}


def options(count: int, text: str = "o") -> list[JSON]:
    """Options with distinct values."""
    return [{"text": plain(text), "value": str(number)} for number in range(count)]


def select(**fields: Any) -> JSON:
    """A static select."""
    return {"type": "static_select", "action_id": "s", "options": options(1), **fields}


def actions(*elements: JSON) -> JSON:
    """An actions block."""
    return {"type": "actions", "elements": list(elements)}


def data_table(rows: int = 2, columns: int = 1, **fields: Any) -> JSON:
    """A data_table of raw texts."""
    row = [{"type": "raw_text", "text": "x"}] * columns
    return {"type": "data_table", "caption": "c", "rows": [row] * rows, **fields}


def chart(series: int = 1, categories: int = 1, title: str = "t", label: str = "c") -> JSON:
    """A bar chart."""
    names = [f"{label}{number}" for number in range(categories)]
    points = [{"label": name, "value": 1} for name in names]
    drawn = [{"name": f"s{number}", "data": points} for number in range(series)]
    axis = {"categories": names}
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {"type": "bar", "series": drawn, "axis_config": axis},
    }


def container(children: int) -> JSON:
    """A container of dividers."""
    return {"type": "container", "title": plain(), "child_blocks": [{"type": "divider"}] * children}


INSIDE = [
    section(text=mrkdwn("x" * 3000)),
    section(fields=[mrkdwn("x" * 2000)] * 10),
    section(text=plain(), accessory=button()),
    {"type": "header", "text": plain("x" * 150)},
    {"type": "context", "elements": [mrkdwn()] * 10},
    actions(*(button(action_id=str(number)) for number in range(25))),
    actions(button(text=plain("x" * 75), value="x" * 2000, style="danger")),
    actions(select(options=options(100, "o" * 75))),
    actions(select(initial_option=options(1)[0])),
    actions({"type": "overflow", "action_id": "o", "options": options(5)}),
    actions({"type": "datepicker", "action_id": "d", "initial_date": "2026-12-31"}),
    data_table(201, 20),
    data_table(page_size=100),
    {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 100},
    chart(6, 20, "t" * 50),
    container(10),
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}]},
    {"type": "image", "image_url": "https://a.example/x.png", "alt_text": "x"},
    {"type": "card", "body": plain("x" * 200), "actions": [button(action_id=str(number)) for number in range(3)]},
]

OUTSIDE = [
    ({"type": "unknown"}, "unsupported type"),
    ({}, "missing required field: type"),
    ("text", "must provide an object"),
    (section(), "missing required field: text"),
    (section(text=mrkdwn("x" * 3001)), "less than 3001"),
    (section(text=mrkdwn("")), "more than 0"),
    (section(text=mrkdwn(), color="red"), "additional property: color"),
    (section(fields=[mrkdwn()] * 11), "no more than 10"),
    (section(fields=[mrkdwn("x" * 2001)]), "less than 2001"),
    (section(text={"type": "markdown", "text": "x"}), "unsupported type"),
    (section(text=mrkdwn(), block_id="x" * 256), "less than 256"),
    ({"type": "header", "text": plain("x" * 151)}, "less than 151"),
    ({"type": "header", "text": mrkdwn()}, "unsupported type"),
    ({"type": "context", "elements": [mrkdwn()] * 11}, "no more than 10"),
    ({"type": "context", "elements": []}, "no fewer than 1"),
    (actions(*(button(action_id=str(number)) for number in range(26))), "no more than 25"),
    (actions(button(), button()), "already exists"),
    (actions(button(text=plain("x" * 76))), "less than 76"),
    (actions(button(text=mrkdwn())), "unsupported type"),
    (actions(button(value="x" * 2001)), "less than 2001"),
    (actions(button(action_id="x" * 256)), "less than 256"),
    (actions(button(style="green")), "must be one of"),
    (actions(button(confirm={"title": plain("x")})), "missing required field: deny"),
    (actions({"type": "plain_text_input", "action_id": "p"}), "unsupported type"),
    (actions(select(options=options(101))), "no more than 100"),
    (actions(select(options=options(1, "o" * 76))), "less than 76"),
    (actions(select(options=[{"text": plain(), "value": "v" * 151}])), "less than 151"),
    (actions(select(options=options(1) * 2)), "already exists"),
    (actions(select(initial_option={"text": plain("other"), "value": "9"})), "not one of the options"),
    (actions(select(option_groups=[])), "not both"),
    (actions({"type": "overflow", "action_id": "o", "options": options(6)}), "no more than 5"),
    (actions({"type": "overflow", "action_id": "o", "options": []}), "no fewer than 1"),
    (actions({"type": "datepicker", "action_id": "d", "initial_date": "31.12."}), "invalid format"),
    (data_table(1), "no fewer than 2"),
    (data_table(202), "no more than 201"),
    (data_table(2, 21), "no more than 20"),
    (data_table(page_size=101), "from 1 to 100"),
    (data_table(caption=None), "missing required field: caption"),
    (data_table(rows=2) | {"rows": [[{"type": "raw_text", "text": "x"}], []]}, "same number of cells"),
    (data_table() | {"rows": [[{"type": "raw_text", "text": "x" * 10_001}]] * 2}, "20000 characters"),
    (data_table() | {"rows": [[{"type": "rich_text", "elements": []}]] * 2}, "unsupported type"),
    (data_table() | {"rows": [[{"type": "raw_number", "value": "3"}]] * 2}, "must provide a number"),
    (chart(7), "no more than 6"),
    (chart(1, 21), "no more than 20"),
    (chart(title="t" * 51), "less than 51"),
    (chart(label="c" * 20), "less than 21"),
    (container(11), "no more than 10"),
    (container(0), "no fewer than 1"),
    ({"type": "container", "title": plain(), "child_blocks": [data_table()]}, "unsupported type"),
    ({"type": "alert", "text": plain()}, "unsupported type"),
    ({"type": "card", "body": plain("x" * 201)}, "less than 201"),
    ({"type": "card", "actions": [button(action_id=str(number)) for number in range(4)]}, "no more than 3"),
    ({"type": "rich_text", "elements": [{"type": "text", "text": "x"}]}, "unsupported type"),
]


@pytest.mark.parametrize("block", INSIDE, ids=lambda block: block["type"])
def test_a_block_at_its_limit_is_taken(block: JSON) -> None:
    """Whatever Slack's documents allow passes in a message."""
    assert faults([block], "message") == []


@pytest.mark.parametrize(("block", "reason"), OUTSIDE, ids=[str(number) for number in range(len(OUTSIDE))])
def test_a_block_past_its_limit_is_refused(block: Any, reason: str) -> None:
    """One step further is refused, and the reason points into the block."""
    (found, *_) = [each for each in faults([block], "message") if reason in each] or [str(faults([block], "message"))]
    assert reason in found
    assert "[json-pointer:/blocks/0" in found


def test_surfaces_take_their_own_blocks() -> None:
    """Alerts live in modals, tables and charts in messages and Home, and counts differ."""
    alert = {"type": "alert", "text": plain("x" * 200), "level": "warning"}
    assert faults([alert], "modal") == []
    assert faults([alert | {"text": plain("x" * 201)}], "modal") != []
    assert faults([data_table(), chart()], "home") == []
    assert faults([data_table()], "modal") != []
    dividers = [{"type": "divider"}]
    assert (faults(dividers * 50, "message"), faults(dividers * 100, "home")) == ([], [])
    assert faults(dividers * 51, "message") != []
    assert faults(dividers * 101, "modal") != []


def test_a_message_as_a_whole_has_limits() -> None:
    """Two charts, distinct block_ids; a data_table's characters don't count towards the message's."""
    assert faults([chart(), chart()], "message") == []
    assert faults([chart()] * 3, "message") != []
    assert faults([section(text=plain(), block_id="one")] * 2, "message") != []
    assert faults("not a list", "message") != []
    assert size([section(text=mrkdwn("x" * 10)), data_table()]) == 10


def test_views_are_checked_around_their_blocks() -> None:
    """Title, submit and close are short; metadata is bounded; inputs need a submit; the type must fit the method."""
    box = {"type": "input", "label": plain(), "element": {"type": "plain_text_input", "action_id": "t"}}
    modal = {"type": "modal", "title": plain("t" * 24), "submit": plain("s" * 24), "blocks": [box]}
    assert view_faults(modal | {"private_metadata": "m" * 3000}, "modal") == []
    assert view_faults(modal | {"title": plain("t" * 25)}, "modal") != []
    assert view_faults(modal | {"close": plain("c" * 25)}, "modal") != []
    assert view_faults(modal | {"private_metadata": "m" * 3001}, "modal") != []
    assert view_faults(modal | {"submit": None}, "modal") == [
        "[ERROR] missing required field: submit [json-pointer:/view]"
    ]
    assert view_faults(modal, "home") != []
    assert view_faults({"type": "home", "blocks": [section(text=plain())]}, "home") == []
    assert view_faults("no view", "modal") != []


def test_missing_ids_are_filled_in() -> None:
    """Slack gives a block_id to each block and an action_id to each element; given ones stay."""
    block, kept = filled([actions({"type": "button", "text": plain()}), section(text=plain(), block_id="mine")])
    assert block["block_id"]
    assert block["elements"][0]["action_id"]
    assert kept["block_id"] == "mine"
