"""End a subscription, and have it back as it was."""

from __future__ import annotations

from bot.answers.changing import permit, record
from bot.answers.message import Asker
from bot.answers.owning import belongs, own
from bot.answers.reminders import shown
from bot.answers.rooms import Rooms
from bot.errors import NotFound
from bot.messages import subscriptions
from bot.messages.reply import Reply


async def forget(rooms: Rooms, subscription_id: str, asker: Asker) -> Reply:
    """Remove it, with a button that undoes that. One of another channel does not exist here: raises NotFound. Raises
    NotAllowed."""
    permit("subscribe", asker)
    await own(rooms, subscription_id, asker)
    removed = await rooms.subscriptions.remove(asker.workspace, subscription_id)
    await record(rooms, asker, "reminder.remove", subscription_id, before=removed.text)
    return subscriptions.removed(shown(removed), asker.locale)


async def restore(rooms: Rooms, subscription_id: str, asker: Asker) -> Reply:
    """Undo the last change or removal. Raises NotFound when that was more than a day ago, NotAllowed."""
    permit("subscribe", asker)
    if not belongs(await rooms.subscriptions.former(asker.workspace, subscription_id), asker):
        raise NotFound("subscription", subscription_id)
    restored = await rooms.subscriptions.restore(asker.workspace, subscription_id)
    await record(rooms, asker, "reminder.restore", subscription_id, after=restored.text)
    return subscriptions.restored(shown(restored), asker.locale)
