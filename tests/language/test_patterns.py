"""No pattern of the language runs back over a text at one place: read off the patterns themselves, whatever the text.

A long repeat must be decided: the next character says whether it goes on or ends, since nothing that may follow begins
like its body. A pattern that fails then gives each character back once and finds no other way there, so that it costs
in proportion to the text. Inside such a repeat every choice must be decided. The trees are those of `re`'s own parser,
which has no public name (the same from Python 3.11 on).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import combinations
from pkgutil import iter_modules
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from bot import language
from bot.language.layouts import LAYOUTS

MODULES = [import_module(f"bot.language.{found.name}") for found in iter_modules(language.__path__)]
PATTERNS = {pattern.pattern: pattern for pattern, _ in LAYOUTS} | {
    value.pattern: value for module in MODULES for value in vars(module).values() if isinstance(value, re.Pattern)
}
LONG = 255
"""A repeat that may go on for more characters counts as one without end."""
CHARACTERS = frozenset(map(chr, range(0x600))) | frozenset("".join(PATTERNS)) | frozenset("\u2e80\uffff")

Node = tuple[Any, Any]
SINGLE = {_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY}
LOOKING = {_constants.ASSERT, _constants.ASSERT_NOT}
REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT}


def parsed(pattern: str) -> list[Node]:
    return list(_parser.parse(pattern))


_KNOWN: dict[str, frozenset[str]] = {}


def characters(node: Node) -> frozenset[str]:
    """Those that a node of one character stands for."""
    if repr(node) not in _KNOWN:
        code = _compiler.compile(_parser.SubPattern(_parser.State(), [node]))
        _KNOWN[repr(node)] = frozenset(filter(code.fullmatch, CHARACTERS))
    return _KNOWN[repr(node)]


def first(nodes: Sequence[Node]) -> tuple[frozenset[str], bool]:
    """Characters that nodes in a row can begin with, and whether they may be empty."""
    begins: frozenset[str] = frozenset()
    for what, of in nodes:
        more, empty = _first(what, of)
        begins |= more
        if not empty:
            return begins, False
    return begins, True


def _first(what: Any, of: Any) -> tuple[frozenset[str], bool]:
    if what in SINGLE:
        return characters((what, of)), False
    if what in REPEATS:
        begins, empty = first(of[2])
        return begins, empty or of[0] == 0
    if what is _constants.SUBPATTERN:
        return first(of[3])
    if what is _constants.BRANCH:
        ways = [first(way) for way in of[1]]
        return frozenset().union(*(begins for begins, _ in ways)), any(empty for _, empty in ways)
    return frozenset() if what in LOOKING or what is _constants.AT else CHARACTERS, True


def undecided(nodes: Sequence[Node], behind: frozenset[str], inside: bool = False) -> Iterator[Node]:
    """Nodes where the next character leaves open how to go on; `behind` is what may follow them all, `inside`: they
    are a long repeat's."""
    for place, (what, of) in enumerate(nodes):
        begins, empty = first(nodes[place + 1 :])
        after = begins | behind if empty else begins
        if what in REPEATS:
            yield from _undecided_repeat((what, of), after, inside)
        elif what is _constants.SUBPATTERN:
            yield from undecided(of[3], after, inside)
        elif what is _constants.BRANCH:
            starts = [begins | after if empty else begins for begins, empty in map(first, of[1])]
            if inside and any(one & other for one, other in combinations(starts, 2)):
                yield what, of
            for way in of[1]:
                yield from undecided(way, after, inside)
        elif what in LOOKING and of[1].getwidth()[1] > LONG:
            yield what, of


def _undecided_repeat(node: Node, after: frozenset[str], inside: bool) -> Iterator[Node]:
    least, most, body = node[1]
    begins, empty = first(body)
    long = most > 1 and most * body.getwidth()[1] > LONG
    if (long and empty) or ((long or (inside and least != most)) and begins & after):
        yield node
    yield from undecided(body, after | begins if most > 1 else after, inside or long)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_long_repeat_is_decided(pattern: str) -> None:
    """Each pattern of the language costs no more than in proportion to the text."""
    assert list(undecided(parsed(pattern), frozenset())) == []


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "a*a*b", r"\w+\d+!", "(a?b?)*c", "(a?a)*b", "(?=a*b)a"])
def test_a_pattern_that_runs_back_is_seen(pattern: str) -> None:
    """The proof refuses what is known to cost more than in proportion."""
    assert list(undecided(parsed(pattern), frozenset())) != []
