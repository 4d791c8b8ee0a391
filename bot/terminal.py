"""An answer as a table of texts, a fault as a sentence: what the command line says, before it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from bot import assembly
from bot.answers.message import Asker, Message
from bot.answers.plain import as_json
from bot.certificates import Progress
from bot.errors import CertminderError, InvalidSettings
from bot.messages import moments, notices, table
from bot.messages.results import guessed
from bot.messages.texts import say
from bot.playground.transcript import transcript

SHOWN = 50
"""Rows of a table; JSON has all."""
ALL = 1_000_000


class Answered(NamedTuple):
    """An answer: a table, and the same as plain data."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    footing: str
    plain: Mapping[str, Any]


async def answered(house: assembly.House, text: str, origin: str, progress: Progress | None = None) -> Answered:
    """The answer to a question typed in a terminal; `origin` is account or sample. Raises CertminderError."""
    settings, now = house.settings, datetime.now(UTC)
    locale, zone = locale_of(text, settings.locale), settings.zone
    asker = Asker(workspace=f"terminal-{origin}", user="terminal", channel="terminal", locale=locale, zone=zone)
    found = await house.answers.found(Message(text, asker, now), size=ALL, progress=progress)
    page = found.page
    understood = found.understood.line or say("result.everything", locale)
    rows = table.rows(page, zone, locale, now=now)
    as_of = say("result.as_of", locale, time=moments.age(page.as_of, now, zone, locale))
    rest = [say("digest.more", locale, n=len(rows) - SHOWN)] if len(rows) > SHOWN else []
    partial = [] if page.complete else [say("result.partial", locale)]
    guess = guessed(found.understood, locale)
    return Answered(
        heading=" · ".join(filter(None, (say("result.count", locale, n=page.total), understood, guess))),
        columns=tuple(table.titles(locale)),
        rows=tuple(tuple(row) for row in rows[:SHOWN]),
        footing=" · ".join([*rest, *partial, say(f"terminal.{origin}", locale), as_of]),
        plain={"source": origin, **as_json(page, understood, zone), "guessed": list(found.understood.guessed)},
    )


def waiting(text: str, locale: str, done: int, total: int | None) -> str:
    """What is said meanwhile to whoever waits for a long listing, in the language of the question."""
    return notices.working(locale_of(text, locale), done, total).text


def of_message(message: Mapping[str, Any]) -> Answered:
    """A message as people see it in the playground: one row a section."""
    said = transcript(dict(message))
    width = max((len(row) for row in said.rows), default=0)
    padded = tuple(row + ("",) * (width - len(row)) for row in said.rows)
    columns = said.columns or ("",) * width
    return Answered("\n".join(said.above), columns, padded, "\n".join(said.below), message)


def explained(error: CertminderError, locale: str) -> str:
    """One sentence for an error, in the language of the terminal."""
    if isinstance(error, InvalidSettings):
        return "\n".join(error.faults)
    return notices.sentence(error, locale, now=datetime.now(UTC))


def locale_of(text: str, locale: str) -> str:
    """The language of an answer: Chinese when the question has Chinese in it, else the terminal's."""
    return "zh-CN" if any("\u4e00" <= character <= "\u9fff" for character in text) else locale
