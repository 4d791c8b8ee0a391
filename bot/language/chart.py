"""A small grammar machine: rules are data, every reading of every stretch of tokens is found once.

A rule is `Rule(head, name, pattern, build)`. A pattern is a row of elements:

    UNIT        a token of that category            =UNIT   … and hand its meaning to `build`
    date        a stretch that rules of that head read; its value is handed to `build`
    A|B         either                              X?      may be missing (captured: None)

`build(when, *captured)` gives the value, or None to reject. Of one head and stretch the first rule wins.
Each (head, place) is worked out once, and no head may begin with itself, so the cost is bounded by text × rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from bot.language.tokens import Node

_DEPTH = 40
"""How deep rules may nest: `the end of the end of …`."""
_REMEMBERED = 20_000


class Rule(NamedTuple):
    head: str
    name: str
    pattern: str
    build: Callable[..., Any]


class Found(NamedTuple):
    """A stretch of tokens up to `end`, what it means, and the names of the rules that read it."""

    end: int
    value: Any
    rules: tuple[str, ...]


class _Element(NamedTuple):
    categories: tuple[str, ...]
    heads: tuple[str, ...]
    captured: bool
    optional: bool


class _Compiled(NamedTuple):
    name: str
    elements: tuple[_Element, ...]
    build: Callable[..., Any]


def _element(text: str) -> _Element:
    captured, optional = text.startswith("="), text.endswith("?")
    names = text.removeprefix("=").removesuffix("?").split("|")
    heads = tuple(name for name in names if name.islower())
    return _Element(tuple(name for name in names if not name.islower()), heads, captured or bool(heads), optional)


class Grammar:
    """Rules, indexed by what they can begin with."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[str, list[_Compiled]] = {}
        for rule in rules:
            elements = tuple(_element(part) for part in rule.pattern.split())
            self._rules.setdefault(rule.head, []).append(_Compiled(rule.name, elements, rule.build))
        self._first: dict[str, dict[str, list[int]]] = {}
        for head in self._rules:
            self._index(head)
        self._choice: dict[tuple[str, frozenset[str]], tuple[_Compiled, ...]] = {}

    def _index(self, head: str) -> dict[str, list[int]]:
        """Category → the rules of a head, by number, that can begin with it."""
        if head not in self._first:
            index: dict[str, list[int]] = {}
            self._first[head] = index
            for number, rule in enumerate(self._rules[head]):
                for category in self._beginnings(rule):
                    index.setdefault(category, []).append(number)
        return self._first[head]

    def _beginnings(self, rule: _Compiled) -> set[str]:
        found: set[str] = set()
        for element in rule.elements:
            found.update(element.categories)
            for head in element.heads:
                found.update(self._index(head))
            if not element.optional:
                break
        return found

    def choices(self, head: str, node: Node) -> tuple[_Compiled, ...]:
        """The rules of a head that can begin at a place, in order."""
        key = head, frozenset(node)
        if (rules := self._choice.get(key)) is None:
            index, every = self._first[head], self._rules[head]
            numbers = sorted({number for category in key[1] for number in index.get(category, ())})
            rules = tuple(every[number] for number in numbers)
            if len(self._choice) < _REMEMBERED:
                self._choice[key] = rules
        return rules


class Chart:
    """All readings of one lattice. `when` is passed to every build."""

    def __init__(self, grammar: Grammar, nodes: Sequence[Node], when: Any) -> None:
        self._grammar = grammar
        self._nodes = nodes
        self._when = when
        self._depth = _DEPTH
        self._known: dict[tuple[str, int], tuple[Found, ...]] = {}

    def read(self, head: str, at: int) -> tuple[Found, ...]:
        """Every stretch from a place that rules of a head read, each with its first reading."""
        key = head, at
        if (known := self._known.get(key)) is not None:
            return known
        self._known[key] = ()
        if at >= len(self._nodes) or not self._depth:
            return ()
        self._depth -= 1
        found: dict[int, Found] = {}
        for rule in self._grammar.choices(head, self._nodes[at]):
            self._apply(rule, at, found)
        self._depth += 1
        self._known[key] = readings = tuple(found.values())
        return readings

    def _apply(self, rule: _Compiled, at: int, found: dict[int, Found]) -> None:
        states: list[tuple[int, tuple[Any, ...], tuple[str, ...]]] = [(at, (), (rule.name,))]
        for element in rule.elements:
            states = self._advanced(element, states)
            if not states:
                return
        for end, captured, rules in states:
            if end not in found and end > at and (value := rule.build(self._when, *captured)) is not None:
                found[end] = Found(end, value, rules)

    def _advanced(
        self, element: _Element, states: list[tuple[int, tuple[Any, ...], tuple[str, ...]]]
    ) -> list[tuple[int, tuple[Any, ...], tuple[str, ...]]]:
        after = []
        nodes = self._nodes
        for at, captured, rules in states:
            if at < len(nodes):
                node = nodes[at]
                for category in element.categories:
                    for end, meaning in node.get(category, ()):
                        after.append((end, (*captured, meaning) if element.captured else captured, rules))
                for head in element.heads:
                    for end, value, names in self.read(head, at):
                        after.append((end, (*captured, value), rules + names))
            if element.optional:
                after.append((at, (*captured, None) if element.captured else captured, rules))
        return after
