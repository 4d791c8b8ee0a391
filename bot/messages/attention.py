"""What a person reads after taking, snoozing, waking or confirming; the forms for it; and all that is not told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from bot.certificates import Certificate
from bot.messages import clicks, kit, marks, moments, names
from bot.messages.foreign import clean, code, cut, escaped
from bot.messages.marks import Mark
from bot.messages.mentions import mention
from bot.messages.reply import Block, Reply, View
from bot.messages.rows import Reader, line, row
from bot.messages.texts import say

REASON = 200
LISTED = 15
SNOOZE_FORM = "snooze"
UNTIL, BECAUSE = "until", "because"
_UNDO = {marks.TAKE: marks.GIVE_BACK, marks.SNOOZE: marks.WAKE, marks.CONFIRM: marks.WAKE}


class Asleep(msgspec.Struct, frozen=True):
    """A certificate that is not told, why, and what wakes it (the value of an undo button)."""

    certificate: Certificate
    mark: Mark
    reason: str
    value: str


def done(
    verb: str, certificate: Certificate, about: str, reader: Reader, *, until: datetime | None = None, more: str = ""
) -> Reply:
    """`verb` (of messages.marks) was done; with the button that undoes it. `about` is the address in a button's value;
    `more` is another sentence, of mrkdwn."""
    name = cut(names.title(certificate, reader.locale), 100)
    time = moments.day_and_clock(until, reader.zone, reader.locale) if until else ""
    text = say(f"done.{verb}", reader.locale, name=name, time=time)
    undo = _UNDO.get(verb)
    button = kit.button(say("done.undo", reader.locale), clicks.UNDO, clicks.value_of(undo, about)) if undo else None
    rest = [kit.context(kit.mrkdwn(more))] if more else []
    return Reply(text=escaped(text, 600), blocks=(kit.section(kit.plain(text), button), *rest))


def which(certificates: Sequence[Certificate], command: str, reader: Reader) -> Reply:
    """Several certificates fit: each with a button that asks `command` (a template with {target}) of it."""
    title = say("which.title", reader.locale)
    choose = say("which.choose", reader.locale)
    rows: list[Block] = []
    for each in certificates[:LISTED]:
        shown = row(each, reader)
        rows.append({**shown, "accessory": kit.button(choose, clicks.ASK, command.format(target=each.id))})
    return Reply(text=title, blocks=(kit.header(title), *rows))


def suppressed(rows: Sequence[Asleep], reader: Reader) -> Reply:
    """All that a reminder does not tell, with who said so, why and until when."""
    if not rows:
        text = say("suppressed.none", reader.locale)
        return Reply(text=text, blocks=(kit.section(kit.plain(text)),))
    title = say("suppressed.title", reader.locale, n=len(rows))
    listed = [_asleep(each, reader) for each in rows[:LISTED]]
    rest = len(rows) - len(listed)
    more = [kit.context(kit.plain(say("digest.more", reader.locale, n=rest)))] if rest else []
    return Reply(text=title, blocks=(kit.header(title), *listed, *more))


def _asleep(asleep: Asleep, reader: Reader) -> Block:
    lines = [escaped(line(asleep.certificate, reader)), *_why(asleep, reader)]
    wake = kit.button(say("do.wake", reader.locale), clicks.UNDO, clicks.value_of(marks.WAKE, asleep.value))
    return kit.section(kit.mrkdwn("\n".join(lines)), wake)


def _why(asleep: Asleep, reader: Reader) -> Iterator[str]:
    mark = asleep.mark
    if mark.confirmed_by:
        yield say("mark.confirmed", reader.locale, user=mention(mark.confirmed_by))
    elif mark.until is not None:
        time = moments.for_everyone(mark.until, reader.zone, reader.locale)
        yield say("mark.snoozed", reader.locale, time=time, user=mention(mark.snoozed_by))
        reason = code(asleep.reason, REASON) if asleep.reason else say("suppressed.no_reason", reader.locale)
        yield say("suppressed.reason", reader.locale, reason=reason)


def snooze_form(certificate: Certificate, about: str, locale: str) -> View:
    """A modal that asks until when, and why; `about` comes back with the answers."""
    text = say("snooze.about", locale, name=cut(names.title(certificate, locale), 100))
    blocks = [
        kit.section(kit.plain(text)),
        kit.entry(UNTIL, say("snooze.until", locale), _line(say("snooze.until_example", locale), 100)),
        kit.entry(BECAUSE, say("snooze.reason", locale), _line(say("snooze.reason_example", locale), REASON)),
    ]
    payload = kit.form(
        say("snooze.title", locale),
        blocks,
        callback_id=SNOOZE_FORM,
        submit=say("snooze.submit", locale),
        close=say("details.close", locale),
        metadata=about,
    )
    return View(payload)


def _line(example: str, longest: int) -> Block:
    return {"type": "plain_text_input", "placeholder": kit.plain(example, 150), "max_length": longest}


def reason_of(text: str) -> str:
    """A reason as it is kept: one clean line."""
    return cut(clean(text), REASON) if text.strip() else ""
