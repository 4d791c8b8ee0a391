"""Verbs that draw, count and save a question: timeline, stats, view, views."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.certificates import Kind, Query, Span, Status
from bot.errors import Unreadable
from bot.language.describe import describe
from bot.language.parse import parse
from bot.language.request import DropView, Find, Request, Show, Stats, Timeline, View, Views

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NEXT_YEAR = Span(date(2027, 1, 1), date(2028, 1, 1))


def read(text: str) -> Request:
    return parse(text, now=NOW, zone="Asia/Shanghai", locale="en-US")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("timeline", Timeline(query=Query())),
        ("时间线", Timeline(query=Query())),
        ("timeline *.shop.example by week", Timeline(query=Query(names=("*.shop.example",)), per="week")),
        ("timeline expiring next year monthly", Timeline(query=Query(expires=NEXT_YEAR), per="month")),
        ("时间线 明年到期 按月", Timeline(query=Query(expires=NEXT_YEAR), per="month")),
        ("日程 按周", Timeline(query=Query(), per="week")),
        ("stats", Stats(query=Query())),
        ("statistics for valid server certificates", Stats(query=Query(statuses=(Status.ISSUED,), kind=Kind.SERVER))),
        ("统计 已过期", Stats(query=Query(statuses=(Status.EXPIRED,)))),
        ("view payments", View(name="payments")),
        ("View Old  Gateway", View(name="Old Gateway")),
        ('view "expiring soon"', View(name="expiring soon")),
        ("视图 支付", View(name="支付")),
        ("打开视图 支付网关", View(name="支付网关")),
        ("view", Views()),
        ("views", Views()),
        ("我的视图", Views()),
        ("delete view payments", DropView(name="payments")),
        ('删除视图 "支付"', DropView(name="支付")),
    ],
)
def test_what_is_typed(text: str, expected: Request) -> None:
    """Each verb takes a question or a name, in both languages."""
    assert unread(read(text)) == expected


def test_view_is_also_an_everyday_word() -> None:
    """`view` before an id or a host shows that certificate, before a question it says nothing."""
    assert read("view GjTNRoK7") == Show(target="GjTNRoK7")
    assert read("view api.shop.example") == Show(target="api.shop.example")
    found = read("view expired certificates")
    assert isinstance(found, Find)
    assert found.query == Query(statuses=(Status.EXPIRED,))


def test_deleting_needs_a_name() -> None:
    """Which view is to go has to be said."""
    with pytest.raises(Unreadable) as caught:
        read("delete view")
    assert caught.value.reason == "missing_target"


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize(
    "request_",
    [
        Timeline(query=Query(statuses=(Status.ISSUED,)), per="week"),
        Timeline(query=Query(names=("*.shop.example",))),
        Stats(query=Query(kind=Kind.SERVER)),
        View(name="old gateway"),
        DropView(name="支付"),
        Views(),
    ],
)
def test_said_back(request_: Request, locale: str) -> None:
    """What describe says is read as the same request."""
    assert unread(read(describe(request_, locale))) == request_


def unread(request: Request) -> Request:
    """The request without the words that led to it."""
    fields = {name: getattr(request, name) for name in request.__struct_fields__ if name != "reading"}
    return type(request)(**fields)
