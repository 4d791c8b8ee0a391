"""Pause, resume and change a reminder, from its buttons and from a text."""

from __future__ import annotations

from bot.answers.changing import permit, record
from bot.answers.message import Asker, Message
from bot.answers.owning import own
from bot.answers.remind import with_policy
from bot.answers.reminders import recorded, shown
from bot.answers.rooms import Rooms
from bot.answers.wording import with_question
from bot.language.policy import Policy
from bot.language.request import Edit
from bot.messages import subscriptions
from bot.messages.reply import Reply
from bot.reminders.subscription import Subscription


async def pause(rooms: Rooms, subscription_id: str, asker: Asker) -> Reply:
    """It says nothing until it is resumed. Raises NotFound, NotAllowed."""
    permit("subscribe", asker)
    await own(rooms, subscription_id, asker)
    changed = await rooms.subscriptions.pause(asker.workspace, subscription_id)
    await record(rooms, asker, "reminder.pause", subscription_id, before=changed.text)
    return subscriptions.paused(shown(changed), asker.locale)


async def resume(rooms: Rooms, subscription_id: str, asker: Asker) -> Reply:
    """It speaks again, also after Slack had refused its channel. Raises NotFound, NotAllowed."""
    permit("subscribe", asker)
    await own(rooms, subscription_id, asker)
    changed = await rooms.subscriptions.resume(asker.workspace, subscription_id, rooms.clock())
    await record(rooms, asker, "reminder.resume", subscription_id, after=changed.text)
    return subscriptions.resumed(shown(changed), asker.locale)


async def edit(rooms: Rooms, message: Message, request: Edit) -> Reply:
    """Change what is said, and nothing else; where nothing is, show what can be. Raises NotFound, NotAllowed."""
    asker = message.asker
    kept = await own(rooms, request.subscription, asker)
    if request.query is None and request.policy == Policy():
        return subscriptions.one(shown(kept), asker.locale)
    changed = with_question(rooms, with_policy(kept, request.policy, asker), message.text, request)
    return await change(rooms, kept, changed, asker)


async def change(rooms: Rooms, before: Subscription, changed: Subscription, asker: Asker) -> Reply:
    """Keep a changed subscription. Raises NotAllowed."""
    permit("subscribe", asker)
    await rooms.subscriptions.change(changed)
    was, now = (recorded(each, asker.locale) for each in (before, changed))
    await record(rooms, asker, "reminder.change", changed.id, before=was, after=now)
    return subscriptions.changed(shown(changed), asker.locale)
