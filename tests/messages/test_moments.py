"""Instants in words people use, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.messages import moments

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # Monday, 20:00 in Shanghai, 07:00 in New York
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("left", "english", "chinese"),
    [
        (timedelta(seconds=1), "expires in 1 minute", "1 分钟后到期"),
        (25 * timedelta(minutes=1), "expires in 25 minutes", "25 分钟后到期"),
        (3 * HOUR, "expires today 23:00", "今天 23:00 到期"),
        (4 * HOUR, "expires tomorrow 00:00", "明天 00:00 到期"),
        (24 * HOUR, "expires tomorrow 20:00", "明天 20:00 到期"),
        (2 * DAY, "expires Wed 20:00, in 2 days", "后天 20:00 到期"),
        (6 * DAY, "expires Sun 20:00, in 6 days", "周日 20:00 到期（6 天后）"),
        (7 * DAY, "expires in 7 days", "7 天后到期"),
        (400 * DAY, "expires in 400 days", "400 天后到期"),
        (-timedelta(minutes=1), "expired 1 minute ago", "1 分钟前已到期"),
        (-3 * HOUR, "expired today 17:00", "今天 17:00 已到期"),
        (-1 * DAY, "expired yesterday 20:00", "昨天 20:00 已到期"),
        (-2 * DAY, "expired 2 days ago", "已到期 2 天"),
        (-1234 * DAY, "expired 1,234 days ago", "已到期 1,234 天"),
    ],
)
def test_how_long_is_left(left: timedelta, english: str, chinese: str) -> None:
    """Minutes, today, tomorrow, the weekday, then days; and the same after the end."""
    assert moments.ends(NOW + left, NOW, "Asia/Shanghai", "en-US") == english
    assert moments.ends(NOW + left, NOW, "Asia/Shanghai", "zh-CN") == chinese


def test_no_end_is_said() -> None:
    """A certificate without an end says so instead of a number."""
    assert moments.ends(None, NOW, "UTC", "en") == "no end date"
    assert moments.ends(None, NOW, "UTC", "zh") == "没有到期时间"


def test_days_are_the_readers() -> None:
    """The same instant is tomorrow in Shanghai and today in New York."""
    end = NOW + 10 * HOUR
    assert moments.ends(end, NOW, "Asia/Shanghai", "en") == "expires tomorrow 06:00"
    assert moments.ends(end, NOW, "America/New_York", "en") == "expires today 17:00"


def test_a_short_day_is_one_day() -> None:
    """Over the night the clocks change, tomorrow is tomorrow although it is 23 hours away."""
    before = datetime(2027, 3, 13, 17, 0, tzinfo=UTC)
    assert moments.ends(before + 23 * HOUR, before, "America/New_York", "en") == "expires tomorrow 12:00"


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("en-US", "Mon, Nov 23, 2026 20:00"),
        ("en-GB", "Mon, 23 Nov 2026 20:00"),
        ("zh-CN", "2026年11月23日周一 20:00"),
        ("zh-Hant-TW", "2026年11月23日周一 20:00"),
        ("de-DE", "Mon, Nov 23, 2026 20:00"),
    ],
)
def test_dates_go_with_the_sentences_language(locale: str, line: str) -> None:
    """A date is written as the reader's region writes it, in the language of the sentence around it."""
    assert moments.day_and_clock(NOW, "Asia/Shanghai", locale) == line


def test_age_names_the_day_only_when_it_is_another() -> None:
    """What was fetched today is known by the clock alone."""
    assert moments.age(NOW - HOUR, NOW, "UTC", "en") == "11:00"
    assert moments.age(NOW - DAY, NOW, "UTC", "en") == "Sun, Nov 22, 2026 12:00"


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (HOUR / 2, "expires in 1 hour"),
        (5 * HOUR, "expires in 5 hours"),
        (3 * DAY + HOUR, "expires in 3 days"),
        (-5 * HOUR, "expired 5 hours ago"),
        (-3 * DAY, "expired 3 days ago"),
    ],
)
def test_words_true_in_every_zone(left: timedelta, words: str) -> None:
    """What many read at once is counted in hours and whole days of 24 hours."""
    assert moments.days_apart(NOW + left, NOW, "en") == words


def test_slack_shows_each_reader_their_own_zone() -> None:
    """The date for many readers is Slack's own tag with a readable fallback."""
    assert moments.for_everyone(NOW, "UTC", "en") == ("<!date^1795435200^{date_short} {time}|Mon, Nov 23, 2026 12:00>")


@pytest.mark.parametrize("year", [1, 9999])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York"])
def test_the_calendars_edges_are_no_crash(year: int, zone: str) -> None:
    """The first and the last day that a date can have are written in every zone."""
    edge = datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, 23 * (year > 1), tzinfo=UTC)
    assert moments.ends(edge, NOW, zone, "en")
    assert str(year) in moments.stamp(edge, zone).lstrip("0")
