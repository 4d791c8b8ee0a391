"""Words with two common readings are read as the person chose, and say how."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from bot.certificates import Span
from bot.errors import Unreadable
from bot.language.parse import parse
from bot.language.preferences import NONE, WAYS, Preferences, choice_of, other, split_choice
from bot.language.request import Find, Piece

ZONE = "Asia/Shanghai"
COMING = Preferences(next_weekday="coming")
WEEK = Preferences(next_weekday="week")
DAY_FIRST = Preferences(day_month="day")
MONTH_FIRST = Preferences(day_month="month")


def found(text: str, now: datetime, preferences: Preferences = NONE) -> Find:
    request = parse(text, now=now, zone=ZONE, locale="en-US", preferences=preferences)
    assert isinstance(request, Find)
    return request


def twofold(request: Find) -> Piece:
    (piece,) = (piece for piece in request.reading if piece.alternative)
    return piece


@pytest.mark.parametrize(
    ("text", "preferences", "day"),
    [
        ("expiring next Friday", NONE, "2026-12-04"),
        ("expiring next Friday", WEEK, "2026-12-04"),
        ("expiring next Friday", COMING, "2026-11-27"),
        ("expiring the next fri", COMING, "2026-11-27"),
        ("expiring 03/04/2027", DAY_FIRST, "2027-04-03"),
        ("expiring 03/04/2027", MONTH_FIRST, "2027-03-04"),
        ("3/4到期", DAY_FIRST, "2027-04-03"),
        ("issued 3/4", MONTH_FIRST, "2026-03-04"),
    ],
)
def test_a_choice_decides(text: str, preferences: Preferences, day: str, now: datetime) -> None:
    """Both readings of `next Friday` and of two small numbers, each where it was chosen."""
    query = found(text, now, preferences).query
    span = query.expires or query.begins
    assert span is not None
    assert span.start == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["expiring next week Friday", "下周五到期", "expiring following Friday"])
def test_what_has_one_reading_ignores_the_choice(text: str, now: datetime) -> None:
    """`next week Friday` and 下周五 are next week's for everybody, and offer nothing else."""
    request = found(text, now, COMING)
    assert request.query.expires == Span(date(2026, 12, 4), date(2026, 12, 5))
    assert [piece for piece in request.reading if piece.alternative or piece.taken] == []


@pytest.mark.parametrize("text", ["expiring next Monday", "next Friday", "expiring 13/04/2027", "expiring 2027-03-04"])
def test_only_another_day_is_offered(text: str, now: datetime) -> None:
    """On a Monday the next Monday is the same day either way; a number above 12 is a day. `next Friday` is another."""
    assert any(piece.alternative for piece in found(text, now).reading) is (text == "next Friday")


@pytest.mark.parametrize(
    ("text", "preferences"),
    [
        ("expiring before next Friday top 5", NONE),
        ("Expiring before Next friday", COMING),
        ("expiring the next Friday *.shop.example", COMING),
        ("created but not expiring by next Friday", COMING),
        ("expiring before 03/04/2027 *.shop.example", DAY_FIRST),
        ("expiring from 03/04/2027 to 05/06/2027", MONTH_FIRST),
        ("issued after 3/4", DAY_FIRST),
        ("03/04/2027前到期", MONTH_FIRST),
    ],
)
def test_the_other_reading_is_a_text(text: str, preferences: Preferences, now: datetime) -> None:
    """The offered text reads for everybody as the plain one does for who prefers it, and leads back."""
    piece = twofold(found(text, now, preferences))
    split = split_choice(piece.choice)
    assert split is not None
    chosen = found(text, now, Preferences.of({split[0]: split[1]}))
    assert found(str(piece.alternative), now).query == chosen.query
    assert chosen.query != found(text, now, preferences).query


def test_a_choice_is_said_and_spelled_out(now: datetime) -> None:
    """Where a choice decided, the reading says which, with a text that everybody reads so: both kinds at once."""
    both = Preferences(next_weekday="coming", day_month="day")
    request = found("expiring from next Friday to 03/04/2027", now, both)
    (taken,) = request.taken
    assert taken.choice == "next_weekday=coming"
    assert taken.text == "expiring from coming Friday to 2027-04-03"
    assert found(taken.text, now).query == request.query
    assert found("expiring next Friday", now).taken == ()


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("expiring before 03/04/2027 top 5", ("expiring before 2027-03-04 top 5", "expiring before 2027-04-03 top 5")),
        ("issued 3/4", ("issued 4 March", "issued 3 April")),
    ],
)
def test_without_a_choice_both_are_offered(text: str, suggestions: tuple[str, ...], now: datetime) -> None:
    """A refused date comes with both readings as whole questions, the month first and the day first."""
    with pytest.raises(Unreadable) as refused:
        found(text, now, COMING)
    assert (refused.value.reason, refused.value.suggestions) == ("ambiguous_date", suggestions)


@pytest.mark.parametrize(
    ("text", "locale", "suggestions"),
    [
        ("3/4到期", "zh-CN", ("3月4日到期", "4月3日到期")),
        ("3/4到期", "en-US", ("3月4日到期", "4月3日到期")),
        ("3/4", "zh-CN", ("3月4日", "4月3日")),
        ("3/4", "en-US", ("4 March", "3 April")),
        ("expiring 3/4", "zh-CN", ("expiring 4 March", "expiring 3 April")),
    ],
)
def test_a_date_is_spelled_out_in_the_language_of_the_text(
    text: str, locale: str, suggestions: tuple[str, ...], now: datetime
) -> None:
    """Of digits alone in the reader's; what is offered can be asked."""
    with pytest.raises(Unreadable) as refused:
        parse(text, now=now, zone="Asia/Shanghai", locale=locale)
    assert refused.value.suggestions == suggestions
    for offered in suggestions:
        assert parse(offered, now=now, zone="Asia/Shanghai", locale=locale).guessed == ()


def test_what_is_kept_is_checked() -> None:
    """Strange choices, kept by another version, count as none."""
    assert Preferences.of({"day_month": "year", "else": "x", "next_weekday": "coming"}) == COMING
    assert Preferences.of({"day_month": "day"}).choices == ("day_month=day",)
    assert NONE.choices == ()
    assert split_choice("day_month=year") is split_choice("") is split_choice("x=day") is None


def test_every_way_has_another() -> None:
    """A choice can be made, said, and turned round."""
    for name, ways in WAYS.items():
        for way in ways:
            assert split_choice(choice_of(name, way)) == (name, way)
            assert other(name, other(name, way)) == way


def test_snoozes_follow_the_choice(now: datetime) -> None:
    """A day that ends a snooze is read like any other."""
    read: Any = parse("snooze GjTNRoK7 until 03/04/2027", now=now, zone=ZONE, locale="en", preferences=DAY_FIRST)
    assert read.until == date(2027, 4, 3)
