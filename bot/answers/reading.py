"""What is shown of how a question was read."""

from __future__ import annotations

from datetime import datetime

from bot.answers.message import Asker
from bot.answers.rooms import Rooms
from bot.certificates import Query
from bot.errors import Unreadable
from bot.inventory.recent import Result
from bot.language.helping import calls_for_help
from bot.language.preferences import NONE, Preferences
from bot.language.request import Find, Help, Piece, Request
from bot.messages.results import Understood
from bot.messages.rows import Reader
from bot.messages.texts import say
from bot.workspaces.accounts import Chosen


def read(rooms: Rooms, text: str, asker: Asker, now: datetime, preferences: Preferences = NONE) -> Request:
    """The request of a text. Raises Unreadable."""
    if calls_for_help(text):
        return Help()
    return rooms.parse(text, now=now, zone=asker.zone, locale=asker.locale, preferences=preferences)


def understood(
    rooms: Rooms, request: Find, locale: str, text: str, *, zone: str, chosen: Chosen | None = None
) -> Understood:
    """The question of a text said back, with its guesses and the readings that were not taken. `zone` is where its days
    were read; `chosen` says whether the account it is about is the channel's default."""
    others = {piece.alternative: piece.choice for piece in request.reading if piece.alternative}
    taken = tuple(dict.fromkeys(each.choice for each in request.taken))
    said = rooms.describe(request, locale)
    if chosen is not None and chosen.why == "channel":
        said = f"{said} {say('result.by_channel', locale)}".strip()
    dated = any((request.query.expires, request.query.begins, request.query.created))
    return Understood(
        said, request.guessed, tuple(others), text, tuple(others.values()), taken, zone=zone if dated else ""
    )


def understood_again(rooms: Rooms, result: Result, locale: str) -> Understood:
    """The same for a result kept earlier: its query (whose order may have changed since), and the guesses of its text
    as it was read then."""
    request = Find(query=result.query, reading=_reading(rooms, result))
    return understood(rooms, request, locale, result.text, zone=result.zone)


def question(rooms: Rooms, query: Query, locale: str) -> str:
    """A query in words that are read as the same query."""
    return rooms.describe(Find(query=query), locale) or say("result.everything", locale)


def reader(asker: Asker, now: datetime) -> Reader:
    return Reader(zone=asker.zone, locale=asker.locale, now=now)


def _reading(rooms: Rooms, result: Result) -> tuple[Piece, ...]:
    try:
        request = rooms.parse(result.text, now=result.created_at, zone=result.zone, locale=result.locale)
    except Unreadable:
        return ()
    return request.reading
