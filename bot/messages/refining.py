"""Ways to narrow a result: what its certificates differ in, as words that are added to the question.

The menus teach the language: what they do can be typed next time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec

from bot.certificates import Kind, Project, Status
from bot.messages import clicks, kit, states
from bot.messages.foreign import clean, cut
from bot.messages.reply import Block
from bot.messages.texts import say

GROUPS = ("status", "kind", "source", "project", "account")
OPTIONS = 20
"""Of a group; the most frequent."""
NAME = 40
WITHOUT = "-"
"""Before a group: the question shall say nothing of it."""
SOURCES = ("trustasia", "upload")
"""The sources that the language has words for; the set is open."""


class AccountName(str):
    """An account, where a question is about all of them."""

    __slots__ = ()


Value = Status | Kind | str | Project | AccountName


class Facet(msgspec.Struct, frozen=True):
    """One value that some of the certificates have: `group` is one of GROUPS, `count` how many have it. `chosen`: the
    question asks for it, so that all have it."""

    group: str
    value: Value
    count: int
    chosen: bool = False


def menus(facets: Iterable[Facet], result_id: str, locale: str) -> list[Block]:
    """A select a group, whose options add their words to the question; where one is chosen already, another takes it
    back."""
    found = []
    for group, members in groupby(sorted(facets, key=_order), key=lambda facet: facet.group):
        of_group = list(members)
        options = list(_options(of_group, result_id, locale))[:OPTIONS]
        if not options:
            continue
        action, placeholder = f"{clicks.REFINE}.{group}", say(f"refine.{group}", locale)
        if of_group[0].chosen:
            every = kit.option(say(f"refine.any_{group}", locale), clicks.value_of(result_id, f"{WITHOUT}{group}"))
            found.append(kit.select(placeholder, action, [every, options[0]], options[0]["value"]))
        else:
            found.append(kit.select(placeholder, action, options))
    return found


def words(facet: Facet, locale: str) -> str:
    """What is added to the question, in the reader's language; empty where the language has no words for it."""
    match facet.value:
        case Status.UNKNOWN:
            return ""
        case Status() as status:
            return say(f"refine.status.{status.name.lower()}", locale)
        case Kind() as kind:
            return say(f"refine.kind.{kind.value}", locale)
        case Project() as project:
            fits = clean(project.name) == project.name and len(project.name) <= NAME and '"' not in project.name
            return say("refine.project.words", locale, name=project.name) if fits else ""
        case AccountName() as account:
            return say("refine.account.words", locale, name=account)
        case str() as source:
            return say(f"refine.source.{source}", locale) if source in SOURCES else ""


def _options(facets: Iterable[Facet], result_id: str, locale: str) -> Iterator[Block]:
    for facet in facets:
        if added := words(facet, locale):
            label = say("refine.option", locale, label=cut(_label(facet, locale), 50), n=facet.count)
            yield kit.option(label, clicks.value_of(result_id, added))


def _label(facet: Facet, locale: str) -> str:
    match facet.value:
        case Status() as status:
            return states.word(status, locale)
        case Kind() as kind:
            return say(f"kind.{kind.value}", locale)
        case Project() as project:
            return clean(project.name)
        case AccountName() as account:
            return clean(account)
        case str() as source:
            return say(f"source.{source}", locale)


def _order(facet: Facet) -> tuple[int, int, str]:
    return GROUPS.index(facet.group), -facet.count, str(facet.value)
