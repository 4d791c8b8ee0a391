"""What one person chose where words have two common readings; a part of what the language reads with."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

NEXT_WEEKDAY = "next_weekday"
"""`next Friday`: of next week (by our convention), or the coming one."""
DAY_MONTH = "day_month"
"""`03/04/2027`: the day first, or the month; refused while nobody chose."""
WAYS: Mapping[str, tuple[str, str]] = {NEXT_WEEKDAY: ("week", "coming"), DAY_MONTH: ("month", "day")}
"""What can be chosen, with both ways to read it."""


class Preferences(msgspec.Struct, frozen=True):
    """A way of WAYS for each, or "" while nothing was chosen."""

    next_weekday: str = ""
    day_month: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> Preferences:
        """What is kept of a person's choices; whatever is no way of WAYS counts as not chosen."""
        return cls(**{name: kept[name] for name, ways in WAYS.items() if kept.get(name) in ways})

    @property
    def choices(self) -> tuple[str, ...]:
        """`day_month=day` for each that was chosen."""
        return tuple(choice_of(name, way) for name in WAYS if (way := getattr(self, name)))


NONE = Preferences()


def choice_of(name: str, way: str) -> str:
    """A choice as one word, for a button and for the texts."""
    return f"{name}={way}"


def split_choice(choice: str) -> tuple[str, str] | None:
    """(name, way) of a choice; None for one that there is not."""
    name, _, way = choice.partition("=")
    return (name, way) if way in WAYS.get(name, ()) else None


def other(name: str, way: str) -> str:
    """The way that was not taken."""
    first, second = WAYS[name]
    return second if way == first else first
