"""Subscribe a channel to a query."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.answers.changing import permit, record
from bot.answers.message import Asker, Message
from bot.answers.reading import question
from bot.answers.reminders import recorded, shown
from bot.answers.rooms import Rooms
from bot.answers.wording import with_question
from bot.certificates import Query
from bot.errors import Unreadable
from bot.language.policy import NEVER_QUIET, Policy, Schedule
from bot.language.request import Find, Remind, Request
from bot.messages import subscriptions
from bot.messages.reply import Reply
from bot.messages.texts import say
from bot.reminders.subscription import Subscription


async def remind(rooms: Rooms, message: Message, request: Remind) -> Reply:
    """Keep the subscription. Its question is kept as typed, since it is read again whenever it speaks. Raises
    NotAllowed."""
    wanted = with_policy(new(rooms, message.asker), request.policy, message.asker)
    return await create(rooms, with_question(rooms, wanted, message.text, request), message.asker)


async def create(rooms: Rooms, wanted: Subscription, asker: Asker) -> Reply:
    """Keep a new subscription, and say so. Raises NotAllowed."""
    permit("subscribe", asker)
    kept = await rooms.subscriptions.create(wanted)
    await record(rooms, asker, "reminder.add", kept.id, after=recorded(kept, asker.locale))
    return subscriptions.added(shown(kept, question(rooms, kept.query, asker.locale)), asker.locale)


def new(rooms: Rooms, asker: Asker) -> Subscription:
    """An empty subscription of the asker's channel from now on, in their zone and language."""
    return Subscription(
        id="",
        workspace=asker.workspace,
        channel=asker.channel,
        user=asker.user,
        query=Query(),
        text="",
        schedule=Schedule(),
        zone=asker.zone,
        locale=asker.locale,
        created_at=rooms.clock(),
    )


def with_policy(kept: Subscription, policy: Policy, asker: Asker) -> Subscription:
    """The subscription with what is said of how it speaks; what is not said stays."""
    quiet = kept.quiet if policy.quiet is None else None if policy.quiet == NEVER_QUIET else policy.quiet
    mention = kept.mention if policy.mention is None else asker.user if policy.mention == "me" else policy.mention
    return msgspec.structs.replace(
        kept,
        schedule=policy.schedule(kept.schedule),
        quiet=quiet,
        mention=mention,
        all_clear=kept.all_clear if policy.all_clear is None else policy.all_clear,
        zone=policy.zone or kept.zone,
        locale=policy.locale or kept.locale,
        bands=kept.bands if policy.bands is None else policy.bands,
    )


async def remind_of_result(rooms: Rooms, result_id: str, asker: Asker) -> Reply:
    """The question of a result becomes a subscription: as it was typed, where `remind` before it is read as the same
    question, else said in full. Raises ResultExpired, Unreadable."""
    kept, now = await rooms.results.load(asker.workspace, result_id), rooms.clock()
    wanted = _request(rooms, kept.text, kept.locale, asker, now)
    query = wanted.query if isinstance(wanted, Find) else kept.query
    for asked in (kept.text, question(rooms, query, kept.locale)):
        text = say("remind.command", kept.locale, text=asked)
        request = _request(rooms, text, kept.locale, asker, now)
        if isinstance(request, Remind) and request.query == query:
            return await remind(rooms, Message(text, asker, now), request)
    raise Unreadable("no_condition" if query == Query() else "general", kept.text)


def _request(rooms: Rooms, text: str, locale: str, asker: Asker, now: datetime) -> Request | None:
    try:
        return rooms.parse(text, now=now, zone=asker.zone, locale=locale)
    except Unreadable:
        return None
