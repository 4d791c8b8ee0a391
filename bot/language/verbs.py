"""Verbs at the start of a text (`remind …`, `snooze … until …`) and the words that only they have."""

from __future__ import annotations

from collections.abc import Callable

from bot.language.account_verbs import ACCOUNT_VERBS
from bot.language.assemble import assemble
from bot.language.reminding import give_back, simulate, snooze, take, wake, why
from bot.language.request import (
    AuditTrail,
    DropView,
    Export,
    Find,
    Help,
    Reminders,
    Request,
    Settings,
    Show,
    Stats,
    Timeline,
    View,
    Views,
)
from bot.language.scan import Item
from bot.language.sentence import Sentence, is_quoted, name_of, nothing_but_silence, target
from bot.language.slots import Group
from bot.language.subscribing import edit, forget, pause, preview, remind, resume, sample


def show(sentence: Sentence, start: int) -> Request | None:
    """`show GjTNRoK7`; `show expiring certificates` is a question without a verb."""
    found = target(sentence, start)
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


def helping(sentence: Sentence, start: int) -> Request:
    return Help(topic=sentence.rest(start).lower())


def reminders(sentence: Sentence, start: int) -> Request | None:
    return Reminders() if nothing_but_silence(sentence, start) else None


def audit(sentence: Sentence, start: int) -> Request | None:
    return AuditTrail() if nothing_but_silence(sentence, start) else None


def settings(sentence: Sentence, start: int) -> Request | None:
    return Settings() if nothing_but_silence(sentence, start) else None


def export(sentence: Sentence, start: int) -> Request:
    items = [item for item in sentence.items(start, "format", "slot", "span") if item.rules[:1] != ("format",)]
    query, reading = assemble(sentence.passage, items)
    return Export(query=query, reading=reading)


def timeline(sentence: Sentence, start: int) -> Request:
    """A query and, anywhere in it, `by week` or `by month`."""
    items = sentence.items(start, "per", "slot", "span")
    units = [item.says.slots[0].value for item in items if _is_unit(item) and isinstance(item.says, Group)]
    query, reading = assemble(sentence.passage, [item for item in items if not _is_unit(item)])
    return Timeline(query=query, per=units[-1] if units else "", reading=reading)


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
        any(not item.is_silent and item.says is not None for item in items) and not is_quoted(sentence, start)
    ):
        return shown or find(sentence, start)
    return View(name=name_of(sentence, start)) if items else Views()


def views(sentence: Sentence, start: int) -> Request | None:
    return Views() if nothing_but_silence(sentence, start) else None


def drop_view(sentence: Sentence, start: int) -> Request:
    return DropView(name=name_of(sentence, start))


def details_last(sentence: Sentence) -> Request | None:
    """`api.shop.example 的详情`."""
    for found in sentence.chart.read("details_last", 0):
        if found.end == len(sentence.lattice.pieces) and _looks_like_one(found.value):
            return Show(target=found.value)
    return None


def find(sentence: Sentence, start: int = 0) -> Find:
    query, reading = assemble(sentence.passage, sentence.items(start))
    return Find(query=query, reading=reading)


VERBS: dict[str, Callable[[Sentence, int], Request | None]] = {
    "show": show,
    "help": helping,
    "reminders": reminders,
    "settings": settings,
    "audit": audit,
    "forget": forget,
    "why": why,
    "take": take,
    "give_back": give_back,
    "wake": wake,
    "pause": pause,
    "resume": resume,
    "edit": edit,
    "preview": preview,
    "sample": sample,
    "remind": remind,
    "snooze": snooze,
    "export": export,
    "simulate": simulate,
    "timeline": timeline,
    "stats": stats,
    "view": view,
    "views": views,
    "drop_view": drop_view,
    **ACCOUNT_VERBS,
}
"""A verb's reader gives None where the text is a question after all."""
