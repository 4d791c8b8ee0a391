"""Verbs about what reminders say of a certificate: take, put off, explain, try a day out."""

from __future__ import annotations

from bot.language.atoms import Prefer
from bot.language.request import Request, Simulate, Snooze, Take, Wake, Why
from bot.language.scan import scan
from bot.language.sentence import Sentence, nothing_but_silence, target
from bot.language.subscribing import means_subscription, pause, resume
from bot.language.tokens import Lattice


def take(sentence: Sentence, start: int) -> Request:
    """`take GjTNRoK7`: from now on I am responsible."""
    return Take(target=_alone(sentence, start))


def give_back(sentence: Sentence, start: int) -> Request:
    return Take(target=_alone(sentence, start), back=True)


def wake(sentence: Sentence, start: int) -> Request:
    if means_subscription(sentence, start):
        return resume(sentence, start)
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


def snooze(sentence: Sentence, start: int) -> Request:
    """`snooze X until next Friday because renewal is ordered`; `pause s1` is a subscription's."""
    if means_subscription(sentence, start):
        return pause(sentence, start)
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
    span = sentence.passage.span(ends[0], "future")
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
    day = sentence.passage.span(times[0], prefer).start
    if day is None:
        raise sentence.fault("not_a_date", times[0].start, times[0].end)
    return Simulate(day=day)
