"""Words beside a date or a verb that would change it, and that no rule took up: refused rather than searched for."""

from __future__ import annotations

from bot.language.pairing import slot_of
from bot.language.passage import Passage
from bot.language.scan import Item
from bot.language.tokens import Lattice


def check_stray(passage: Passage, items: list[Item], place: int) -> None:
    """`expiring next week except`, `几乎下周到期`. In quotes, in a name or among other words they are searched for."""
    lattice, start = passage.lattice, items[place].start
    for end, _ in lattice.nodes[start].get("STRAY", ()):
        before, behind = items[:place], [item for item in items[place:] if item.start >= end]
        alone = not _runs_on(lattice, start, before[-1:]) and not _runs_on(lattice, end, behind[:1])
        if alone and (_is_dated(before[::-1]) or _is_dated(behind)):
            raise passage.unreadable("unknown_word", Item(start, end, None))


def _runs_on(lattice: Lattice, at: int, neighbour: list[Item]) -> bool:
    """Written together with other words left over, or with what is no word: part of a name."""
    joined = at < len(lattice.pieces) and not lattice.pieces[at].gap
    return any(joined and (one.says is None or lattice.pieces[one.start].text in "-_./@") for one in neighbour)


def _is_dated(side: list[Item]) -> bool:
    """Whether what stands next on a side, past words that say nothing, is a date or a verb of one."""
    said = next((item for item in side if not item.is_silent), None)
    return said is not None and (said.is_time or slot_of(said, "field", "expired") is not None)
