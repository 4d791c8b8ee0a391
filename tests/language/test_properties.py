"""Properties over any text, day and zone: a Request or a refusal, spans never reversed, what is said reads back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.certificates import Query, Span
from bot.errors import Unreadable
from bot.language.describe import describe
from bot.language.meanings import REASONS
from bot.language.parse import parse, read_span
from bot.language.request import Request
from bot.language.spans import instants
from bot.language.vocabulary import ENTRIES

ZONES = ("UTC", "Asia/Shanghai", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "America/Sao_Paulo")
WORDS = sorted({word for entry in ENTRIES for words in entry.spellings.values() for word in words})
UNITS = ("day", "week", "month", "quarter", "year")

moments = st.builds(
    lambda local, zone: local.replace(tzinfo=ZoneInfo(zone)),
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 12, 31)),
    st.sampled_from(ZONES),
)
noise = st.text(max_size=200)
babble = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.integers(-5, 3000).map(str),
        st.sampled_from(("-", "/", ",", "*.a.example", '"', "月")),
    ),
    max_size=14,
).map(" ".join)
glued = st.lists(st.one_of(st.sampled_from(WORDS), st.integers(0, 99).map(str)), max_size=14).map("".join)


def zone_of(now: datetime) -> str:
    assert isinstance(now.tzinfo, ZoneInfo)
    return str(now.tzinfo.key)


def spans(query: Query) -> list[Span]:
    own = [span for span in (query.expires, query.begins, query.created) if span is not None]
    return own + [span for inner in query.excluding for span in spans(inner)]


def read_or_refused(text: str, now: datetime, locale: str) -> Request | Unreadable:
    try:
        return parse(text, now=now, zone=zone_of(now), locale=locale)
    except Unreadable as error:
        return error


def plain(request: Request) -> Request:
    return msgspec.structs.replace(request, reading=())


@settings(max_examples=120, deadline=None)
@given(text=st.one_of(noise, babble, glued), now=moments, locale=st.sampled_from(("en-US", "zh-CN")))
def test_any_text_is_read_or_refused(text: str, now: datetime, locale: str) -> None:
    """Whatever is typed gives a Request with spans in order, or a refusal with a published reason and its place."""
    request = read_or_refused(text, now, locale)
    if isinstance(request, Unreadable):
        assert request.reason in REASONS
        assert 0 <= request.start <= request.end <= max(len(text), 1)
        return
    for span in spans(getattr(request, "query", Query())):
        assert span.start is None or span.end is None or span.start < span.end
    for piece in request.reading:
        assert text[piece.start : piece.end] == piece.words


@settings(max_examples=120, deadline=None)
@given(text=babble, now=moments)
def test_what_is_said_back_reads_the_same(text: str, now: datetime) -> None:
    """Any question that was understood is described in words that are understood as the same question."""
    try:
        request = plain(parse(text, now=now, zone=zone_of(now), locale="en-US"))
    except Unreadable:
        return
    for locale in ("en-US", "zh-CN"):
        said = describe(request, locale)
        if len(said) <= 200:
            assert plain(parse(said, now=now, zone=zone_of(now), locale=locale)) == request


@settings(max_examples=40, deadline=None)
@given(now=moments, count=st.integers(1, 400), unit=st.sampled_from(UNITS), prefer=st.sampled_from(("future", "past")))
def test_a_length_covers_today_and_its_last_day(
    now: datetime, count: int, unit: str, prefer: Literal["future", "past"]
) -> None:
    """Next and last N units hold today, and each unit more reaches at least as far."""
    way = "next" if prefer == "future" else "last"
    today = now.date()
    near, far = (
        read_span(f"{way} {number} {unit}s", now=now, zone=zone_of(now), prefer=prefer)
        for number in (count + 1, count + 2)
    )
    for span in (near, far):
        assert span.start is not None
        assert span.end is not None
        assert span.start <= today < span.end
    assert (far.start <= near.start) if prefer == "past" else (far.end >= near.end)  # type: ignore[operator]


@settings(max_examples=40, deadline=None)
@given(now=moments, unit=st.sampled_from(UNITS[1:]))
def test_units_follow_each_other(now: datetime, unit: str) -> None:
    """Last, this and next unit touch, and this one holds today."""
    last, this, following = (
        read_span(f"{which} {unit}", now=now, zone=zone_of(now), prefer="future") for which in ("last", "this", "next")
    )
    assert (last.end, this.end) == (this.start, following.start)
    assert this.start is not None
    assert this.end is not None
    assert this.start <= now.date() < this.end


@settings(max_examples=40, deadline=None)
@given(now=moments, day=st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_day_is_the_same_in_every_layout(now: datetime, day: date) -> None:
    """One day, written in every layout that says its year, is one day in every zone."""
    layouts = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y", "%A %d %B %Y", "%Y年%m月%d日")
    for layout in layouts:
        assert read_span(day.strftime(layout), now=now, zone=zone_of(now), prefer="past") == Span(
            day, day + timedelta(days=1)
        )


@settings(max_examples=40, deadline=None)
@given(now=moments, zone=st.sampled_from(ZONES))
def test_days_become_instants_in_order(now: datetime, zone: str) -> None:
    """Local midnights are instants in order, whatever gap or fold a zone has on that day."""
    start, end = instants(read_span("today", now=now, zone=zone, prefer="future"), zone)
    assert start is not None
    assert end is not None
    assert start <= now.astimezone(start.tzinfo)
    assert start < end
