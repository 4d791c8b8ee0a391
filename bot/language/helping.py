"""Whether a text does nothing but call for help, told without reading it."""

from __future__ import annotations

from bot.language.vocabulary import spellings

_CALLS = frozenset(("", *spellings("en", "VERB", "help"), *spellings("zh", "VERB", "help")))


def calls_for_help(text: str) -> bool:
    """`help`, `帮助`, `?`, or nothing at all; with a topic it is read like everything else."""
    return text.strip().lower() in _CALLS
