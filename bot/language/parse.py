"""Text → Request, by the rules of language.md: pure, bounded in time, and never guessing in silence."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.certificates import Span
from bot.errors import Unreadable
from bot.language.atoms import When
from bot.language.dates import with_guesses
from bot.language.normalise import normalise
from bot.language.passage import Passage
from bot.language.preferences import NONE, Preferences
from bot.language.request import Help, Request
from bot.language.scan import chart, scan
from bot.language.sentence import Sentence, verb
from bot.language.tokens import lattice
from bot.language.verbs import VERBS, details_last, find


def when(now: datetime, zone: str, preferences: Preferences = NONE, locale: str = "") -> When:
    """An instant as the reader's wall time."""
    local = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return When(local, local.date(), preferences, locale)


def parse(text: str, *, now: datetime, zone: str, locale: str, preferences: Preferences = NONE) -> Request:
    """What a text asks for. `now` is an aware instant, `zone` an IANA name, `locale` Slack's (zh-CN, en-US, fr-FR …);
    `preferences` is what this person chose where words have two common readings.

    Raises Unreadable (with the word, its place and the nearest readings; of `ambiguous_date` month first, then day
    first) or TooLong.
    """
    moment = when(now, zone, preferences, locale)
    pieces = with_guesses(lattice(normalise(text)), locale, moment)
    sentence = Sentence(pieces, chart(pieces, moment), moment, text)
    if not pieces.pieces:
        return Help()
    found = verb(sentence)
    request = VERBS[found[0]](sentence, found[1]) if found else details_last(sentence)
    return find(sentence) if request is None else request


_PAIRS = ("()", "[]", "{}", "（）", "【】", "「」", "『』", "“”", "‘’", '""', "''", "**", "__")
_MARKS = " \t\n!?。！？"


def _bare(text: str) -> str:
    """A phrase without brackets, quotes or marks around it."""
    text = text.strip(_MARKS)
    while len(text) > 1 and text[0] + text[-1] in _PAIRS:
        text = text[1:-1].strip(_MARKS)
    return text


def read_span(text: str, *, now: datetime, zone: str, prefer: Literal["future", "past"]) -> Span:
    """The days that a date phrase stands for, all of it being the phrase. Raises Unreadable or TooLong."""
    moment = when(now, zone)
    pieces = lattice(normalise(_bare(text)))
    items = scan(pieces, chart(pieces, moment), heads=("span",))
    times = [item for item in items if item.is_time]
    if len(items) != 1 or not times:
        raise Unreadable("not_a_date", text, start=0, end=len(text))
    return Passage(pieces, moment).span(times[0], prefer)
