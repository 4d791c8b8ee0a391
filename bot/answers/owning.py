"""Whose a reminder is: its channel's, and its owner's wherever they are."""

from __future__ import annotations

from bot.answers.message import Asker
from bot.answers.rooms import Rooms
from bot.errors import NotFound
from bot.reminders.subscription import Subscription


def belongs(kept: Subscription, asker: Asker) -> bool:
    """Whether this person may see and change it here."""
    return asker.channel == kept.channel or asker.user == kept.user


async def own(rooms: Rooms, subscription_id: str, asker: Asker) -> Subscription:
    """A reminder of this channel, or the asker's own. Raises NotFound."""
    kept = await rooms.subscriptions.get(asker.workspace, subscription_id)
    if not belongs(kept, asker):
        raise NotFound("subscription", subscription_id)
    return kept
