"""Take a certificate, give it back, or wake it, by a text; the same from a button is in bot.answers.attending."""

from __future__ import annotations

from bot.answers.attending import attend
from bot.answers.message import Message
from bot.answers.reading import reader
from bot.answers.rooms import Rooms
from bot.answers.which import meant, template
from bot.language.request import Take, Wake
from bot.messages import clicks, marks
from bot.messages.attention import which
from bot.messages.reply import Reply


async def take(rooms: Rooms, message: Message, request: Take | Wake) -> Reply:
    """Where several certificates fit, one is chosen first. Raises NotFound, NotAllowed."""
    asker, target = message.asker, request.target
    found = await meant(rooms, asker, target)
    if len(found) > 1:
        return which(found, template(message.text, target), reader(asker, rooms.clock()))
    verb = marks.WAKE if isinstance(request, Wake) else marks.GIVE_BACK if request.back else marks.TAKE
    return await attend(rooms, verb, found[0], clicks.value_of("", clicks.value_of("", found[0].id)), asker)
