"""The words of a subscription's question: what was typed, without how and when it is to be told."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from bot.answers.rooms import Rooms
from bot.errors import Unreadable
from bot.language.request import Edit, Find, Piece, Remind
from bot.language.subscribing import CUT
from bot.reminders.subscription import Subscription

_ENTITY = re.compile(r"<[@!][^<>]*>")
_EDGES = " \t\n,，、;；。"


def question_of(text: str, reading: Iterable[Piece]) -> str:
    """The text without its verb, its schedule and whom it mentions."""
    left, at = "", 0
    for piece in sorted((piece for piece in reading if piece.slot == CUT), key=lambda piece: piece.start):
        left, at = f"{left}{text[at : piece.start]} ", piece.end
    return " ".join(_ENTITY.sub(" ", left + text[at:]).split()).strip(_EDGES)


def with_question(rooms: Rooms, kept: Subscription, text: str, request: Remind | Edit) -> Subscription:
    """The subscription with the question of `text`, which is read again at each round, since its days move: in the
    words that were typed, where these alone mean the same, else in all of the text. Without a question it stays."""
    if request.query is None:
        return kept
    query, question = request.query, question_of(text, request.reading)
    try:
        alone = rooms.parse(question, now=rooms.clock(), zone=kept.zone, locale=kept.locale)
        here = rooms.parse(text, now=rooms.clock(), zone=kept.zone, locale=kept.locale)
    except Unreadable:
        return msgspec.structs.replace(kept, text=text, query=query)
    query = here.query or query if isinstance(here, Remind | Edit) else query
    same = isinstance(alone, Find) and alone.query == query
    return msgspec.structs.replace(kept, text=question if same else text, query=query)
