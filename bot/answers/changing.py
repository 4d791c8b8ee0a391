"""What changes something: only who may do it, and one line in the audit trail for each act."""

from __future__ import annotations

from bot.answers.message import Asker
from bot.answers.rooms import Rooms
from bot.observability import request_id
from bot.workspaces import roles
from bot.workspaces.audit import Entry


def permit(action: str, asker: Asker) -> None:
    """Raises NotAllowed where the table of roles does not give this person the action."""
    roles.require(action, asker.role)


async def record(
    rooms: Rooms, asker: Asker, action: str, subject: str = "", *, before: str = "", after: str = ""
) -> None:
    """Who did what, to what, from what to what: once it is done. Raises StoreUnavailable."""
    entry = Entry(asker.user, action, subject, before, after, request_id.get())
    await rooms.reminding.audit.write(asker.workspace, entry)
