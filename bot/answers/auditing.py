"""Who did what in a workspace, for its admins."""

from __future__ import annotations

from bot.answers.changing import permit
from bot.answers.message import Asker
from bot.answers.reading import reader
from bot.answers.rooms import Rooms
from bot.messages import auditing
from bot.messages.reply import Reply


async def trail(rooms: Rooms, asker: Asker) -> Reply:
    """The newest entries of the audit trail. Raises NotAllowed, StoreUnavailable."""
    permit("audit", asker)
    records = await rooms.reminding.audit.latest(asker.workspace, auditing.SHOWN)
    return auditing.trail(records, reader(asker, rooms.clock()))
