"""A channel's subscriptions."""

from __future__ import annotations

from bot.answers.message import Asker
from bot.answers.rooms import Rooms
from bot.messages import help as helping
from bot.messages import subscriptions
from bot.messages.policy import Policy, when
from bot.messages.reply import Reply
from bot.reminders.subscription import Subscription as Kept


async def reminders(rooms: Rooms, asker: Asker) -> Reply:
    """All of this channel, or how to set the first."""
    kept = await rooms.subscriptions.of_channel(asker.workspace, asker.channel)
    first = helping.examples("remind", asker.locale)[0]
    return subscriptions.listed([shown(each) for each in kept], asker.locale, example=first)


def shown(kept: Kept, understood: str = "") -> subscriptions.Subscription:
    """A subscription as messages say it; `understood` is how its question reads now."""
    policy = Policy(
        schedule=kept.schedule,
        zone=kept.zone,
        locale=kept.locale,
        quiet=kept.quiet,
        mention=kept.mention,
        all_clear=kept.all_clear,
        bands=kept.bands,
    )
    return subscriptions.Subscription(kept.id, kept.text, policy, understood, kept.paused, kept.suspended, kept.channel)


def recorded(kept: Kept, locale: str) -> str:
    """A subscription as the audit trail has it: what it asks, and when it speaks."""
    return f"{kept.text} {when(shown(kept).policy, locale)}"
