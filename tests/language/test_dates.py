"""Dates in the reader's own language: guessed, marked as guessed, and guarded against each trap of dateparser."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.certificates import Span
from bot.errors import Unreadable
from bot.language.parse import parse
from bot.language.request import Find

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))


def find(text: str, locale: str, zone: str = "Europe/Paris") -> Find:
    request = parse(text, now=NOW, zone=zone, locale=locale)
    assert isinstance(request, Find)
    return request


def one(day: date) -> Span:
    return Span(day, day + timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("expiring 15 août", "fr-FR", one(date(2027, 8, 15))),
        ("expiring 3 de marzo", "es-ES", one(date(2027, 3, 3))),
        ("expiring übermorgen", "de-DE", one(date(2026, 11, 25))),
        ("expiring 5 de dezembro", "pt-BR", one(date(2026, 12, 5))),
        ("expiring 15 марта", "ru-RU", one(date(2027, 3, 15))),
        ("expiring 3월 4일", "ko-KR", one(date(2027, 3, 4))),
        ("expiring März 2027", "de-DE", Span(date(2027, 3, 1), date(2027, 4, 1))),
        ("expiring before 15 août", "fr-FR", Span(date(2026, 11, 23), date(2027, 8, 15))),
    ],
)
def test_a_date_in_the_readers_language_is_a_guess(text: str, locale: str, span: Span) -> None:
    """The date is read, by the direction of the verb, as precisely as it was said, and marked as guessed."""
    request = find(text, locale)
    assert request.query.expires == span
    assert request.guessed == (text,)


def test_the_direction_holds_for_guesses() -> None:
    """*issued* looks back."""
    assert find("issued 15 août", "fr-FR").query.begins == one(date(2026, 8, 15))


@pytest.mark.parametrize("text", ["next friday", "2027年", "march", "next 90 days"])
def test_what_our_grammar_reads_is_never_guessed(text: str) -> None:
    """English and Chinese atoms keep our meaning in any locale."""
    assert find(f"expiring {text}", "fr-FR").query == find(f"expiring {text}", "en-US").query
    assert not find(f"expiring {text}", "fr-FR").guessed


@pytest.mark.parametrize("text", ["expiring 31 Feb", "expiring 03/04/2027", "13月到期"])
def test_what_our_grammar_refuses_is_never_guessed(text: str) -> None:
    """dateparser is not asked about English or Chinese dates that do not exist."""
    with pytest.raises(Unreadable):
        find(text, "fr-FR")


@pytest.mark.parametrize("text", ["passerelle de paiement", "a", "90", "3m passerelle", "équipe a 90"])
def test_words_and_numbers_are_no_dates(text: str) -> None:
    """Letters and bare numbers that dateparser would turn into dates stay words to search for."""
    assert not find(text, "fr-FR").guessed


def test_a_weekday_must_fit_its_date() -> None:
    """dateparser drops a weekday that contradicts; here no day is guessed for it."""
    assert find("expiring Montag 15. März 2027", "de-DE").query.expires == one(date(2027, 3, 15))
    with pytest.raises(Unreadable):
        find("expiring Freitag 15. März 2027", "de-DE")


def test_an_english_reader_gets_no_guess() -> None:
    """Only the reader's own language is asked for."""
    with pytest.raises(Unreadable):
        find("expiring 15 août", "en-US")


def test_dateparser_is_not_loaded_before_it_is_needed() -> None:
    """Starting up and reading English and Chinese leave dateparser alone."""
    code = (
        "import sys; from datetime import UTC, datetime; from bot.language.parse import parse;"
        "parse('下个月到期', now=datetime(2026, 11, 23, tzinfo=UTC), zone='UTC', locale='zh-CN');"
        "parse('next month', now=datetime(2026, 11, 23, tzinfo=UTC), zone='UTC', locale='en-US');"
        "print('dateparser' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
