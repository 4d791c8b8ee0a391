"""How Block Kit is checked: faults in Slack's own words, each with a JSON pointer to its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.playground.slack_store import JSON


class Check:
    """A place in a payload; faults of all places go into one list."""

    def __init__(self, surface: str, at: str = "", faults: list[str] | None = None) -> None:
        self.surface = surface
        self.at = at
        self.faults: list[str] = [] if faults is None else faults

    def below(self, *names: str | int) -> Check:
        """The place at `names` below this one."""
        return Check(self.surface, "/".join([self.at, *map(str, names)]), self.faults)

    def fail(self, message: str) -> None:
        """Note a fault here."""
        self.faults.append(f"[ERROR] {message} [json-pointer:{self.at}]")

    def shape(self, value: Any, required: str, optional: str = "") -> bool:
        """Whether `value` is an object with these fields (names separated by blanks) and no others."""
        if not isinstance(value, dict):
            self.fail("must provide an object")
            return False
        missing = [name for name in required.split() if value.get(name) is None]
        for name in missing:
            self.fail(f"missing required field: {name}")
        for name in sorted(set(value) - set(f"type block_id {required} {optional}".split())):
            self.fail(f"invalid additional property: {name}")
        return not missing

    def string(self, value: Any, limit: int, least: int = 1) -> None:
        """A string of `least` to `limit` characters; None passes (see `shape`)."""
        if value is None:
            return
        if not isinstance(value, str):
            self.fail("must provide a string")
        elif len(value) > limit:
            self.fail(f"must be less than {limit + 1} characters")
        elif len(value) < least:
            self.fail(f"must be more than {least - 1} characters")

    def items(self, value: Any, limit: int, least: int = 1) -> Iterator[tuple[Check, Any]]:
        """Each item of an array of `least` to `limit`, with its place; nothing when it isn't one."""
        if not isinstance(value, list):
            if value is not None:
                self.fail("must provide an array")
            return
        if len(value) > limit:
            self.fail(f"no more than {limit} items allowed")
        if len(value) < least:
            self.fail(f"no fewer than {least} items allowed")
        for number, item in enumerate(value):
            yield self.below(number), item

    def number(self, value: Any, least: int, most: int) -> None:
        """A whole number from `least` to `most`; None passes."""
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most):
            self.fail(f"must be a number from {least} to {most}")

    def boolean(self, value: Any) -> None:
        """A boolean; None passes."""
        if value is not None and not isinstance(value, bool):
            self.fail("must provide a boolean")

    def choice(self, value: Any, allowed: Sequence[str]) -> None:
        """One of `allowed`; None passes."""
        if value is not None and value not in allowed:
            self.fail(f"must be one of: {', '.join(allowed)}")

    def kind(self, value: Any, allowed: Sequence[str]) -> str | None:
        """The object's type when it is allowed here."""
        if not isinstance(value, dict):
            self.fail("must provide an object")
            return None
        kind = value.get("type")
        if kind is None:
            self.fail("missing required field: type")
        elif kind not in allowed:
            self.below("type").fail(f"unsupported type: {kind}")
        else:
            return str(kind)
        return None


def text(check: Check, value: Any, limit: int, *, plain: bool = False, least: int = 1) -> None:
    """A text object; `plain` where Slack takes only plain_text."""
    if value is None:
        return
    if check.kind(value, ("plain_text",) if plain else ("plain_text", "mrkdwn")) is None:
        return
    if check.shape(value, "text", "emoji" if value["type"] == "plain_text" else "verbatim"):
        check.below("text").string(value["text"], limit, least)
        check.below("emoji").boolean(value.get("emoji"))
        check.below("verbatim").boolean(value.get("verbatim"))


def unique(check: Check, objects: Any, name: str) -> None:
    """That no two of the objects share `name`."""
    seen: set[str] = set()
    for number, each in enumerate(objects if isinstance(objects, list) else []):
        value = each.get(name) if isinstance(each, dict) else None
        if isinstance(value, str) and value in seen:
            check.below(number, name).fail(f"`{name}` {value} already exists")
        seen.add(str(value))


def confirm(check: Check, value: JSON | None) -> None:
    """A confirmation dialog."""
    if value is not None and check.shape(value, "title text confirm deny", "style"):
        text(check.below("title"), value["title"], 100, plain=True)
        text(check.below("text"), value["text"], 300)
        text(check.below("confirm"), value["confirm"], 30, plain=True)
        text(check.below("deny"), value["deny"], 30, plain=True)
        check.below("style").choice(value.get("style"), ("primary", "danger"))


def option(check: Check, value: Any, *, plain: bool) -> None:
    """An option of a select, an overflow menu, radio buttons or checkboxes."""
    if check.shape(value, "text value", "description url"):
        text(check.below("text"), value["text"], 75, plain=plain)
        check.below("value").string(value["value"], 150)
        text(check.below("description"), value.get("description"), 75, plain=plain)
        check.below("url").string(value.get("url"), 3000)


def options(check: Check, value: Any, limit: int, *, plain: bool, least: int = 1) -> None:
    """A list of options with distinct values."""
    for at, each in check.items(value, limit, least):
        option(at, each, plain=plain)
    unique(check, value, "value")
