"""Did you mean: vocabulary words that are one slip of the keyboard away, and the nearest word where a date is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from bot.language.vocabulary import spellings

_DATES = ("WEEKDAY", "MONTH", "UNIT", "CUNIT", "DAYWORD", "WEEKEND", "PLURAL")
_CONDITIONS = (
    "EXPIRING", "EXPIRED", "BEGINS", "ISSUED", "CREATED", "UPLOADED", "STATUS", "KIND", "FLAG", "BEFORE", "AFTER",
    "BETWEEN", "WITHIN", "NEXT", "LAST", "ORD",
)  # fmt: skip
_LEAST = 5
"""Shorter words have too many neighbours."""


@cache
def words(*categories: str) -> frozenset[str]:
    """The single words of some categories."""
    return frozenset(
        word for category in categories for word in spellings("en", category) if word.isalpha() and len(word) > 2
    )


@cache
def _neighbours() -> dict[str, tuple[str, ...]]:
    """Word with one letter less → words."""
    found: dict[str, list[str]] = {}
    for word in sorted(words(*_DATES, *_CONDITIONS)):
        if len(word) >= _LEAST:
            for shorter in (word, *_shorter(word)):
                found.setdefault(shorter, []).append(word)
    return {shorter: tuple(near) for shorter, near in found.items()}


def _shorter(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def slip(word: str) -> str | None:
    """The vocabulary word that this one is a slip of: one letter too many, too few, other, or two turned round."""
    if not _LEAST - 1 <= len(word) <= 14:
        return None
    index = _neighbours()
    near = {candidate for shorter in (word, *_shorter(word)) for candidate in index.get(shorter, ())}
    close = sorted(candidate for candidate in near if distance(word, candidate) == 1 and candidate[0] == word[0])
    plural = word in (f"{candidate}s" for candidate in close) or any(candidate == f"{word}s" for candidate in close)
    return close[0] if close and not plural else None


def meant_command(text: str) -> str:
    """The text with its first word as the verb that it is a slip of; "" where it is none. A question all the same: what
    looks like a verb may be a word to search for."""
    typed, _, rest = text.strip().partition(" ")
    near = _near_verbs(typed.lower())
    return f"{near[0]} {rest}".strip() if near else ""


def _near_verbs(word: str) -> list[str]:
    chinese = frozenset(spellings("zh", "VERB"))
    if word in words("VERB") | chinese:
        return []
    if word.isascii():
        known = sorted(words("VERB")) if len(word) >= _LEAST - 1 else []
        return [verb for verb in known if verb[0] == word[0] and distance(word, verb) == 1]
    return _near_in_chinese(word, chinese) if len(word) > 1 else []


def _near_in_chinese(word: str, verbs: Iterable[str]) -> list[str]:
    """Another character of the same sound, rather the last than the first; else a verb that breaks off."""
    alike = [verb for verb in verbs if len(verb) == len(word) and distance(word, verb) == 1]
    ends = [verb for verb in alike if verb[0] == word[0] or verb[-1] == word[-1]]
    longer = [verb for verb in verbs if verb.startswith(word)]
    return sorted(ends or longer, key=lambda verb: (verb[0] != word[0], len(verb), verb))


def like_a_date(word: str) -> str | None:
    """The date word that a word resembles, where a date is due."""
    best = min(sorted(words(*_DATES)), key=lambda candidate: distance(word, candidate))
    allowed = 3 if word.endswith("day") else 2 if len(word) > 6 else 1
    return best if len(word) > 3 and distance(word, best) <= max(allowed, 4 * word.endswith("day")) else None


def closest_date(word: str) -> str:
    """The date word that is nearest, however far."""
    return min(sorted(words(*_DATES)), key=lambda candidate: distance(word, candidate))


def distance(left: str, right: str) -> int:
    """Letters to add, drop, change or turn round (optimal string alignment)."""
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, previous = previous, row
    return previous[-1]
