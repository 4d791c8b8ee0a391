"""Every sentence a person reads, each language beside the other: a third language is one more column.

An entry is `key: {language: forms}`; forms are one template, or one a CLDR plural category chosen by the value `n`.
Templates are ours alone; foreign text is only ever a value.
"""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from bot.messages.texts import (
    auditing,
    certificates,
    checking,
    connecting,
    details,
    digests,
    exports,
    figures,
    helping,
    home,
    installing,
    notices,
    preferring,
    refinements,
    reminding,
    results,
    shortcuts,
    sources,
    terminal,
    views,
)
from bot.messages.texts.entry import Entry

LANGUAGES = ("en", "zh")
TABLE: dict[str, Entry] = {
    **certificates.TEXTS,
    **auditing.TEXTS,
    **results.TEXTS,
    **details.TEXTS,
    **notices.TEXTS,
    **sources.TEXTS,
    **refinements.TEXTS,
    **helping.TEXTS,
    **digests.TEXTS,
    **reminding.TEXTS,
    **home.TEXTS,
    **installing.TEXTS,
    **terminal.TEXTS,
    **checking.TEXTS,
    **figures.TEXTS,
    **exports.TEXTS,
    **views.TEXTS,
    **preferring.TEXTS,
    **shortcuts.TEXTS,
    **connecting.TEXTS,
}


def language(locale: str) -> str:
    """The column of a Slack locale: any Chinese reads Chinese, everybody else English."""
    return "zh" if locale.lower().startswith("zh") else "en"


@lru_cache(maxsize=64)
def babel_locale(locale: str) -> Locale:
    """CLDR's rules for a reader: the regional ones where the sentences are in that language, so that a date never
    mixes French months into an English sentence."""
    if language(locale) == "zh":
        return Locale.parse("zh_Hans_CN")
    try:
        parsed = Locale.parse(locale.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en")
    return parsed if parsed.language == "en" else Locale.parse("en")


def has(key: str) -> bool:
    return key in TABLE


def say(key: str, locale: str, **values: object) -> str:
    """The sentence in the reader's language. Whole numbers are written as the reader writes them (1,234)."""
    forms = TABLE[key][language(locale)]
    template = forms if isinstance(forms, str) else forms[_category(values.get("n"), locale)]
    return template.format_map({name: _written(value, locale) for name, value in values.items()})


def _category(n: object, locale: str) -> str:
    return _plural(n, locale) if isinstance(n, int) else "other"


@lru_cache(maxsize=1024)
def _plural(n: int, locale: str) -> str:
    return babel_locale(locale).plural_form(n)


def _written(value: object, locale: str) -> object:
    return _number(value, locale) if isinstance(value, int) else value


@lru_cache(maxsize=1024)
def _number(value: int, locale: str) -> str:
    return format_decimal(value, locale=babel_locale(locale))
