"""One certificate in full: as a modal, and as a message for `show`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from bot.certificates import Certificate
from bot.messages import clicks, kit, moments, names, paper, spreadsheet, states
from bot.messages.foreign import clean, code, cut, escaped
from bot.messages.renewals import Renewed
from bot.messages.renewals import line as line_of_renewal
from bot.messages.reply import Block, Reply, View
from bot.messages.rows import Reader, line
from bot.messages.texts import has, say
from bot.sources.x509_fields import Facts

NAMES_SHOWN = 50
VALUE = 200
BAR_CELLS = 20
ALWAYS = {"id", "issuer", "project", "verification"}
"""Facts whose absence is worth saying."""
CONSOLE = "https://console.cloud.tencent.com/ssl"


class Related(msgspec.Struct, frozen=True):
    """The other certificates that matter to one: what replaces it, and what it replaces (ids)."""

    renewed: Renewed | None = None
    replaces: tuple[str, ...] = ()


NOTHING_RELATED = Related()


class Paper(msgspec.Struct, frozen=True):
    """What is known of the certificate itself: its facts and its PEM, or a sentence about why there are none; else
    the value of the button that asks for them."""

    facts: Facts | None = None
    sentence: str = ""
    value: str = ""
    pem: str = ""


NO_PAPER = Paper()


def modal(
    certificate: Certificate, reader: Reader, related: Related = NOTHING_RELATED, of_paper: Paper = NO_PAPER
) -> View:
    """The details as views.open takes them; the state as an alert, where Slack takes one."""
    rest = _rest(certificate, reader, related, of_paper)
    rich, plain = (
        kit.modal(say("details.title", reader.locale), [*state, *rest], close=say("details.close", reader.locale))
        for state in (_alert(certificate, reader), _state(certificate, reader))
    )
    return View(rich, plain)


def message(certificate: Certificate, reader: Reader, related: Related = NOTHING_RELATED) -> Reply:
    """The details as an answer of its own."""
    shown = (*_state(certificate, reader), *_rest(certificate, reader, related, NO_PAPER))
    return Reply(text=escaped(line(certificate, reader)), blocks=shown)


def _rest(certificate: Certificate, reader: Reader, related: Related, of_paper: Paper) -> list[Block]:
    """Names, dates, and everything else that is known; about ten blocks, whatever the certificate."""
    return [
        *_notes(certificate, reader),
        *_related(related, reader),
        kit.divider(),
        kit.section(kit.plain(_names(certificate, reader.locale), 2900)),
        *kit.fields(_dates(certificate, reader)),
        *_lifetime(certificate, reader),
        *kit.fields(_facts(certificate, reader.locale)),
        *_paper(of_paper, reader.locale),
        kit.section(kit.mrkdwn(f"*{say('details.csv', reader.locale)}*\n{code(_csv(certificate, reader), 700)}")),
        kit.actions(*_ways_on(of_paper, reader.locale)),
    ]


def _csv(certificate: Certificate, reader: Reader) -> str:
    few = msgspec.structs.replace(certificate, names=certificate.names[:20])
    return spreadsheet.line(few, now=reader.now, zone=reader.zone, locale=reader.locale)


def _paper(of_paper: Paper, locale: str) -> Iterator[Block]:
    if of_paper.facts:
        yield from paper.blocks(of_paper.facts, of_paper.pem, locale)
    elif of_paper.sentence:
        yield kit.context(kit.plain(of_paper.sentence, kit.CONTEXT_TEXT))


def _ways_on(of_paper: Paper, locale: str) -> Iterator[Block]:
    if of_paper.value and not of_paper.facts:
        yield kit.button(say("details.facts", locale), clicks.FACTS, of_paper.value)
    yield kit.link_button(say("details.console", locale), CONSOLE)


def _state(certificate: Certificate, reader: Reader) -> list[Block]:
    state = states.state(certificate, reader.now, reader.locale)
    left = moments.ends(certificate.expires, reader.now, reader.zone, reader.locale)
    name = code(names.title(certificate, reader.locale), 200)
    return [kit.section(kit.mrkdwn(f"{state.emoji} *{state.word}* · {left}\n{name}"))]


def _alert(certificate: Certificate, reader: Reader) -> list[Block]:
    state = states.state(certificate, reader.now, reader.locale)
    left = moments.ends(certificate.expires, reader.now, reader.zone, reader.locale)
    level = states.level(certificate, reader.now)
    name = kit.section(kit.mrkdwn(code(names.title(certificate, reader.locale), 200)))
    return [kit.alert(f"{state} · {left}", level), name]


def _notes(certificate: Certificate, reader: Reader) -> Iterator[Block]:
    if certificate.status_message:
        said = f"{say('details.message', reader.locale)}: {clean(certificate.status_message)}"
        yield kit.context(kit.plain(said, VALUE))


def _related(related: Related, reader: Reader) -> Iterator[Block]:
    """One section: what replaces this certificate, and what it replaces."""
    lines = [line_of_renewal(related.renewed, reader.zone, reader.locale)] if related.renewed else []
    if related.replaces:
        ids = say("help.joint", reader.locale).join(code(each, 24) for each in related.replaces[:5])
        lines.append(f"{say('replaces', reader.locale)} {ids}")
    if lines:
        yield kit.section(kit.mrkdwn("\n".join(lines)))


def _names(certificate: Certificate, locale: str) -> str:
    every = certificate.names or ((certificate.domain,) if certificate.domain else ())
    shown = [cut(names.shown(name, locale), 120) for name in every[:NAMES_SHOWN]]
    lines = [say("details.names", locale, n=len(every)), *_fitting(shown, 2700)]
    rest = len(every) - (len(lines) - 1)
    return "\n".join([*lines, say("details.more_names", locale, n=rest)] if rest else lines)


def _fitting(lines: list[str], limit: int) -> Iterator[str]:
    """As many lines as stay under the limit together."""
    for entry in lines:
        limit -= len(entry) + 1
        if limit < 0:
            return
        yield entry


def _dates(certificate: Certificate, reader: Reader) -> Iterator[Block]:
    """The three times, in the reader's zone and, where that is another, in Beijing's."""
    for field in ("begins", "expires", "created"):
        instant: datetime | None = getattr(certificate, field)
        yield _field(f"details.{field}", _both_zones(instant, reader), reader.locale)


def _both_zones(instant: datetime | None, reader: Reader) -> str:
    if instant is None:
        return ""
    here = moments.day_and_clock(instant, reader.zone, reader.locale)
    beijing = moments.day_and_clock(instant, moments.BEIJING, reader.locale)
    return here if here == beijing else say("details.two_zones", reader.locale, here=here, beijing=beijing)


def _lifetime(certificate: Certificate, reader: Reader) -> Iterator[Block]:
    begins, expires = certificate.begins, certificate.expires
    if begins is None or expires is None or expires <= begins:
        return
    used = min(1.0, max(0.0, (reader.now - begins) / (expires - begins)))
    filled = round(used * BAR_CELLS)
    bar = "▓" * filled + "░" * (BAR_CELLS - filled)
    length = say("lasts.days", reader.locale, n=(expires - begins).days)
    text = say("details.lifetime_bar", reader.locale, bar=bar, percent=int(used * 100), length=length)
    yield kit.context(kit.plain(text))


def _facts(certificate: Certificate, locale: str) -> Iterator[Block]:
    known = f"source.{certificate.source}"
    kind = certificate.kind.value if certificate.kind else "unknown"
    facts = {
        "id": certificate.id,
        "alias": certificate.alias,
        "issuer": certificate.issuer,
        "project": certificate.project.name if certificate.project else "",
        "kind": say(f"kind.{kind}", locale),
        "type": certificate.type_name,
        "verification": certificate.verification,
        "source": say(known, locale) if has(known) else certificate.source,
        "owner": certificate.owner,
        "account": certificate.account,
    }
    for fact, value in facts.items():
        if value.strip() or fact in ALWAYS:
            yield _field(f"details.{fact}", value, locale)


def _field(key: str, value: str, locale: str) -> Block:
    """A label over its value, both plain: values are foreign."""
    shown = value if value.strip() else say("details.unknown", locale)
    lines = "\n".join(clean(part) for part in shown.split("\n")[:2])
    return kit.plain(f"{say(key, locale)}\n{cut(lines, VALUE)}", kit.FIELD_TEXT)
