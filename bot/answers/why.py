"""Why a certificate was told, or not: every band of every reminder that the asker may see."""

from __future__ import annotations

from collections.abc import Mapping

from bot.answers.choosing import listing_of
from bot.answers.message import Asker, Message
from bot.answers.owning import belongs
from bot.answers.reading import reader
from bot.answers.renewed import of_rows
from bot.answers.rooms import Rooms
from bot.answers.showing import mark_of
from bot.answers.which import meant
from bot.certificates import Certificate, Query
from bot.errors import CertminderError, NotFound
from bot.language.request import Why
from bot.messages import explaining
from bot.messages.attention import which
from bot.messages.renewals import Renewed
from bot.messages.reply import Reply
from bot.messages.texts import say
from bot.reminders.attention import Attention
from bot.reminders.explain import Explanation, Fate, explain
from bot.reminders.records import Entry, State
from bot.reminders.selection import band_told, epoch
from bot.reminders.subscription import Subscription


async def why(rooms: Rooms, message: Message, request: Why) -> Reply:
    """Reminders of this channel, and the asker's own; those of other channels are counted. Raises NotFound."""
    asker, now = message.asker, rooms.clock()
    found = await meant(rooms, asker, request.target)
    if len(found) > 1:
        return which(found, say("why.command", asker.locale, target="{target}"), reader(asker, now))
    certificate, every = found[0], await rooms.reminding.subscriptions.of_workspace(asker.workspace)
    mine = [each for each in every if belongs(each, asker)]
    attention = (await rooms.reminding.attentions.of(asker.workspace)).get(epoch(certificate), Attention())
    reasons = [await _reason(rooms, certificate, each, attention, asker) for each in mine]
    mark, others = mark_of(attention, await _renewed(rooms, certificate, asker)), len(every) - len(mine)
    return explaining.explained(certificate, reasons, mark, attention.reason, others, reader(asker, now))


async def _renewed(rooms: Rooms, certificate: Certificate, asker: Asker) -> Renewed | None:
    """What renews it; nothing where the inventory cannot be had."""
    try:
        listing = await listing_of(rooms, asker, Query(account=certificate.account))
    except CertminderError:
        return None
    known = await of_rows(listing, [certificate], rooms.clock())
    return known.get((certificate.account, certificate.id))


async def _reason(
    rooms: Rooms, certificate: Certificate, subscription: Subscription, attention: Attention, asker: Asker
) -> explaining.Reason:
    reminding = rooms.reminding
    handled = await reminding.ledger.handled(asker.workspace, subscription.id)
    found = explain(
        certificate,
        subscription,
        handled,
        rooms.clock(),
        search=reminding.search,
        read=reminding.read,
        attention=attention,
    )
    sent = await _sent(rooms, certificate, subscription)
    return explaining.Reason(
        id=subscription.id,
        channel=subscription.channel,
        text=subscription.text,
        standing=found.standing.value,
        concerned=found.concerned and await _is_about(rooms, subscription, certificate),
        silent=found.silent,
        points=tuple(_points(found, sent)),
        next_at=found.next_at,
    )


async def _is_about(rooms: Rooms, subscription: Subscription, certificate: Certificate) -> bool:
    """Whether the reminder looks at the certificate's account."""
    try:
        return certificate.account in (await rooms.reminding.planning.accounts(subscription, rooms.clock())).names
    except NotFound:
        return False


def _points(found: Explanation, sent: Mapping[int, Entry]) -> list[explaining.Point]:
    points = []
    for point in found.points:
        entry = sent.get(point.band) if point.fate is Fate.TOLD else None
        at = point.at if entry is None else entry.planned_at
        points.append(explaining.Point(point.band, point.fate.value, at, _link(entry)))
    return points


async def _sent(rooms: Rooms, certificate: Certificate, subscription: Subscription) -> Mapping[int, Entry]:
    """The records of the digests that told a band: the last one, and those whose messages still live."""
    workspace, name = subscription.workspace, epoch(certificate)
    ledger = rooms.reminding.ledger
    sent: dict[int, Entry] = {}
    for kept in await rooms.reminding.posted.of_subscription(workspace, subscription.id):
        hit = next((row for row in kept.rows if row.epoch == name), None)
        entry = await ledger.entry(workspace, subscription.id, kept.digest.slot) if hit else None
        if hit is not None and entry is not None and entry.state is State.POSTED:
            sent.setdefault(hit.band, entry)
    last = await ledger.told(workspace, subscription.id, name)
    if last is not None and last[1] is not None:
        sent.setdefault(band_told(last[0]), last[1])
    return sent


def _link(entry: Entry | None) -> str:
    """Slack's address of a message; it leads on to the workspace."""
    if entry is None or not entry.ts:
        return ""
    return f"https://slack.com/archives/{entry.channel}/p{entry.ts.replace('.', '')}"
