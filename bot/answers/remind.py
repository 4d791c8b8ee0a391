"""Subscribe a channel to a query."""

from __future__ import annotations

from datetime import datetime

from bot.answers.changing import permit, record
from bot.answers.message import Asker, Message
from bot.answers.reading import question
from bot.answers.rooms import Rooms
from bot.certificates import Query
from bot.errors import Unreadable
from bot.language.request import Find, Remind, Request
from bot.messages import subscriptions
from bot.messages.reply import Reply
from bot.messages.texts import say


async def remind(rooms: Rooms, message: Message, request: Remind) -> Reply:
    """Keep the subscription. Its text is kept as typed, since it is read again whenever it speaks. Raises
    NotAllowed."""
    asker = message.asker
    permit("subscribe", asker)
    subscription_id = await rooms.subscriptions.add(
        asker.workspace,
        asker.channel,
        asker.user,
        request.query,
        message.text,
        request.schedule,
        asker.zone,
        asker.locale,
        now=rooms.clock(),
    )
    await record(rooms, asker, "reminder.add", subscription_id, after=message.text)
    understood = rooms.describe(Find(query=request.query), asker.locale) or say("result.everything", asker.locale)
    kept = subscriptions.Subscription(subscription_id, message.text, request.schedule, asker.zone, understood)
    return subscriptions.added(kept, asker.locale)


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
