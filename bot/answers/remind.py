"""Subscribe a channel to a query."""

from __future__ import annotations

from bot.answers.message import Asker, Message
from bot.answers.rooms import Rooms
from bot.errors import Unreadable
from bot.language.request import Find, Remind
from bot.messages import subscriptions
from bot.messages.reply import Reply
from bot.messages.texts import say


async def remind(rooms: Rooms, message: Message, request: Remind) -> Reply:
    """Keep the subscription. Its text is kept as typed, since it is read again whenever it speaks."""
    asker = message.asker
    subscription_id = await rooms.subscriptions.add(
        asker.workspace,
        asker.channel,
        asker.user,
        request.query,
        message.text,
        request.schedule,
        asker.zone,
        asker.locale,
    )
    understood = rooms.describe(Find(query=request.query), asker.locale) or say("result.everything", asker.locale)
    kept = subscriptions.Subscription(subscription_id, message.text, request.schedule, asker.zone, understood)
    return subscriptions.added(kept, asker.locale)


async def remind_of_result(rooms: Rooms, result_id: str, asker: Asker) -> Reply:
    """The question of a result becomes a subscription, as if `remind` stood before it. Raises ResultExpired."""
    kept = await rooms.results.load(asker.workspace, result_id)
    text = say("remind.command", kept.locale, text=kept.text)
    now = rooms.clock()
    request = rooms.parse(text, now=now, zone=asker.zone, locale=kept.locale)
    if not isinstance(request, Remind):
        raise Unreadable("general", kept.text)
    return await remind(rooms, Message(text, asker, now), request)
