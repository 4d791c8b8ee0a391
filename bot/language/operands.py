"""Words where a date is due: behind a verb or a bound, what is no date is refused rather than searched for."""

from __future__ import annotations

from bot.language.nearest import closest_date, like_a_date
from bot.language.pairing import slot_of
from bot.language.passage import Passage
from bot.language.scan import Item
from bot.language.tokens import Lattice


def check_operands(passage: Passage, items: list[Item]) -> None:
    """Raise Unreadable for the first bound without a date and the first words that stand in a date's place."""
    for place, item in enumerate(items):
        _check_void(passage, items, item)
        if item.is_time:
            _check_doubled(passage, items, place)
        elif item.says is None:
            previous = items[place - 1] if place else None
            if _is_month(passage.lattice, item) or _is_misspelt(passage.lattice, item, previous):
                raise passage.unreadable("not_a_date", item)
            if _said(items, place) and _in_dates_place(passage.lattice, item):
                raise passage.unreadable("not_a_date", item)


def _check_void(passage: Passage, items: list[Item], item: Item) -> None:
    """`无效的证书`, `invalid certs` without a date: it isn't said what ended them."""
    lattice = passage.lattice
    ends = [end for end, _ in lattice.nodes[item.start].get("VOID", ())]
    verb = slot_of(item, "field") is not None
    if ends and (item.says is None or item.is_silent or verb) and not (verb and any(one.is_time for one in items)):
        expired = "expired" if lattice.pieces[item.start].text.isascii() else "已过期"
        raise passage.unreadable("unknown_word", Item(item.start, max(ends), None), (expired,))


_BOUNDS = frozenset(("until", "since", "before", "after"))
_OPENING = frozenset(("SINCE", "BY", "BEFORE", "AFTER"))


def _check_doubled(passage: Passage, items: list[Item], place: int) -> None:
    """`expires from to Friday`, `从到周五`: two bounds, and a date for the second one only."""
    lattice, item = passage.lattice, items[place]
    previous = items[place - 1] if place else None
    if previous is None or item.rules[0] not in _BOUNDS or (previous.says is not None and not previous.is_silent):
        return
    names = lattice.categories(previous.start, previous.end)
    opens = names & _OPENING or ("FROM" in names and lattice.pieces[previous.start].text in "从自由")
    if opens and _BEGINNING & lattice.nodes[item.start].keys():
        raise passage.unreadable("missing_operand", Item(previous.start, item.end, None))


_BEGINNING = frozenset(("SINCE", "BY", "BEFORE", "AFTER", "TO"))


def _said(items: list[Item], place: int) -> bool:
    """Whether the last word that says something is a verb."""
    said = next((one for one in reversed(items[:place]) if not one.is_silent), None)
    return said is not None and slot_of(said, "field", "expired") is not None


_TENSES = frozenset(("future", "past", "present"))


def _in_dates_place(lattice: Lattice, item: Item) -> bool:
    """`expiring 12-01`, `expiring 7pm`, `issued in the future`, `expiring in30days`: digits and times behind a verb."""
    piece, names = lattice.pieces[item.start], lattice.categories(item.start, item.end)
    if piece.text in _TENSES or "CLOCK" in names:
        return True
    if "MIXED" in names:
        return piece.text.startswith(_LEADING) and piece.text.endswith(_COUNTED)
    joined = item.end + 1 < len(lattice.pieces) and not lattice.pieces[item.end].gap
    return "NUM" in names and joined and lattice.pieces[item.end].text == "-" and piece.text.isdigit()


_LEADING = ("in", "within", "next", "last")
_COUNTED = ("days", "weeks", "months", "years", "day", "week", "month", "year")


def _is_month(lattice: Lattice, item: Item) -> bool:
    """A month's name that no date has taken up."""
    return "MONTH" in lattice.nodes[item.start] and not lattice.pieces[item.start].text.isascii()


def _is_misspelt(lattice: Lattice, item: Item, previous: Item | None) -> bool:
    """`expiring last Octember`: a slip of a date behind a word that may begin one."""
    word = lattice.pieces[item.start].text
    if previous is None or not word.isalpha() or not word.isascii() or slot_of(previous, "sort") is None:
        return False
    moved = {"NEXT", "LAST"} & lattice.nodes[previous.end - 1].keys()
    return bool(moved) and like_a_date(word) == closest_date(word)
