"""Verbs about a channel's subscriptions: set, change, end, pause, resume, try out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

import msgspec

from bot.language.assemble import assemble
from bot.language.policy import Policy, Schedule
from bot.language.request import Edit, Forget, Pause, Piece, Preview, Remind, Request, Resume, Sample
from bot.language.rules_policies import policy_of, whom
from bot.language.scan import Item, scan
from bot.language.sentence import Sentence, nothing_but_silence, target
from bot.language.slots import Group, Slot


def remind(sentence: Sentence, start: int) -> Request:
    """A query and, anywhere in it, how it speaks."""
    items = [*_before(sentence, start), *sentence.items(start, *_HEADS)]
    rest, policy = _parted(sentence, items)
    if all(item.is_silent for item in rest):
        raise sentence.fault("missing_target")
    query, reading = assemble(sentence.passage, rest)
    schedule = policy.schedule(Schedule())
    policy = msgspec.structs.replace(policy, at=schedule.at, days=schedule.days)
    return Remind(query=query, policy=policy, reading=(*reading, *_cut(sentence, items, start)))


def edit(sentence: Sentence, start: int) -> Request:
    """`edit s1 at 9:00 on weekdays`, `edit s1 *.shop.example expiring within 30 days`; only what is said changes."""
    name, at = _subscription(sentence, start)
    items = sentence.items(at, *_HEADS)
    rest, policy = _parted(sentence, items)
    if all(item.is_silent for item in rest):
        return Edit(subscription=name, policy=policy)
    query, reading = assemble(sentence.passage, rest)
    return Edit(subscription=name, query=query, policy=policy, reading=(*reading, *_cut(sentence, items, at)))


_HEADS = ("timing", "policy", "slot", "span")
CUT = "policy"
"""The slot of pieces that say how a reminder speaks, its verb included: what is left over is its question."""


def _parted(sentence: Sentence, items: list[Item]) -> tuple[list[Item], Policy]:
    """The items of the query, and what the others say. Raises Unreadable."""
    said = [item.says for item in items if _is_policy(item) and isinstance(item.says, Group)]
    policy, named = policy_of(said), whom(sentence.typed)
    if named is not None:
        policy = msgspec.structs.replace(policy, mention=named)
    for name, fault in (("mention", "mention_whom" if named is None else ""), ("zone", "unknown_zone")):
        asked = next((item for item in items if fault and _says_only(item, name)), None)
        if asked is not None:
            raise sentence.fault(fault, asked.start, asked.end)
    return [item for item in items if not _is_policy(item)], policy


def _says_only(item: Item, name: str) -> bool:
    """The word alone, without what has to follow it."""
    return isinstance(item.says, Group) and item.says.slots == (Slot(name, None),)


def _is_policy(item: Item) -> bool:
    return isinstance(item.says, Group) and bool(item.says.slots) and item.says.slots[0].name in _POLICY


_POLICY = frozenset(Policy.__struct_fields__)


def _before(sentence: Sentence, start: int) -> list[Item]:
    """How it speaks, said before the verb: `每个工作日9点提醒…`."""
    items = scan(sentence.lattice, sentence.chart, 0, ("timing", "policy"))
    return [item for item in items if _is_policy(item) and item.end < start]


def _cut(sentence: Sentence, items: list[Item], start: int) -> Iterator[Piece]:
    """The words up to `start`, those behind it that say how it speaks, and `of` before the question."""
    behind = [item for item in items if item.start >= start]
    lead = takewhile(lambda item: item.is_silent, (item for item in behind if not _is_policy(item)))
    places = sorted((item.start, item.end) for item in (*filter(_is_policy, behind), *lead))
    for first, end in [(0, start), *places]:
        words, (begin, stop) = sentence.lattice.words(first, end), sentence.lattice.place(first, end)
        yield Piece(CUT, words, begin, stop, CUT)


def pause(sentence: Sentence, start: int) -> Request:
    return Pause(subscription=_alone_subscription(sentence, start))


def resume(sentence: Sentence, start: int) -> Request:
    return Resume(subscription=_alone_subscription(sentence, start))


def preview(sentence: Sentence, start: int) -> Request:
    return Preview(subscription=_alone_subscription(sentence, start))


def sample(sentence: Sentence, start: int) -> Request:
    return Sample(subscription=_alone_subscription(sentence, start))


SUBSCRIPTION = re.compile(r"s[1-9][0-9]{0,8}", re.IGNORECASE)
"""What a subscription is called: no certificate's id is so short."""


def _subscription(sentence: Sentence, start: int) -> tuple[str, int]:
    """The subscription that is named, and the place behind it. Raises Unreadable."""
    found = target(sentence, start)
    if not found or not SUBSCRIPTION.fullmatch(found[0]):
        raise sentence.fault("missing_reminder")
    return found[0].lower(), found[1]


def _alone_subscription(sentence: Sentence, start: int) -> str:
    name, at = _subscription(sentence, start)
    if not nothing_but_silence(sentence, at):
        raise sentence.fault("missing_reminder")
    return name


def means_subscription(sentence: Sentence, start: int) -> bool:
    """`pause s1` is no snooze: a subscription is named, and nothing else."""
    found = target(sentence, start)
    return bool(found and SUBSCRIPTION.fullmatch(found[0]) and nothing_but_silence(sentence, found[1]))


def forget(sentence: Sentence, start: int) -> Request:
    found = target(sentence, start)
    if not found or not nothing_but_silence(sentence, found[1]):
        raise sentence.fault("missing_target")
    return Forget(subscription=found[0])
