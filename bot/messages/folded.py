"""Certificates of a digest that ask for nothing but a word that their successor is deployed: a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.certificates import Certificate
from bot.messages import clicks, kit, moments, names
from bot.messages.foreign import code
from bot.messages.marks import CONFIRM, NOTHING_DONE, WAKE, Mark, Marks
from bot.messages.mentions import mention
from bot.messages.reply import Block
from bot.messages.rows import JOINT, Reader, addressable
from bot.messages.texts import say

LINES = 6
NAME, ID = 80, 24


def is_folded(mark: Mark) -> bool:
    """Whether a person has confirmed what renews it, or its renewal is proven: whole, and not merely uploaded."""
    renewed = mark.renewed
    return bool(mark.confirmed_by) or (renewed is not None and not renewed.missing and not renewed.uploaded)


def is_partly_renewed(mark: Mark) -> bool:
    """Whether the new one lacks names: the loudest thing to say."""
    return mark.renewed is not None and bool(mark.renewed.missing) and not mark.confirmed_by


def lines(certificates: Sequence[Certificate], marks: Marks, digest: str, reader: Reader) -> Iterator[Block]:
    """Under a title of their own, each with the button that confirms, or takes that back. `digest` is the address of
    the message; empty for a sample, which has no buttons."""
    if not certificates:
        return
    title = say("digest.group", reader.locale, title=say("digest.group.renewed", reader.locale), n=len(certificates))
    yield kit.section(kit.mrkdwn(f"*{title}*"))
    for each in certificates[:LINES]:
        mark = marks.get((each.account, each.id), NOTHING_DONE)
        text = kit.mrkdwn(_line(each, mark, reader))
        yield kit.section(text, _button(each, mark, digest, reader) if digest and addressable(each) else None)
    if rest := len(certificates[LINES:]):
        yield kit.context(kit.plain(say("digest.more", reader.locale, n=rest)))


def _line(certificate: Certificate, mark: Mark, reader: Reader) -> str:
    name = code(names.title(certificate, reader.locale), NAME)
    if mark.confirmed_by:
        return say("digest.confirmed", reader.locale, name=name, user=mention(mark.confirmed_by))
    renewed = mark.renewed
    expires = renewed.expires if renewed else None
    until = moments.stamp(expires, reader.zone) if expires else say("ends.never_said", reader.locale)
    said = say("digest.renewed", reader.locale, name=name, by=code(renewed.by if renewed else "", ID), until=until)
    taken = say("mark.taken", reader.locale, user=mention(mark.taken_by)) if mark.taken_by else ""
    return JOINT.join(filter(None, (said, taken)))


def _button(certificate: Certificate, mark: Mark, digest: str, reader: Reader) -> Block:
    verb = WAKE if mark.confirmed_by else CONFIRM
    words = say("done.undo" if mark.confirmed_by else "digest.deployed", reader.locale)
    value = clicks.value_of(verb, clicks.value_of(digest, certificate.id))
    return kit.button(words, clicks.UNDO, value)
