"""Which date of a certificate a stretch of time is about: the nearest verb's, or what other words imply."""

from __future__ import annotations

from bot.certificates import Status, TimeField
from bot.language.scan import Item
from bot.language.slots import Group, Slot
from bot.language.tokens import Lattice


def slot_of(item: Item, *names: str) -> Slot | None:
    """The first condition of one of these names that an item says."""
    if not isinstance(item.says, Group) or item.says.negated:
        return None
    return next((slot for slot in item.says.slots if slot.name in names), None)


def is_verb(item: Item | None) -> bool:
    """Whether an item says which date is meant: `expiring`, and as well `not expired`."""
    says = item.says if item is not None else None
    return isinstance(says, Group) and any(slot.name in ("field", "expired") for slot in says.slots)


def paired(fields: list[Item], times: list[Item]) -> dict[int, Item]:
    """Each stretch of time with the verb that stands nearest; start of the time → field."""
    pairs: dict[int, Item] = {}
    free = list(fields)
    for time in times:
        if not free:
            break
        nearest = min(free, key=lambda field: _distance(field, time))
        pairs[time.start] = nearest
        free.remove(nearest)
    return pairs


def _distance(field: Item, time: Item) -> int:
    return time.start - field.end if time.start >= field.end else field.start - time.end


def implied(items: list[Item], lattice: Lattice) -> str:
    """The date meant where no verb stands alone: `issued by trustasia last month`, `uploaded by us this week`."""
    for item in items:
        if item.is_time and lattice.pieces[item.start].text in _BEGINNING:
            return TimeField.BEGINS.value
        if (status := slot_of(item, "status")) and set(status.value) <= _WITHOUT_END:
            return TimeField.CREATED.value
        if source := slot_of(item, "source"):
            words = {name for node in lattice.nodes[item.start : item.end] for name in node}
            if source.value == "upload":
                return TimeField.CREATED.value
            if words & {"ISSUED", "BYPOSTISSUED"}:
                return TimeField.BEGINS.value
    return TimeField.EXPIRES.value


_WITHOUT_END = frozenset((Status.FAILED, Status.CANCELLED))
"""Applications that came to nothing never expire: `failed last month` was applied for then."""

_BEGINNING = frozenset(("effective", "starting", "beginning"))
"""Words that begin a stretch of time, and are the verb where there is no other: `starting in December`."""


def is_age(item: Item) -> bool:
    """`older than 90 days`, of a certificate: since it became valid."""
    return item.rules[:1] == ("age",)
