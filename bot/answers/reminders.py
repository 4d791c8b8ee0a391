"""A channel's subscriptions."""

from __future__ import annotations

from bot.answers.message import Asker
from bot.answers.rooms import Rooms
from bot.answers.rooms import Subscription as Kept
from bot.messages import help as helping
from bot.messages import subscriptions
from bot.messages.reply import Reply


async def reminders(rooms: Rooms, asker: Asker) -> Reply:
    """All of this channel, or how to set the first."""
    kept = await rooms.subscriptions.of_channel(asker.workspace, asker.channel)
    first = helping.examples("remind", asker.locale)[0]
    return subscriptions.listed([shown(each) for each in kept], asker.locale, example=first)


def shown(kept: Kept) -> subscriptions.Subscription:
    return subscriptions.Subscription(
        kept.id, kept.text, kept.schedule, kept.zone, paused=kept.paused, suspended=kept.suspended
    )
