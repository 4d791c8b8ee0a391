"""Why a certificate was told, or not, and when it is told next: reminder by reminder, band by band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from bot.certificates import Certificate
from bot.messages import kit, moments, names
from bot.messages.folded import is_folded
from bot.messages.foreign import clean, code, cut
from bot.messages.marks import Mark
from bot.messages.mentions import channel, mention
from bot.messages.renewals import line
from bot.messages.reply import Block, Reply
from bot.messages.rows import JOINT, Reader, row
from bot.messages.texts import say

REMINDERS = 10
QUERY = 160
TOLD, DUE, COMING, ASLEEP = "told", "due", "coming", "asleep"


class Point(msgspec.Struct, frozen=True):
    """A band in days before the end, and its `fate`; `at` is when it is told next, or was; `link` opens the message."""

    band: int
    fate: str
    at: datetime | None = None
    link: str = ""


class Reason(msgspec.Struct, frozen=True):
    """What one reminder does about the certificate. `standing` is counted, stalled, unknown or over; `silent` is "" or
    paused, or Slack's code."""

    id: str
    channel: str
    text: str
    standing: str
    concerned: bool
    silent: str
    points: tuple[Point, ...]
    next_at: datetime | None = None


def explained(
    certificate: Certificate, reasons: Sequence[Reason], mark: Mark, reason: str, others: int, reader: Reader
) -> Reply:
    """The whole story; `others` counts reminders of channels that are not the asker's business."""
    title = say("why.title", reader.locale, name=cut(names.title(certificate, reader.locale), 100))
    blocks: list[Block] = [kit.header(title), row(certificate, reader)]
    if mark.taken_by:
        blocks.append(kit.context(kit.mrkdwn(say("mark.taken", reader.locale, user=mention(mark.taken_by)))))
    if mark.renewed is not None:
        blocks.append(kit.context(kit.mrkdwn(_renewed(mark, reader))))
    if mark.confirmed_by:
        blocks.append(kit.context(kit.mrkdwn(say("why.confirmed", reader.locale, user=mention(mark.confirmed_by)))))
    if not reasons:
        blocks.append(kit.section(kit.plain(say("why.no_reminders", reader.locale))))
    for each in reasons[:REMINDERS]:
        blocks.extend(_reminder(each, mark, reason, reader))
    if rest := others + len(reasons[REMINDERS:]):
        blocks.append(kit.context(kit.plain(say("why.others", reader.locale, n=rest))))
    return Reply(text=clean(title), blocks=tuple(blocks))


def _renewed(mark: Mark, reader: Reader) -> str:
    """What renews it, and what that does to its reminders."""
    said = line(mark.renewed, reader.zone, reader.locale) if mark.renewed else ""
    folded = say("why.folded", reader.locale) if is_folded(mark) and not mark.confirmed_by else ""
    return JOINT.join(filter(None, (said, folded)))


def _reminder(each: Reason, mark: Mark, reason: str, reader: Reader) -> Iterator[Block]:
    words = {"id": each.id, "channel": channel(each.channel), "query": code(each.text, QUERY)}
    title = say("why.reminder", reader.locale, **words)
    lines = [*_standing(each, reader.locale), *(_point(point, mark, reason, reader) for point in each.points)]
    yield kit.section(kit.mrkdwn("\n".join([f"*{title}*", *lines])))
    if not each.silent and not mark.confirmed_by and each.standing == "counted":
        yield kit.context(kit.mrkdwn(_next(each, reader)))


def _standing(each: Reason, locale: str) -> Iterator[str]:
    if each.silent:
        yield (
            say("why.paused", locale)
            if each.silent == "paused"
            else say("why.suspended", locale, code=code(each.silent, 40))
        )
    if each.standing != "counted":
        yield say(f"why.{each.standing}", locale)
    elif not each.concerned:
        yield say("why.not_concerned", locale)


def _next(each: Reason, reader: Reader) -> str:
    if each.next_at is None:
        return say("why.no_next", reader.locale)
    return say("why.next", reader.locale, time=moments.for_everyone(each.next_at, reader.zone, reader.locale))


def _point(point: Point, mark: Mark, reason: str, reader: Reader) -> str:
    time = moments.for_everyone(point.at, reader.zone, reader.locale) if point.at else ""
    if point.fate == TOLD:
        said = say("why.sent", reader.locale, time=time) if time else say("why.told", reader.locale)
        said = f"{said} (<{point.link}|↗>)" if point.link else said
    else:
        why = code(reason, 80) if reason else say("suppressed.no_reason", reader.locale)
        said = say(f"why.{point.fate}", reader.locale, time=time, user=mention(mark.snoozed_by), reason=why)
    return f"• {_band(point.band, reader.locale)}{JOINT}{said}"


def _band(band: int, locale: str) -> str:
    if band == 0:
        return say("why.last_day", locale)
    return say("why.before" if band > 0 else "why.after", locale, n=abs(band))
