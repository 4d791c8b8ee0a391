"""What is said of a certificate that another one replaces. A partial renewal is the loudest line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from bot.messages import moments
from bot.messages.foreign import code
from bot.messages.texts import say

NAMES = 3
NAME = 60
ID = 24


class Renewed(msgspec.Struct, frozen=True):
    """The certificate `by` (an id) that ends at `expires` replaces this one, save for the `missing` names. `uploaded`:
    a person has to confirm it."""

    by: str
    expires: datetime | None = None
    missing: tuple[str, ...] = ()
    uploaded: bool = False


Renewals = Mapping[tuple[str, str], Renewed]
"""(account, certificate id) → what replaces it."""


def line(renewed: Renewed, zone: str, locale: str) -> str:
    """One line of mrkdwn."""
    key = f"renewed.{_kind(renewed)}"
    until = moments.stamp(renewed.expires, zone) if renewed.expires else say("ends.never_said", locale)
    return say(key, locale, by=code(renewed.by, ID), until=until, names=_missing(renewed.missing, locale))


def mark(renewed: Renewed, locale: str) -> str:
    """The same in a word or two, for a cell of a table; its details say the rest."""
    return say(f"renewed.{_kind(renewed)}_mark", locale)


def _kind(renewed: Renewed) -> str:
    return "partly" if renewed.missing else "uploaded" if renewed.uploaded else "whole"


def _missing(names: tuple[str, ...], locale: str) -> str:
    spelt = say("help.joint", locale).join(code(name, NAME) for name in names[:NAMES])
    rest = len(names) - NAMES
    return f"{spelt} {say('names.more', locale, n=rest)}" if rest > 0 else spelt
