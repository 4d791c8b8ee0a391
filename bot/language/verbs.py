"""Verbs at the start of a text (`remind …`, `snooze … until …`) and the words that only they have."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bot.errors import Unreadable
from bot.language.assemble import Assembler
from bot.language.atoms import Prefer, When
from bot.language.chart import Chart
from bot.language.leftovers import check
from bot.language.request import (
    DropView,
    Export,
    Find,
    Forget,
    Help,
    Remind,
    Reminders,
    Request,
    Schedule,
    Settings,
    Show,
    Simulate,
    Snooze,
    Stats,
    Timeline,
    View,
    Views,
    Why,
)
from bot.language.scan import Item, scan
from bot.language.slots import Group
from bot.language.tokens import Lattice


class Sentence(NamedTuple):
    """A text on its way to a Request: its lattice, its chart, the moment, and the words of the verb."""

    lattice: Lattice
    chart: Chart
    when: When
    typed: str

    def items(self, start: int, *heads: str) -> list[Item]:
        return scan(self.lattice, self.chart, start, heads or ("slot", "span"))

    def rest(self, start: int, end: int | None = None) -> str:
        """The words as typed from a piece on."""
        return self.lattice.words(start, len(self.lattice.pieces) if end is None else end).strip()

    def fault(self, reason: str, start: int = 0, end: int | None = None) -> Unreadable:
        """An error at pieces [start, end)."""
        stop = len(self.lattice.pieces) if end is None else end
        assembler = Assembler(self.lattice, self.when)
        if not self.lattice.pieces or stop <= start:
            return Unreadable(reason, self.typed.strip(), start=0, end=len(self.typed))
        return assembler.unreadable(reason, Item(start, stop, None))


def verb(sentence: Sentence) -> tuple[str, int] | None:
    """The verb that a text begins with, and the place behind it; words that say nothing may stand before it."""
    lattice = sentence.lattice
    at = 0
    while at < len(lattice.pieces):
        ways = lattice.nodes[at].get("VERB", ())
        if ways:
            end, name = max(ways, key=lambda way: way[0])
            longer = any(way[0] > end for other in _STRONGER for way in lattice.nodes[at].get(other, ()))
            return None if longer else (str(name), end)
        silent = [end for end, _ in lattice.nodes[at].get("POLITE", ())]
        silent += [found.end for found in sentence.chart.read("timing", at)]
        if not silent:
            return None
        at = max(silent)
    return None


_STRONGER = ("FLAG", "STATUS", "SORT", "EXPIRING")
"""Longer words that begin with a verb's: `静默中` is no `静默`."""


def _target(sentence: Sentence, start: int) -> tuple[str, int] | None:
    """An id or name, alone or with the word for it; and the place behind it."""
    for found in sentence.chart.read("target_of_verb", start):
        return str(found.value), found.end
    return None


def show(sentence: Sentence, start: int) -> Request | None:
    """`show GjTNRoK7`; `show expiring certificates` is a question without a verb."""
    found = _target(sentence, start)
    if not found or found[1] < len(sentence.lattice.pieces):
        return None
    return Show(target=found[0]) if _looks_like_one(found[0]) else None


def _looks_like_one(target: str) -> bool:
    """An id or a host name rather than words to search for."""
    if "*" in target or " " in target or not target.isascii() or (target.isdigit() and len(target) < 4):
        return False
    return (
        "." in target
        or any(char.isdigit() for char in target)
        or target not in (target.lower(), target.capitalize(), target.upper())
    )


def _nothing_but_silence(sentence: Sentence, start: int) -> bool:
    return all(item.is_silent for item in sentence.items(start))


def helping(sentence: Sentence, start: int) -> Request:
    return Help(topic=sentence.rest(start).lower())


def reminders(sentence: Sentence, start: int) -> Request | None:
    return Reminders() if _nothing_but_silence(sentence, start) else None


def settings(sentence: Sentence, start: int) -> Request | None:
    return Settings() if _nothing_but_silence(sentence, start) else None


def forget(sentence: Sentence, start: int) -> Request:
    found = _target(sentence, start)
    if not found or not _nothing_but_silence(sentence, found[1]):
        raise sentence.fault("missing_target")
    return Forget(subscription=found[0])


def why(sentence: Sentence, start: int) -> Request:
    found = _target(sentence, start)
    if not found:
        raise sentence.fault("missing_target")
    return Why(target=found[0])


def remind(sentence: Sentence, start: int) -> Request:
    """A query and, anywhere in it, a schedule."""
    items = [*_before(sentence, start), *sentence.items(start, "timing", "slot", "span")]
    schedule = _schedule(items)
    rest = [item for item in items if not _is_timing(item)]
    if all(item.is_silent for item in rest):
        raise sentence.fault("missing_target")
    assembler = Assembler(sentence.lattice, sentence.when)
    check(assembler, rest)
    query = assembler.query(rest)
    return Remind(query=query, schedule=schedule, reading=assembler.reading)


def _before(sentence: Sentence, start: int) -> list[Item]:
    """A schedule that stands before the verb: `每个工作日9点提醒…`."""
    items = scan(sentence.lattice, sentence.chart, 0, ("timing",))
    return [item for item in items if _is_timing(item) and item.end < start]


def _is_timing(item: Item) -> bool:
    return isinstance(item.says, Group) and bool(item.says.slots) and item.says.slots[0].name in ("at", "days")


def _schedule(items: list[Item]) -> Schedule:
    chosen: dict[str, object] = {}
    for item in items:
        if _is_timing(item) and isinstance(item.says, Group):
            for slot in item.says.slots:
                chosen[slot.name] = slot.value
    return Schedule(**chosen)  # type: ignore[arg-type]


def snooze(sentence: Sentence, start: int) -> Request:
    """`snooze X until next Friday because renewal is ordered`."""
    found = _target(sentence, start)
    if not found:
        raise sentence.fault("missing_target")
    target, at = found
    reason_at, reason = _reason(sentence, at)
    ends = [
        item for item in scan(_until(sentence.lattice, reason_at), sentence.chart, at, ("snoozing",)) if item.is_time
    ]
    if len(ends) != 1:
        raise sentence.fault("missing_end")
    span = Assembler(sentence.lattice, sentence.when).span(ends[0], "future")
    until = span.end or span.start
    if until is None or until <= sentence.when.today:
        raise sentence.fault("already_past", ends[0].start, ends[0].end)
    return Snooze(target=target, until=until, reason=reason)


def _until(lattice: Lattice, end: int) -> Lattice:
    return lattice._replace(pieces=lattice.pieces[:end])


def _reason(sentence: Sentence, start: int) -> tuple[int, str]:
    """Where the reason begins, and its words."""
    for at in range(start, len(sentence.lattice.pieces)):
        for end, _ in sentence.lattice.nodes[at].get("BECAUSE", ()):
            return at, sentence.rest(end)
    return len(sentence.lattice.pieces), ""


def export(sentence: Sentence, start: int) -> Request:
    assembler = Assembler(sentence.lattice, sentence.when)
    items = [item for item in sentence.items(start, "format", "slot", "span") if item.rules[:1] != ("format",)]
    check(assembler, items)
    query = assembler.query(items)
    return Export(query=query, reading=assembler.reading)


def timeline(sentence: Sentence, start: int) -> Request:
    """A query and, anywhere in it, `by week` or `by month`."""
    items = sentence.items(start, "per", "slot", "span")
    units = [item.says.slots[0].value for item in items if _is_unit(item) and isinstance(item.says, Group)]
    assembler = Assembler(sentence.lattice, sentence.when)
    rest = [item for item in items if not _is_unit(item)]
    check(assembler, rest)
    query = assembler.query(rest)
    return Timeline(query=query, per=units[-1] if units else "", reading=assembler.reading)


def _is_unit(item: Item) -> bool:
    return item.rules[:1] == ("per",)


def stats(sentence: Sentence, start: int) -> Request:
    found = find(sentence, start)
    return Stats(query=found.query, reading=found.reading)


def view(sentence: Sentence, start: int) -> Request | None:
    """`view payments` opens what was saved under that name; `view GjTNRoK7` is a certificate, `view expiring soon` a
    question. A name that reads like either stands in quotes."""
    items = sentence.items(start)
    shown = show(sentence, start)
    if shown or (
        any(not item.is_silent and item.says is not None for item in items) and not _is_quoted(sentence, start)
    ):
        return shown or find(sentence, start)
    return View(name=_name(sentence, start)) if items else Views()


def views(sentence: Sentence, start: int) -> Request | None:
    return Views() if _nothing_but_silence(sentence, start) else None


def drop_view(sentence: Sentence, start: int) -> Request:
    return DropView(name=_name(sentence, start))


def _is_quoted(sentence: Sentence, start: int) -> bool:
    name = sentence.rest(start)
    return len(name) > 1 and (name[0], name[-1]) in _QUOTES


_QUOTES = {('"', '"'), ("'", "'"), ("“", "”"), ("「", "」")}


def _name(sentence: Sentence, start: int) -> str:
    name = sentence.rest(start)
    name = " ".join((name[1:-1] if _is_quoted(sentence, start) else name).split())
    if not name:
        raise sentence.fault("missing_target")
    return name


def simulate(sentence: Sentence, start: int) -> Request:
    items = sentence.items(start, "span")
    times = [item for item in items if item.is_time]
    if len(times) != 1 or any(item.says is None for item in items):
        raise sentence.fault("missing_operand")
    prefer: Prefer = "future"
    day = Assembler(sentence.lattice, sentence.when).span(times[0], prefer).start
    if day is None:
        raise sentence.fault("not_a_date", times[0].start, times[0].end)
    return Simulate(day=day)


def details_last(sentence: Sentence) -> Request | None:
    """`api.shop.example 的详情`."""
    for found in sentence.chart.read("details_last", 0):
        if found.end == len(sentence.lattice.pieces) and _looks_like_one(found.value):
            return Show(target=found.value)
    return None


def find(sentence: Sentence, start: int = 0) -> Find:
    assembler = Assembler(sentence.lattice, sentence.when)
    items = sentence.items(start)
    check(assembler, items)
    query = assembler.query(items)
    return Find(query=query, reading=assembler.reading)


VERBS: dict[str, Callable[[Sentence, int], Request | None]] = {
    "show": show,
    "help": helping,
    "reminders": reminders,
    "settings": settings,
    "forget": forget,
    "why": why,
    "remind": remind,
    "snooze": snooze,
    "export": export,
    "simulate": simulate,
    "timeline": timeline,
    "stats": stats,
    "view": view,
    "views": views,
    "drop_view": drop_view,
}
"""A verb's reader gives None where the text is a question after all."""
