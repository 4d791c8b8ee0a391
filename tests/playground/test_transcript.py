"""A message's blocks as words for a terminal."""

from __future__ import annotations

from bot.playground.transcript import transcript


def test_sections_become_rows() -> None:
    """Each section is a row of cells without marks, between what stands above and below it."""
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "2 certificates"}},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "🟢 *Valid* · `*.shop.example`\nin 3 days · `A &amp; B`"},
        },
        {"type": "context", "elements": [{"type": "plain_text", "text": "as of 10:32"}]},
    ]
    said = transcript({"text": "x", "blocks": blocks})
    assert said.above == ("2 certificates",)
    assert said.rows == (("🟢 Valid", "*.shop.example", "in 3 days", "A & B"),)
    assert said.below == ("as of 10:32",)


def test_a_table_keeps_its_columns() -> None:
    """A data_table gives its header and its rows, dates as their fallback."""
    date = {"type": "date", "timestamp": 0, "format": "{date}", "fallback": "1 Jan"}
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [date]}]}
    number = {"type": "raw_number", "value": 3, "text": "3 days"}
    rows = [[{"type": "raw_text", "text": "left"}, {"type": "raw_text", "text": "ends"}], [number, rich]]
    said = transcript({"blocks": [{"type": "data_table", "caption": "c", "rows": rows}]})
    assert said.columns == ("left", "ends")
    assert said.rows == (("3 days", "1 Jan"),)


def test_a_message_without_blocks_is_its_text() -> None:
    """A plain message is its own only line."""
    assert transcript({"text": "&lt;!channel&gt;"}).above == ("<!channel>",)


def test_everyones_dates_are_their_fallback() -> None:
    """Slack's date entity shows as the words given for it."""
    block = {"type": "context", "elements": [{"type": "mrkdwn", "text": "due <!date^1^{date}|Friday>"}]}
    assert transcript({"blocks": [block]}).above == ("due Friday",)
