"""What a person chose where words have two common readings: applied to a question, kept, shown and reset."""

from __future__ import annotations

import logging

import msgspec

from bot.answers.message import Asker, Message
from bot.answers.reading import read
from bot.answers.rooms import Rooms
from bot.errors import StoreUnavailable, Unreadable
from bot.language.preferences import NONE, Preferences, split_choice
from bot.language.request import Help, Request
from bot.messages import preferring as words
from bot.messages.reply import Reply

log = logging.getLogger(__name__)


async def preferred(rooms: Rooms, message: Message) -> tuple[Request, Message]:
    """A message as its asker reads it. Where a choice decided, the text that comes back spells it out, so that it means
    the same to everybody and on another day: it becomes a view, a reminder, a shared list. Raises Unreadable."""
    refused: Unreadable | None = None
    request: Request | None = None
    try:
        request = read(rooms, message.text, message.asker, message.sent_at)
    except Unreadable as error:
        refused = error
    if isinstance(request, Help) or (refused is not None and refused.reason != "ambiguous_date"):
        chosen = NONE
    else:
        chosen = await of(rooms, message.asker)
    if chosen != NONE:
        request = read(rooms, message.text, message.asker, message.sent_at, chosen)
    elif request is None:
        assert refused is not None
        raise refused
    spelt = request.taken[0].text if request.taken else message.text
    return request, msgspec.structs.replace(message, text=spelt)


async def of(rooms: Rooms, asker: Asker) -> Preferences:
    """What somebody chose; nothing while the store does not answer."""
    try:
        return Preferences.of(await rooms.choices.of(asker.workspace, asker.user))
    except StoreUnavailable:
        return NONE


async def choose(rooms: Rooms, choice: str, asker: Asker) -> None:
    """Remember a choice; where it cannot be kept, the question it came with is answered all the same."""
    split = split_choice(choice)
    if split is None:
        return
    try:
        await rooms.choices.choose(asker.workspace, asker.user, *split)
    except StoreUnavailable:
        log.warning("a choice could not be kept")


async def settings(rooms: Rooms, asker: Asker) -> Reply:
    """What is known of a person, and what the person chose."""
    return words.settings(
        (await of(rooms, asker)).choices, asker.zone, asker.locale, account=await _account(rooms, asker)
    )


async def _account(rooms: Rooms, asker: Asker) -> str:
    """What this channel's questions are about, where there is a choice."""
    known = await rooms.accounts.known(asker.workspace)
    return known.chosen(None, asker.channel).names[0] if len(known.accounts) > 1 else ""


async def reset(rooms: Rooms, asker: Asker) -> Reply:
    """Everything is read by the convention again. Raises StoreUnavailable."""
    await rooms.choices.reset(asker.workspace, asker.user)
    return words.settings((), asker.zone, asker.locale, was_reset=True)
