"""Date words of other languages (`15 août`, `3 de marzo`), read by dateparser under guard, always as a guess.

The only importer of dateparser; it is loaded at the first need, never at start-up (120 ms). Its traps, all seen on
1.5.0, are closed here: the language is pinned (without it the first call takes seconds and "a" is January), the base
is a naive wall time (an aware one mixes offsets), timestamps are not asked for, bare numbers are not dates ("90" is
1990), years far away are not believed ("2027年" becomes 4053), the precision widens the day to its week, month or
year, and a weekday must fit its date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from bot.errors import Unreadable
from bot.language.atoms import Period, Prefer, When, day, unit
from bot.language.counted_days import Ahead
from bot.language.pieces import Piece
from bot.language.tokens import Lattice
from bot.language.vocabulary import KNOWN

LANGUAGES = frozenset(("fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "sv", "da", "nb", "fi"))
LANGUAGES |= {"cs", "ja", "ko", "vi", "id"}
"""Slack's languages that are read by guess; English and Chinese never are."""
_FOREIGN_MONTHS = (
    "janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre décembre januar februar "
    "märz juni juli oktober dezember enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre janeiro fevereiro março "
    "maio junho julho setembro outubro novembro dezembro januari februari maart mei augustus december"
)
_FOREIGN_DAYS = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "lunes martes miércoles miercoles jueves viernes sábado sabado domingo lunedì martedì mercoledì giovedì venerdì "
    "domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag demain morgen mañana domani"
)
FOREIGN_WORDS = frozenset(f"{_FOREIGN_MONTHS} {_FOREIGN_DAYS}".split()) - KNOWN
"""Words of dates that are never search text beside a number, a date or a verb: they are read by guess or refused."""
LONGEST = 40
"""Characters of a phrase."""
_WORDS = 4
_TRIES = 12
_PARTICLES = {
    "ja": {"に": "NOISE", "の": "OF", "まで": "BYPOST", "から": "SINCEPOST"},
    "fr": {"le": "NOISE", "avant le": "BEFORE", "après le": "AFTER", "jusqu'au": "BY", "depuis le": "SINCE"},
    "de": {
        "am": "NOISE",
        "den": "NOISE",
        "dem": "NOISE",
        "vor": "BEFORE",
        "nach": "AFTER",
        "bis": "BY",
        "seit": "SINCE",
    },
    "es": {"el": "NOISE", "antes del": "BEFORE", "después del": "AFTER", "hasta el": "BY", "desde el": "SINCE"},
    "it": {"il": "NOISE", "entro": "BY"},
    "pt": {"até": "BY", "desde": "SINCE"},
    "nl": {"op": "NOISE", "voor": "BEFORE", "tot": "BY", "sinds": "SINCE"},
}


def with_guesses(lattice: Lattice, locale: str, when: When) -> Lattice:
    """The lattice, with dates in the reader's own language as ways on, where our tables don't know the words."""
    language = locale[:2].lower()
    if language not in LANGUAGES:
        return lattice
    _particles(lattice, language)
    for start, end in islice(_phrases(lattice), _TRIES):
        phrase = lattice.words(start, end).strip()
        if _guess(phrase, language, when.local, "future") is not None:
            lattice.nodes[start].setdefault("FOREIGN", []).append((end, _ahead(phrase, language, when)))
    return lattice


def warm_up(locale: str) -> None:
    """Load dateparser and the tables of a reader's language, so that the first question does not wait for it."""
    if locale[:2].lower() in LANGUAGES:
        _guess("2026-01-01", locale[:2].lower(), datetime(2026, 1, 1), "future")


def _particles(lattice: Lattice, language: str) -> None:
    pieces = lattice.pieces
    for particle, category in _PARTICLES.get(language, {}).items():
        count = len(particle.split()) if language != "ja" else len(particle)
        for place in range(len(pieces) - count + 1):
            joint = "" if language == "ja" else " "
            if joint.join(piece.text for piece in pieces[place : place + count]) == particle:
                lattice.nodes[place].setdefault(category, []).append((place + count, 1))


def _phrases(lattice: Lattice) -> Iterator[tuple[int, int]]:
    """Stretches of up to four words, numbers or unknown words at both ends, at least one unknown; the longest first."""
    pieces = lattice.pieces
    for start in range(len(pieces)):
        for end in range(min(start + _WORDS, len(pieces)), start, -1):
            inside = pieces[start:end]
            unknown = [_unknown(piece) for piece in inside]
            edges = all(_unknown(piece) or piece.text.isdigit() for piece in (inside[0], inside[-1]))
            short = inside[-1].end - inside[0].start <= LONGEST
            if edges and short and any(unknown) and not any("QUOTED" in piece.categories for piece in inside):
                yield start, end


def _unknown(piece: Piece) -> bool:
    """A word that neither vocabulary has; of another script a character is enough."""
    word = piece.text
    foreign = not word.isascii() and "CHARACTER" not in piece.categories
    return word.isalpha() and word not in KNOWN and (len(word) > 2 or foreign)


def _ahead(phrase: str, language: str, when: When) -> Ahead:
    def read(prefer: Prefer) -> Period:
        found = _guess(phrase, language, when.local, prefer)
        if found is None:
            raise Unreadable("not_a_date")
        return found

    return Ahead(read)


@lru_cache(maxsize=512)
def _guess(phrase: str, language: str, local: datetime, prefer: Prefer) -> Period | None:
    """What dateparser makes of a phrase, if it can be believed."""
    found = _asked(phrase, language, local, prefer)
    if found is None:
        return None
    on, precision = found
    if not 1990 <= on.year < 2100 or not _weekdays_fit(phrase, on, language, local, prefer):
        return None
    return day(on) if precision == "day" else unit(precision, on)


def _asked(phrase: str, language: str, local: datetime, prefer: Prefer) -> tuple[date, str] | None:
    data = _parser(language, local, prefer).get_date_data(phrase)
    return (data.date_obj.date(), str(data.period)) if data.date_obj else None


@lru_cache(maxsize=64)
def _parser(language: str, local: datetime, prefer: Prefer) -> Any:
    from dateparser.date import DateDataParser  # noqa: PLC0415 - 120 ms that a start must not wait for

    return DateDataParser(
        languages=[language],
        settings={
            "RELATIVE_BASE": local,
            "PREFER_DATES_FROM": prefer,
            "PREFER_DAY_OF_MONTH": "first",
            "PREFER_MONTH_OF_YEAR": "first",
            "RETURN_AS_TIMEZONE_AWARE": False,
            "PARSERS": ["relative-time", "absolute-time"],
        },
    )


def _weekdays_fit(phrase: str, on: date, language: str, local: datetime, prefer: Prefer) -> bool:
    """dateparser 1.5.0 ignores a weekday beside a date; each word that alone is a day must be the same weekday."""
    words = [word.strip(".,") for word in phrase.split()]
    if len(words) == 1:
        return True
    alone = [_asked(word, language, local, prefer) for word in words if word.isalpha() and len(word) > 2]
    return all(found is None or found[1] != "day" or found[0].weekday() == on.weekday() for found in alone)
