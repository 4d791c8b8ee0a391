"""What happened to a digest's certificates, told in its thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from bot.messages import kit, moments
from bot.messages.foreign import code
from bot.messages.mentions import mention
from bot.messages.reply import Reply
from bot.messages.texts import say

TOLD = 20
_MATTERS = {"given_back": "taken", "woken": "snoozed", "confirmed": "snoozed"}
"""Kinds that take each other back: of a certificate only the last is told."""
NAME, REASON, MISSING = 80, 120, 3


class Happened(msgspec.Struct, frozen=True):
    """One line. `kind` is the end of a key `change.…`; `title` a foreign name; `by` a user's id, or for renewals the
    id of a certificate; `until` an instant."""

    kind: str
    title: str
    by: str = ""
    until: datetime | None = None
    reason: str = ""
    missing: tuple[str, ...] = ()


def told(happened: Sequence[Happened], zone: str, locale: str) -> Reply:
    """One message for all of it: who took a certificate three times took it once. Of a flood the newest are spelt
    out."""
    last = {(each.title, _MATTERS.get(each.kind, each.kind)): each for each in happened}
    settled = [each for each in happened if last[each.title, _MATTERS.get(each.kind, each.kind)] is each]
    newest = settled[-TOLD:]
    rest = len(settled) - len(newest)
    lines = [_line(each, zone, locale) for each in newest]
    more = [say("change.more", locale, n=rest)] if rest else []
    blocks = [kit.section(kit.mrkdwn(text)) for text in (*more, *lines)]
    return Reply(text="\n".join((*more, *lines))[: kit.MESSAGE_TEXT], blocks=tuple(blocks), public=True)


def _line(each: Happened, zone: str, locale: str) -> str:
    time = moments.for_everyone(each.until, zone, locale) if each.until else say("ends.never_said", locale)
    missing = say("help.joint", locale).join(code(name, NAME) for name in each.missing[:MISSING])
    return say(
        f"change.{each.kind}",
        locale,
        name=code(each.title, NAME),
        user=mention(each.by),
        by=code(each.by, NAME),
        time=time,
        reason=code(each.reason, REASON) if each.reason else say("suppressed.no_reason", locale),
        missing=missing,
    )
