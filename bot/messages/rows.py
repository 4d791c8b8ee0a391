"""One certificate as one block: state, name, how long is left, the date, the issuer."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.certificates import Certificate
from bot.messages import clicks, kit, moments, names, states
from bot.messages.foreign import NOTHING, clean, code, cut
from bot.messages.renewals import Renewals
from bot.messages.renewals import line as line_of_renewal
from bot.messages.reply import Block
from bot.messages.texts import say

NAME = 88
ALIAS = 36
ISSUER = 48
ACCOUNT = 32
ID = 64
"""Longer ids are no ids of Tencent's (8 characters), and ten of them would be too large for a message."""
JOINT = " · "
NONE_RENEWED: Renewals = {}


class Reader(msgspec.Struct, frozen=True):
    """Who reads, and when: dates follow `zone` (IANA), words follow `locale` (Slack's), days left follow `now`."""

    zone: str
    locale: str
    now: datetime


def row(
    certificate: Certificate,
    reader: Reader,
    *,
    result_id: str | None = None,
    many_readers: bool = False,
    renewals: Renewals = NONE_RENEWED,
    with_account: bool = False,
) -> Block:
    """A section with two lines, and a third where another certificate replaces it; with a result id it has a details
    button. `many_readers`: each sees the date in their own zone, and no word like "tomorrow" that is true in one zone
    only. `with_account`: rows of several accounts say whose they are."""
    second = _second_line(certificate, reader, many_readers, with_account)
    lines = [_first_line(certificate, reader), second]
    if renewed := renewals.get((certificate.account, certificate.id)):
        lines.append(line_of_renewal(renewed, reader.zone, reader.locale))
    text = kit.mrkdwn("\n".join(lines))
    if result_id is None or not addressable(certificate):
        return kit.section(text)
    return kit.section(text, details_button(certificate, reader.locale, result_id))


def addressable(certificate: Certificate) -> bool:
    """Whether a button can carry the certificate's id: a hostile one may be long or hold what Slack does not keep."""
    return 0 < len(certificate.id) <= ID and clean(certificate.id) == certificate.id


def details_button(certificate: Certificate, locale: str, result_id: str) -> Block:
    label = say("result.details_of", locale, name=names.title(certificate, locale))
    value = clicks.value_of(result_id, certificate.id)
    return kit.button(say("result.details", locale), clicks.DETAILS, value, label=label)


def line(certificate: Certificate, reader: Reader) -> str:
    """The row as plain text, for notifications and screen readers."""
    state = states.state(certificate, reader.now, reader.locale)
    left = moments.ends(certificate.expires, reader.now, reader.zone, reader.locale)
    return f"{state} {cut(names.title(certificate, reader.locale), NAME)}{JOINT}{left}"


def _first_line(certificate: Certificate, reader: Reader) -> str:
    state = states.state(certificate, reader.now, reader.locale)
    parts = [f"{state.emoji} *{state.word}*", code(names.title(certificate, reader.locale), NAME)]
    if certificate.domain.strip() and clean(certificate.alias) not in {NOTHING, clean(certificate.domain)}:
        parts.append(code(certificate.alias, ALIAS))
    if len(certificate.names) > 1:
        parts.append(say("names.more", reader.locale, n=len(certificate.names) - 1))
    return JOINT.join(parts)


def _second_line(certificate: Certificate, reader: Reader, many_readers: bool, with_account: bool) -> str:
    parts = _time(certificate, reader, many_readers)
    if with_account:
        parts.append(f"{say('details.account', reader.locale)} {code(certificate.account, ACCOUNT)}")
    if clean(certificate.issuer) != NOTHING:
        parts.append(code(certificate.issuer, ISSUER))
    return JOINT.join(parts)


def _time(certificate: Certificate, reader: Reader, many_readers: bool) -> list[str]:
    """How long is left, then the date, where there is one."""
    if certificate.expires is None:
        return [moments.ends(None, reader.now, reader.zone, reader.locale)]
    if many_readers:
        days = moments.days_apart(certificate.expires, reader.now, reader.locale)
        return [days, moments.for_everyone(certificate.expires, reader.zone, reader.locale)]
    left = moments.ends(certificate.expires, reader.now, reader.zone, reader.locale)
    return [left, moments.day_and_clock(certificate.expires, reader.zone, reader.locale)]
