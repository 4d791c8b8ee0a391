"""A reminder's message: what is due in groups of urgency, at most 20 rows spelt out, the rest counted.

The groups are plain data of this file: reminders decide what is in them, this file only says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from bot.certificates import Certificate
from bot.messages import clicks, kit, moments
from bot.messages.folded import is_folded, is_partly_renewed
from bot.messages.folded import lines as folded_lines
from bot.messages.foreign import clean, cut, escaped
from bot.messages.marks import NOTHING_DONE, Mark, Marks, marked_row
from bot.messages.mentions import mention
from bot.messages.reply import Block, Reply
from bot.messages.rows import JOINT, Reader
from bot.messages.texts import say

GROUPS = ("expired", "days3", "days7", "days14", "later", "stalled", "unknown")
"""Names of groups, most urgent first."""
ROWS = 20
EACH = 2
FEWER = (ROWS, 17, 14, 11, 8, 5, 2)
"""Rows are spelt out as far as the message takes them: what people did about them makes them longer."""
CHARACTERS = 8000
"""Of all texts and values of a message: Slack's own limit (msg_blocks_too_long) is undocumented, near 11 000."""


class Group(msgspec.Struct, frozen=True):
    """Certificates of one urgency: `name` is one of GROUPS; `count` is how many there are where not all are given."""

    name: str
    certificates: tuple[Certificate, ...]
    count: int = 0

    @property
    def total(self) -> int:
        return max(self.count, len(self.certificates))


class Subscribed(msgspec.Struct, frozen=True):
    """The subscription that speaks: its id, its query as it was typed, the result under which all of it can be opened
    (empty: no button), the slot (empty: a sample, whose rows have no menu), and whom it mentions for what nobody took.
    """

    id: str
    text: str
    result_id: str = ""
    slot: str = ""
    mention: str = ""
    accounts: tuple[str, ...] = ()
    """What it is about, where the workspace has more than one account."""


class Circumstances(msgspec.Struct, frozen=True):
    """What a reader must know to trust a digest. `due` is the instant it should have been said, when that is past;
    `may_repeat`: Slack did not say whether an earlier try arrived; `suppressed` counts snoozed and taken ones."""

    due: datetime | None = None
    may_repeat: bool = False
    complete: bool = True
    suppressed: int = 0


NOBODY_DID: Marks = {}


def digest(
    groups: Sequence[Group], subscribed: Subscribed, reader: Reader, about: Circumstances, marks: Marks = NOBODY_DID
) -> Reply:
    """A public message of at most 3 + 3·groups + 20 + 8 + 3 blocks; dates in each reader's own zone. With the `marks`
    of a later hour it is the edited message: what was renewed meanwhile is folded into a line."""
    groups, folded = _unfolded(groups, marks)
    title = _title(groups, len(folded), reader.locale)
    people = _people(groups, subscribed, marks)
    head = [
        kit.header(title),
        *([kit.section(kit.mrkdwn(say("digest.for", reader.locale, users=people)))] if people else []),
        *_partly_renewed(groups, marks, reader.locale),
        *_warnings(about, reader),
    ]
    lines = folded_lines(folded, marks, _address(subscribed), reader)
    foot = [*lines, *_foot(subscribed, reader.locale, about, has_rows=bool(groups or folded))]
    drawn = ([*head, *_groups(groups, subscribed, reader, marks, rows), *foot] for rows in FEWER)
    blocks = next((blocks for blocks in drawn if _characters(blocks) <= CHARACTERS), head + foot)
    return Reply(text=_text(title, groups, subscribed, people, reader.locale), blocks=tuple(blocks), public=True)


def _unfolded(groups: Sequence[Group], marks: Marks) -> tuple[list[Group], list[Certificate]]:
    """The groups without what is renewed or confirmed, of each what is renewed only in part first; and the others."""

    def mark_of(each: Certificate) -> Mark:
        return marks.get((each.account, each.id), NOTHING_DONE)

    left, folded = [], []
    for group in groups:
        loud = [each for each in group.certificates if not is_folded(mark_of(each))]
        folded += [each for each in group.certificates if is_folded(mark_of(each))]
        loud.sort(key=lambda each: not is_partly_renewed(mark_of(each)))
        count = group.total - len(group.certificates) + len(loud)
        left.append(Group(group.name, tuple(loud), count))
    return [group for group in left if group.total], folded


def _partly_renewed(groups: Sequence[Group], marks: Marks, locale: str) -> Iterator[Block]:
    """Before everything else: who thinks that it is done will not look further."""
    shown = (marks.get((each.account, each.id), NOTHING_DONE) for group in groups for each in group.certificates)
    if count := sum(map(is_partly_renewed, shown)):
        yield kit.section(kit.mrkdwn(f"*{say('digest.partly_renewed', locale, n=count)}*"))


def _address(subscribed: Subscribed) -> str:
    """What a button says of the message it stands in; empty for a sample."""
    return clicks.value_of(subscribed.id, subscribed.slot) if subscribed.slot else ""


def _characters(node: object) -> int:
    """The characters of all texts and values."""
    if isinstance(node, dict):
        own = sum(len(node[name]) for name in ("text", "value") if isinstance(node.get(name), str))
        return own + sum(map(_characters, node.values()))
    return sum(map(_characters, node)) if isinstance(node, list) else 0


def counted(groups: Sequence[Group], locale: str) -> str:
    """The groups in one line: `Expired (2) · Within 3 days (1)`."""
    return JOINT.join(_group_title(group, locale) for group in _in_order(groups))


def _people(groups: Sequence[Group], subscribed: Subscribed, marks: Marks) -> str:
    """Who is mentioned: those who took a certificate; for the others, whom the subscription names."""
    shown = [each for group in groups for each in group.certificates]
    takers = [marks.get((each.account, each.id), NOTHING_DONE).taken_by or subscribed.mention for each in shown]
    return " ".join(mention(name) for name in dict.fromkeys(takers) if name)


def _in_order(groups: Sequence[Group]) -> list[Group]:
    return sorted((group for group in groups if group.total), key=lambda group: GROUPS.index(group.name))


def _title(groups: Sequence[Group], folded: int, locale: str) -> str:
    """How many ask for something; orders that wait are apart."""
    if total := sum(group.total for group in groups if group.name != "stalled"):
        return say("digest.title", locale, n=total)
    return say("digest.title_renewed", locale, n=folded) if folded else say("digest.quiet", locale)


def _warnings(about: Circumstances, reader: Reader) -> Iterator[Block]:
    if about.due is not None:
        due = moments.for_everyone(about.due, reader.zone, reader.locale)
        yield kit.context(kit.mrkdwn(say("digest.late", reader.locale, time=due)))
    if about.may_repeat:
        yield kit.context(kit.plain(say("digest.may_repeat", reader.locale)))
    if not about.complete:
        yield kit.context(kit.plain(say("digest.partial", reader.locale)))


def _groups(
    groups: Sequence[Group], subscribed: Subscribed, reader: Reader, marks: Marks, rows: int
) -> Iterator[Block]:
    """Title, rows, and how many were left out, group by group, in order of urgency."""
    address = _address(subscribed)
    several = len(subscribed.accounts) > 1
    for group, count in _shares(groups, rows):
        yield kit.section(kit.mrkdwn(f"*{_group_title(group, reader.locale)}*"))
        for item in group.certificates[:count]:
            mark: Mark = marks.get((item.account, item.id), NOTHING_DONE)
            yield marked_row(item, reader, mark, digest=address, result_id=subscribed.result_id, with_account=several)
        if rest := group.total - count:
            yield kit.context(kit.plain(say("digest.more", reader.locale, n=rest)))


def _shares(groups: Sequence[Group], rows: int) -> list[tuple[Group, int]]:
    """How many rows of each group are spelt out: two of each first, so that no long group hides a shorter one, then
    the most urgent as far as `rows` goes; of fewer than two for each, one."""
    ordered = _in_order(groups)
    each = EACH if rows >= EACH * len(ordered) else 1
    counts = [min(len(group.certificates), each) for group in ordered]
    left = max(0, rows - sum(counts))
    for place, group in enumerate(ordered):
        more = min(left, len(group.certificates) - counts[place])
        counts[place] += more
        left -= more
    return list(zip(ordered, counts, strict=True))


def _group_title(group: Group, locale: str) -> str:
    title = say(f"digest.group.{group.name}", locale)
    return say("digest.group", locale, title=title, n=group.total)


def _foot(subscribed: Subscribed, locale: str, about: Circumstances, *, has_rows: bool) -> Iterator[Block]:
    watching = say("digest.watching", locale, id=subscribed.id, query=cut(clean(subscribed.text), 300))
    notes = [kit.plain(watching)]
    if subscribed.accounts:
        names = say("help.joint", locale).join(clean(name) for name in subscribed.accounts)
        notes.append(kit.plain(say("digest.accounts", locale, n=len(subscribed.accounts), names=cut(names, 300))))
    if about.suppressed:
        notes.append(kit.plain(say("digest.suppressed", locale, n=about.suppressed)))
    yield kit.context(*notes)
    buttons = []
    if has_rows and subscribed.result_id:
        value = clicks.value_of(subscribed.result_id, 1)
        buttons.append(kit.button(say("digest.show_all", locale), clicks.PAGE, value))
    if about.suppressed and subscribed.slot:
        words = say("digest.show_suppressed", locale, n=about.suppressed)
        buttons.append(kit.button(words, clicks.SUPPRESSED, clicks.value_of(subscribed.id)))
    if buttons:
        yield kit.actions(*buttons)


def _text(title: str, groups: Sequence[Group], subscribed: Subscribed, people: str, locale: str) -> str:
    lines = [title, *(_group_title(group, locale) for group in _in_order(groups)), people]
    return "\n".join([*filter(None, lines), escaped(subscribed.text)])
