"""Text from elsewhere, made harmless: certificates are named by strangers, `<!channel>` and bidi overrides included."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ELLIPSIS = "…"
NOTHING = "–"

# Letters by category that no font shows: Hangul fillers, the Khmer inherent vowels, the braille blank.
_BLANKS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_AS_SPACE = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), " ")
# Cc control, Cf bidi and zero width, Cs lone surrogates (no UTF-8 for them), Co private use, Cn unassigned.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKS_IN_A_ROW = 3
_SHORT = 200
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "`": "ˋ"}


def clean(text: str, *, lines: bool = False) -> str:
    """The text without what cannot be seen or reorders its surroundings; runs of space are one space.

    `lines` keeps line breaks (for sentences of our own). Combining marks are limited to three in a row. Never empty:
    Slack refuses empty texts.
    """
    parts = text.split("\n") if lines else [text]
    return "\n".join(_line(part) for part in parts).strip() or NOTHING


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, with … where something was left out."""
    return text if len(text) <= limit else text[: max(0, limit - 1)].rstrip() + ELLIPSIS


def code(text: str, limit: int = 120) -> str:
    """A code span for mrkdwn: the only form in which foreign text enters mrkdwn. `limit` counts what is sent, so that
    a name made of ampersands cannot grow past it. Backticks become look-alikes: inside a span nothing ends it early."""
    return f"`{_escaped(clean(text), limit)}`"


def escaped(text: str, limit: int = 240) -> str:
    """For the text beside the blocks, which notifications show raw: no mention and no link can arise from it."""
    return _escaped(clean(text), limit)


def _line(text: str) -> str:
    """One line: no unseen characters, single spaces, few combining marks. Most texts are ASCII, or our own words,
    which come again and again."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return _known_line(text) if len(text) <= _SHORT else _cleaned_line(text)


@lru_cache(maxsize=4096)
def _known_line(text: str) -> str:
    return _cleaned_line(text)


def _cleaned_line(text: str) -> str:
    seen: list[str] = []
    marks = 0
    for character in text.translate(_AS_SPACE):
        category = unicodedata.category(character)
        if category in _UNSEEN or character in _BLANKS:
            continue
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= _MARKS_IN_A_ROW:
            seen.append(character)
    return " ".join("".join(seen).split())


def _escaped(text: str, limit: int) -> str:
    """Slack's three entities, cut before the limit without splitting an entity."""
    if _ENTITIES.keys().isdisjoint(text):
        return cut(text, limit)
    pieces = [_ENTITIES.get(character, character) for character in text]
    if sum(map(len, pieces)) <= limit:
        return "".join(pieces)
    kept: list[str] = []
    length = 1
    for piece in pieces:
        length += len(piece)
        if length > limit:
            break
        kept.append(piece)
    return "".join(kept).rstrip() + ELLIPSIS
