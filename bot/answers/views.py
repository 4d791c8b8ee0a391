"""Questions saved under a name: save, open, list, delete."""

from __future__ import annotations

import msgspec

from bot.answers.changing import permit, record
from bot.answers.find import find, result_of, save_or_nothing
from bot.answers.message import Asker, Message
from bot.answers.rooms import Rooms
from bot.certificates import Progress
from bot.errors import NotFound, Unreadable
from bot.inventory.views import View as Kept
from bot.language.request import DropView, Find, View, Views
from bot.messages import clicks, notices
from bot.messages import views as words
from bot.messages.foreign import clean
from bot.messages.reply import Reply
from bot.messages.reply import View as Modal


async def form(result_id: str, asker: Asker) -> Modal:
    """The form that names a view. Raises NotAllowed."""
    permit("view", asker)
    return words.form(result_id, asker.channel, asker.locale)


def faults(rooms: Rooms, name: str, asker: Asker) -> dict[str, str]:
    """What is wrong with a name that was filled in, under its field."""
    if _can_be_typed(rooms, " ".join(name.split()), asker):
        return {}
    return {clicks.INPUT_NAME: notices.sentence(Unreadable("view_name", clean(name)), asker.locale)}


async def save(rooms: Rooms, result_id: str, name: str, asker: Asker) -> Reply:
    """The question of a result gets a name. Raises ResultExpired, TooMany, and Unreadable for a name that could not be
    typed."""
    permit("view", asker)
    kept = await rooms.results.load(asker.workspace, result_id)
    name, now = " ".join(name.split()), rooms.clock()
    view = Kept(
        workspace=asker.workspace, name=name, text=kept.text, user=asker.user, locale=kept.locale, created_at=now
    )
    if not _can_be_typed(rooms, name, asker):
        raise Unreadable("view_name", clean(name))
    replaced = await rooms.views.save(view)
    before = replaced.text if replaced else ""
    await record(rooms, asker, "view.save", name, before=before, after=view.text)
    undo = await _as_result(rooms, replaced, asker) if replaced and before != view.text else ""
    return words.saved(_shown(view), asker.locale, replaced=before, undo=undo)


async def answer(
    rooms: Rooms, message: Message, request: View | Views | DropView, *, progress: Progress | None = None
) -> Reply:
    """Each of the three verbs."""
    match request:
        case View():
            return await open_view(rooms, message, request, progress=progress)
        case DropView():
            return await drop(rooms, request, message.asker)
        case _:
            return words.listed(await all_of(rooms, message.asker), message.asker.locale)


async def open_view(rooms: Rooms, message: Message, request: View, *, progress: Progress | None = None) -> Reply:
    """A view's question asked now; a name that is none, with the views that there are."""
    asker = message.asker
    try:
        kept = await rooms.views.get(asker.workspace, request.name)
    except NotFound:
        return words.listed(await all_of(rooms, asker), asker.locale, missing=request.name)
    asked = rooms.parse(kept.text, now=message.sent_at, zone=asker.zone, locale=kept.locale)
    if not isinstance(asked, Find):
        raise Unreadable("general", kept.text)
    return await find(rooms, Message(kept.text, asker, message.sent_at), asked, progress=progress)


async def drop(rooms: Rooms, request: DropView, asker: Asker) -> Reply:
    """Raises NotFound, NotAllowed."""
    permit("view", asker)
    removed = await rooms.views.remove(asker.workspace, request.name)
    await record(rooms, asker, "view.remove", removed.name, before=removed.text)
    return words.removed(_shown(removed), asker.locale, undo=await _as_result(rooms, removed, asker))


async def _as_result(rooms: Rooms, kept: Kept, asker: Asker) -> str:
    """A view that is gone, as a result whose question can get the name again; "" where that cannot be kept."""
    now = rooms.clock()
    try:
        asked = rooms.parse(kept.text, now=now, zone=asker.zone, locale=kept.locale)
    except Unreadable:
        return ""
    if not isinstance(asked, Find):
        return ""
    result = result_of(Message(kept.text, asker, now), asked.query)
    return await save_or_nothing(rooms, msgspec.structs.replace(result, locale=kept.locale))


async def all_of(rooms: Rooms, asker: Asker) -> list[words.Saved]:
    return [_shown(each) for each in await rooms.views.of_workspace(asker.workspace)]


def _can_be_typed(rooms: Rooms, name: str, asker: Asker) -> bool:
    """Whether the words that open a view are read as that."""
    if not name or len(name) > words.NAME or clean(name) != name:
        return False
    try:
        read = rooms.parse(words.command(name, asker.locale), now=rooms.clock(), zone=asker.zone, locale=asker.locale)
    except Unreadable:
        return False
    return isinstance(read, View) and read.name == name


def _shown(kept: Kept) -> words.Saved:
    return words.Saved(kept.name, kept.text, kept.user)
