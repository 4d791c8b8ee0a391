"""Slack's data_visualization, and the same as bars of text for clients that cannot draw.

Source: docs.slack.dev/reference/block-kit/blocks/data-visualization-block: at most 2 charts a message, 6 series or
segments, 20 categories; labels of 20 characters, and the labels of a series are the categories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.messages.foreign import clean, cut
from bot.messages.reply import Block

TITLE = 50
LABEL = 20
CATEGORIES = 20
SEGMENTS = 6
CELLS = 16
"""Cells of the longest bar of text."""
FULL, LIGHT = "█", "░"


def bars(title: str, categories: Sequence[str], series: Mapping[str, Sequence[int]]) -> Block:
    """A bar for each category and series; foreign labels are cleaned, and told apart where a cut made them alike."""
    labels = list(_distinct(categories[:CATEGORIES]))
    drawn = [
        {"name": cut(clean(name), LABEL), "data": _points(labels, values[:CATEGORIES])}
        for name, values in series.items()
    ]
    chart = {"type": "bar", "series": drawn, "axis_config": {"categories": labels}}
    return {"type": "data_visualization", "title": cut(clean(title), TITLE), "chart": chart}


def pie(title: str, segments: Sequence[tuple[str, int]]) -> Block:
    """At most six segments."""
    shown = segments[:SEGMENTS]
    labels = list(_distinct([label for label, _ in shown]))
    chart = {"type": "pie", "segments": _points(labels, [value for _, value in shown])}
    return {"type": "data_visualization", "title": cut(clean(title), TITLE), "chart": chart}


def text_bar(full: int, light: int, most: int) -> str:
    """`███░`: two values as one bar on the scale of the largest sum; what is not nothing has a cell."""
    scale = CELLS / max(1, most)
    return FULL * _cells(full, scale) + LIGHT * _cells(light, scale)


def _cells(value: int, scale: float) -> int:
    return max(1, round(value * scale)) if value else 0


def _points(labels: Iterable[str], values: Iterable[int]) -> list[Block]:
    return [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]


def _distinct(labels: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for number, label in enumerate(labels, 1):
        short = cut(clean(label), LABEL)
        if short in seen:
            short = f"{cut(clean(label), LABEL - 3)} {number}"
        seen.add(short)
        yield short
