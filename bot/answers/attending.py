"""Take, snooze, wake and confirm: from a button of a digest, from a form, and from a text.

Each is a security action: done at the click, written to the audit trail, and shown in every message that holds the
certificate.
"""

from __future__ import annotations

from datetime import datetime

from bot.answers.changing import permit, record
from bot.answers.message import Asker, Message
from bot.answers.owning import own
from bot.answers.reading import reader
from bot.answers.rooms import Rooms
from bot.answers.which import meant, template
from bot.certificates import Certificate, day_begins
from bot.errors import NotAllowed, NotFound, ResultExpired
from bot.language.request import Snooze
from bot.messages import attention, clicks, marks
from bot.messages.mentions import mention
from bot.messages.reply import Reply, View
from bot.messages.texts import say
from bot.reminders.attention import Attention
from bot.reminders.edits import Change, Kind
from bot.reminders.selection import epoch

KINDS = {
    marks.TAKE: Kind.TAKEN,
    marks.GIVE_BACK: Kind.GIVEN_BACK,
    marks.WAKE: Kind.WOKEN,
    marks.CONFIRM: Kind.CONFIRMED,
}


async def act(rooms: Rooms, value: str, asker: Asker) -> Reply:
    """A button's `<verb>:<subscription>:<slot>:<certificate id>`. Raises ResultExpired for one of another version."""
    verb, about = clicks.split_value(value)
    if verb not in KINDS:
        raise ResultExpired(verb)
    return await attend(rooms, verb, await certificate_of(rooms, about, asker), about, asker)


async def attend(rooms: Rooms, verb: str, certificate: Certificate, about: str, asker: Asker) -> Reply:
    """Do it, and say so everywhere. Raises NotAllowed."""
    permit("attend", asker)
    attentions, workspace = rooms.reminding.attentions, asker.workspace
    if verb in {marks.TAKE, marks.GIVE_BACK}:
        before = await attentions.take(workspace, certificate, asker.user if verb == marks.TAKE else "")
    elif verb == marks.CONFIRM:
        before = await attentions.confirm(workspace, certificate, asker.user)
    else:
        before = await attentions.wake(workspace, certificate)
    await _told(rooms, asker, certificate, verb, Change(KINDS[verb], _title(certificate), asker.user), before)
    others = verb == marks.TAKE and before.taken_by not in {"", asker.user}
    more = say("done.took_from", asker.locale, user=mention(before.taken_by)) if others else ""
    return attention.done(verb, certificate, about, reader(asker, rooms.clock()), more=more)


async def snooze(rooms: Rooms, message: Message, request: Snooze) -> Reply:
    """`snooze <certificate> until … because …`; where several fit, one is chosen first. Raises NotFound."""
    asker = message.asker
    found = await meant(rooms, asker, request.target)
    if len(found) > 1:
        return attention.which(found, template(message.text, request.target), reader(asker, rooms.clock()))
    wanted = day_begins(request.until, asker.zone)
    return await snooze_until(
        rooms, found[0], clicks.value_of("", clicks.value_of("", found[0].id)), wanted, request.reason, asker
    )


async def snooze_until(
    rooms: Rooms, certificate: Certificate, about: str, wanted: datetime, reason: str, asker: Asker
) -> Reply:
    """Say nothing of it until then, or as long as is allowed."""
    permit("attend", asker)
    now, why = rooms.clock(), attention.reason_of(reason)
    to = reader(asker, now)
    before = await rooms.reminding.attentions.of(asker.workspace)
    try:
        until = await rooms.reminding.attentions.snooze(
            asker.workspace, certificate, asker.user, wanted, why, asker.zone, now
        )
    except NotAllowed:
        return attention.done("too_late" if certificate.expires else "endless", certificate, about, to)
    change = Change(Kind.SNOOZED, _title(certificate), asker.user, until, why)
    was = before.get(epoch(certificate), Attention())
    await _told(rooms, asker, certificate, marks.SNOOZE, change, was)
    more = say("done.shortened", asker.locale) if until < wanted else ""
    return attention.done(marks.SNOOZE, certificate, about, to, until=until, more=more)


async def snooze_form(rooms: Rooms, about: str, asker: Asker) -> View:
    """The form that asks until when, and why. Raises NotAllowed, and what `certificate_of` raises."""
    permit("attend", asker)
    return attention.snooze_form(await certificate_of(rooms, about, asker), about, asker.locale)


async def certificate_of(rooms: Rooms, about: str, asker: Asker) -> Certificate:
    """The certificate of `<subscription>:<slot>:<certificate id>` as its message shows it; where there is no such
    message, as it is now. Raises NotFound, ResultExpired."""
    subscription, rest = clicks.split_value(about)
    slot, certificate_id = clicks.split_value(rest)
    kept = await rooms.reminding.posted.get(asker.workspace, subscription, slot) if subscription and slot else None
    shown = (row.certificate for row in kept.rows) if kept else ()
    hit = next((each for each in shown if each.id == certificate_id), None)
    if hit is not None:
        return hit
    if not certificate_id:
        raise ResultExpired(about)
    found = [each for each in await meant(rooms, asker, certificate_id) if each.id == certificate_id]
    if not found:
        raise NotFound("certificate", certificate_id)
    return found[0]


async def suppressed(rooms: Rooms, subscription_id: str, asker: Asker) -> Reply:
    """What a reminder does not tell now, and why. Raises NotFound."""
    reminding, now = rooms.reminding, rooms.clock()
    subscription = await own(rooms, subscription_id, asker)
    listing = await reminding.planning.listing(subscription, now)
    asleep = {name: each for name, each in (await reminding.attentions.of(asker.workspace)).items() if each.asleep(now)}
    rows = [each for each in listing.certificates if epoch(each) in asleep]
    query = reminding.read(subscription, now)
    concerned = reminding.search(rows, query, now=now, zone=subscription.zone)
    return attention.suppressed([_asleep(each, asleep[epoch(each)]) for each in concerned], reader(asker, now))


def _asleep(certificate: Certificate, given: Attention) -> attention.Asleep:
    mark = marks.Mark(given.taken_by, given.by, given.until, given.confirmed_by)
    return attention.Asleep(certificate, mark, given.reason, clicks.value_of("", clicks.value_of("", certificate.id)))


async def _told(
    rooms: Rooms, asker: Asker, certificate: Certificate, verb: str, change: Change, before: Attention
) -> None:
    """In the audit trail, and in the messages that hold the certificate."""
    reminding, workspace = rooms.reminding, asker.workspace
    subject = f"{certificate.account}/{certificate.id}"
    after = f"{change.until.isoformat() if change.until else change.by} {change.reason}".strip()
    await record(rooms, asker, f"certificate.{verb}", subject, before=_said(before), after=after)
    subscriptions = [each.id for each in await reminding.subscriptions.of_workspace(workspace)]
    await reminding.posted.touched(workspace, subscriptions, certificate, change)


def _said(before: Attention) -> str:
    until = before.until.isoformat() if before.until else ""
    return " ".join(filter(None, (before.taken_by, until, before.confirmed_by)))


def _title(certificate: Certificate) -> str:
    return certificate.domain or certificate.alias or certificate.id
