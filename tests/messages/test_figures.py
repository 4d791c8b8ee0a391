"""Charts of ends and counts, within Slack's limits, and the same in text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.certificates import Kind, Project, Status
from bot.messages import charts, stats, timeline
from bot.messages.freshness import Freshness
from bot.messages.reply import Reply
from bot.messages.rows import Reader
from bot.messages.stats import Counted, Statistics, Value
from bot.messages.timeline import Drawing, Period
from bot.playground import slack_blocks

Readers = Callable[..., Reader]
Shown = Callable[[Any], str]
LOCALES = ["en-US", "zh-CN"]
HOSTILE = "<!channel> `x` \u202egnp"


def months(count: int, now: datetime) -> Drawing:
    periods = tuple(
        Period(date(2026 + n // 12, n % 12 + 1, 1), n % 4, n % 3, f"expiring month {n}") for n in range(count)
    )
    return Drawing(per="month", periods=periods, seen=Freshness(now), understood="valid", question="valid", later=3)


def counted(now: datetime, *issuers: str) -> Statistics:
    statuses: tuple[tuple[Value, int], ...] = tuple((status, 2) for status in Status)
    kinds: tuple[tuple[Value, int], ...] = ((Kind.SERVER, 5), (None, 1))
    projects: tuple[tuple[Value, int], ...] = ((Project("1", HOSTILE), 4), (None, 3))
    groups = (
        Counted("status", statuses),
        Counted("issuer", tuple((issuer, n + 1) for n, issuer in enumerate(issuers))),
        Counted("project", projects),
        Counted("kind", kinds),
    )
    return Statistics(total=34, groups=groups, seen=Freshness(now), question="all certificates", result_id="r1")


def chart_of(reply: Reply) -> dict[str, Any]:
    return next(block for block in reply.rich if block["type"] == "data_visualization")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("count", [1, 6, 20])
def test_a_timeline_is_taken(count: int, locale: str, reader: Readers, faults: Any, now: datetime) -> None:
    """As a chart and as text, for one period and for as many as fit."""
    reply = timeline.render(months(count, now), reader(locale))
    assert faults(reply.blocks) == []
    assert faults(reply.rich) == []


def test_a_timeline_says_the_same_twice(reader: Readers, shown: Shown, now: datetime) -> None:
    """What the chart draws, the bars of text say, with the counts that stand outside."""
    reply = timeline.render(months(4, now), reader())
    text = shown(reply.blocks)
    assert "6 expire · 3 already renewed" in text
    assert "Feb 2026 ████████░░░░░░░░ 1 + 1 renewed" in text or "Feb 2026 ██████" not in text
    assert "2026-01 –" in text
    assert "3 end later" in text
    drawn = chart_of(reply)["chart"]
    assert drawn["axis_config"]["categories"] == ["Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026"]
    assert [[point["value"] for point in series["data"]] for series in drawn["series"]] == [[0, 1, 2, 3], [0, 1, 2, 0]]


def test_a_timeline_in_chinese(reader: Readers, shown: Shown, now: datetime) -> None:
    """Months and sentences are the reader's."""
    text = shown(timeline.render(months(3, now), reader("zh-CN")).blocks)
    assert "2026年2月" in text
    assert "按月：valid" in text


def test_each_period_can_be_listed(reader: Readers, objects: Any, now: datetime) -> None:
    """The menu has the periods in which something ends, each with its question."""
    reply = timeline.render(months(3, now), reader())
    (menu,) = [each for each in objects(reply.blocks) if each.get("type") == "static_select"]
    assert [option["value"] for option in menu["options"]] == ["expiring month 1", "expiring month 2"]


def test_nothing_to_draw_is_said(reader: Readers, shown: Shown, faults: Any, now: datetime) -> None:
    """Without any end there is a sentence and no empty chart."""
    reply = timeline.render(months(1, now), reader())
    assert reply.rich == ()
    assert "Nothing ends in these days" in shown(reply.blocks)
    assert faults(reply.blocks) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_statistics_are_taken(locale: str, reader: Readers, faults: Any, now: datetime) -> None:
    """With every status, many issuers that begin alike, hostile ones, and none at all."""
    alike = [f"TrustAsia TLS RSA CA {n:03}" for n in range(60)]
    for issuers in ([], ["DigiCert"], alike, [HOSTILE, "", "x" * 3000]):
        reply = stats.render(counted(now, *issuers), reader(locale))
        assert faults(reply.blocks) == []
        assert faults(reply.rich) == []
        assert "<!channel>" not in str([each for each in reply.blocks if each["type"] == "mrkdwn"])


def test_the_rest_is_counted_together(reader: Readers, shown: Shown, now: datetime) -> None:
    """A pie has six segments: the five most frequent statuses and all others; nothing is left out."""
    reply = stats.render(counted(now, "DigiCert"), reader())
    segments = chart_of(reply)["chart"]["segments"]
    assert len(segments) == 6
    assert segments[-1]["label"] == f"{len(Status) - 5} others"
    assert sum(each["value"] for each in segments) == 2 * len(Status)
    assert "5 server certificate\n" in shown(reply.blocks)


def test_doubts_are_said(reader: Readers, shown: Shown, now: datetime) -> None:
    """Figures of a stale or partial listing say so."""
    doubtful = Freshness(now - timedelta(hours=2), complete=False, stale=True)
    drawing = Drawing(per="month", periods=(Period(date(2026, 1, 1), 1, 0),), seen=doubtful)
    text = shown(timeline.render(drawing, reader()).blocks)
    assert "does not answer now" in text
    assert "figures may be too low" in text


@given(labels=st.lists(st.text(max_size=60), min_size=1, max_size=20))
def test_any_labels_make_a_chart(labels: list[str]) -> None:
    """Whatever categories are called, Slack takes the chart, and no two of them are one."""
    chart = charts.bars("Title", labels, {"Count": [1] * len(labels)})
    assert slack_blocks.faults([chart], "message") == []
    assert len(set(chart["chart"]["axis_config"]["categories"])) == len(labels)


def test_bars_of_text() -> None:
    """Two values share the scale of the largest sum; what is there is seen."""
    assert charts.text_bar(8, 8, 16) == "█" * 8 + "░" * 8
    assert charts.text_bar(1, 0, 1000) == "█"
    assert charts.text_bar(0, 0, 5) == ""
