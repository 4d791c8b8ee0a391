"""The form that asks a question: its fields as a query, and that query as words that are read as the very same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import msgspec

from bot.answers.message import Asker
from bot.answers.reading import question
from bot.answers.rooms import Rooms
from bot.answers.wrong import Wrong
from bot.certificates import Kind, Query, Span, Status, TimeField
from bot.errors import TooLong, Unreadable
from bot.language.atoms import DAY
from bot.language.hostnames import whole_name
from bot.language.request import Find
from bot.messages import results
from bot.messages.reply import View
from bot.messages.search_form import FIELD, FIRST, KIND, LAST, NAMES, SORT, STATUS, search_form

_WORD = re.compile(r'"[^"]*"|[^\s,，、;；"]+')

Given = Mapping[str, str]
"""What stands in the fields, by their ids; nothing for one that was left empty."""


class Composed(msgspec.Struct, frozen=True):
    """The question that a form makes, as it would be typed; or what is wrong, by field, in the person's words."""

    text: str = ""
    faults: Mapping[str, str] = {}


def form(rooms: Rooms, given: Given, asker: Asker) -> View:
    """The form with what its fields make by now."""
    composed = compose(rooms, given, asker)
    return search_form(composed.text, composed.faults, asker.locale)


def compose(rooms: Rooms, given: Given, asker: Asker) -> Composed:
    """The question of a form, which the language reads as exactly what the fields say. Nothing is asked yet."""
    try:
        return Composed(_text(rooms, _query(given), asker, LAST if given.get(LAST) else FIRST))
    except Wrong as wrong:
        return Composed(faults={wrong.field: wrong.said(asker.locale)})


def _text(rooms: Rooms, query: Query, asker: Asker, date_field: str) -> str:
    """Raises Wrong where the query cannot be said, or contradicts itself or the present: then a date does."""
    text = question(rooms, query, asker.locale)
    try:
        request = rooms.parse(text, now=rooms.clock(), zone=asker.zone, locale=asker.locale)
    except TooLong as fault:
        raise Wrong(NAMES, fault) from None
    except Unreadable as fault:
        dated = any((query.expires, query.begins, query.created))
        raise Wrong(date_field if dated else NAMES, fault) from None
    if not isinstance(request, Find) or request.query != query:
        raise Wrong(NAMES, Unreadable("general", query.text))
    return text


def _query(given: Given) -> Query:
    words = _WORD.findall(given.get(NAMES, ""))
    changes: dict[str, object] = {"names": tuple(dict.fromkeys(filter(None, map(whole_name, words))))}
    changes["text"] = " ".join(_searched(word) for word in words if not whole_name(word))
    if (days := _days(given)) != Span():
        changes[next((each.value for each in TimeField if each.value == given.get(FIELD)), "expires")] = days
    if (status := given.get(STATUS, "")) in Status.__members__:
        changes["statuses"] = (Status[status],)
    if (kind := given.get(KIND, "")) in set(Kind):
        changes["kind"] = Kind(kind)
    if order := results.sort_of(given.get(SORT, "")):
        changes["sort"], changes["descending"] = order
    return msgspec.structs.replace(Query(), **changes)


def _searched(word: str) -> str:
    """A word as the language keeps it: in quotes where it is several."""
    bare = " ".join(word.strip('"').split())
    return f'"{bare}"' if " " in bare else bare


def _days(given: Given) -> Span:
    """Local days, the last one included. Raises Wrong."""
    first, last = _day(given, FIRST), _day(given, LAST)
    if first and last and last < first:
        raise Wrong(LAST, key="search.reversed")
    try:
        return Span(first, last + DAY if last else None)
    except OverflowError:
        raise Wrong(LAST, Unreadable("out_of_range", str(last))) from None


def _day(given: Given, field: str) -> date | None:
    text = given.get(field, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Wrong(field, Unreadable("not_a_date", text)) from None
