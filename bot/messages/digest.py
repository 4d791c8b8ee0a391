"""A reminder's message: what is due in groups of urgency, at most 20 rows spelt out, the rest counted.

The groups are plain data of this file: reminders decide what is in them, this file only says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from bot.certificates import Certificate
from bot.messages import kit, moments
from bot.messages.foreign import clean, cut, escaped
from bot.messages.reply import Block, Reply
from bot.messages.rows import Reader, row
from bot.messages.texts import say

GROUPS = ("expired", "days3", "days7", "days14", "later", "stalled", "unknown")
"""Names of groups, most urgent first."""
ROWS = 20
EACH = 2


class Group(msgspec.Struct, frozen=True):
    """Certificates of one urgency: `name` is one of GROUPS."""

    name: str
    certificates: tuple[Certificate, ...]


class Subscribed(msgspec.Struct, frozen=True):
    """The subscription that speaks: its id, its query as it was typed, and the result under which all of it can be
    opened (empty: no button)."""

    id: str
    text: str
    result_id: str = ""


class Circumstances(msgspec.Struct, frozen=True):
    """What a reader must know to trust a digest. `due` is the instant it should have been said, when that is past;
    `may_repeat`: Slack did not say whether an earlier try arrived; `suppressed` counts snoozed and taken ones."""

    due: datetime | None = None
    may_repeat: bool = False
    complete: bool = True
    suppressed: int = 0


def digest(groups: Sequence[Group], subscribed: Subscribed, reader: Reader, about: Circumstances) -> Reply:
    """A public message of at most 2 + 5·groups + 20 + 3 blocks; dates in each reader's own zone."""
    total = sum(len(group.certificates) for group in groups)
    blocks = [
        kit.header(_title(total, reader.locale)),
        *_warnings(about, reader),
        *_groups(groups, reader, subscribed.result_id),
        *_foot(total, subscribed, reader.locale, about),
    ]
    return Reply(text=_text(groups, total, subscribed, reader.locale), blocks=tuple(blocks), public=True)


def _title(total: int, locale: str) -> str:
    return say("digest.title", locale, n=total) if total else say("digest.quiet", locale)


def _warnings(about: Circumstances, reader: Reader) -> Iterator[Block]:
    if about.due is not None:
        due = moments.for_everyone(about.due, reader.zone, reader.locale)
        yield kit.context(kit.mrkdwn(say("digest.late", reader.locale, time=due)))
    if about.may_repeat:
        yield kit.context(kit.plain(say("digest.may_repeat", reader.locale)))
    if not about.complete:
        yield kit.context(kit.plain(say("digest.partial", reader.locale)))


def _groups(groups: Sequence[Group], reader: Reader, result_id: str) -> Iterator[Block]:
    """Title, rows, and how many were left out, group by group, in order of urgency."""
    for group, count in _shares(groups):
        yield kit.section(kit.mrkdwn(f"*{_group_title(group, reader.locale)}*"))
        for item in group.certificates[:count]:
            yield row(item, reader, result_id=result_id or None, many_readers=True)
        if rest := len(group.certificates) - count:
            yield kit.context(kit.plain(say("digest.more", reader.locale, n=rest)))


def _shares(groups: Sequence[Group]) -> list[tuple[Group, int]]:
    """How many rows of each group are spelt out: two of each first, so that no long group hides a shorter one, then
    the most urgent as far as ROWS goes."""
    ordered = sorted((group for group in groups if group.certificates), key=lambda group: GROUPS.index(group.name))
    counts = [min(len(group.certificates), EACH) for group in ordered]
    left = ROWS - sum(counts)
    for place, group in enumerate(ordered):
        more = min(left, len(group.certificates) - counts[place])
        counts[place] += more
        left -= more
    return list(zip(ordered, counts, strict=True))


def _group_title(group: Group, locale: str) -> str:
    title = say(f"digest.group.{group.name}", locale)
    return say("digest.group", locale, title=title, n=len(group.certificates))


def _foot(total: int, subscribed: Subscribed, locale: str, about: Circumstances) -> Iterator[Block]:
    watching = say("digest.watching", locale, id=subscribed.id, query=cut(clean(subscribed.text), 300))
    notes = [kit.plain(watching)]
    if about.suppressed:
        notes.append(kit.plain(say("digest.suppressed", locale, n=about.suppressed)))
    yield kit.context(*notes)
    if total and subscribed.result_id:
        value = kit.value_of(subscribed.result_id, 1)
        yield kit.actions(kit.button(say("digest.show_all", locale, n=total), kit.ACTION_PAGE, value))


def _text(groups: Sequence[Group], total: int, subscribed: Subscribed, locale: str) -> str:
    counted = [_group_title(group, locale) for group in groups if group.certificates]
    return "\n".join([_title(total, locale), *counted, escaped(subscribed.text)])
