"""Verbs about reminders: subscribe, end, put off, explain, try out."""

from __future__ import annotations

from bot.language.assemble import Assembler
from bot.language.atoms import Prefer
from bot.language.leftovers import check
from bot.language.request import (
    Forget,
    Remind,
    Request,
    Schedule,
    Simulate,
    Snooze,
    Take,
    Wake,
    Why,
)
from bot.language.scan import Item, scan
from bot.language.sentence import Sentence, nothing_but_silence, target
from bot.language.slots import Group
from bot.language.tokens import Lattice


def forget(sentence: Sentence, start: int) -> Request:
    found = target(sentence, start)
    if not found or not nothing_but_silence(sentence, found[1]):
        raise sentence.fault("missing_target")
    return Forget(subscription=found[0])


def take(sentence: Sentence, start: int) -> Request:
    """`take GjTNRoK7`: from now on I am responsible."""
    return Take(target=_alone(sentence, start))


def give_back(sentence: Sentence, start: int) -> Request:
    return Take(target=_alone(sentence, start), back=True)


def wake(sentence: Sentence, start: int) -> Request:
    return Wake(target=_alone(sentence, start))


def _alone(sentence: Sentence, start: int) -> str:
    """The target, where nothing else is said."""
    found = target(sentence, start)
    if not found or not nothing_but_silence(sentence, found[1]):
        raise sentence.fault("missing_target")
    return found[0]


def why(sentence: Sentence, start: int) -> Request:
    found = target(sentence, start)
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
    found = target(sentence, start)
    if not found:
        raise sentence.fault("missing_target")
    name, at = found
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
    return Snooze(target=name, until=until, reason=reason)


def _until(lattice: Lattice, end: int) -> Lattice:
    return lattice._replace(pieces=lattice.pieces[:end])


def _reason(sentence: Sentence, start: int) -> tuple[int, str]:
    """Where the reason begins, and its words."""
    for at in range(start, len(sentence.lattice.pieces)):
        for end, _ in sentence.lattice.nodes[at].get("BECAUSE", ()):
            return at, sentence.rest(end)
    return len(sentence.lattice.pieces), ""


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
