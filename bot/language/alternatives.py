"""*or* between conditions of two kinds: a Query joins alternatives of one kind only."""

from __future__ import annotations

from bot.language.passage import Passage
from bot.language.scan import Item
from bot.language.slots import Group


def check_or(passage: Passage, items: list[Item], place: int) -> None:
    """Raise Unreadable for `wildcard or expired`; *expired or expiring this week* is one stretch of time."""
    if not 0 < place < len(items) - 1 or "OR" not in passage.lattice.nodes[items[place].start]:
        return
    first, second = items[place - 1], items[place + 1]
    kinds = {_kind(first), _kind(second)}
    if None not in kinds and len(kinds) > 1 and kinds != {"status", "date"}:
        raise passage.unreadable("mixed_or", Item(first.start, second.end, None))


_ALIKE = {"expired": "status", "field": "date"}


def _kind(item: Item) -> str | None:
    if item.is_time:
        return "date"
    if not isinstance(item.says, Group) or not item.says.slots or item.says.negated:
        return None
    return _ALIKE.get(item.says.slots[0].name, item.says.slots[0].name)
