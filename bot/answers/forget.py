"""End a subscription of a channel."""

from __future__ import annotations

from bot.answers.changing import permit, record
from bot.answers.message import Asker
from bot.answers.reminders import shown
from bot.answers.rooms import Rooms
from bot.errors import NotFound
from bot.messages import subscriptions
from bot.messages.reply import Reply


async def forget(rooms: Rooms, subscription_id: str, asker: Asker) -> Reply:
    """Remove it, with a button that sets it again. One of another channel does not exist here: raises NotFound. Raises
    NotAllowed."""
    permit("subscribe", asker)
    kept = await rooms.subscriptions.get(asker.workspace, subscription_id)
    if kept.channel != asker.channel:
        raise NotFound("subscription", subscription_id)
    removed = await rooms.subscriptions.remove(asker.workspace, subscription_id)
    await record(rooms, asker, "reminder.remove", subscription_id, before=removed.text)
    return subscriptions.removed(shown(removed), asker.locale, again=removed.text)
