"""What people did about a certificate in a digest, as lines under its row, and as the menu beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec

from bot.certificates import Certificate
from bot.messages import clicks, kit, moments
from bot.messages.mentions import mention
from bot.messages.renewals import Renewed
from bot.messages.renewals import line as line_of_renewal
from bot.messages.reply import Block
from bot.messages.rows import JOINT, Reader, addressable, row
from bot.messages.texts import say

DETAILS, TAKE, GIVE_BACK, SNOOZE, WAKE, CONFIRM = "details", "take", "give_back", "snooze", "wake", "confirm"


class Mark(msgspec.Struct, frozen=True):
    """`taken_by`, `snoozed_by` and `confirmed_by` are users' ids; `until` (UTC) ends the snooze."""

    taken_by: str = ""
    snoozed_by: str = ""
    until: datetime | None = None
    confirmed_by: str = ""
    renewed: Renewed | None = None


Marks = Mapping[tuple[str, str], Mark]
"""(account, certificate id) → what was done about it."""
NOTHING_DONE = Mark()


def marked_row(
    certificate: Certificate, reader: Reader, mark: Mark, *, digest: str, result_id: str, with_account: bool = False
) -> Block:
    """A row of a digest with what was done about it, and a menu of what can be; what is renewed and what was confirmed
    are no rows (messages.folded). `digest` is `<subscription>:<slot>`;
    empty where nothing can be done (a sample)."""
    plain = row(certificate, reader, many_readers=True, with_account=with_account)
    lines = [plain["text"]["text"], *_lines(mark, reader)]
    text = kit.mrkdwn("\n".join(lines)) if plain["text"]["type"] == "mrkdwn" else plain["text"]
    if not digest or not addressable(certificate):
        return kit.section(text)
    return kit.section(text, kit.overflow(clicks.ROW, list(_menu(certificate, reader, mark, digest, result_id))))


def _lines(mark: Mark, reader: Reader) -> Iterator[str]:
    """A partial renewal is the loudest: it comes first, in bold."""
    if mark.renewed is not None:
        said = line_of_renewal(mark.renewed, reader.zone, reader.locale)
        yield f"*{said}*" if mark.renewed.missing else said
    if people := JOINT.join(_people(mark, reader)):
        yield people


def _people(mark: Mark, reader: Reader) -> Iterator[str]:
    if mark.taken_by:
        yield say("mark.taken", reader.locale, user=mention(mark.taken_by))
    if mark.until is not None and reader.now < mark.until:
        time = moments.for_everyone(mark.until, reader.zone, reader.locale)
        yield say("mark.snoozed", reader.locale, time=time, user=mention(mark.snoozed_by))


def _menu(certificate: Certificate, reader: Reader, mark: Mark, digest: str, result_id: str) -> Iterator[Block]:
    if result_id:
        yield _option(DETAILS, clicks.value_of(result_id, certificate.id), reader)
    about = clicks.value_of(digest, certificate.id)
    yield _option(GIVE_BACK if mark.taken_by else TAKE, about, reader)
    sleeping = mark.until is not None and reader.now < mark.until
    if sleeping:
        yield _option(WAKE, about, reader)
    elif certificate.expires is not None:  # what has no end has nothing to be silent about until
        yield _option(SNOOZE, about, reader)
    if mark.renewed is not None and not mark.renewed.missing:
        yield _option(CONFIRM, about, reader)


def _option(verb: str, about: str, reader: Reader) -> Block:
    return kit.option(say(f"do.{verb}", reader.locale), clicks.value_of(verb, about))
