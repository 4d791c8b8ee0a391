"""A text in hand, cut into pieces, at a moment: the days that its words stand for, and errors that point at them."""

from __future__ import annotations

from typing import NamedTuple

from bot.certificates import Span
from bot.errors import Unreadable
from bot.language.atoms import Prefer, When
from bot.language.request import Piece
from bot.language.scan import Item
from bot.language.slots import Group
from bot.language.tokens import Lattice
from bot.language.twofold import offered, orders


class Passage(NamedTuple):
    """What is being read, and when by whom."""

    lattice: Lattice
    when: When

    def span(self, item: Item, prefer: Prefer) -> Span:
        """The days of a stretch of time. Raises Unreadable with its words."""
        assert item.says is not None
        assert not isinstance(item.says, Group)
        try:
            return item.says(prefer)
        except Unreadable as error:
            raise self.unreadable(error.reason, item, error.suggestions) from None
        except (OverflowError, ValueError):
            raise self.unreadable("out_of_range", item) from None

    def piece(self, slot: str, start: int, end: int, rule: str, *, certain: bool = True) -> Piece:
        """What the pieces [start, end) were read as, with the other reading that they have."""
        first, last = self.lattice.place(start, end)
        piece = Piece(slot, self.lattice.words(start, end), first, last, rule, certain)
        return offered(piece, self.lattice, self.when, start, end)

    def unreadable(self, reason: str, item: Item, suggestions: tuple[str, ...] = ()) -> Unreadable:
        """An error at an item; readings of its words become whole texts that can be asked."""
        start, end = self.lattice.place(item.start, item.end)
        typed = self.lattice.text.typed
        texts = tuple(f"{typed[:start]}{words}{typed[end:]}" for words in suggestions)
        if reason == "ambiguous_date":
            texts = orders(self.lattice, self.when)
        return Unreadable(reason, typed[start:end], start=start, end=end, suggestions=texts)
